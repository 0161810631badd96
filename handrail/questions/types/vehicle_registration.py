"""A vehicle's registration number in the United Kingdom, of any age, in any case and spacing."""

import re
from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import closed_up, line_typed

# DVLA's INF104, vehicle registration numbers and number plates: current, prefix, suffix, dateless (with those
# of Northern Ireland) and diplomatic ones. Each has two groups, between which it is parted when it is read.
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        r"([A-Z]{2}\d{2})([A-Z]{3})",
        r"([A-Z]\d{1,3})([A-Z]{3})",
        r"([A-Z]{3})(\d{1,3}[A-Z])",
        r"([A-Z]{1,3})(\d{1,4})",
        r"(\d{1,4})([A-Z]{1,3})",
        r"(\d{3})([DX]\d{3})",
    )
)
_CURRENT = _FORMS[0]
_LETTERS, _DIGITS = str.maketrans("01", "OI"), str.maketrans("OIL", "011")
_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    number = closed_up(typed)
    for form in _FORMS:
        if found := form.fullmatch(number):
            return Given(f"{found[1]} {found[2]}")
    return Wrong("look_alike" if _CURRENT.fullmatch(_as_meant(number)) else "invalid")


def _as_meant(number: str) -> str:
    """Return a number as if O and 0, or I and 1, were mixed up: only to say so, never to keep."""
    return number[:2].translate(_LETTERS) + number[2:4].translate(_DIGITS) + number[4:].translate(_LETTERS)


TYPE = QuestionType(
    name="vehicle-registration",
    feel=lambda _: STRING,
    parse=_parse,
    look=lambda _: Look(kind="text", width=_WIDTH, code=True, hint="vehicle-registration"),
    errors=frozenset({"missing", "invalid", "look_alike", "too_long", "unreadable"}),
    identifying=True,
)
