"""The JSON Schema of a question, for editors; `reading` and `judging` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.definition.schema_parts import RULE, SNAKE, TEXT, named_texts, one_of, record
from handrail.questions.limits import LIMITS
from handrail.questions.reading import DATA_KEYS, WITH_OPTIONS
from handrail.questions.types import TYPES
from handrail.questions.types.pattern import PATTERN
from handrail.terms.text_pattern import LONGEST

_WRITTEN: Mapping[str, Mapping[str, Any]] = {
    "pattern": {"type": "string", "pattern": PATTERN},
    "expression": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "rule": RULE,
}
_LIMITS = record(
    {
        limit.name: _WRITTEN.get(limit.written) or {"type": "integer", "minimum": 1, "maximum": limit.most}
        for limit in LIMITS.values()
    },
    required=(),
)
QUESTION: Mapping[str, Any] = {
    "question": SNAKE,
    "type": one_of(TYPES),
    "label": TEXT,
    "hint": TEXT,
    "options": named_texts(),
    "option_hints": named_texts(),
    "none": TEXT,
    "prefix": TEXT,
    "suffix": TEXT,
    "optional": {"type": "boolean"},
    "equality": {"type": "boolean"},
    "document": TEXT,
    "when": RULE,
    "whose": TEXT,
    "shown_to": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
    "find_by": {"type": "boolean"},
    "counts": TEXT,
    "used_for": TEXT,
    "source": TEXT,
    "why": TEXT,
    "errors": named_texts(),
    "limits": _LIMITS,
    "data": record(dict.fromkeys(sorted(DATA_KEYS), TEXT), required=()),
}
REQUIRED = ("question", "type", "label")
CHOICE = {
    "if": {"properties": {"type": one_of(WITH_OPTIONS)}},
    "then": {"required": ["options"]},
    "else": {"not": {"required": ["options"]}},
}
