"""A person's name: one field, any script, single names welcome."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, unkeepable
from handrail.terms.names import name_words

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
    # A name has at least one letter of some script: digits or dots alone are a slip of the hand.
    return Given(name) if any(mark.isalpha() for mark in name) else Wrong("invalid")


def _tokens(value: Json) -> tuple[tuple[str, str], ...]:
    return tuple(("name", word) for word in dict.fromkeys(name_words(value)))


def _look(question: Question) -> Look:
    own = "name" if question.whose == "applicant" else ""
    return Look(kind="text", autocomplete=own, width=30)


TYPE = QuestionType(
    name="name",
    feel=lambda _: STRING,
    parse=_parse,
    typed=lambda value, _language: {"": value},
    lines=lambda value, _options, _language: (value,),
    look=_look,
    tokens=_tokens,
    errors=frozenset({"missing", "invalid", "too_long", "unreadable"}),
    limits=frozenset({"max_length"}),
    identifying=True,
)
