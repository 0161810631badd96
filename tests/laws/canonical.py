"""Any frozen value as text that is the same in every process: no hash order, no memory address."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

LEFT_OUT = {"scopes", "reached", "where"}
"""Fields that hold the service itself, whose hash says all of it, or a place in a file."""


def digest(value: Any) -> str:
    """Return a digest that two values share only when they are equal."""
    return sha256(json.dumps(plain(value), sort_keys=True).encode()).hexdigest()


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it, with its types named and its sets in order."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value):
        inside = {
            one.name: plain(getattr(value, one.name)) for one in fields(value) if one.name not in LEFT_OUT
        }
        return {"is": type(value).__name__, **inside}
    if isinstance(value, Mapping):
        return sorted(([plain(key), plain(one)] for key, one in value.items()), key=json.dumps)
    if isinstance(value, frozenset | set):
        return sorted((plain(one) for one in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, date | datetime):
        return [type(value).__name__, value.isoformat()]
    return [type(value).__name__, str(value)]
