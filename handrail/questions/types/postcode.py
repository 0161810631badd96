"""A postcode, in whatever case and spacing it is typed."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, unkeepable
from handrail.terms.address import NotAPostcode, read_postcode

_WIDTH = 10


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = one_line(fields.get("", ""))
    if not typed:
        return Wrong("missing")
    if wrong := unkeepable(typed):
        return wrong
    try:
        return Given(read_postcode(typed))
    except NotAPostcode:
        return Wrong("invalid")


def _look(question: Question) -> Look:
    own = "postal-code" if question.whose == "applicant" else ""
    return Look(kind="text", autocomplete=own, width=_WIDTH)


TYPE = QuestionType(
    name="postcode",
    feel=lambda _: STRING,
    parse=_parse,
    typed=lambda value, _language: {"": value},
    lines=lambda value, _options, _language: (value,),
    look=_look,
    tokens=lambda value: (("postcode", value),),
    errors=frozenset({"missing", "invalid", "too_long", "unreadable"}),
    identifying=True,
)
