"""Reading a day, in three boxes or written whole, with months as numbers or names; no type is here."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from handrail.history.event import Json
from handrail.questions.types.months import month_number, without_weekday
from handrail.questions.types.shape import Bounds, Wrong
from handrail.questions.types.writing import as_code
from handrail.terms.language import format_day

PARTS = ("day", "month", "year")
DAY_ERRORS = frozenset(
    {"missing", "missing_day", "missing_month", "missing_year"}
    | {"missing_day_month", "missing_day_year", "missing_month_year"}
    | {"invalid", "not_a_date", "short_year", "in_future", "in_past", "too_late", "too_early"}
)
_ORDINAL = r"(?:st|nd|rd|th|af|ail|ydd|f?ed|eg|ain)?"
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}}){_ORDINAL}[\s./,-]+(?P<month>[^\W\d_]+\.?(?: [^\W\d_]+\.?)?)[\s./,-]+(?P<year>\d+)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[\s./,-]+(?P<month>\d{1,2})[\s./,-]+(?P<year>\d+)")
_MONTH_FIRST = re.compile(
    rf"(?P<month>[^\W\d_]+\.?)[\s./,-]+(?P<day>\d{{1,2}}){_ORDINAL}[\s,]+(?P<year>\d+)", re.IGNORECASE
)
_A_DAY = re.compile(rf"(\d{{1,2}}){_ORDINAL}", re.IGNORECASE)
_LONGEST = 60
_YEAR_DIGITS, _SHORT_YEAR_DIGITS, _CENTURY = 4, 2, 100


def read_day(
    fields: Mapping[str, str], *, earliest: date | None = None, latest: date | None = None
) -> date | Wrong:
    """Return the day that boxes or a field hold, or what is wrong with it.

    A year of two digits is taken when just one day that it may mean is between `earliest` and `latest`.
    """
    boxes = _boxes(fields)
    if boxes is None:
        return Wrong("not_a_date", parts=frozenset(PARTS))
    blank = [part for part in PARTS if not boxes[part]]
    if len(blank) == len(PARTS):
        return Wrong("missing", parts=frozenset(PARTS))
    if blank:
        return Wrong("missing_" + "_".join(blank), parts=frozenset(blank))
    return _real_day(boxes, earliest, latest)


def _boxes(fields: Mapping[str, str]) -> dict[str, str] | None:
    """Return day, month and year as typed; None when a date written whole cannot be read."""
    boxes = {part: _plain(fields.get(part, "")) for part in PARTS}
    filled = [text for text in boxes.values() if text]
    whole = _plain(fields.get("", ""))
    # A whole date pasted or typed into the first box is as clear as one in three.
    if not whole and len(filled) == 1 and boxes["day"] and not _A_DAY.fullmatch(boxes["day"]):
        whole = boxes["day"]
    if not whole or (filled and boxes["day"] != whole):
        return boxes
    written = without_weekday(whole)
    for form in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        if found := form.fullmatch(written):
            return found.groupdict()
    return None


def _plain(text: str) -> str:
    return as_code(text) if len(text) <= _LONGEST else "?"


def _real_day(boxes: Mapping[str, str], earliest: date | None, latest: date | None) -> date | Wrong:
    day = _A_DAY.fullmatch(boxes["day"])
    month = int(boxes["month"]) if _is_number(boxes["month"]) else month_number(boxes["month"])
    wrong = {
        part
        for part, good in (("day", day), ("month", month), ("year", _is_number(boxes["year"])))
        if not good
    }
    if wrong or day is None or month is None:
        return Wrong("not_a_date", parts=frozenset(wrong))
    year = boxes["year"]
    try:
        if len(year) >= _YEAR_DIGITS:
            return date(int(year), month, int(day[1]))
        likely = _likely(year, month, int(day[1]), earliest, latest)
    except (ValueError, OverflowError):
        return Wrong("not_a_date", parts=frozenset(PARTS))
    return likely or Wrong("short_year", parts=frozenset({"year"}))


def _likely(year: str, month: int, day: int, earliest: date | None, latest: date | None) -> date | None:
    if len(year) != _SHORT_YEAR_DIGITS or earliest is None or latest is None:
        return None
    found = [one for one in _in_each_century(int(year), month, day) if earliest <= one <= latest]
    return found[0] if len(found) == 1 else None


def _in_each_century(year: int, month: int, day: int) -> Iterator[date]:
    for century in range(_CENTURY, date.max.year, _CENTURY):
        try:
            yield date(century + year, month, day)
        except ValueError:
            continue


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def within(day: date, bounds: Bounds) -> Wrong | None:
    """Return what is wrong with a day that is outside its question's limits."""
    every = frozenset(PARTS)
    latest, earliest = bounds.day("not_after"), bounds.day("not_before")
    if latest is not None and day > latest:
        if latest == bounds.today:
            return Wrong("in_future", parts=every)
        return Wrong("too_late", parts=every, places={"day": latest})
    if earliest is not None and day < earliest:
        if earliest == bounds.today:
            return Wrong("in_past", parts=every)
        return Wrong("too_early", parts=every, places={"day": earliest})
    return None


def day_lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Return a stored day (ISO 8601) as it is read."""
    return (format_day(date.fromisoformat(value), language),)


def day_tokens(value: Json) -> tuple[tuple[str, str], ...]:
    """Return what a case is found by: a day that it is found by is a birth date, whatever asks for it."""
    return (("birth_date", value),)


def typed_day(value: Json, _language: str) -> Mapping[str, str]:
    """Return a stored day (ISO 8601) as its three boxes."""
    year, month, day = value.split("-")
    return {"day": str(int(day)), "month": str(int(month)), "year": str(int(year))}
