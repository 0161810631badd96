"""Arithmetic with dates, times and durations, as the signs + - * / do it; comparison is in operators.

Source: DMN 1.5, section 10.3.2. A month added to the 31st clamps to the month's last day, as in XML Schema.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from handrail.feel.values import MONTHS_IN_A_YEAR, NUMBERS, Value, YearsMonths

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_MICROSECONDS = Decimal(1_000_000)
_ANCHOR = date(2000, 1, 1)


def add_temporal(left: Value, right: Value) -> Value:
    """Add a duration to a date, time, date and time or duration, on either side; null otherwise."""
    if isinstance(left, (timedelta, YearsMonths)) and isinstance(right, (date, time)):
        left, right = right, left
    match left, right:
        case timedelta(), timedelta():
            return left + right
        case YearsMonths(), YearsMonths():
            return YearsMonths(left.total_months + right.total_months)
        case date(), YearsMonths():
            return _plus_months(left, right.total_months)
        case datetime(), timedelta():
            return _plus_time(left, right)
        case date(), timedelta():
            return _plus_time(datetime.combine(left, time()), right).date()
        case time(), timedelta():
            return (
                (datetime.combine(_ANCHOR, left.replace(tzinfo=None)) + right % _DAY)
                .time()
                .replace(tzinfo=left.tzinfo)
            )
    return None


def subtract_temporal(left: Value, right: Value) -> Value:
    """Subtract a duration, or one moment from another of its kind; null otherwise."""
    if isinstance(right, timedelta):
        return add_temporal(left, -right) if not isinstance(left, Decimal) else None
    if isinstance(right, YearsMonths):
        return add_temporal(left, YearsMonths(-right.total_months))
    if isinstance(left, time) and isinstance(right, time):
        return _between(datetime.combine(_ANCHOR, left), datetime.combine(_ANCHOR, right))
    if isinstance(left, date) and isinstance(right, date):
        return _between(_moment(left, right), _moment(right, left))
    return None


def multiply_temporal(left: Value, right: Value) -> Value:
    """Multiply a duration by a number, on either side; null otherwise."""
    if isinstance(left, Decimal):
        left, right = right, left
    if not isinstance(right, Decimal):
        return None
    if isinstance(left, timedelta):
        return from_seconds(NUMBERS.multiply(seconds_of(left), right))
    if isinstance(left, YearsMonths):
        return YearsMonths(int(NUMBERS.multiply(Decimal(left.total_months), right)))
    return None


def divide_temporal(left: Value, right: Value) -> Value:
    """Divide a duration by a number, or by a duration of its kind; null otherwise, and by nothing."""
    if not right or (isinstance(right, YearsMonths) and not right.total_months):
        return None
    match left, right:
        case timedelta(), timedelta():
            return NUMBERS.divide(seconds_of(left), seconds_of(right))
        case YearsMonths(), YearsMonths():
            return NUMBERS.divide(Decimal(left.total_months), Decimal(right.total_months))
        case timedelta(), Decimal():
            return from_seconds(NUMBERS.divide(seconds_of(left), right))
        case YearsMonths(), Decimal():
            return YearsMonths(int(NUMBERS.divide(Decimal(left.total_months), right)))
    return None


def negate_temporal(value: Value) -> Value:
    """Return minus a duration; null for anything else."""
    if isinstance(value, timedelta):
        return -value
    return YearsMonths(-value.total_months) if isinstance(value, YearsMonths) else None


def seconds_of(length: timedelta) -> Decimal:
    """Return a duration's length in seconds, exactly."""
    return NUMBERS.divide(Decimal(length // _MICROSECOND), _MICROSECONDS)


def from_seconds(seconds: Decimal) -> timedelta:
    """Return the duration of a number of seconds, to the microsecond."""
    return int(NUMBERS.multiply(seconds, _MICROSECONDS)) * _MICROSECOND


def whole_months(start: date, end: date) -> YearsMonths:
    """Return the whole months from a day to another, negative when the second is earlier."""
    if end < start:
        return YearsMonths(-whole_months(end, start).total_months)
    months = (end.year - start.year) * MONTHS_IN_A_YEAR + end.month - start.month
    return YearsMonths(months - (end.day < start.day))


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _plus_time(moment: datetime, length: timedelta) -> datetime:
    # Elapsed time, so across a clock change an hour is an hour.
    if moment.tzinfo is None:
        return moment + length
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


def _moment(value: date, other: date) -> datetime:
    if isinstance(value, datetime):
        return value
    # A date among dates and times is its midnight in UTC, so one without a zone does not go with it.
    aware = isinstance(other, datetime)
    return datetime.combine(value, time(tzinfo=UTC if aware else None))


def _between(later: datetime, earlier: datetime) -> timedelta | None:
    if (later.tzinfo is None) != (earlier.tzinfo is None):
        return None
    if later.tzinfo is None:
        return later - earlier
    return later.astimezone(UTC) - earlier.astimezone(UTC)
