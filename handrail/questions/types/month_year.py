"""A month of a year, in two boxes or written whole. Rules see its first day."""

import re
from collections.abc import Mapping

from handrail.feel import DATE
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.months import month_number
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code
from handrail.terms.language import format_month
from handrail.terms.month import Month

PARTS = ("month", "year")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-01)?", re.ASCII)
_WHOLE = re.compile(r"(?P<month>\d{1,2}|[^\W\d_]+\.?)[\s./,-]+(?P<year>\d+)", re.ASCII)
_LONGEST = 60
_YEAR_DIGITS = 4
_EVERY = frozenset(PARTS)


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    boxes = _boxes(fields)
    if boxes is None:
        return Wrong("not_a_month", parts=_EVERY)
    blank = [part for part in PARTS if not boxes[part]]
    if blank:
        name = "missing" if len(blank) == len(PARTS) else f"missing_{blank[0]}"
        return Wrong(name, parts=frozenset(blank))
    month = _real_month(boxes)
    return month if isinstance(month, Wrong) else _within(month, bounds) or Given(str(month))


def _boxes(fields: Mapping[str, str]) -> dict[str, str] | None:
    """Return month and year as typed; None when a month written whole cannot be read."""
    boxes = {part: _plain(fields.get(part, "")) for part in PARTS}
    whole = _plain(fields.get("", ""))
    if not whole and not boxes["year"] and not _is_month(boxes["month"]):
        whole, boxes["month"] = boxes["month"], ""
    if not whole or any(boxes.values()):
        return boxes
    found = _ISO.fullmatch(whole) or _WHOLE.fullmatch(whole)
    return found.groupdict() if found else None


def _plain(text: str) -> str:
    return as_code(text) if len(text) <= _LONGEST else "?"


def _is_month(text: str) -> bool:
    return text.isdecimal() or month_number(text) is not None


def _real_month(boxes: Mapping[str, str]) -> Month | Wrong:
    month, year = boxes["month"], boxes["year"]
    number = int(month) if month.isdecimal() else month_number(month)
    wrong = {part for part, good in (("month", number), ("year", year.isdecimal())) if not good}
    if wrong or number is None:
        return Wrong("not_a_month", parts=frozenset(wrong))
    if len(year) < _YEAR_DIGITS:
        return Wrong("short_year", parts=frozenset({"year"}))
    try:
        found = Month(int(year), number)
        found.first_day  # noqa: B018 - asks whether there is one
    except (ValueError, OverflowError):
        return Wrong("not_a_month", parts=_EVERY)
    return found


def _within(month: Month, bounds: Bounds) -> Wrong | None:
    today, latest, earliest = Month.of(bounds.today), bounds.day("not_after"), bounds.day("not_before")
    if latest is not None and month > (last := Month.of(latest)):
        return Wrong("in_future" if last == today else "too_late", parts=_EVERY, places={"month": last})
    if earliest is not None and month < (first := Month.of(earliest)):
        return Wrong("in_past" if first == today else "too_early", parts=_EVERY, places={"month": first})
    return None


def _typed(value: Json, _language: str) -> Mapping[str, str]:
    month = Month.read(value)
    return {"month": str(month.month), "year": str(month.year)}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return (format_month(Month.read(value), language),)


TYPE = QuestionType(
    name="month-year",
    feel=lambda _: DATE,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda _: Look(kind="date", parts=PARTS, inputmode="numeric", hint="month-year"),
    fact=lambda value: Month.read(value).first_day,
    errors=frozenset(
        {"missing", "missing_month", "missing_year", "invalid", "not_a_month", "short_year"}
        | {"in_future", "in_past", "too_late", "too_early"}
    ),
    limits=frozenset({"not_before", "not_after"}),
)
