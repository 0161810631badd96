"""Paragraphs, headings, lists and tables as values, written as the Markdown that services use."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one manner. text: a line feed is a new line; to: the address they lead to, "" for none."""

    text: str
    strong: bool = False
    to: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    of: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2, 3 or 4."""

    level: int
    of: Runs


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, each item of it blocks. first: the first number, 0 for points."""

    items: "tuple[tuple[Block, ...], ...]"
    first: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Text set apart."""

    of: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head and its rows, all of one length."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line between parts."""


Block = Paragraph | Heading | Listing | Quote | Grid | Break

_SPECIAL = re.compile(r"([\\`*\[\]<>|~]|_|&(?=#?\w+;))")
_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#+=-])")


def markdown(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown that reads as they do: nothing in a text is a mark of it."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _inline(block.of)
        case Heading():
            return f"{'#' * block.level} {_inline(_on_one_line(block.of))}"
        case Listing():
            return _listing(block)
        case Quote():
            inner = markdown(block.of)
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case Grid():
            return _grid(block)
        case Break():
            return "***"


def _listing(block: Listing) -> str:
    simple = all(_is_simple(item) for item in block.items)
    items = []
    for number, item in enumerate(block.items, start=block.first):
        mark = f"{number}. " if block.first else "- "
        inner = ("\n" if simple else "\n\n").join(filter(None, map(_block, item)))
        indented = ("\n" + " " * len(mark)).join(inner.split("\n"))
        items.append(mark + re.sub(r"\n +(?=\n)", "\n", indented))
    return ("\n" if simple else "\n\n").join(items)


def _is_simple(item: Sequence[Block]) -> bool:
    """Say whether an item is one paragraph, or that and a list."""
    return len(item) <= 1 or (
        len(item) == len("pl") and isinstance(item[0], Paragraph) and isinstance(item[1], Listing)
    )


def _grid(block: Grid) -> str:
    lines = [_row(block.head), "|" + " --- |" * len(block.head), *map(_row, block.rows)]
    return "\n".join(lines)


def _row(cells: Sequence[Runs]) -> str:
    return "| " + " | ".join(_inline(_on_one_line(cell)) or " " for cell in cells) + " |"


def _on_one_line(runs: Runs) -> Runs:
    return tuple(map(_flat, runs))


def _inline(runs: Runs) -> str:
    """Return runs as Markdown; words are in bold where Markdown can say so."""
    written = ""
    joined = _joined(runs)
    for place, (to, group) in enumerate(joined):
        if to:
            inner = _emphasised([_flat(run) for run in group], before="[", after="]")
            written = f"{_without_mark(written)}[{inner}]({to})"
        else:
            after = "[" if place + 1 < len(joined) else ""
            written += _emphasised(group, before=written[-1:], after=after)
    return "\n".join(_AT_START.sub(_escaped_start, line) for line in written.split("\n"))


def _flat(run: Run) -> Run:
    return Run(run.text.replace("\n", " "), run.strong, run.to)


def _without_mark(written: str) -> str:
    """Return text that a link follows: a mark before it would make a picture of it."""
    return written[:-1] + "\\!" if written.endswith("!") else written


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def _joined(runs: Runs) -> list[tuple[str, list[Run]]]:
    """Return runs by the address they lead to, neighbours of one manner as one."""
    found = []
    for to, group in groupby(runs, key=lambda run: run.to):
        same = [
            Run("".join(run.text for run in some), strong, to)
            for strong, some in groupby(group, key=lambda run: run.strong)
        ]
        found.append((to, same))
    return found


def _emphasised(runs: Sequence[Run], *, before: str, after: str) -> str:
    written = ""
    pieces = [piece for run in runs for piece in _lines(run)]
    for place, run in enumerate(pieces):
        said = _escaped(run.text)
        following = pieces[place + 1].text[:1] if place + 1 < len(pieces) else after
        inner = said.strip()
        if not run.strong or not inner or not _can_be_bold(written[-1:] or before, run.text, following):
            written += said
            continue
        lead, trail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
        written += f"{lead}**{inner}**{trail}"
    return written


def _lines(run: Run) -> Iterator[Run]:
    """Yield a run line by line, its line ends between: no emphasis reaches from one line to the next."""
    for place, line in enumerate(run.text.split("\n")):
        if place:
            yield Run("\n")
        if line:
            yield Run(line, run.strong, run.to)


def _can_be_bold(before: str, text: str, after: str) -> bool:
    """Say whether two stars around a text would be read as bold, by CommonMark's rule of flanks."""
    inner = text.strip()
    opens = inner[0].isalnum() or text[0].isspace() or _parts(before)
    closes = inner[-1].isalnum() or text[-1].isspace() or _parts(after)
    return opens and closes


def _parts(mark: str) -> bool:
    return not mark or mark.isspace() or unicodedata.category(mark).startswith("P")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\\n")
