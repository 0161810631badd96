"""A telephone number in the United Kingdom or elsewhere, as it is dialled."""

import re
from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.questions.types.writing import as_code, line_typed

# A textphone user's number is dialled through Relay UK with 18001 or 18002 first.
_WHOLE = re.compile(
    r"(?:tel:|ff[oô]n:|phone:)?\s*(?P<relay>1800[12])?\s*(?P<abroad>\+|00)?(?P<number>[\d\s().,/-]*\d\)?)"
    r"(?:\s*(?:ext|extension|est|estyniad|x)\.?\s*(?P<extension>\d{1,6}))?",
    re.IGNORECASE | re.ASCII,
)
_PARTED = re.compile(r"[\s().,/-]+")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_UK_LENGTHS = (10, 11)
"""Digits with the first 0: Ofcom's National Telephone Numbering Plan has 9 or 10 after it."""
_ABROAD_LENGTHS = range(7, 16)
"""Digits with the country's code: at most 15 by ITU-T E.164."""
_WIDTH = 20


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    found = _WHOLE.fullmatch(as_code(typed))
    if found is None:
        return Wrong("invalid")
    abroad = found["abroad"] or ""
    written = _TRUNK_ZERO.sub(" ", found["number"]) if abroad else found["number"]
    number = _PARTED.sub(" ", written).strip()
    if wrong := _wrong(number.replace(" ", ""), abroad=bool(abroad)):
        return wrong
    pieces = (
        found["relay"],
        f"{abroad}{number}",
        f"ext {found['extension']}" if found["extension"] else None,
    )
    return Given(" ".join(piece for piece in pieces if piece))


def _wrong(digits: str, *, abroad: bool) -> Wrong | None:
    if abroad:
        national = digits.removeprefix("44")
        if digits.startswith("44") and len(national) + 1 not in _UK_LENGTHS:
            return Wrong("wrong_length")
        return None if digits[0] != "0" and len(digits) in _ABROAD_LENGTHS else Wrong("invalid")
    if digits.startswith("0"):
        return None if len(digits) in _UK_LENGTHS else Wrong("wrong_length")
    return Wrong("no_area_code")


def _look(question: Question) -> Look:
    return Look(
        kind="text",
        autocomplete=autofill(question, "tel"),
        input_type="tel",
        width=_WIDTH,
        code=True,
        hint="telephone",
    )


TYPE = QuestionType(
    name="telephone",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    errors=frozenset({"missing", "invalid", "wrong_length", "no_area_code", "too_long", "unreadable"}),
    identifying=True,
)
