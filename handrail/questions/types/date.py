"""A day, in three boxes or written whole, with months as numbers or names."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from handrail.feel import DATE
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.months import month_number
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.terms.language import format_day

PARTS = ("day", "month", "year")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WHOLE = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|f?ed|eg|ain)?[\s./,-]+([^\W_]+(?: [^\W\d_]+)?\.?)[\s./,-]+(\d+)"
)
_LONGEST = 60
_YEAR_DIGITS = 4


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    boxes = _boxes(fields)
    if boxes is None:
        return Wrong("not_a_date", parts=frozenset(PARTS))
    blank = [part for part in PARTS if not boxes[part]]
    if len(blank) == len(PARTS):
        return Wrong("missing", parts=frozenset(PARTS))
    if blank:
        return Wrong("missing_" + "_".join(blank), parts=frozenset(blank))
    day = _real_day(boxes)
    return day if isinstance(day, Wrong) else _within(day, bounds)


def _boxes(fields: Mapping[str, str]) -> dict[str, str] | None:
    """Return day, month and year as typed; None when a date written whole cannot be read."""
    boxes = {part: _plain(fields.get(part, "")) for part in PARTS}
    filled = [text for text in boxes.values() if text]
    whole = _plain(fields.get("", ""))
    # A whole date pasted or typed into the first box is as clear as one in three.
    if not whole and len(filled) == 1 and boxes["day"] and not boxes["day"].isdigit():
        whole = boxes["day"]
    if filled and not (whole and boxes["day"] == whole):
        return boxes
    if not whole:
        return boxes
    if iso := _ISO.fullmatch(whole):
        return {"year": iso[1], "month": iso[2], "day": iso[3]}
    if written := _WHOLE.fullmatch(whole):
        return {"day": written[1], "month": written[2], "year": written[3]}
    return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip() if len(text) <= _LONGEST else "?"


def _real_day(boxes: Mapping[str, str]) -> date | Wrong:
    wrong = frozenset(part for part in ("day", "year") if not _is_number(boxes[part]))
    month = int(boxes["month"]) if _is_number(boxes["month"]) else month_number(boxes["month"])
    if month is None:
        wrong |= {"month"}
    if wrong or month is None:
        return Wrong("not_a_date", parts=wrong)
    if len(boxes["year"]) < _YEAR_DIGITS:
        return Wrong("short_year", parts=frozenset({"year"}))
    try:
        return date(int(boxes["year"]), month, int(boxes["day"]))
    except (ValueError, OverflowError):
        return Wrong("not_a_date", parts=frozenset(PARTS))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _within(day: date, bounds: Bounds) -> Given | Wrong:
    every = frozenset(PARTS)
    if bounds.not_after is not None and day > bounds.not_after:
        if bounds.not_after == bounds.today:
            return Wrong("in_future", parts=every)
        return Wrong("too_late", parts=every, places={"day": bounds.not_after})
    if bounds.not_before is not None and day < bounds.not_before:
        if bounds.not_before == bounds.today:
            return Wrong("in_past", parts=every)
        return Wrong("too_early", parts=every, places={"day": bounds.not_before})
    return Given(day.isoformat())


def _typed(value: Json) -> Mapping[str, str]:
    year, month, day = value.split("-")
    return {"day": str(int(day)), "month": str(int(month)), "year": str(int(year))}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return (format_day(date.fromisoformat(value), language),)


def _look(question: Question) -> Look:
    # A date that a case is found by is a birth date: no other kind of day tells people apart.
    own = "bday" if question.find_by and question.whose == "applicant" else ""
    return Look(kind="date", parts=PARTS, autocomplete=own, inputmode="numeric")


TYPE = QuestionType(
    name="date",
    feel=lambda _: DATE,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=_look,
    fact=date.fromisoformat,
    tokens=lambda value: (("birth_date", value),),
    errors=frozenset(
        {"missing", "missing_day", "missing_month", "missing_year"}
        | {"missing_day_month", "missing_day_year", "missing_month_year"}
        | {"invalid", "not_a_date", "short_year", "in_future", "in_past", "too_late", "too_early"}
    ),
    limits=frozenset({"not_before", "not_after"}),
)
