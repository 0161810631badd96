"""The JSON Schema of a `work` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.work.read import CRITERION_KEYS, REASONS, RESULT_KEYS
from handrail.bricks.work.spec import NEEDS
from handrail.definition.schema_parts import IDENTIFIER, KEBAB, RULE, SNAKE, TEXT, named, one_of, record
from handrail.questions.schema import CHOICE, QUESTION, REQUIRED

_OF_PEOPLE = ("whose", "shown_to", "find_by", "equality", "why", "document")
_ASKED = {name: one for name, one in QUESTION.items() if name not in _OF_PEOPLE}
_RESULT = record(
    {
        **dict.fromkeys(RESULT_KEYS, TEXT),
        "needs": one_of(NEEDS),
        "stage": {"type": "boolean"},
        "when": RULE,
        "unfinished": {"type": "boolean"},
        "reasons": one_of(REASONS),
    },
    required=("label",),
)

SCHEMA: Mapping[str, Any] = {
    "properties": {
        "work": {**IDENTIFIER, "description": "The step's id. Staff look at the case and decide."},
        "queue": IDENTIFIER,
        "promise": TEXT,
        "advice": TEXT,
        "check": TEXT,
        "results": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": KEBAB},
            "additionalProperties": {
                "anyOf": [TEXT, _RESULT],
            },
        },
        "form": {
            "type": "array",
            "items": {**record({**_ASKED, "criterion": SNAKE}, required=REQUIRED), **CHOICE},
        },
        "criteria": named(
            record(
                {**dict.fromkeys(CRITERION_KEYS, TEXT), "proved_by": {"type": "array", "items": SNAKE}},
                required=("label",),
            ),
            pattern=SNAKE["pattern"],
        ),
    },
    "required": ["work", "queue", "results"],
}
