"""A number in figures that may have some after a point, kept exactly."""

from collections.abc import Mapping
from decimal import Decimal

from handrail.feel import NUMBER
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.numbers import MOST_DIGITS, outside, read_number, written
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong

_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    number = read_number(fields.get("", ""))
    if isinstance(number, Wrong):
        return number
    plain = f"{number.normalize():f}"
    if sum(mark.isdecimal() for mark in plain.lstrip("-0.")) > MOST_DIGITS:
        return Wrong("too_many_digits", places={"digits": MOST_DIGITS})
    most, after = bounds.whole("max_decimals"), len(plain.partition(".")[2])
    if most is not None and after > most:
        return Wrong("too_many_decimals", places={"max_decimals": most})
    return outside(number, bounds) or Given(plain)


def _lines(value: Json, _options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    return (written(Decimal(value)),)


TYPE = QuestionType(
    name="decimal-number",
    feel=lambda _: NUMBER,
    parse=_parse,
    lines=_lines,
    look=lambda _: Look(kind="text", width=_WIDTH, code=True),
    fact=Decimal,
    errors=frozenset(
        {"missing", "invalid", "too_many_decimals", "too_small", "too_big", "too_many_digits"}
        | {"too_long", "unreadable"}
    ),
    limits=frozenset({"min", "max", "max_decimals"}),
    takes_units=True,
)
