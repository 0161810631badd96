"""Reads what stands after an option: a day, a moment, words that may not be empty. For argparse's `type`."""

from argparse import ArgumentTypeError
from datetime import date, datetime

from handrail.terms.legal_day import LONDON


def day(text: str) -> date:
    """A legal day. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"found {text!r}; expected a day, such as 2026-04-01") from None


def moment(text: str) -> datetime:
    """An instant; one without a zone is read in Europe/London. Raises ArgumentTypeError."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"found {text!r}; expected a moment, such as 2026-04-01 or 2026-04-01T09:00"
        ) from None
    return read if read.tzinfo is not None else read.replace(tzinfo=LONDON)


def words(text: str) -> str:
    """Words for the record. Raises ArgumentTypeError when there are none."""
    if not text.strip():
        raise ArgumentTypeError("found nothing; expected words, because they are kept for the record")
    return text.strip()
