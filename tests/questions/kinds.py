"""A question of a type, and what its type reads, for tests."""

from datetime import date

from handrail.definition.service import NOWHERE
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Bounds

TODAY = date(2026, 5, 1)


def question(kind, **more):
    return Question(id="q", type=kind, label="What is it?", where=NOWHERE, **more)


def parse(kind, fields, *, asked=None, **limits):
    given = {"": fields} if isinstance(fields, str) else fields
    return TYPES[kind].parse(asked or question(kind), given, Bounds(today=TODAY, limits=limits))


def wrong(kind, fields, **more):
    """The name of what is wrong; "" when it is accepted."""
    return getattr(parse(kind, fields, **more), "name", "")


def kept(kind, fields, **more):
    """What is stored; None when it is refused."""
    return getattr(parse(kind, fields, **more), "value", None)
