"""Values as plain JSON: dataclasses become objects, blocks of a screen say which block they are."""

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, get_args

from handrail.definition.screen import Block

BLOCKS = {block: block.__name__.lower() for block in get_args(Block)}
"""The blocks of a screen, by class, with the name that tells them apart in the field `block`."""


def plain(value: Any) -> Any:
    """Return a value as what JSON can hold. Instants are UTC with a Z; days are ISO 8601 dates."""
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {"block": BLOCKS[type(value)]} if type(value) in BLOCKS else {}
        return {
            **named,
            **{one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)},
        }
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
