"""Dates, times and durations as FEEL writes them (ISO 8601 and XML Schema): read from text, write as text."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from handrail.feel.values import MONTHS_IN_A_YEAR, Value, YearsMonths

_DATE = r"(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})"
_TIME = r"(\d{2}):(\d{2}):(\d{2})(\.\d{1,18})?"
_ZONE = r"(Z|[+-]\d{2}:\d{2}(?::\d{2})?|@[A-Za-z][A-Za-z0-9_+/-]*)?"
_DATE_TEXT = re.compile(_DATE, re.ASCII)
_TIME_TEXT = re.compile(f"T?{_TIME}{_ZONE}", re.ASCII)
_DATE_TIME_TEXT = re.compile(f"{_DATE}(?:T{_TIME}{_ZONE})?", re.ASCII)
_YEARS_TEXT = re.compile(r"(-)?P(?:(\d{1,10})Y)?(?:(\d{1,10})M)?", re.ASCII)
_DAYS_TEXT = re.compile(
    r"(-)?P(?:(\d{1,10})D)?(?:(T)(?:(\d{1,14})H)?(?:(\d{1,14})M)?(?:(\d{1,14})(\.\d{0,18})?S)?)?", re.ASCII
)
_MICROSECONDS = 1_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_WIDEST_OFFSET = timedelta(hours=14)
LAST_YEAR = 9999


def read_date(text: str) -> date | None:
    """Read a date such as 2024-02-29; null where there is no such day in years 1 to 9999."""
    match = _DATE_TEXT.fullmatch(text)
    return _date(match) if match else None


def read_time(text: str) -> time | None:
    """Read a time such as 10:30:00, 10:30:00Z, 10:30:00+01:00 or 10:30:00@Europe/London."""
    match = _TIME_TEXT.fullmatch(text)
    return _time(*match.groups()) if match else None


def read_date_time(text: str) -> datetime | None:
    """Read a date and time such as 2024-02-29T10:30:00Z; a date alone is its midnight."""
    match = _DATE_TIME_TEXT.fullmatch(text)
    if not match:
        return None
    day = _date(match)
    if day is None or not match[4]:
        return datetime.combine(day, time()) if day else None
    if (match[4], match[5], match[6]) == ("24", "00", "00"):  # the end of a day is the start of the next
        clock = _time("00", *match.groups()[4:])
        return datetime.combine(day + timedelta(days=1), clock) if clock and day < date.max else None
    clock = _time(*match.groups()[3:])
    return None if clock is None else datetime.combine(day, clock)


def read_duration(text: str) -> timedelta | YearsMonths | None:
    """Read a duration such as P1Y6M (years and months) or P3DT4H (days and time)."""
    match = _YEARS_TEXT.fullmatch(text)
    if match and (match[2] or match[3]):
        months = int(match[2] or 0) * MONTHS_IN_A_YEAR + int(match[3] or 0)
        return YearsMonths(-months if match[1] else months)
    match = _DAYS_TEXT.fullmatch(text)
    if not match or not any(match.groups()[1:]) or (match[3] and not any(match.groups()[3:])):
        return None
    seconds = (
        int(match[2] or 0) * _DAY
        + int(match[4] or 0) * _HOUR
        + int(match[5] or 0) * _MINUTE
        + int(match[6] or 0)
    )
    try:
        length = timedelta(seconds=seconds, microseconds=_micro(match[7]))
        return -length if match[1] else length
    except OverflowError:
        return None


def read_temporal(text: str) -> Value:
    """Read whichever date, time, date and time or duration a text says; null where it says none."""
    for read in (read_date, read_date_time, read_time, read_duration):
        value = read(text)
        if value is not None:
            return value
    return None


def zone_of(text: str) -> tzinfo | None:
    """Read a zone: Z, +01:00 or @Europe/London; null where there is no such zone."""
    if text == "Z":
        return UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (KeyError, ValueError, OSError):
            return None
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    offset = timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
    if offset > _WIDEST_OFFSET or minutes >= _MINUTE or sum(seconds) >= _MINUTE:
        return None
    return timezone(-offset if text[0] == "-" else offset)


def write_temporal(value: Value) -> str:
    """Write a date, time, date and time or duration as FEEL text, the inverse of read_temporal."""
    if isinstance(value, YearsMonths):
        return _write_years(value)
    if isinstance(value, timedelta):
        return _write_days(value)
    if isinstance(value, datetime):
        return f"{_write_day(value)}T{_write_clock(value.timetz())}"
    if isinstance(value, time):
        return _write_clock(value)
    return _write_day(value)


def _date(match: re.Match[str]) -> date | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(hour: str, minute: str, second: str, fraction: str | None, zone: str | None) -> time | None:
    where = zone_of(zone) if zone else None
    if zone and where is None:
        return None
    try:
        return time(int(hour), int(minute), int(second), _micro(fraction), tzinfo=where)
    except ValueError:
        return None


def _micro(fraction: str | None) -> int:
    return int(Decimal(f"0{fraction}") * _MICROSECONDS) if fraction else 0


def _write_day(day: date) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def _write_clock(clock: time) -> str:
    text = f"{clock.hour:02}:{clock.minute:02}:{clock.second:02}"
    if clock.microsecond:
        text += f".{clock.microsecond:06}".rstrip("0")
    if clock.tzinfo is None:
        return text
    if isinstance(clock.tzinfo, ZoneInfo):
        return f"{text}@{clock.tzinfo.key}"
    offset = int((clock.utcoffset() or timedelta()).total_seconds())
    if not offset:
        return f"{text}Z"
    hours, rest = divmod(abs(offset), _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    return f"{text}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}" + (
        f":{seconds:02}" if seconds else ""
    )


def _write_years(length: YearsMonths) -> str:
    years, months = abs(length.years), abs(length.months)
    sign = "-" if length.total_months < 0 else ""
    return f"{sign}P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")


def _write_days(length: timedelta) -> str:
    sign, length = ("-", -length) if length < timedelta() else ("", length)
    hours, rest = divmod(length.seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or length.microseconds:
        clock += (
            f"{seconds}" + (f".{length.microseconds:06}".rstrip("0") if length.microseconds else "") + "S"
        )
    days = f"{length.days}D" if length.days else ""
    return f"{sign}P{days}T{clock}" if clock else f"{sign}P{days or '0D'}" if days else "PT0S"
