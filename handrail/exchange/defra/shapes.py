"""What a JSON or YAML document says, taken for what it should be; anything else is as if not there."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Node = Mapping[str, Any]
"""One mapping of a document."""


def text(value: object) -> str:
    """Return a text, trimmed; numbers as they are written, and "" for whatever is not one line of words."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    return ""


def whole(value: object, otherwise: int) -> int:
    """Return a whole number, also one written as text."""
    number = decimal(value)
    if number is None or number != number.to_integral_value() or abs(number) > _LARGEST:
        return otherwise
    return int(number)


def decimal(value: object) -> Decimal | None:
    """Return a finite number, also one written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _PLACES else None


_LARGEST = 10**9
_PLACES = 30
