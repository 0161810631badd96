"""Pieces that JSON Schemas of definitions are made of; the schemas are in `schema` and in bricks."""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]

KEBAB = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
SNAKE: Schema = {"type": "string", "pattern": r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", "maxLength": 60}
IDENTIFIER: Schema = {"type": "string", "pattern": KEBAB, "maxLength": 60}
RULE: Schema = {"type": ["string", "boolean", "number"], "description": "A rule in FEEL."}
DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ].+)?$"}
_LENGTH = r"\d+ (year|month|week|working day|day)s?"
PERIOD: Schema = {
    "type": "string",
    "pattern": rf"^{_LENGTH}((,| and|,? ) ?{_LENGTH})*$",
}


def record(properties: Mapping[str, Any], *, required: Iterable[str]) -> dict[str, Any]:
    """Return the schema of a mapping with these names and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def one_of(values: Iterable[str]) -> dict[str, Any]:
    """Return the schema of one of some texts."""
    return {"enum": list(values)}


def named_texts() -> dict[str, Any]:
    """Return the schema of texts by any name."""
    return {"type": "object", "additionalProperties": TEXT}


def named(item: Schema, *, pattern: str) -> dict[str, Any]:
    """Return the schema of things by a name of a pattern."""
    return {"type": "object", "propertyNames": {"pattern": pattern}, "additionalProperties": item}
