"""The values that a DEFRA condition compares with, by the kind that it says they are."""

import re
from collections.abc import Callable, Mapping

from handrail.exchange.defra.shapes import decimal, text, whole
from handrail.exchange.form import Direction, RelativeDate, Value, unit_of
from handrail.exchange.taking import fields


class NotMeant(Exception):
    """What a condition says cannot be made out; the words say why."""


def true_or_false(value: object) -> Value:
    """Return yes or no, however written. Raises NotMeant."""
    match text(value).lower():
        case "true" | "yes":
            return True
        case "false" | "no":
            return False
    raise NotMeant("it compares with neither true nor false")


def words_of(value: object) -> Value:
    """Return a value that is a text. Raises NotMeant."""
    if isinstance(value, list | Mapping) or value is None:
        raise NotMeant("it compares with what is no text")
    return text(value)


def number_of(value: object) -> Value:
    """Return a value that is a number. Raises NotMeant."""
    number = decimal(value)
    if number is None:
        raise NotMeant("it compares with what is no number")
    return number


def day_of(value: object) -> Value:
    """Return a value that is a day. Raises NotMeant."""
    written = text(str(value)) if hasattr(value, "isoformat") else text(value)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise NotMeant("it compares with what is no date")
    return written


def moment_of(value: object) -> Value:
    """Return a moment so long before or after now. Raises NotMeant."""
    said = fields(value)
    amount = whole(said.get("period", said.get("timePeriod")), -1)
    unit = unit_of(said.get("unit", said.get("timeUnit")))
    direction = text(said.get("direction"))
    if amount < 0 or unit is None or direction not in _DIRECTIONS:
        raise NotMeant("it compares with a moment that it does not name")
    return RelativeDate(amount, unit, _DIRECTIONS[direction])


_DIRECTIONS: Mapping[str, Direction] = {
    "in the past": "past",
    "past": "past",
    "in the future": "future",
    "future": "future",
}
VALUES: Mapping[str, Callable[[object], Value]] = {
    "BooleanValue": true_or_false,
    "StringValue": words_of,
    "NumberValue": number_of,
    "DateValue": day_of,
    "RelativeDate": moment_of,
}
"""How a value is read by the kind that the second version names."""
