"""The JSON Schema of an `ask` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.ask.read import DATA_KEYS, MOST_MEMBERS
from handrail.bricks.ask.types import TYPES
from handrail.definition.schema_parts import IDENTIFIER, RULE, SNAKE, TEXT, named_texts, one_of, record

_LIMITS = record(
    {"max_length": {"type": "integer", "minimum": 1}, "not_after": RULE, "not_before": RULE}, required=()
)
_HELP = {"type": "array", "items": record({"summary": TEXT, "body": TEXT}, required=("summary", "body"))}

_PAGE: Mapping[str, Any] = {"title": TEXT, "text": TEXT, "help": _HELP, "when": RULE}
_QUESTION: Mapping[str, Any] = {
    "question": SNAKE,
    "type": one_of(TYPES),
    "label": TEXT,
    "hint": TEXT,
    "options": named_texts(),
    "optional": {"type": "boolean"},
    "when": RULE,
    "whose": TEXT,
    "shown_to": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
    "find_by": {"type": "boolean"},
    "counts": TEXT,
    "used_for": TEXT,
    "source": TEXT,
    "errors": named_texts(),
    "limits": _LIMITS,
    "data": record(dict.fromkeys(sorted(DATA_KEYS), TEXT), required=()),
}
_ASKED = ("question", "type", "label")
_CHOICE = {
    "if": {"properties": {"type": {"const": "choice"}}},
    "then": {"required": ["options"]},
    "else": {"not": {"required": ["options"]}},
}
_QUESTIONS = {"type": "array", "minItems": 1, "items": {**record(_QUESTION, required=_ASKED), **_CHOICE}}
_PAGES: Mapping[str, Any] = {
    "type": "object",
    "if": {"required": ["page"]},
    "then": record(
        {"page": SNAKE, "questions": _QUESTIONS, **_PAGE}, required=("page", "title", "questions")
    ),
    "else": {**record({**_QUESTION, **_PAGE}, required=_ASKED), "allOf": [_CHOICE]},
}
_GROUP = record(
    {
        "group": SNAKE,
        "title": TEXT,
        "item": TEXT,
        "add": TEXT,
        "text": TEXT,
        "name_by": SNAKE,
        "whose": TEXT,
        "min": {"type": "integer", "minimum": 0, "maximum": MOST_MEMBERS},
        "max": {"type": "integer", "minimum": 1, "maximum": MOST_MEMBERS},
        "when": RULE,
        "pages": {"type": "array", "minItems": 1, "items": _PAGES},
    },
    required=("group", "title", "item", "pages"),
)

SCHEMA: Mapping[str, Any] = {
    "properties": {
        "ask": {**IDENTIFIER, "description": "The step's id. It asks a person questions, a page at a time."},
        "pages": {
            "type": "array",
            "minItems": 1,
            "items": {"if": {"required": ["group"]}, "then": _GROUP, "else": _PAGES},
        },
    },
    "required": ["ask", "pages"],
}
