"""A question answered yes or no."""

from collections.abc import Mapping

from handrail.feel import BOOLEAN
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line

_VALUES = {"yes": True, "no": False}


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = one_line(fields.get("", "")).casefold()
    if not typed:
        return Wrong("missing")
    # Anything but the two is not a person's slip: the form has no other values.
    return Given(_VALUES[typed]) if typed in _VALUES else Wrong("invalid")


TYPE = QuestionType(
    name="yes-no",
    feel=lambda _: BOOLEAN,
    parse=_parse,
    typed=lambda value, _language: {"": "yes" if value else "no"},
    lines=lambda value, options, _language: (options["yes" if value else "no"],),
    look=lambda _: Look(kind="radios"),
    errors=frozenset({"missing", "invalid"}),
)
