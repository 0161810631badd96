"""The parts that every printed document is made of, as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any

from handrail.channels.paper.words import say
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.terms.language import Language

Block = dict[str, Any]

SHORT_HASH = 12
"""How many characters of a version's hash are printed: as many as staff see elsewhere."""


def document(
    service: Service,
    language: str,
    *,
    title: str,
    author: str,
    large: bool,
    blocks: Sequence[Block],
    office: str = "",
    subtitle: str = "",
    reference: str = "",
) -> dict[str, Any]:
    """Return a whole document.

    office: what the box for the office says at the top of each page, "" for none.

    reference: of the case, on each page; "" for none.
    """
    return {
        "language": language,
        "title": title,
        "subtitle": subtitle,
        "author": author,
        "large": large,
        "page": say("page", language),
        "foot": [
            *([reference] if reference else []),
            service.say("name", service.name, language),
            say("version", language, version=service.hash[:SHORT_HASH]),
            Language(language).own_name,
        ],
        "office": office,
        "unprintable_text": say("unprintable", language),
        "blocks": list(blocks),
    }


def heading(level: int, text: str, *, section: bool = False, copy: bool = False) -> Block:
    """Return a heading, 2 being the highest inside a document. section, copy: with a rule above."""
    return {"is": "heading", "level": level, "text": text, "section": section, "copy": copy}


def paragraph(text: str) -> Block:
    """Return a paragraph of plain text."""
    return {"is": "paragraph", "text": text}


def listed(items: Sequence[str]) -> Block:
    """Return a list of plain texts."""
    return {"is": "listed", "items": list(items)}


def contact(organisation: Organisation | None, language: str) -> Iterator[Block]:
    """Yield how to reach an organisation, where that is known."""
    if organisation is None:
        return
    lines = [organisation.called(language)]
    if organisation.phone:
        lines.append(say("send.phone", language, phone=organisation.phone))
    if organisation.opening_hours(language):
        lines.append(say("send.hours", language, hours=organisation.opening_hours(language)))
    yield {"is": "address", "lines": lines}


def lines_of(address: str) -> list[str]:
    """Return the lines of an address that is written in one."""
    return [line.strip() for line in address.split(",") if line.strip()]
