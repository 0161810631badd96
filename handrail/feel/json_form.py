"""FEEL values as JSON and back, losing nothing: what JSON cannot hold is an object with one marked key."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from handrail.feel import temporal
from handrail.feel import types as t
from handrail.feel.types import Type
from handrail.feel.values import NUMBERS, Range, Value, YearsMonths, is_list
from handrail.feel.write import write_number

_MARKS: dict[type, str] = {
    Decimal: "$number",
    date: "$date",
    time: "$time",
    datetime: "$date_time",
    timedelta: "$days_duration",
    YearsMonths: "$years_duration",
}
_CLASSES = {mark: kind for kind, mark in _MARKS.items()}


def _number(text: str) -> Decimal | None:
    try:
        number = NUMBERS.create_decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_READERS: dict[str, Callable[[str], Value]] = {
    "$number": _number,
    "$date": temporal.read_date,
    "$time": temporal.read_time,
    "$date_time": temporal.read_date_time,
    "$days_duration": temporal.read_duration,
    "$years_duration": temporal.read_duration,
}
_BY_TYPE: dict[Type, str] = {
    t.NUMBER: "$number",
    t.DATE: "$date",
    t.TIME: "$time",
    t.DATE_TIME: "$date_time",
    t.DAYS_DURATION: "$days_duration",
    t.YEARS_DURATION: "$years_duration",
}
_RANGE_PARTS = ("low", "high", "low_included", "high_included")


class NotAValue(ValueError):
    """A JSON value does not stand for a FEEL value, or not for one of the type asked for."""


def from_feel(value: Value) -> Any:
    """Return a FEEL value as JSON: {"$date": "2024-02-29"}, {"$number": "12.50"}; strings stay as they are.

    Raises NotAValue for what is no FEEL value, and for a context with a key that starts with $.
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if type(value) is int:
        return {"$number": str(value)}
    mark = _MARKS.get(type(value))
    if mark:
        return {mark: write_number(value) if mark == "$number" else temporal.write_temporal(value)}
    if is_list(value):
        return [from_feel(item) for item in value]
    if isinstance(value, Range):
        return {"$range": {part: from_feel(getattr(value, part)) for part in _RANGE_PARTS}}
    if isinstance(value, Mapping):
        if any(not isinstance(key, str) or key.startswith("$") for key in value):
            raise NotAValue("Found a key that is not text or starts with $; expected the names of fields.")
        return {key: from_feel(item) for key, item in value.items()}
    raise NotAValue(f"Found a Python {type(value).__name__}; expected a value a rule can hold.")


def to_feel(value: Any, *, type: Type | None = None) -> Value:  # noqa: A002  it is the type
    """Return the FEEL value that a JSON value stands for, as from_feel wrote it; JSON numbers are numbers.

    With a type, plain text is read as that type: to_feel("2024-02-29", type=DATE). Raises NotAValue.
    """
    if type is not None and value is not None:
        return _typed(value, type)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(repr(value))
    if is_list(value):
        return tuple(to_feel(item) for item in value)
    if isinstance(value, Mapping):
        return _from_object(value)
    if value is None or isinstance(value, (bool, str)):
        return value
    raise NotAValue(f"Found a Python {value.__class__.__name__}; expected JSON.")


def _typed(value: Any, kind: Type) -> Value:
    if isinstance(kind, t.ListType) and is_list(value):
        return tuple(to_feel(item, type=kind.of) for item in value)
    if isinstance(kind, t.ContextType) and isinstance(value, Mapping):
        return {key: to_feel(item, type=kind.fields.get(key)) for key, item in value.items()}
    mark = _BY_TYPE.get(kind)
    if mark and isinstance(value, str):
        return _read(mark, value)
    found = to_feel(value)
    expected: type | None = {t.BOOLEAN: bool, t.STRING: str}.get(t.plain(kind)) or _CLASSES.get(mark or "")
    if expected and found.__class__ is not expected:
        raise NotAValue(f"Found {value!r}; expected a {t.plain(kind).name}.")
    if isinstance(kind, t.Choice) and found not in kind.options:
        raise NotAValue(f"Found {value!r}; expected {kind}.")
    return found


def _from_object(value: Mapping[str, Any]) -> Value:
    marks = [key for key in value if str(key).startswith("$")]
    if not marks:
        return {str(key): to_feel(item) for key, item in value.items()}
    content = value[marks[0]]
    if (
        len(value) == 1
        and marks[0] == "$range"
        and isinstance(content, Mapping)
        and {*content} == {*_RANGE_PARTS}
    ):
        return Range(*(to_feel(content[part]) for part in _RANGE_PARTS))
    if len(value) == 1 and marks[0] in _READERS and isinstance(content, str):
        return _read(marks[0], content)
    raise NotAValue(
        f"Found an object marked {marks[0]!r}; expected one of {', '.join([*_READERS, '$range'])}."
    )


def _read(mark: str, text: str) -> Value:
    found = _READERS[mark](text)
    if found.__class__ is not _CLASSES[mark]:
        raise NotAValue(f"Found {text!r}; expected a {mark[1:].replace('_', ' ')} as FEEL writes it.")
    return found
