"""Pieces of Markdown that the generated pages are put together from."""

from collections.abc import Iterable, Sequence

NOTE = "This page is written by `make docs` from the code. Change the code, not the page."


def whole(title: str, intro: str, parts: Iterable[str]) -> str:
    """Return a whole page. intro: who it is for and what is on it."""
    return "\n\n".join([f"# {title}", intro, NOTE, *parts]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; cells are put on one line each."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(one) for one in line) + " |" for line in lines)


def cell(text: str) -> str:
    """Return a text as it can stand in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """Return a text as code, "" for nothing."""
    return f"`{text}`" if text else ""


def codes(texts: Iterable[str]) -> str:
    """Return texts as code, with commas."""
    return ", ".join(code(text) for text in texts)


def fields(meanings: Iterable[tuple[str, str]]) -> str:
    """Return names with their meanings as one cell."""
    return "; ".join(f"`{name}` {meaning}" for name, meaning in meanings)
