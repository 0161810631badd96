"""What is done to anything typed before it is read: trimmed, composed, and refused if it cannot be kept."""

import unicodedata

from handrail.questions.types.shape import LONGEST, Wrong

_KEPT_IN_PROSE = frozenset("\n\t")


def tidy(text: str) -> str:
    """Return text trimmed, in Unicode's composed form (NFC), with one kind of line end."""
    if text.isascii() and "\r" not in text:
        return text.strip()
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return text tidied, with every run of spaces and line ends as one space."""
    return " ".join(tidy(text).split())


def unkeepable(text: str, *, prose: bool = False) -> Wrong | None:
    """Return what is wrong when text holds control characters or broken ones, or is past any limit.

    prose: whether line ends and tabs may stay.
    """
    if len(text) > LONGEST:
        return Wrong("too_long", places={"max_length": LONGEST})
    if text.isascii() and text.isprintable():
        return None
    for mark in text:
        if unicodedata.category(mark) in ("Cc", "Cs", "Cn") and not (prose and mark in _KEPT_IN_PROSE):
            return Wrong("unreadable")
    return None
