"""What a grant's files show staff, written as components of their own, as Markdown."""

import re
from collections.abc import Iterator

from handrail.exchange.defra.shapes import Node, text

_FROM_THE_CASE = re.compile(r"(?:jsonata:.*|[$@]\.[\w.\[\]']+)", re.DOTALL)
_DEEPEST = 12


def markdown(shown: object) -> str:
    """Return components as Markdown, without what they would take out of the case."""
    return "\n\n".join(_blocks(shown, 0))


def line(shown: object) -> str:
    """Return components, or a text, as words in a line."""
    return " ".join(" ".join(_words(shown, 0)).split())


def _blocks(shown: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(shown, list):
        for one in shown:
            yield from _blocks(one, depth + 1)
        return
    if isinstance(shown, str):
        if plain(shown):
            yield plain(shown)
        return
    if isinstance(shown, dict):
        yield from _block(shown, depth)


def _block(shown: Node, depth: int) -> Iterator[str]:
    kind = text(shown.get("component"))
    items = shown.get("items")
    if kind in ("ordered-list", "unordered-list") and isinstance(items, list):
        found = [said for one in items if (said := " ".join(_words(one, depth + 1)))]
        if found:
            sign = "1." if kind == "ordered-list" else "-"
            yield "\n".join(f"{sign} {one}" for one in found)
        return
    if kind == "container" or not kind:
        said = " ".join(_words(shown, depth + 1))
        if said:
            yield said
        if "content" in shown:
            yield from _blocks(shown["content"], depth + 1)
        return
    said = " ".join(_words(shown, depth + 1))
    if said:
        yield f"## {said}" if kind == "heading" else said


def _words(shown: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(shown, str):
        if plain(shown):
            yield plain(shown)
    elif isinstance(shown, list):
        for one in shown:
            yield from _words(one, depth + 1)
    elif isinstance(shown, dict):
        said = plain(text(shown.get("text")))
        address = text(shown.get("href"))
        if said and address.startswith("https://"):
            yield f"[{said}]({address})"
        elif said:
            yield said
        yield from _words(shown.get("items"), depth + 1)


def plain(said: str) -> str:
    """Return words without the expressions that would take something out of the case."""
    return " ".join(_FROM_THE_CASE.sub(" ", said).split())
