"""What is done to anything typed before it is read: trimmed, composed, and refused if it cannot be kept."""

import re
import unicodedata
from collections.abc import Mapping

from handrail.questions.types.shape import LONGEST, Wrong

_KEPT_IN_PROSE = frozenset("\n\t")
_LINES = _KEPT_IN_PROSE | {"\r"}

# What copying brings along and nobody sees: spaces without width, soft hyphens, marks of direction around a
# phone number. Joiners stay: Persian and Indian scripts spell with them, and so do emoji.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u00ad\u180e\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_FIXED_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
_CLEARED = {**_INVISIBLE, **_FIXED_SPACES}

# In a code the rest of what has no width goes too, and the marks that other keyboards write are made plain.
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "\u061c\u200c\u200d\u200e\u200f")),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛′ʼ"), "'"),
    **{0xFF01 + place: chr(0x21 + place) for place in range(0x5E)},
    0x066B: ".",
    0x066C: ",",
    0xFFE1: "£",
}
_DIGITS = re.compile(r"\d")


def tidy(text: str) -> str:
    """Return text trimmed, in Unicode's composed form (NFC), with one kind of line end and of space."""
    if text.isascii() and "\r" not in text:
        return text.strip()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEARED)
    return unicodedata.normalize("NFC", plain).strip()


def one_line(text: str) -> str:
    """Return text tidied, with every run of spaces and line ends as one space."""
    return " ".join(tidy(text).split())


def readable(text: str) -> str:
    """Return prose tidied, without what no device types and nothing can keep, such as the character NUL.

    For words beside the questions, such as why somebody withdraws; an answer is refused instead.
    """
    if "\0" not in text and text.isascii() and text.isprintable():
        return text.strip()
    return tidy("".join(mark for mark in text if mark in _LINES or not _is_broken(mark)))


def as_code(text: str) -> str:
    """Return one line of letters, digits and marks as a keyboard here would write them.

    Digits of every script, full-width letters, and the dashes, quotation marks and points of other keyboards
    become plain ones. Letters are not changed: an O stays an O.

    >>> as_code(" ٠١٢\u00a0３４\u200e"), as_code("ＡＢ–1²")
    ('012 34', 'AB-1²')
    """
    line = one_line(text)
    if line.isascii():
        return line
    plain = line.translate(_PLAIN)
    return " ".join(_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain).split())


def line_typed(fields: Mapping[str, str]) -> str | Wrong:
    """Return what was typed in a field of one line, tidied; Wrong when it is blank or cannot be kept.

    fields: by name without the question, as a type's `parse` gets them.
    """
    typed = one_line(fields.get("", ""))
    if not typed:
        return Wrong("missing")
    return unkeepable(typed) or typed


def closed_up(text: str, *, marks: str = " -.") -> str:
    """Return a code without the spaces and marks that people part it with, in capitals."""
    return as_code(text).translate(dict.fromkeys(map(ord, marks))).upper()


def unkeepable(text: str, *, prose: bool = False) -> Wrong | None:
    """Return what is wrong when text holds control characters or broken ones, or is past any limit.

    prose: whether line ends and tabs may stay.
    """
    if len(text) > LONGEST:
        return Wrong("too_long", places={"max_length": LONGEST})
    if text.isascii() and text.isprintable():
        return None
    for mark in text:
        if _is_broken(mark) and not (prose and mark in _KEPT_IN_PROSE):
            return Wrong("unreadable")
    return None


def _is_broken(mark: str) -> bool:
    """Say whether a character is a control, half of one, or none at all in any version of Unicode."""
    place = ord(mark)
    return (
        unicodedata.category(mark) in ("Cc", "Cs") or place & 0xFFFE == 0xFFFE or 0xFDD0 <= place <= 0xFDEF  # noqa: PLR2004
    )
