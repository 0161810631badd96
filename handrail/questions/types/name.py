"""A person's name: one field, any script, single names welcome."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.names import NAME_ERRORS, read_name
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.terms.names import name_words


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    # A name has at least one letter of some script: digits or dots alone are a slip of the hand.
    return read_name(fields, bounds, holds_one=str.isalpha)


def _tokens(value: Json) -> tuple[tuple[str, str], ...]:
    return tuple(("name", word) for word in dict.fromkeys(name_words(value)))


def _look(question: Question) -> Look:
    return Look(kind="text", autocomplete=autofill(question, "name"), width=30)


TYPE = QuestionType(
    name="name",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    tokens=_tokens,
    errors=NAME_ERRORS,
    limits=frozenset({"max_length"}),
    identifying=True,
)
