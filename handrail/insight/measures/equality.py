"""What people answered to equality questions in a year, and how many of them were granted what they wanted.

Counted is a case, once, in the year in which it was first sent, by the answer as it was last sent; and
whether it stands today at an endpoint that grants. An answer that was not given, or has been erased, is not
known. Source: the answers, sealed, opened where they are kept and nowhere else; the endpoint on a case's line
in lists of work. Lag: none.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail import history
from handrail.bricks.ask.events import ANSWERED
from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.spec import Ask
from handrail.definition import publish
from handrail.definition.places import neutral
from handrail.insight.hiding import Frame, Group
from handrail.insight.years import Year
from handrail.questions.question import EQUALITY
from handrail.questions.question import Question as Asked
from handrail.questions.types import is_countable

ALL = "all"
"""The row of all cases. Every other row is a question and an answer, with a slash between."""

GRANTED, OTHERS = "granted", "others"
"""The columns: cases that were granted what was asked for, and those that were not or not yet."""

YES_NO = ("true", "false")


@dataclass(frozen=True, slots=True)
class Question:
    """An equality question as the latest version that has it words it.

    answers: what may be answered, by value, with its words; of a yes or no the words are "". several: more
    than one may be chosen.
    """

    id: str
    label: str
    answers: Mapping[str, str]
    several: bool

    def row(self, answer: str) -> str:
        """The row of an answer, of "" for no answer."""
        return f"{self.id}/{answer}"


@dataclass(frozen=True, slots=True)
class Equality:
    """How many applied to one service in one year, by answer, of those that whoever asks holds today.

    counts: by row (ALL, or a question's row) and column; exact, so never shown as they are.
    """

    service: str
    year: Year
    questions: tuple[Question, ...]
    counts: Mapping[tuple[str, str], int]


def equality(service: str, year: Year, *, using: str = "default") -> Equality:
    """Count the equality answers of those who applied in a year. Inside `history.holding`."""
    found = history.tally(
        service=service,
        party=EQUALITY,
        type_name=ANSWERED.name,
        pages_of=_pages,
        sent=year.moments,
        using=using,
    )
    questions: dict[str, Question] = {}
    for version in dict.fromkeys(version for version, _ in found.cases):
        questions.update((one.id, _read(one)) for one, _ in _asked(version))
    counts: Counter[tuple[str, str]] = Counter()
    for ended, number in found.cases.items():
        counts[ALL, _column(*ended)] += number
        for one in questions.values():
            counts[one.row(""), _column(*ended)] += number
    for (ended, name, value), number in found.held.items():
        known = [one for one in _answers(value) if name in questions and one in questions[name].answers]
        for answer in known:
            counts[questions[name].row(answer), _column(*ended)] += number
        if known:
            counts[questions[name].row(""), _column(*ended)] -= number
    return Equality(service, year, tuple(questions.values()), counts)


def framed(counted: Equality) -> Frame:
    """Return how the counts hang together, for hiding what is few of them."""
    groups = (
        Group(tuple(map(one.row, one.answers)), one.row(""), apart=not one.several)
        for one in counted.questions
    )
    return Frame(whole=ALL, groups=tuple(groups), columns=(GRANTED, OTHERS))


def _column(version: str, endpoint: str) -> str:
    found = publish.version(version).endpoints.get(endpoint)
    return GRANTED if found is not None and found.kind == "granted" else OTHERS


def _pages(version: str) -> frozenset[str]:
    return frozenset(page for _, page in _asked(version))


def _asked(version: str) -> Iterator[tuple[Asked, str]]:
    """Yield the equality questions of a version that can be counted, each with its page as `step/page`."""
    for step in publish.version(version).steps:
        if isinstance(step.spec, Ask):
            for key, (page, _) in layout_of(step).pages.items():
                for one in page.asked:
                    if one.question.equality and is_countable(one.question.type):
                        yield one.question, f"{step.id}/{key}"


def _read(asked: Asked) -> Question:
    answers = dict(asked.options) or dict.fromkeys(YES_NO, "")
    return Question(asked.id, neutral(asked.label), answers, several=asked.type == "choices")


def _answers(value: str) -> tuple[str, ...]:
    """Return the answers that a stored value is, as rows name them."""
    found = json.loads(value)
    several = found if isinstance(found, list) else [found]
    return tuple(one if isinstance(one, str) else json.dumps(one) for one in several)
