"""Answers as JSON carries them: their schema, and the form fields that they stand for.

Both follow from a question's type in rules, so a new type of question needs nothing here. The fields then
go through the same checks as what a person types.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.bricks.ask.layout import Asked
from handrail.feel import BOOLEAN, DATE, NUMBER, Choice, ContextType, Type

REMOVE = "remove"
"""The field of the page that removes a member."""


class Unfit(Exception):
    """An answer is not of the JSON type that its question takes. kind: the one it takes."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def schema_of(one: Asked) -> dict[str, Any]:
    """Return the JSON Schema of a question's answer; null leaves it empty."""
    found = _schema(one.type.feel(one.question))
    longest = one.question.limits.get("max_length")
    if isinstance(longest, int) and found["type"] == "string":
        found["maxLength"] = longest
    if isinstance(found.get("enum"), list):
        # In the author's order, which is the order people see.
        found["enum"] = [value for value in one.question.options if value in found["enum"]]
    return found


def fields_for(one: Asked, value: Any) -> dict[str, str]:
    """Return an answer as the form fields a person would have sent. Raises Unfit."""
    name = one.question.id
    if value is None:
        return {}
    kind = one.type.feel(one.question)
    if isinstance(kind, ContextType):
        if not isinstance(value, dict) or not set(value) <= set(kind.fields):
            raise Unfit("object")
        return {f"{name}.{part}": _text(text) for part, text in value.items() if text is not None}
    if kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Unfit("boolean")
        return _named(name, one.type.typed(value))
    if kind == NUMBER:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise Unfit("number")
        return {name: str(value)}
    return {name: _text(value)}


def field_names(one: Asked) -> Iterator[str]:
    """Yield the names a question's form fields may have."""
    name = one.question.id
    yield name
    yield from (f"{name}.{part}" for part in one.type.look(one.question).parts)


def yes_or_no(name: str, value: Any) -> dict[str, str]:
    """Return the answer of a list or a removal as a form field. Raises Unfit."""
    if value is None:
        return {}
    if not isinstance(value, bool):
        raise Unfit("boolean")
    return {name: "yes" if value else "no"}


def _schema(kind: Type) -> dict[str, Any]:
    if isinstance(kind, ContextType):
        parts = {name: _schema(part) for name, part in kind.fields.items()}
        return {"type": "object", "properties": parts, "additionalProperties": False}
    if isinstance(kind, Choice):
        return {"type": "string", "enum": sorted(kind.options)}
    if kind == BOOLEAN:
        return {"type": "boolean"}
    if kind == NUMBER:
        return {"type": "number"}
    return {"type": "string", "format": "date"} if kind == DATE else {"type": "string"}


def _named(name: str, typed: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.{part}" if part else name: text for part, text in typed.items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unfit("string")
    return value
