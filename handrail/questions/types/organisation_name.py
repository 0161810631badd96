"""The name of an organisation: one line, any script, figures welcome."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.names import NAME_ERRORS, read_name
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    return read_name(fields, bounds, holds_one=str.isalnum)


def _look(question: Question) -> Look:
    return Look(kind="text", autocomplete=autofill(question, "organization"))


TYPE = QuestionType(
    name="organisation-name",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    errors=NAME_ERRORS,
    limits=frozenset({"max_length"}),
    identifying=True,
)
