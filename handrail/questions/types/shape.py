"""The shape every question type has; no type of its own is here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from handrail.definition.brick import Fact
from handrail.definition.screen import InputKind
from handrail.feel import Type
from handrail.history.event import Json
from handrail.questions.question import Question

LONGEST = 10_000
"""The most characters any answer may have."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer was not accepted.

    name: the error's name: what an author may write a sentence for.
    parts: which parts of a composite field are wrong.
    places: what the engine's sentence has places for, besides the question: a length, a day.
    """

    name: str
    parts: frozenset[str] = frozenset()
    places: Mapping[str, int | date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """An accepted answer, in the one form it is stored in."""

    value: Json


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a question's limits come to for this case today: lengths in characters, days as dates."""

    today: date
    max_length: int | None = None
    not_before: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is asked for: the kind of field, its parts and what helps a browser fill it.

    autocomplete: a token of HTML's autofill (WCAG 2.2, 1.3.5); for a composite field the family: `bday`
        stands for bday-day …, `address` for address-line1 …
    """

    kind: InputKind
    parts: tuple[str, ...] = ()
    autocomplete: str = ""
    inputmode: str = ""
    width: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class QuestionType:
    """One kind of question, as data and plain functions.

    name: what an author writes as `type`.
    feel: (question) -> the FEEL type of its fact.
    parse: (question, fields of the form, bounds) -> Given or Wrong. A blank answer is Wrong `missing`; the
        caller judges whether the question is optional. Fields are by name without the question: "" for the
        whole field, `day` for a part.
    fact: the stored value as rules see it.
    typed: the stored value as a person would type it, by part.
    lines: (value, option labels, language) -> what is read, line by line.
    look: (question) -> how it is asked.
    tokens: the stored value as (kind, text) to find a case by.
    errors: the names of the errors it may give. limits: the names of the limits it takes.
    """

    name: str
    feel: Callable[[Question], Type]
    parse: Callable[[Question, Mapping[str, str], Bounds], Given | Wrong]
    typed: Callable[[Json], Mapping[str, str]]
    lines: Callable[[Json, Mapping[str, str], str], tuple[str, ...]]
    look: Callable[[Question], Look]
    errors: frozenset[str]
    fact: Callable[[Json], Fact] = lambda value: value
    tokens: Callable[[Json], tuple[tuple[str, str], ...]] = lambda _: ()
    limits: frozenset[str] = frozenset()
