"""Reading a PDF that was made: its text, and what the rules of PDF/UA-1 say of it."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import page
import pypdf

from handrail.channels.paper.parts import paragraph
from handrail.channels.paper.typeset import pdf

AT = datetime(2026, 5, 1, 9, tzinfo=UTC)


def small(*texts: str, **other) -> dict:
    """A document that says only these texts."""
    return {
        "language": "en",
        "title": "A small document",
        "subtitle": "",
        "author": "",
        "large": False,
        "page": "Page {page} of {pages}",
        "foot": ["Foot"],
        "office": "",
        "unprintable_text": "Some letters could not be printed.",
        "blocks": [paragraph(text) for text in texts],
        **other,
    }


def printed(document: dict) -> pypdf.PdfReader:
    """The document made and opened; it is broken if any rule of PDF/UA-1 is."""
    made = pdf(document, at=AT)
    assert [
        f"{one.rule_id} {one.message}" for one in page.validate_pdf_bytes(made, profile="ua1").failures
    ] == []
    return pypdf.PdfReader(io.BytesIO(made))


def words_of(read: pypdf.PdfReader) -> str:
    """The text of a document as it is read out, its lines and the breaks in long words put together."""
    text = " ".join(page.extract_text() for page in read.pages)
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def sizes(read: pypdf.PdfReader) -> set[float]:
    """The sizes in points in which its letters are set."""
    found = set()
    for one in read.pages:
        one.extract_text(
            visitor_text=lambda text, cm, tm, font, size: (
                found.add(round(size * abs(tm[0] or tm[3]) * abs(cm[0]), 1)) if text.strip() else None
            )
        )
    return found


def boxes(pages: Sequence[pypdf.PageObject], *, wider_than: float) -> list[float]:
    """The heights of what is drawn with four corners and is wider than so many points: points, to a tenth."""
    drawn: list[tuple[bytes, float, float]] = []
    for one in pages:
        one.extract_text(
            visitor_operand_before=lambda op, args, cm, tm: (
                drawn.append((op, float(args[0]), float(args[1]))) if op in {b"m", b"l"} else None
            )
        )
    corners = zip(drawn, drawn[1:], drawn[2:], drawn[3:], strict=False)
    return [
        round(third[2], 1)
        for first, *_, third, _ in corners
        if first == (b"m", 0.0, 0.0) and third[0] == b"l" and third[1] > wider_than
    ]
