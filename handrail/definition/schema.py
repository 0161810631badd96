"""The JSON Schemas (2020-12) that editors use for a service's files; what is right is decided by `check`."""

from collections.abc import Mapping
from typing import Any

from handrail.definition.brick import Brick
from handrail.definition.dated import SEED_KEYS
from handrail.definition.example import EXPECT_KEYS, FINDING_KEYS, STAFF_FORM_KEYS, STAFF_KEYS
from handrail.definition.head import (
    CHANNELS,
    DATA_KEYS,
    DISTRICT_KEYS,
    ENDPOINT_KINDS,
    FORMAT,
    KINDS,
    OUTCOME_LEVELS,
    PARAMETER_TYPES,
    PHASES,
    REQUIRED,
)
from handrail.definition.schema_parts import (
    DAY,
    IDENTIFIER,
    KEBAB,
    MOMENT,
    PERIOD,
    RULE,
    SNAKE,
    TEXT,
    named,
    named_texts,
    one_of,
    record,
)
from handrail.definition.words_file import FILE_KEYS
from handrail.terms.language import Language

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SNAKE = SNAKE["pattern"]
_LANGUAGES = one_of(language.value for language in Language)
_OPTIONAL_TEXT: Mapping[str, Any] = {"type": ["string", "number", "null"]}
_STEP: Mapping[str, Any] = {
    "title": TEXT,
    "section": TEXT,
    "when": RULE,
    "goto": {"anyOf": [IDENTIFIER, {"type": "object", "additionalProperties": IDENTIFIER}]},
    "each": TEXT,
    "when told": TEXT,
    "before end": {"anyOf": [PERIOD, SNAKE]},
}
_REVIEW = record({"within": PERIOD, "text": TEXT}, required=("within", "text"))


def service_schema(*, bricks: Mapping[str, Brick]) -> dict[str, Any]:
    """Return the schema of service.yaml, with the steps of these bricks."""
    properties = {
        "format": {"const": FORMAT},
        "service": IDENTIFIER,
        "kind": one_of(KINDS),
        "name": TEXT,
        "need": TEXT,
        "owner": record({"organisation": IDENTIFIER, "role": TEXT}, required=("organisation",)),
        "phase": one_of(PHASES),
        "languages": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _LANGUAGES},
        "opens": MOMENT,
        "closes": MOMENT,
        "invite": {"type": "boolean"},
        "outcomes": {"type": "array", "items": _outcome()},
        "promises": {
            "type": "array",
            "items": record(
                {"id": IDENTIFIER, "text": TEXT, "within": PERIOD}, required=("id", "text", "within")
            ),
        },
        "data": record(dict.fromkeys(DATA_KEYS, TEXT), required=()),
        "channels": {"type": "array", "uniqueItems": True, "items": one_of(CHANNELS)},
        "online_only": TEXT,
        "brought_in_from": named(TEXT, pattern=KEBAB),
        "before_you_start": TEXT,
        "after_you_send": TEXT,
        "freedom": named_texts(),
        "parties": named(record({"label": TEXT, "each": SNAKE}, required=("label",)), pattern=_SNAKE),
        "parameters": named(_parameter(), pattern=_SNAKE),
        "district": record(
            {"from": {"anyOf": [SNAKE, {"type": "array", "minItems": 1, "items": SNAKE}]}, "why": TEXT},
            required=DISTRICT_KEYS,
        ),
        "voices": named(RULE, pattern=_SNAKE),
        "steps": {"type": "array", "minItems": 1, "items": _steps(bricks)},
        "endpoints": named(_endpoint(), pattern=KEBAB),
    }
    return _titled("service.yaml", record(properties, required=REQUIRED))


def words_schema() -> dict[str, Any]:
    """Return the schema of words/<language>.yaml."""
    word = record({"text": TEXT, "of": TEXT, "checked": _OPTIONAL_TEXT}, required=("text", "of"))
    words = {"type": "object", "additionalProperties": word}
    properties = dict(zip(FILE_KEYS, (_LANGUAGES, _OPTIONAL_TEXT, words), strict=True))
    return _titled("words", record(properties, required=("language", "words")))


def examples_schema() -> dict[str, Any]:
    """Return the schema of examples.yaml."""
    finding = {"anyOf": [TEXT, record(dict.fromkeys(FINDING_KEYS, TEXT), required=("found",))]}
    filled = ({"type": "object"}, {"type": "object", "additionalProperties": finding})
    staff = record(
        {**dict.fromkeys(STAFF_KEYS, TEXT), **dict(zip(STAFF_FORM_KEYS, filled, strict=True))},
        required=("step", "result"),
    )
    expect = dict(
        zip(EXPECT_KEYS, ({"type": "array", "items": TEXT}, {"type": "object"}, IDENTIFIER), strict=True)
    )
    example = record(
        {
            "name": TEXT,
            "story": TEXT,
            "organisation": IDENTIFIER,
            "at": DAY,
            "language": _LANGUAGES,
            "answers": {"type": "object"},
            "staff": {"type": "array", "items": staff},
            "expect": record(expect, required=("endpoint",)),
        },
        required=("name", "organisation", "at", "answers", "expect"),
    )
    return _titled("examples.yaml", {"type": "array", "items": example})


def parameters_schema() -> dict[str, Any]:
    """Return the schema of parameters.yaml."""
    value = {"type": ["string", "number", "boolean"]}
    seed = record(
        dict(zip(SEED_KEYS, (value, DAY, TEXT, IDENTIFIER), strict=True)), required=("value", "from")
    )
    return _titled("parameters.yaml", named({"type": "array", "items": seed}, pattern=_SNAKE))


def _titled(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": f"Handrail {title}, format {FORMAT}", **schema}


def _outcome() -> dict[str, Any]:
    properties = {"id": IDENTIFIER, "level": one_of(OUTCOME_LEVELS), "text": TEXT, "measure": TEXT}
    return record(properties, required=("id", "text"))


def _parameter() -> dict[str, Any]:
    properties = {
        "type": one_of(PARAMETER_TYPES),
        "unit": TEXT,
        "options": {"type": "array", "minItems": 1, "items": TEXT},
        "text": TEXT,
        "set_by": one_of(("nation", "organisation")),
    }
    return record(properties, required=("type", "text", "set_by"))


def _endpoint() -> dict[str, Any]:
    properties = {
        "kind": one_of(ENDPOINT_KINDS),
        "title": TEXT,
        "text": TEXT,
        "review": _REVIEW,
        "ends": RULE,
    }
    return record(properties, required=("kind", "title", "text"))


def _steps(bricks: Mapping[str, Brick]) -> dict[str, Any]:
    """Return the schema of a step: by the brick whose name is in it."""
    chosen: dict[str, Any] = {"required": ["a brick: " + ", ".join(bricks)]}
    for name, brick in reversed(list(bricks.items())):
        own = record(
            {**brick.schema.get("properties", {}), **_STEP}, required=brick.schema.get("required", ())
        )
        chosen = {"if": {"required": [name]}, "then": own, "else": chosen}
    return {"type": "object", **chosen}
