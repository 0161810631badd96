"""A question as a field of a form, with no channel in it."""

from collections.abc import Mapping
from functools import cache

from handrail.definition.brick import Refused
from handrail.definition.screen import Input, Option
from handrail.definition.service import NOWHERE
from handrail.history.event import Json
from handrail.questions.answer import fields_of, typed_of
from handrail.questions.asking import PHRASES, Asking
from handrail.questions.question import Question
from handrail.questions.types import TYPES
from handrail.questions.types.shape import NONE, QuestionType

_WITH_OPTIONS = ("radios", "checkboxes", "evidence", "search")


def input_of(asking: Asking, *, value: Json = None, refused: Refused | None = None) -> Input:
    """Return a question as a form field, filled with what was typed if refused, else what is stored."""
    question = asking.question
    name, kind = question.id, TYPES[question.type]
    look = kind.look(question)
    options = _all(kind.name, asking.language) if look.suggests else _listed(asking, look.kind)
    values = _typed(name, refused) if refused else typed_of(question, value, asking.language)
    if not refused and look.kind == "search" and values.get(name) in question.options:
        # A list that is searched shows the words of what is stored.
        values = {**values, name: asking.options[values[name]]}
    error = refused.errors.get(name, "") if refused else ""
    return Input(
        name=name,
        kind=look.kind,
        label=asking.label,
        hint=asking.hint,
        options=options,
        meant=_meant(kind, asking, refused) if error and refused else (),
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
        prefix=asking.prefix,
        suffix=asking.suffix,
        width=look.width,
        max_length=look.max_length,
        max_words=look.max_words,
    )


def _listed(asking: Asking, kind: str) -> tuple[Option, ...]:
    options = asking.options if kind in _WITH_OPTIONS else {}
    hints = asking.option_hints
    return tuple(Option(key, label, hints.get(key, "")) for key, label in options.items())


@cache
def _all(kind: str, language: str) -> tuple[Option, ...]:
    """Return everything that a type's field suggests, made once."""
    suggests = TYPES[kind].look(Question(id="any", type=kind, label="", where=NOWHERE)).suggests
    return tuple(Option(value, label) for value, label in suggests(language).items()) if suggests else ()


def _meant(kind: QuestionType, asking: Asking, refused: Refused) -> tuple[Option, ...]:
    fields = fields_of(asking.question.id, refused.typed)
    return tuple(Option(*one) for one in kind.meant(fields, asking.language, asking.options))


def _typed(name: str, refused: Refused) -> Mapping[str, str]:
    return {key: text for key, text in refused.typed.items() if key == name or key.startswith(f"{name}.")}
