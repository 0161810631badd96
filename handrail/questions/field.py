"""A question as a field of a form, with no channel in it."""

from collections.abc import Mapping

from handrail.definition.brick import Refused
from handrail.definition.screen import Input, Option
from handrail.history.event import Json
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import PHRASES, Asking
from handrail.questions.question import Question
from handrail.questions.types import TYPES


def input_of(asking: Asking, *, value: Json = None, refused: Refused | None = None) -> Input:
    """Return a question as a form field, filled with what was typed if refused, else what is stored."""
    question = asking.question
    name, look = question.id, TYPES[question.type].look(question)
    options = asking.options if look.kind == "radios" else {}
    return Input(
        name=name,
        kind=look.kind,
        label=asking.label,
        hint=asking.hint or _example(look.kind, asking.language),
        options=tuple(Option(value=key, label=label) for key, label in options.items()),
        parts={part: PHRASES.say(f"part.{part}", asking.language) for part in look.parts},
        values=_values(question, value, refused),
        error=refused.errors.get(name, "") if refused else "",
        error_parts=refused.parts.get(name, frozenset()) if refused else frozenset(),
        required=not question.optional,
        autocomplete=look.autocomplete,
        inputmode=look.inputmode,
        width=look.width,
        max_length=look.max_length,
    )


def _example(kind: str, language: str) -> str:
    return PHRASES.say("date.example", language) if kind == "date" else ""


def _values(question: Question, value: Json, refused: Refused | None) -> Mapping[str, str]:
    name = question.id
    if refused is not None:
        return {key: text for key, text in refused.typed.items() if key == name or key.startswith(f"{name}.")}
    if value is None or value is HIDDEN:
        return {}
    return {
        f"{name}.{part}" if part else name: text for part, text in TYPES[question.type].typed(value).items()
    }
