"""A document that is wanted: how the person will give it to us, or why they do not have it."""

from collections.abc import Mapping

from handrail.definition.brick import Fact
from handrail.feel import STRING, Choice, ContextType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import NONE, Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import tidy, unkeepable

WAY, WHY = "way", "why"
_LONGEST = 2_000


def _feel(question: Question) -> Type:
    return ContextType({WAY: Choice(frozenset((*question.options, NONE))), WHY: STRING})


def _parse(question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    way = (fields.get(WAY, "") or fields.get("", "")).strip()
    why = tidy(fields.get(WHY, ""))
    if not way:
        return Wrong("missing", parts=frozenset({WAY}))
    if way in question.options:
        return Given({WAY: way})
    if way != NONE:
        return Wrong("invalid", parts=frozenset({WAY}))
    if not why:
        return Wrong("missing_why", parts=frozenset({WHY}))
    if wrong := unkeepable(why, prose=True):
        return Wrong(wrong.name, parts=frozenset({WHY}), places=wrong.places)
    if len(why) > _LONGEST:
        return Wrong("too_long", parts=frozenset({WHY}), places={"max_length": _LONGEST})
    return Given({WAY: NONE, WHY: why})


def _fact(value: Json) -> Fact:
    return {WAY: value[WAY], WHY: value.get(WHY)}


def _lines(value: Json, options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    way = options.get(value[WAY], value[WAY])
    return (way, *value[WHY].split("\n")) if WHY in value else (way,)


TYPE = QuestionType(
    name="evidence",
    feel=_feel,
    parse=_parse,
    typed=lambda value, _language: dict(value),
    lines=_lines,
    look=lambda _: Look(kind="evidence", parts=(WAY, WHY)),
    fact=_fact,
    errors=frozenset({"missing", "invalid", "missing_why", "too_long", "unreadable"}),
    options="one",
    identifying=True,
)
