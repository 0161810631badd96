"""The JSON Schema of an `ask` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.ask.read import MOST_LEVELS, MOST_MEMBERS
from handrail.definition.schema_parts import IDENTIFIER, RULE, SNAKE, TEXT, record
from handrail.questions.schema import CHOICE, QUESTION, REQUIRED

_HELP = {"type": "array", "items": record({"summary": TEXT, "body": TEXT}, required=("summary", "body"))}

_GUIDANCE = {"type": "array", "items": record({"text": TEXT, "when": RULE}, required=("text", "when"))}

_PAGE: Mapping[str, Any] = {
    "title": TEXT,
    "text": TEXT,
    "help": _HELP,
    "when": RULE,
    "guidance": _GUIDANCE,
    "needs": TEXT,
    "paper": TEXT,
}
_EXIT = record(
    {"exit": SNAKE, "title": TEXT, "text": TEXT, "when": RULE}, required=("exit", "title", "text", "when")
)
_ONE_OF_SEVERAL = record({**QUESTION, "text": TEXT}, required=REQUIRED)
_QUESTIONS = {"type": "array", "minItems": 1, "items": {**_ONE_OF_SEVERAL, **CHOICE}}
_PAGES: Mapping[str, Any] = {
    "type": "object",
    "if": {"required": ["page"]},
    "then": record({"page": SNAKE, "questions": _QUESTIONS, **_PAGE}, required=("page", "title")),
    "else": {
        "if": {"required": ["exit"]},
        "then": _EXIT,
        "else": {**record({**QUESTION, **_PAGE}, required=REQUIRED), "allOf": [CHOICE]},
    },
}


def _parts(levels: int) -> Mapping[str, Any]:
    """Return what may stand among pages. levels: how deep groups may stand in each other there."""
    if not levels:
        return _PAGES
    return {"if": {"required": ["group"]}, "then": _group(levels), "else": _PAGES}


def _group(levels: int) -> Mapping[str, Any]:
    return record(
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
            "paper": TEXT,
            "pages": {"type": "array", "minItems": 1, "items": _parts(levels - 1)},
        },
        required=("group", "title", "item", "pages"),
    )


SCHEMA: Mapping[str, Any] = {
    "properties": {
        "ask": {**IDENTIFIER, "description": "The step's id. It asks a person questions, a page at a time."},
        "paper": TEXT,
        "why": TEXT,
        "pages": {"type": "array", "minItems": 1, "items": _parts(MOST_LEVELS)},
    },
    "required": ["ask", "pages"],
}
