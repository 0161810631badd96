"""Answers as JSON carries them: their schema, and the form fields that they stand for.

Both follow from a question's type in rules, so a new type of question needs nothing here. The fields then
go through the same checks as what a person types.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from handrail.bricks.ask.layout import Asked
from handrail.definition.brick import Fact
from handrail.feel import BOOLEAN, DATE, NUMBER, TIME, Choice, ContextType, ListType, Type
from handrail.history.event import Json
from handrail.questions.answer import fact_of, fields_from
from handrail.questions.types.shape import MEANT, NONE

REMOVE = "remove"
"""The field of the page that removes a member."""

_JSON_TYPES: Mapping[Type, tuple[str, tuple[type, ...]]] = {
    BOOLEAN: ("boolean", (bool,)),
    NUMBER: ("number", (int, float)),
}
"""What JSON carries of a type of rules, by name and by class; text for all others."""


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
    options = found.get("items", found)
    if isinstance(options.get("enum"), list):
        # In the author's order, which is the order people see.
        options["enum"] = [value for value in one.question.options if value in options["enum"]]
    return found


def fields_for(one: Asked, value: Any) -> dict[str, str]:
    """Return an answer as the form fields a person would have sent. Raises Unfit."""
    if value is not None:
        _fits(one.type.feel(one.question), value)
    return fields_from(one.question, value)


def _fits(kind: Type, value: Any) -> None:
    """Raise Unfit for a value that is not of the JSON type that stands for a type of rules."""
    if isinstance(kind, (ContextType, ListType)):
        for of, inner in _inside(kind, value):
            _fits(of, inner)
        return
    name, classes = _JSON_TYPES.get(kind, ("string", (str,)))
    if not isinstance(value, classes) or (isinstance(value, bool) and kind != BOOLEAN):
        raise Unfit(name)


def _inside(kind: ContextType | ListType, value: Any) -> list[tuple[Type, Any]]:
    """Return what is in an object or a list, each with the type it should have. Raises Unfit."""
    if isinstance(kind, ListType):
        if not isinstance(value, list):
            raise Unfit("texts")
        return [(kind.of, inner) for inner in value]
    if not isinstance(value, dict) or not set(value) <= set(kind.fields):
        raise Unfit("object")
    return [(kind.fields[part], inner) for part, inner in value.items() if inner is not None]


def carried(one: Asked, value: Json) -> Any:
    """Return a stored answer as JSON carries it, which `fields_for` takes again: what rules see of it."""
    return _json(fact_of(one.question, value))


def _json(fact: Fact) -> Any:
    if isinstance(fact, Decimal):
        return int(fact) if fact == fact.to_integral_value() else float(fact)
    if isinstance(fact, time):
        return fact.isoformat("minutes")
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Mapping):
        return {name: _json(inner) for name, inner in fact.items() if inner is not None}
    return [_json(inner) for inner in fact] if isinstance(fact, (list, tuple)) else fact


def field_names(one: Asked) -> Iterator[str]:
    """Yield the names a question's form fields may have."""
    name = one.question.id
    yield name
    yield from (f"{name}.{part}" for part in one.type.look(one.question).parts)
    if one.type.look(one.question).kind == "search":
        yield f"{name}.{MEANT}"
    if one.type.options == "several":
        yield from (f"{name}.{value}" for value in (*one.question.options, NONE))


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
    if isinstance(kind, ListType):
        return {"type": "array", "items": _schema(kind.of), "uniqueItems": True}
    if isinstance(kind, Choice):
        return {"type": "string", "enum": sorted(kind.options)}
    if kind == BOOLEAN:
        return {"type": "boolean"}
    if kind == NUMBER:
        return {"type": "number"}
    if kind == TIME:
        return {"type": "string", "pattern": r"^\d{2}:\d{2}$"}
    return {"type": "string", "format": "date"} if kind == DATE else {"type": "string"}
