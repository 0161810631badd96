"""The limits an author may set on answers: how each is written, and which types of question take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from handrail.definition.brick import Fact
from handrail.feel import Expression
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import LONGEST, Bounds
from handrail.terms.legal_day import legal_day

MOST_LINES = 1_000
MOST_WORDS = 2_000
MOST_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    written: as a whole number up to `most`, as a form that answers have, as a regular expression, or as a
        rule that gives the type of the answer.
    means: for whoever writes services.
    """

    name: str
    means: str
    written: Literal["whole", "rule", "pattern", "expression"] = "rule"
    most: int = 0

    @property
    def types(self) -> tuple[str, ...]:
        """The question types that take it."""
        return tuple(kind.name for kind in TYPES.values() if self.name in kind.limits)


LIMITS: Mapping[str, Limit] = {
    limit.name: limit
    for limit in (
        Limit("min_length", "the fewest characters", written="whole", most=LONGEST),
        Limit("max_length", "the most characters", written="whole", most=LONGEST),
        Limit(
            "max_lines",
            "the most lines; 1 is asked for on one line, however long",
            written="whole",
            most=MOST_LINES,
        ),
        Limit("max_words", "the most words", written="whole", most=MOST_WORDS),
        Limit("max_decimals", "the most figures after the point", written="whole", most=MOST_DECIMALS),
        Limit(
            "pattern",
            "its form: A for a letter, 9 for a figure, X for either, with any spaces, hyphens, / and dots",
            written="pattern",
        ),
        Limit(
            "matches",
            "a regular expression that the whole answer fits, in RE2's syntax; say in `errors: wrong_form` "
            "what is wanted",
            written="expression",
        ),
        Limit("min", "the least there may be"),
        Limit("max", "the most there may be"),
        Limit("not_before", "the earliest there may be"),
        Limit("not_after", "the latest there may be"),
    )
}
"""Every limit, by the name an author writes."""


def bounds_of(question: Question, facts: Mapping[str, Fact], *, at: datetime, today: date) -> Bounds:
    """Return what a question's limits come to. facts: what their rules may refer to."""
    if not question.limits:
        return Bounds(today=today)
    found = {
        name: _fact(limit.evaluate(facts, at=at)) if isinstance(limit, Expression) else limit
        for name, limit in question.limits.items()
    }
    return Bounds(today=today, limits=found)


def _fact(found: Fact) -> Fact:
    """Return an instant as the legal day it is on; everything else as it is."""
    if isinstance(found, datetime):
        return legal_day(found) if found.tzinfo else found.date()
    return found
