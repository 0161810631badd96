"""One choice of several that the author lists."""

from collections.abc import Mapping

from handrail.feel import Choice, Type
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong


def _feel(question: Question) -> Type:
    return Choice(frozenset(question.options))


def _parse(question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    chosen = fields.get("", "").strip()
    if not chosen:
        return Wrong("missing")
    return Given(chosen) if chosen in question.options else Wrong("invalid")


TYPE = QuestionType(
    name="choice",
    feel=_feel,
    parse=_parse,
    typed=lambda value, _language: {"": value},
    lines=lambda value, options, _language: (options.get(value, value),),
    look=lambda _: Look(kind="radios"),
    errors=frozenset({"missing", "invalid"}),
    options="one",
)
