"""The JSON Schema of a `decide` step, for editors; `read` and `check` are what decides."""

from collections.abc import Mapping
from typing import Any

from handrail.bricks.decide.read import HITS, MONEY
from handrail.definition.schema_parts import IDENTIFIER, RULE, SNAKE, TEXT, named, one_of, record

SCHEMA: Mapping[str, Any] = {
    "properties": {
        "decide": {**IDENTIFIER, "description": "The step's id. It applies a decision table to the facts."},
        "table": {"type": "string", "pattern": r"^[A-Za-z0-9_][A-Za-z0-9_./-]*\.csv$"},
        "hit": one_of(HITS),
        "on": RULE,
        "outputs": named(
            record({"label": TEXT, "as": one_of((MONEY,)), "told": {"type": "boolean"}}, required=("label",)),
            pattern=str(SNAKE["pattern"]),
        ),
    },
    "required": ["decide", "table"],
}
