"""A National Insurance number, in whatever case and spacing it is typed."""

import re
from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import closed_up, line_typed

# HMRC's National Insurance Manual, NIM39110: the first letter is never D, F, I, Q, U or V, the second also
# never O; these pairs are never used; the last letter is A to D. QQ is never issued, so that it stands in
# examples and for invented people: it is taken too.
_NUMBER = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ)(?:[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]|QQ)\d{6}[ABCD]", re.ASCII
)
_LOOK_ALIKE = {"letters": str.maketrans("01", "OI"), "digits": str.maketrans("OIL", "011")}
_LENGTH, _WIDTH = 9, 10


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    number = closed_up(typed)
    if _NUMBER.fullmatch(number):
        return Given(f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:8]} {number[8]}")
    if len(number) == _LENGTH - 1 and _NUMBER.fullmatch(f"{number}A"):
        return Wrong("no_last_letter")
    return Wrong("look_alike" if _NUMBER.fullmatch(_as_meant(number)) else "invalid")


def _as_meant(number: str) -> str:
    """Return the number as if O and 0, or I, L and 1, were mixed up: only to say so, never to keep."""
    letters, digits = _LOOK_ALIKE["letters"], _LOOK_ALIKE["digits"]
    return number[:2].translate(letters) + number[2:8].translate(digits) + number[8:].translate(letters)


TYPE = QuestionType(
    name="national-insurance-number",
    feel=lambda _: STRING,
    parse=_parse,
    look=lambda _: Look(kind="text", width=_WIDTH, code=True, hint="national-insurance-number"),
    errors=frozenset({"missing", "invalid", "no_last_letter", "look_alike", "too_long", "unreadable"}),
    identifying=True,
)
