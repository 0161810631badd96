"""A day, in three boxes or written whole, with months as numbers or names."""

from collections.abc import Mapping
from datetime import date

from handrail.feel import DATE
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.days import DAY_ERRORS, PARTS, read_day, typed_day, within
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.terms.language import format_day


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    day = read_day(fields, earliest=bounds.day("not_before"), latest=bounds.day("not_after"))
    if isinstance(day, Wrong):
        return day
    return within(day, bounds) or Given(day.isoformat())


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return (format_day(date.fromisoformat(value), language),)


def _look(question: Question) -> Look:
    # A date that a case is found by is a birth date: no other kind of day tells people apart.
    own = "bday" if question.find_by and question.whose == "applicant" else ""
    return Look(kind="date", parts=PARTS, autocomplete=own, inputmode="numeric", hint="date")


TYPE = QuestionType(
    name="date",
    feel=lambda _: DATE,
    parse=_parse,
    typed=typed_day,
    lines=_lines,
    look=_look,
    fact=date.fromisoformat,
    tokens=lambda value: (("birth_date", value),),
    errors=DAY_ERRORS,
    limits=frozenset({"not_before", "not_after"}),
)
