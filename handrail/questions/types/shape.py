"""The shape every question type has; no type of its own is here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Literal

from handrail.definition.brick import Fact
from handrail.definition.screen import InputKind, InputType
from handrail.feel import Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.terms.month import Month

LONGEST = 10_000
"""The most characters any answer may have."""

NONE = "none"
"""The box of "none of these", beside an author's options: no option of theirs has this value then."""

MEANT = "meant"
"""The field in which one of the answers is chosen that a refused one may have meant."""

Place = int | str | date | Month | time
"""What a sentence may have a place for; days, months and times are written in the sentence's language."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why an answer was not accepted.

    name: the error's name: what an author may write a sentence for.
    parts: which parts of a composite field are wrong.
    places: what the engine's sentence has places for, besides the question: a length, a day.
    """

    name: str
    parts: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """An accepted answer, in the one form it is stored in."""

    value: Json


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a question's limits come to for this case today.

    limits: by the limit's name, a length or pattern as written, or what its rule found. A limit that is not
    there, or whose rule found nothing of its type, does not bind.
    said: by option, its words in each language.
    """

    today: date
    limits: Mapping[str, Fact] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def whole(self, name: str) -> int | None:
        """Return a limit that is a whole number: a length."""
        found = self.limits.get(name)
        return found if isinstance(found, int) else None

    def number(self, name: str) -> Decimal | None:
        """Return a limit that is a number."""
        found = self.limits.get(name)
        return found if isinstance(found, Decimal) else None

    def text(self, name: str) -> str:
        """Return a limit that is a text: a pattern; "" for none."""
        found = self.limits.get(name)
        return found if isinstance(found, str) else ""

    def day(self, name: str) -> date | None:
        """Return a limit that is a day."""
        found = self.limits.get(name)
        return found if isinstance(found, date) else None

    def clock(self, name: str) -> time | None:
        """Return a limit that is a time of day."""
        found = self.limits.get(name)
        return found if isinstance(found, time) else None


@dataclass(frozen=True, slots=True)
class Look:
    """How a type is asked for: the kind of field, its parts and what helps a browser fill it.

    autocomplete: a token of HTML's autofill (WCAG 2.2, 1.3.5); for a composite field the family: `bday`
        stands for bday-day …, `address` for address-line1 …
    code: it is letters and digits and no words, so no spelling checker looks at it.
    hint: the name of our own hint for when the author wrote none, "" for none.
    prefix: what stands before the field, such as £.
    suggests: (language) -> for a kind that is searched, what there is to find, by value.
    """

    kind: InputKind
    parts: tuple[str, ...] = ()
    autocomplete: str = ""
    inputmode: str = ""
    input_type: InputType = "text"
    width: int | None = None
    max_length: int | None = None
    max_words: int | None = None
    code: bool = False
    hint: str = ""
    prefix: str = ""
    suggests: Callable[[str], Mapping[str, str]] | None = None


def autofill(question: Question, token: str) -> str:
    """Return a token of autofill where a question is about the applicant: a browser fills in nobody else."""
    return token if question.whose == "applicant" else ""


Options = Literal["none", "one", "several"]
"""How many of an author's options an answer is."""


def no_tokens(_: Json) -> tuple[tuple[str, str], ...]:
    """Return nothing: a case is not found by an answer of this type."""
    return ()


@dataclass(frozen=True, slots=True)
class QuestionType:
    """One kind of question, as data and plain functions.

    name: what an author writes as `type`.
    feel: (question) -> the FEEL type of its fact.
    parse: (question, fields of the form, bounds) -> Given or Wrong. A blank answer is Wrong `missing`; the
        caller judges whether the question is optional. Fields are by name without the question: "" for the
        whole field, `day` for a part.
    fact: the stored value as rules see it.
    look: (question) -> how it is asked.
    errors: the names of the errors it may give.
    typed: (value, language) -> the stored value as a person would type it, by part; as it is stored unless
        said.
    lines: (value, option labels, language) -> what is read, line by line; as it is stored unless said.
    tokens: the stored value as (kind, text) to find a case by.
    meant: (fields, language, option labels) -> what a refused answer may have meant, to choose from, as
        (value, label).
    limits: the names of the limits it takes.
    options: whether the author lists options, and how many of them an answer is.
    takes_units: whether an author may say what stands before or after its field.
    identifying: whether an answer can tell who somebody is, so that it is never kept open for counting.
    """

    name: str
    feel: Callable[[Question], Type]
    parse: Callable[[Question, Mapping[str, str], Bounds], Given | Wrong]
    look: Callable[[Question], Look]
    errors: frozenset[str]
    typed: Callable[[Json, str], Mapping[str, str]] = lambda value, _language: {"": value}
    lines: Callable[[Json, Mapping[str, str], str], tuple[str, ...]] = lambda value, _options, _language: (
        value,
    )
    fact: Callable[[Json], Fact] = lambda value: value
    tokens: Callable[[Json], tuple[tuple[str, str], ...]] = no_tokens
    meant: Callable[[Mapping[str, str], str, Mapping[str, str]], tuple[tuple[str, str], ...]] = (
        lambda _fields, _language, _options: ()
    )
    limits: frozenset[str] = frozenset()
    options: Options = "none"
    takes_units: bool = False
    identifying: bool = False
