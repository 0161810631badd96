"""Built-in functions that make values from others, and that ask what there is: DMN 1.5, section 10.3.4."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from handrail.feel.builtins.signature import Function, Param, Signature, function
from handrail.feel.moments import whole_months
from handrail.feel.operators import negation
from handrail.feel.temporal import (
    read_date,
    read_date_time,
    read_duration,
    read_time,
    write_temporal,
    zone_of,
)
from handrail.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    NUMBER,
    STRING,
    TIME,
    YEARS_DURATION,
)
from handrail.feel.values import NUMBERS, Range, Value, YearsMonths, is_list
from handrail.feel.write import write_literal, write_number

_FROM = Param("from", STRING)
_NUMBER_TEXT = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_SEPARATORS = (None, " ", ",", ".")
_MICROSECONDS = 1_000_000


def _number(text: str, grouping: str | None = None, decimal: str | None = None) -> Decimal | None:
    if grouping not in _SEPARATORS or decimal not in (None, ",", ".") or (grouping and grouping == decimal):
        return None
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(decimal, ".") if decimal else plain
    return NUMBERS.create_decimal(plain) if _NUMBER_TEXT.fullmatch(plain) else None


def text_of(value: Value) -> str | None:
    """Return a value as the text that string() gives; null for null."""
    if value is None:
        return None
    return value if isinstance(value, str) else _inside(value)


def _inside(value: Value) -> str:
    if is_list(value):
        return f"[{', '.join(_inside(item) for item in value)}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_inside(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Range):
        ends = f"{_inside(value.low)}..{_inside(value.high)}"
        return f"{'[' if value.low_included else '('}{ends}{']' if value.high_included else ')'}"
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return write_temporal(value)
    return write_number(value) if isinstance(value, Decimal) else write_literal(value)


def _date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> date:
    return date(_whole(year), _whole(month), _whole(day))


def _time_of_parts(
    hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None = None
) -> time | None:
    micro = int(NUMBERS.multiply(second, Decimal(_MICROSECONDS)))
    zone = None
    if offset is not None:
        sign, length = ("-", -offset) if offset < timedelta() else ("+", offset)
        minutes = length // timedelta(minutes=1)
        zone = zone_of(f"{sign}{minutes // 60:02}:{minutes % 60:02}:{length.seconds % 60:02}")
        if zone is None:
            return None
    return time(_whole(hour), _whole(minute), micro // _MICROSECONDS, micro % _MICROSECONDS, tzinfo=zone)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError(f"Found {number}; expected a whole number.")
    return int(number)


def _midnight(day: date) -> time:
    del day
    return time(0, tzinfo=zone_of("Z"))


def _years_duration(start: date, end: date) -> YearsMonths:
    return whole_months(
        start if type(start) is date else start.date(),  # type: ignore[attr-defined]
        end if type(end) is date else end.date(),  # type: ignore[attr-defined]
    )


def _duration(text: str) -> Value:
    return read_duration(text)


_Y, _MO, _D = Param("year", NUMBER), Param("month", NUMBER), Param("day", NUMBER)
_CLOCK = (
    Param("hour", NUMBER),
    Param("minute", NUMBER),
    Param("second", NUMBER),
    Param("offset", DAYS_DURATION, optional=True, nullable=True),
)

CONVERSION_FUNCTIONS: tuple[Function, ...] = (
    function(
        "date",
        Signature((_FROM,), DATE, read_date),
        Signature((Param("from", DATE),), DATE, lambda day: day),
        Signature((Param("from", DATE_TIME),), DATE, datetime.date),
        Signature((_Y, _MO, _D), DATE, _date_of_parts),
    ),
    function(
        "time",
        Signature((_FROM,), TIME, read_time),
        Signature((Param("from", TIME),), TIME, lambda clock: clock),
        Signature((Param("from", DATE_TIME),), TIME, datetime.timetz),
        Signature((Param("from", DATE),), TIME, _midnight),
        Signature(_CLOCK, TIME, _time_of_parts),
    ),
    function(
        "date and time",
        Signature((_FROM,), DATE_TIME, read_date_time),
        Signature((Param("from", DATE_TIME),), DATE_TIME, lambda moment: moment),
        Signature((Param("date", DATE), Param("time", TIME)), DATE_TIME, datetime.combine),
        Signature(
            (Param("date", DATE_TIME), Param("time", TIME)),
            DATE_TIME,
            lambda moment, clock: datetime.combine(moment.date(), clock),
        ),
    ),
    function("duration", Signature((_FROM,), ANY, _duration)),
    function(
        "years and months duration",
        *(
            Signature((Param("from", start), Param("to", end)), YEARS_DURATION, _years_duration)
            for start in (DATE, DATE_TIME)
            for end in (DATE, DATE_TIME)
        ),
    ),
    function(
        "number",
        Signature((Param("from", NUMBER),), NUMBER, lambda number: number),
        Signature(
            (
                _FROM,
                Param("grouping separator", STRING, optional=True, nullable=True),
                Param("decimal separator", STRING, optional=True, nullable=True),
            ),
            NUMBER,
            _number,
        ),
    ),
    function("string", Signature((Param("from", ANY),), STRING, text_of)),
    function("not", Signature((Param("negand", ANY),), BOOLEAN, negation)),
    function("is defined", Signature((Param("value", ANY),), BOOLEAN, lambda value: value is not None)),
)
