"""An answer as it is stored, as rules see it and as a form's fields; what is typed becomes one in `types`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from handrail.definition.brick import Fact
from handrail.history.event import Json
from handrail.questions.limits import bounds_of
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Given, Wrong

FIRST_LANGUAGE = "en"


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


def typed_of(question: Question, value: Json, language: str) -> dict[str, str]:
    """Return a stored value as the fields of a form, by full name, as a person would have filled them in."""
    if value is None or value is HIDDEN:
        return {}
    return _named(question.id, TYPES[question.type].typed(value, language))


def fields_from(question: Question, value: Json) -> dict[str, str]:
    """Return an answer written down, as in examples and in JSON, as the fields of a form.

    Text and numbers are as typed, true and false a box or a yes and no, a list the boxes ticked (an empty one
    the box "none of these"), an object its parts, and null nothing.
    """
    name, kind = question.id, TYPES[question.type]
    if value is None or (value is False and question.type == "declaration"):
        return {}
    if isinstance(value, Mapping):
        return _named(name, {part: _plain(text) for part, text in value.items() if text is not None})
    if isinstance(value, (bool, list)):
        return _named(name, kind.typed(value, FIRST_LANGUAGE))
    return {name: _plain(value)}


def _named(name: str, fields: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.{part}" if part else name: text for part, text in fields.items()}


def _plain(value: Json) -> str:
    """Return a text as it is and a number in figures, never 1e+16."""
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


def parse(
    question: Question,
    form: Mapping[str, str],
    *,
    facts: Mapping[str, Fact],
    at: datetime,
    today: date,
    said: Mapping[str, tuple[str, ...]] | None = None,
) -> Given | Wrong:
    """Read a question's fields of a form: an answer as it is stored, or what is wrong with it.

    facts: what the question's limits may refer to. at: the instant, today: its legal day. said: by option,
    its words in each language. An optional question left empty is Given None.
    """
    bounds = bounds_of(question, facts, at=at, today=today)
    if said:
        bounds = replace(bounds, said=said)
    given = TYPES[question.type].parse(question, fields_of(question.id, form), bounds)
    if isinstance(given, Wrong) and given.name == "missing" and question.optional:
        return Given(None)
    return given
