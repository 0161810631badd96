"""A tree of HTML as blocks of text: what is shown to people, and what of it a service cannot show."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from handrail.exchange.addresses import TEMPLATE, NotCarried, carried, shown
from handrail.exchange.blocks import Block, Break, Grid, Heading, Listing, Paragraph, Quote, Run, Runs
from handrail.exchange.html_tree import BLOCKS, Element
from handrail.exchange.report import Kind

ELLIPSIS = "…"
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SMALLEST = 4
_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": _SMALLEST, "h5": _SMALLEST, "h6": _SMALLEST}
_HEADING_CLASSES = {"govuk-heading-xl": 2, "govuk-heading-l": 2, "govuk-heading-m": 2, "govuk-heading-s": 3}
_NOT_SHOWN = frozenset({"style", "head", "title", "meta", "link", "base", "template", "datalist"})
_PICTURES = frozenset({"img", "svg", "picture", "canvas", "object", "embed", "applet", "map"})
_PLAYED = frozenset({"video", "audio", "iframe", "frame"})
_FIELDS = frozenset({"input", "select", "textarea"})
_INSTEAD = _NOT_SHOWN | _PICTURES | _PLAYED | _FIELDS | {"script"}
_AROUND = frozenset({"a", "b", "em", "font", "i", "label", "noscript", "small", "span", "strong", "u"})
_ICON = "govuk-warning-text__icon"
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_BOLD = frozenset({"b", "strong", "th", "dt"})
_BOLD_CLASSES = frozenset({"govuk-!-font-weight-bold", "govuk-caption-xl", "govuk-caption-l"})


@dataclass(slots=True)
class Found:
    """What was found besides the text: what is lost, (what, why, kind), and what opens on request.

    links: those of words on one line, which has none itself.
    """

    lost: list[tuple[str, str, Kind]] = field(default_factory=list)
    help: list[tuple[str, list[Block]]] = field(default_factory=list)
    links: list[Run] = field(default_factory=list)

    def lose(self, what: str, why: str, kind: Kind) -> None:
        """Keep that something is lost."""
        self.lost.append((what, why, kind))


@dataclass(frozen=True, slots=True)
class Reading:
    """How words are read where one is: in bold, leading somewhere, with their lines kept."""

    found: Found
    strong: bool = False
    to: str = ""
    lines: bool = False


def words_of(element: Element, reading: Reading) -> str:
    """Return everything that is read in an element on one line; where it leads is found besides."""
    texts = [runs for block in blocks_of(element, reading) for runs in _texts_in(block)]
    reading.found.links += [run for runs in texts for run in runs if run.to]
    return " ".join(" ".join("".join(run.text for run in runs) for runs in texts).split())


def _texts_in(block: Block) -> Iterator[Runs]:
    """Yield the runs of each text of a block: those of one paragraph or cell are one."""
    match block:
        case Paragraph() | Heading():
            yield block.of
        case Listing():
            for item in block.items:
                for one in item:
                    yield from _texts_in(one)
        case Quote():
            for one in block.of:
                yield from _texts_in(one)
        case Grid():
            for row in (block.head, *block.rows):
                yield from row


def blocks_of(element: Element, reading: Reading) -> list[Block]:
    """Return what is in an element as blocks; words that stand alone are paragraphs."""
    blocks: list[Block] = []
    line: list[Run] = []
    for child in element.children:
        if isinstance(child, str) or not _is_block(child):
            line += _inline(child, reading)
        else:
            blocks += _paragraphs(line)
            line = []
            blocks += _block(child, reading)
    return _lists_joined([*blocks, *_paragraphs(line)])


def _is_block(element: Element) -> bool:
    if not _shows(element):
        return False
    if element.tag in BLOCKS or element.tag == "hr" or "govuk-!-display-block" in element.classes:
        return True
    return element.tag in _AROUND and any(_is_block(one) for one in _elements(element))


def _shows(element: Element) -> bool:
    return element.tag not in _INSTEAD and not _is_hidden(element) and _ICON not in element.classes


def _is_hidden(element: Element) -> bool:
    style = element.attrs.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrs or "govuk-!-display-none" in element.classes or "display:none" in style


def _block(element: Element, reading: Reading) -> list[Block]:
    """Return one element that stands on lines of its own."""
    inner = _read_in(element, reading)
    tag, classes = element.tag, element.classes
    if tag == "hr":
        return [Break()]
    if tag in {"ul", "ol", "menu"}:
        return _list(element, inner)
    if tag == "table":
        return _table(element, inner)
    if tag == "details":
        return _details(element, inner)
    if tag == "pre":
        return blocks_of(element, replace(inner, lines=True))
    if "govuk-warning-text" in classes:
        return [Quote(tuple(blocks_of(element, replace(inner, strong=True))))]
    if "govuk-inset-text" in classes or tag == "blockquote" or "govuk-notification-banner" in classes:
        within = tuple(blocks_of(element, inner))
        return [Quote(within)] if within else []
    level = _LEVELS.get(tag) or next((_HEADING_CLASSES[one] for one in classes & _HEADING_CLASSES.keys()), 0)
    if level:
        return _heading(element, inner, level)
    return blocks_of(element, inner)


def _read_in(element: Element, reading: Reading) -> Reading:
    """Return how words in an element are read: in bold, or leading where it leads."""
    strong = reading.strong or element.tag in _BOLD or bool(element.classes & _BOLD_CLASSES)
    if element.tag == "a" and "href" in element.attrs:
        return replace(reading, strong=strong, to=_address(element, reading))
    return replace(reading, strong=strong)


def _heading(element: Element, reading: Reading, level: int) -> list[Block]:
    plain = replace(reading, strong=False)
    blocks = blocks_of(element, plain)
    return [
        Heading(level, tuple(replace(run, strong=False) for run in one.of))
        if isinstance(one, Paragraph)
        else one
        for one in blocks
    ]


def _list(element: Element, reading: Reading) -> list[Block]:
    items: list[tuple[Block, ...]] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            within = blocks_of(child, _read_in(child, reading))
        else:
            within = blocks_of(Element("", {}, [child]), reading)
        if (
            within
            and isinstance(within[0], Listing)
            and items
            and not isinstance(child, str)
            and child.tag != "li"
        ):
            items[-1] = (*items[-1], *within)
        elif within:
            items.append(tuple(within))
    first = element.attrs.get("start", "")
    number = int(first) if first.isascii() and first.isdigit() and len(first) < len("1000000") else 1
    return [Listing(tuple(items), max(number, 1) if element.tag == "ol" else 0)] if items else []


def _lists_joined(blocks: list[Block]) -> list[Block]:
    """Return blocks with points that follow each other as one list: Markdown reads them as one anyway."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Listing) and isinstance(last, Listing) and bool(block.first) == bool(last.first):
            joined[-1] = Listing((*last.items, *block.items), last.first)
        else:
            joined.append(block)
    return joined


def _details(element: Element, reading: Reading) -> list[Block]:
    summary = next((one for one in _elements(element) if one.tag == "summary"), None)
    said = words_of(summary, replace(reading, to="")) if summary else ""
    rest = Element("", {}, [one for one in element.children if one is not summary])
    body = blocks_of(rest, reading)
    if not said or not body:
        heading: list[Block] = [Paragraph((Run(said, strong=True),))] if said else []
        return [*heading, *body]
    reading.found.help.append((said, body))
    return []


def _table(element: Element, reading: Reading) -> list[Block]:
    blocks: list[Block] = []
    rows: list[tuple[bool, list[Runs]]] = []
    for one in _within_table(element):
        if one.tag == "caption":
            blocks += blocks_of(one, replace(reading, strong=True))
            continue
        cells = [cell for cell in _elements(one) if cell.tag in {"td", "th"}]
        found = [_cell(cell, reading) for cell in cells]
        if any(found):
            rows.append((all(cell.tag == "th" for cell in cells), found))
    if not rows:
        return blocks
    wide = max(len(cells) for _, cells in rows)
    filled = [(*cells, *[()] * (wide - len(cells))) for _, cells in rows]
    head = filled[0] if rows[0][0] else ((),) * wide
    if wide == 1:
        return [*blocks, *(Paragraph(cells[0]) for cells in filled)]
    return [*blocks, Grid(tuple(head), tuple(filled[1:] if rows[0][0] else filled))]


def _within_table(element: Element) -> Iterator[Element]:
    for one in _elements(element):
        if one.tag in {"tr", "caption"}:
            yield one
        elif one.tag in {"thead", "tbody", "tfoot"}:
            yield from _within_table(one)
        elif one.tag not in {"colgroup", "col"}:
            # What stands in a table without a row is shown before it.
            yield Element("caption", {}, [one])


def _cell(cell: Element, reading: Reading) -> Runs:
    blocks = blocks_of(cell, replace(reading, strong=reading.strong))
    runs: list[Run] = []
    for some in (text for block in blocks for text in _texts_in(block)):
        runs += [*([Run(" ")] if runs else []), *some]
    return tuple(runs)


def _elements(element: Element) -> Iterator[Element]:
    return (one for one in element.children if isinstance(one, Element))


def _inline(child: Element | str, reading: Reading) -> list[Run]:
    if isinstance(child, str):
        text = child.replace(TEMPLATE, ELLIPSIS)
        text = text if reading.lines else _SPACES.sub(" ", text)
        return [Run(text, reading.strong, reading.to)]
    if child.tag == "br":
        return [Run("\n", reading.strong)]
    if not _shows(child):
        return _instead(child, reading)
    if child.tag == "sup":
        return [Run(child.text().strip().translate(_RAISED), reading.strong, reading.to)]
    if child.tag == "wbr":
        return []
    _told_if_odd(child, reading)
    inner = _read_in(child, reading)
    runs = [run for one in child.children for run in _inline(one, inner)]
    if child.tag == "a" and inner.to and not any(run.text.strip() for run in runs):
        said = child.attrs.get("aria-label") or child.attrs.get("title") or inner.to
        return [Run(said.replace(TEMPLATE, ELLIPSIS), inner.strong, inner.to)]
    return runs


def _told_if_odd(element: Element, reading: Reading) -> None:
    """Tell of a mark that was written so badly that words of it are read as its name or its attributes."""
    if not _NAME.fullmatch(element.tag):
        words = " ".join([element.tag, *element.attrs])[:60]
        reading.found.lose(f"'<{words}'", "The mark is not written as HTML is, and shows nothing.", "text")


def _instead(element: Element, reading: Reading) -> list[Run]:
    """Return what is said in place of something that is not shown, and tell of it."""
    found, said = reading.found, element.attrs.get("alt", "") or element.attrs.get("title", "")
    if _is_hidden(element):
        text = " ".join(element.text().split())
        if text:
            found.lose(f"the hidden words '{text[:80]}'", "They were shown by a script, if ever.", "text")
        return []
    said = said.replace(TEMPLATE, ELLIPSIS).strip()
    if element.tag == "script":
        found.lose("a script", "A service runs no scripts of its author's.", "setting")
    elif element.tag in _PICTURES:
        if element.attrs.get("aria-hidden") != "true" and not (
            element.tag == "img" and element.attrs.get("alt") == ""
        ):
            found.lose(
                f"a picture ({element.tag})", "A page shows no pictures; what it says is kept.", "text"
            )
        return [Run(said, reading.strong, reading.to)] if said else []
    elif element.tag in _PLAYED:
        to = carried(element.attrs.get("src", ""))
        found.lose(
            f"what is played or framed ({element.tag})", "A page shows nothing of other sites.", "text"
        )
        if isinstance(to, str) and to:
            return [Run(said or to, reading.strong, to)]
    elif element.tag in _FIELDS and element.attrs.get("type") != "hidden":
        found.lose(f"a field in HTML ({element.tag})", "Only questions of the form are asked.", "text")
    return []


def _address(element: Element, reading: Reading) -> str:
    href = element.attrs["href"]
    to = carried(href)
    if isinstance(to, NotCarried):
        reading.found.lose(f"the link to '{shown(href)}'", to.why, to.kind)
        return ""
    return to


def _paragraphs(runs: list[Run]) -> Iterable[Block]:
    """Yield runs as paragraphs: an empty line between two parts them."""
    part: list[Run] = []
    for run in runs:
        if run.text == "\n" and _ends_line(part):
            yield from _paragraph(part)
            part = []
        else:
            part.append(run)
    yield from _paragraph(part)


def _ends_line(part: list[Run]) -> bool:
    for run in reversed(part):
        if run.text == "\n":
            return True
        if run.text.strip():
            return False
    return False


def _paragraph(runs: list[Run]) -> Iterator[Block]:
    """Yield one paragraph without space at its ends, around its lines or twice between words."""
    tidied: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text
        if after_space and not text.startswith("\n"):
            text = text.lstrip(" ")
        if text.startswith("\n") and tidied and tidied[-1].text.endswith(" "):
            tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip(" "))
        if text:
            tidied.append(replace(run, text=text))
            after_space = text[-1] in " \n"
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    while tidied and not tidied[0].text.strip():
        tidied.pop(0)
    if tidied:
        tidied[0] = replace(tidied[0], text=tidied[0].text.lstrip())
        tidied[-1] = replace(tidied[-1], text=tidied[-1].text.rstrip())
        yield Paragraph(tuple(tidied))
