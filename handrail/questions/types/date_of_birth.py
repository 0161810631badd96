"""The day somebody was born: never in the future, and a case may be found by it."""

from collections.abc import Mapping
from datetime import date

from handrail.feel import DATE
from handrail.questions.question import Question
from handrail.questions.types.days import (
    DAY_ERRORS,
    PARTS,
    day_lines,
    day_tokens,
    read_day,
    typed_day,
    within,
)
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill

_OLDEST_YEARS = 130
"""Longer than anybody has lived (122 years): further back is a slip in the year."""
_OLDEST_LIKELY_YEARS = 115
"""How far back a year of two digits is looked for."""


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    day = read_day(fields, earliest=_years_before(bounds.today, _OLDEST_LIKELY_YEARS), latest=bounds.today)
    if isinstance(day, Wrong):
        return day
    if day > bounds.today:
        return Wrong("in_future", parts=frozenset(PARTS))
    if day < _years_before(bounds.today, _OLDEST_YEARS):
        return Wrong("too_long_ago", parts=frozenset({"year"}), places={"years": _OLDEST_YEARS})
    return within(day, bounds) or Given(day.isoformat())


def _years_before(today: date, years: int) -> date:
    return date(max(today.year - years, 1), today.month, min(today.day, 28))


def _look(question: Question) -> Look:
    return Look(
        kind="date",
        parts=PARTS,
        autocomplete=autofill(question, "bday"),
        inputmode="numeric",
        hint="date-of-birth",
    )


TYPE = QuestionType(
    name="date-of-birth",
    feel=lambda _: DATE,
    parse=_parse,
    typed=typed_day,
    lines=day_lines,
    look=_look,
    fact=date.fromisoformat,
    tokens=day_tokens,
    errors=DAY_ERRORS | {"too_long_ago"},
    limits=frozenset({"not_before", "not_after"}),
    identifying=True,
)
