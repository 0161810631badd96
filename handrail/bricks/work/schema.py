"""The JSON Schema of a `work` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.work.read import RESULT_KEYS
from handrail.definition.schema_parts import IDENTIFIER, KEBAB, TEXT, record

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
                "anyOf": [TEXT, record(dict.fromkeys(RESULT_KEYS, TEXT), required=("label",))]
            },
        },
    },
    "required": ["work", "queue", "results"],
}
