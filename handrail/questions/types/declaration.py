"""Something the person must agree to before going on."""

from collections.abc import Mapping

from handrail.feel import BOOLEAN
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    ticked = fields.get("", "").strip()
    if not ticked:
        return Wrong("missing")
    return Given(value=True) if ticked == "agreed" else Wrong("invalid")


TYPE = QuestionType(
    name="declaration",
    feel=lambda _: BOOLEAN,
    parse=_parse,
    typed=lambda value, _language: {"": "agreed"} if value else {},
    lines=lambda _value, options, _language: (options["agreed"],),
    look=lambda _: Look(kind="declaration"),
    errors=frozenset({"missing", "invalid"}),
)
