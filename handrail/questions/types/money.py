"""An amount of money in pounds and pence; the sign and commas do not matter. Rules see pounds, exactly."""

import re
from collections.abc import Mapping
from decimal import Decimal

from handrail.feel import NUMBER
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.numbers import outside, read_number
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code
from handrail.terms.money import Money, NotMoney

_WITH_SIGN = re.compile(r"(-?) ?£ ?(.*)", re.DOTALL)
_PENCE = re.compile(r"\d{1,15} ?p", re.ASCII)
_WIDTH = 10
_NOTHING = Decimal(0)


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    pounds = _pounds(fields.get("", ""))
    if isinstance(pounds, Wrong):
        return pounds
    try:
        amount = Money.from_pounds(pounds)
    except NotMoney:
        return Wrong("part_of_a_penny")
    least = bounds.number("min")
    # Less than nothing is a slip, unless the author's limit allows it.
    limits = {**bounds.limits, "min": _NOTHING if least is None else least}
    return outside(pounds, Bounds(bounds.today, limits), written=_written) or Given(amount.pence)


def _pounds(typed: str) -> Decimal | Wrong:
    plain = as_code(typed)
    if _PENCE.fullmatch(plain.casefold()):
        return Decimal(plain[:-1].strip()).scaleb(-2)
    signed = _WITH_SIGN.fullmatch(plain)
    return read_number(f"{signed[1]}{signed[2]}" if signed else typed)


def _written(pounds: Decimal) -> str:
    """Return a limit as people read it; a rule's part of a penny is left as it is."""
    return Money.from_pounds(pounds).format() if pounds == round(pounds, 2) else f"£{pounds:,f}"


def _typed(value: Json, _language: str) -> Mapping[str, str]:
    return {"": Money(value).format().replace("£", "")}


def _lines(value: Json, _options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    return (Money(value).format(),)


TYPE = QuestionType(
    name="money",
    feel=lambda _: NUMBER,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda _: Look(kind="text", width=_WIDTH, code=True, hint="money", prefix="£"),
    fact=lambda value: Money(value).pounds,
    errors=frozenset(
        {"missing", "invalid", "part_of_a_penny", "too_small", "too_big", "too_many_digits"}
        | {"too_long", "unreadable"}
    ),
    limits=frozenset({"min", "max"}),
)
