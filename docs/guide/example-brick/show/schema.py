"""The JSON Schema of a `show` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.definition.schema_parts import IDENTIFIER, TEXT

SCHEMA: Mapping[str, Any] = {
    "properties": {
        "show": {**IDENTIFIER, "description": "The step's id. It shows a page that asks nothing."},
        "text": {**TEXT, "description": "What the person reads, in Markdown."},
    },
    "required": ["show", "title", "text"],
}
