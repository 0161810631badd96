"""Any number of choices that the author lists, and "none of these" where the author offers it."""

from collections.abc import Mapping

from handrail.feel import Choice, ListType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import NONE, Bounds, Given, Look, QuestionType, Wrong

_TICKED = "yes"


def _feel(question: Question) -> Type:
    return ListType(Choice(frozenset(question.options)))


def _parse(question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    ticked = {name: text.strip() for name, text in fields.items() if text.strip()}
    if not ticked:
        return Wrong("missing")
    # Anything but the boxes there are is not a person's slip: the form has no others.
    if not set(ticked) <= {*question.options, *([NONE] if question.none else [])}:
        return Wrong("invalid")
    if set(ticked.values()) != {_TICKED}:
        return Wrong("invalid")
    if NONE in ticked and len(ticked) > 1:
        return Wrong("none_and_others")
    return Given([value for value in question.options if value in ticked])


def _typed(value: Json, _language: str) -> Mapping[str, str]:
    return dict.fromkeys(value or [NONE], _TICKED)


def _lines(value: Json, options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    return tuple(options.get(one, one) for one in value or [NONE])


TYPE = QuestionType(
    name="choices",
    feel=_feel,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda _: Look(kind="checkboxes", hint="choices"),
    fact=tuple,
    errors=frozenset({"missing", "invalid", "none_and_others"}),
    options="several",
)
