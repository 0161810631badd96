"""A postcode, in whatever case and spacing it is typed."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.questions.types.writing import line_typed
from handrail.terms.address import NotAPostcode, read_postcode

_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    try:
        return Given(read_postcode(typed))
    except NotAPostcode:
        return Wrong("invalid")


def _look(question: Question) -> Look:
    return Look(kind="text", autocomplete=autofill(question, "postal-code"), width=_WIDTH)


TYPE = QuestionType(
    name="postcode",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    tokens=lambda value: (("postcode", value),),
    errors=frozenset({"missing", "invalid", "too_long", "unreadable"}),
    identifying=True,
)
