"""A question as a field of a form, with no channel in it."""

from collections.abc import Mapping

from handrail.definition.brick import Refused
from handrail.definition.screen import Input, Option
from handrail.history.event import Json
from handrail.questions.answer import typed_of
from handrail.questions.asking import PHRASES, Asking
from handrail.questions.types import TYPES
from handrail.questions.types.shape import NONE

_WITH_OPTIONS = ("radios", "checkboxes")


def input_of(asking: Asking, *, value: Json = None, refused: Refused | None = None) -> Input:
    """Return a question as a form field, filled with what was typed if refused, else what is stored."""
    question = asking.question
    name, kind = question.id, TYPES[question.type]
    look = kind.look(question)
    options = asking.options if look.kind in _WITH_OPTIONS else {}
    values = _typed(name, refused) if refused else typed_of(question, value, asking.language)
    error = refused.errors.get(name, "") if refused else ""
    return Input(
        name=name,
        kind=look.kind,
        label=asking.label,
        hint=asking.hint,
        options=tuple(Option(value=key, label=label) for key, label in options.items()),
        exclusive=NONE if question.none else "",
        parts={part: PHRASES.say(f"part.{part}", asking.language) for part in look.parts},
        values=values,
        error=error,
        error_parts=refused.parts.get(name, frozenset()) if refused else frozenset(),
        required=not question.optional,
        autocomplete=look.autocomplete,
        inputmode=look.inputmode,
        input_type=look.input_type,
        code=look.code,
        prefix=look.prefix,
        width=look.width,
        max_length=look.max_length,
        max_words=look.max_words,
    )


def _typed(name: str, refused: Refused) -> Mapping[str, str]:
    return {key: text for key, text in refused.typed.items() if key == name or key.startswith(f"{name}.")}
