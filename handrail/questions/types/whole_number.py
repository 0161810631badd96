"""A whole number in figures; commas and spaces between thousands do not matter."""

from collections.abc import Mapping
from decimal import Decimal

from handrail.feel import NUMBER
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.numbers import outside, read_number, written
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong

_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    number = read_number(fields.get("", ""))
    if isinstance(number, Wrong):
        return number
    if number != number.to_integral_value():
        return Wrong("not_whole")
    return outside(number, bounds) or Given(int(number))


def _lines(value: Json, _options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    return (written(Decimal(value)),)


TYPE = QuestionType(
    name="whole-number",
    feel=lambda _: NUMBER,
    parse=_parse,
    typed=lambda value, _language: {"": str(value)},
    lines=_lines,
    look=lambda _: Look(kind="text", inputmode="numeric", width=_WIDTH, code=True),
    fact=Decimal,
    errors=frozenset(
        {"missing", "invalid", "not_whole", "too_small", "too_big", "too_many_digits"}
        | {"too_long", "unreadable"}
    ),
    limits=frozenset({"min", "max"}),
    takes_units=True,
)
