"""An answer as it is stored, as rules see it and as a form's fields; what is typed becomes one in `types`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from handrail.definition.brick import Fact
from handrail.feel import Expression
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Bounds, Given, Wrong
from handrail.terms.legal_day import legal_day


class _Hidden:
    """An answer that was given and that we may not see, or that was erased."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "HIDDEN"

    def __reduce__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = _Hidden()


def fact_of(question: Question, value: Any) -> Fact:
    """Return a stored value as rules see it: null when left empty, erased or not ours to see."""
    return None if value is None or value is HIDDEN else TYPES[question.type].fact(value)


def fields_of(name: str, form: Mapping[str, str]) -> dict[str, str]:
    """Return a question's fields of a form, by suffix: "" for the whole, `day` for `born_on.day`."""
    prefix = f"{name}."
    fields = {key.removeprefix(prefix): text for key, text in form.items() if key.startswith(prefix)}
    if name in form:
        fields[""] = form[name]
    return fields


def parse(
    question: Question, form: Mapping[str, str], *, facts: Mapping[str, Fact], at: datetime, today: date
) -> Given | Wrong:
    """Read a question's fields of a form: an answer as it is stored, or what is wrong with it.

    facts: what the question's limits may refer to. at: the instant, today: its legal day. An optional
    question left empty is Given None.
    """
    bounds = _bounds(question, facts, at, today)
    given = TYPES[question.type].parse(question, fields_of(question.id, form), bounds)
    if isinstance(given, Wrong) and given.name == "missing" and question.optional:
        return Given(None)
    return given


def _bounds(question: Question, facts: Mapping[str, Fact], at: datetime, today: date) -> Bounds:
    limits = question.limits
    if not limits:
        return Bounds(today=today)
    length = limits.get("max_length")
    return Bounds(
        today=today,
        max_length=length if isinstance(length, int) else None,
        not_before=_day(limits.get("not_before"), facts, at),
        not_after=_day(limits.get("not_after"), facts, at),
    )


def _day(limit: Expression | int | None, facts: Mapping[str, Fact], at: datetime) -> date | None:
    if limit is None or isinstance(limit, int):
        return None
    day = limit.evaluate(facts, at=at)
    if isinstance(day, datetime):
        return legal_day(day) if day.tzinfo else day.date()
    return day if isinstance(day, date) else None
