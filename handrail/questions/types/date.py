"""A day, in three boxes or written whole, with months as numbers or names."""

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
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    day = read_day(fields, earliest=bounds.day("not_before"), latest=bounds.day("not_after"))
    if isinstance(day, Wrong):
        return day
    return within(day, bounds) or Given(day.isoformat())


def _look(question: Question) -> Look:
    # A date that a case is found by is a birth date: no other kind of day tells people apart.
    own = "bday" if question.find_by and question.whose == "applicant" else ""
    return Look(kind="date", parts=PARTS, autocomplete=own, inputmode="numeric", hint="date")


TYPE = QuestionType(
    name="date",
    feel=lambda _: DATE,
    parse=_parse,
    typed=typed_day,
    lines=day_lines,
    look=_look,
    fact=date.fromisoformat,
    tokens=day_tokens,
    errors=DAY_ERRORS,
    limits=frozenset({"not_before", "not_after"}),
)
