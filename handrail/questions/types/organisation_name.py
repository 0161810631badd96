"""The name of an organisation: one line, any script, figures welcome."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, unkeepable

_LONGEST = 200


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    name = one_line(fields.get("", ""))
    if not name:
        return Wrong("missing")
    if wrong := unkeepable(name):
        return wrong
    longest = bounds.whole("max_length") or _LONGEST
    if len(name) > longest:
        return Wrong("too_long", places={"max_length": longest})
    return Given(name) if any(mark.isalnum() for mark in name) else Wrong("invalid")


def _look(question: Question) -> Look:
    own = "organization" if question.whose == "applicant" else ""
    return Look(kind="text", autocomplete=own)


TYPE = QuestionType(
    name="organisation-name",
    feel=lambda _: STRING,
    parse=_parse,
    typed=lambda value, _language: {"": value},
    lines=lambda value, _options, _language: (value,),
    look=_look,
    errors=frozenset({"missing", "invalid", "too_long", "unreadable"}),
    limits=frozenset({"max_length"}),
    identifying=True,
)
