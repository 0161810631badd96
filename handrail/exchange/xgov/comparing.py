"""One question of an XGov form compared with a value or a moment, by what the question is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from handrail.exchange.form import Comparison, Not, Operator, RelativeDate, Rule, unit_of
from handrail.exchange.rules import ALWAYS, NEVER, answered, every
from handrail.exchange.xgov.expressions import Called, Literally, Scalar, Sign, Unreadable

_OPERATORS: Mapping[Sign, Operator] = {
    "==": "is",
    "!=": "is not",
    ">": "is more than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as conditions see it.

    name: what comparisons call it. values: of its items, as text. section: the one it is looked for in, with
    what else that holds; "" for none. stands_in: the one it is in. beside: questions of which one is answered
    as soon as anyone has been where this one is kept: in its section, or on its page if it may be left empty.
    """

    name: str
    type: str
    required: bool = True
    values: tuple[str, ...] = ()
    section: str = ""
    stands_in: str = ""
    beside: tuple[str, ...] = ()


def as_text(value: Scalar) -> str:
    """Return a value as an answer that is a text has it: true and false in lower case."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Scalar) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    stripped = value.strip() if isinstance(value, str) else ""
    try:
        number = Decimal(stripped) if stripped.lstrip("+-").replace(".", "", 1).isdecimal() else None
    except ArithmeticError:
        return None
    return number


_SAID: Mapping[Sign, Callable[[Decimal, Decimal], bool]] = {
    "==": lambda one, two: one == two,
    "!=": lambda one, two: one != two,
    ">": lambda one, two: one > two,
    "<": lambda one, two: one < two,
    ">=": lambda one, two: one >= two,
    "<=": lambda one, two: one <= two,
}


def holds(sign: Sign, left: Scalar, right: Scalar) -> bool:
    """Return whether two values stand to each other as the sign says; those of two sorts are never equal."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _SAID[sign](left, right)
    same = type(left) is type(right) and left == right
    return same if sign == "==" else sign == "!=" and not same


def against(asked: Asked, sign: Sign, value: Scalar) -> Rule:
    """Compare a question with a value as written, each by what it is. Raises Unreadable."""
    operator = _OPERATORS[sign]
    if asked.type == "CheckboxesField":
        # Several choices are never equal to one value, and not in any order with it.
        return ALWAYS if sign == "!=" else NEVER
    if asked.type == "YesNoField":
        if as_text(value) not in ("true", "false") or sign not in ("==", "!="):
            return ALWAYS if sign == "!=" else NEVER
        return Comparison(asked.name, operator, as_text(value) == "true")
    if asked.type == "NumberField":
        number = _number(value)
        if number is None:
            return ALWAYS if sign == "!=" else NEVER
        return Comparison(asked.name, operator, number)
    if sign in ("==", "!="):
        return Comparison(asked.name, operator, as_text(value))
    return _ordered(asked, sign, value)


def _ordered(asked: Asked, sign: Sign, value: Scalar) -> Rule:
    """Compare by order a question that is no number: of items, those it is true of; of dates, by day."""
    number = _number(value)
    if asked.values:
        if number is None:
            raise Unreadable(f"it compares the order of choices with “{as_text(value)}”")
        among = tuple(
            one for one in asked.values if (size := _number(one)) is not None and _SAID[sign](size, number)
        )
        return Comparison(asked.name, "is in", among) if among else NEVER
    if asked.type.startswith(("Date", "Time", "MonthYear")):
        said: Mapping[Sign, Operator] = {"<": "is before", ">": "is after"}
        if sign in said:
            return Comparison(asked.name, said[sign], as_text(value))
        beyond = Comparison(asked.name, "is after" if sign == "<=" else "is before", as_text(value))
        return every(answered(asked.name), Not(beyond))
    if number is not None:
        return Comparison(asked.name, _OPERATORS[sign], number)
    raise Unreadable("it compares the order of texts")


def moment_of(called: Called) -> RelativeDate:
    """Return the moment that a call names. Raises Unreadable."""
    if called.function not in ("dateForComparison", "timeForComparison"):
        raise Unreadable(f"it calls “{called.function}”")
    given = [one.value for one in called.given if isinstance(one, Literally)]
    if len(given) != 2 or len(called.given) != 2:  # noqa: PLR2004 - a period and its unit
        raise Unreadable("it names a moment by something else than a period and its unit")
    amount, unit = _number(given[0]), unit_of(given[1])
    if amount is None or amount != amount.to_integral_value() or unit is None:
        raise Unreadable(f"it names a moment by “{as_text(given[0])} {as_text(given[1])}”")
    return RelativeDate(abs(int(amount)), unit, "past" if amount < 0 else "future")


def beside(asked: Asked, sign: Sign, moment: RelativeDate) -> Rule:
    """Compare a date with a moment from now.

    `is at least` 18 years in the past is that day or before, `is at least` 2 days in the future that day or
    after. A day is compared as its midnight: one that is before the moment is its day or an earlier one.
    Raises Unreadable.
    """
    on_a_day = asked.type in ("DateField", "DatePartsField", "MonthYearField")
    early = sign in ("<", "<=")
    same_counts = early if on_a_day else sign in ("<=", ">=")
    if sign in ("==", "!="):
        if on_a_day:
            return ALWAYS if sign == "!=" else NEVER
        raise Unreadable("it asks for one moment from now exactly")
    further = early == (moment.direction == "past")
    operator: Operator
    if further:
        operator = "is at least" if same_counts else "is more than"
    else:
        operator = "is at most" if same_counts else "is less than"
    return Comparison(asked.name, operator, moment)
