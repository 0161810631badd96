"""Values out of a definition that may be anything: what is of another sort than expected is absent."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handrail.exchange.form import Words

_NOTHING: Mapping[str, Any] = {}
_SECRET = re.compile(r"(?i)(key|secret|token|password|credential|authori[sz]ation)s?$")
_USER_IN_ADDRESS = re.compile(r"(?<=//)[^/@\s]*@")
_QUERY = re.compile(r"[?#].*", re.DOTALL)


def text(value: Any) -> str:
    """Return a text or number as text, anything else as no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | Decimal) else ""


def fields(value: Any) -> Mapping[str, Any]:
    """Return a mapping, and an empty one for anything else."""
    return value if isinstance(value, dict) else _NOTHING


def listed(value: Any) -> list[Any]:
    """Return a list, and an empty one for anything else."""
    return value if isinstance(value, list) else []


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """Return the mappings of a list, in order."""
    return [one for one in listed(value) if isinstance(one, dict)]


def words(value: Any, language: str) -> Words:
    """Return words by language, of a text in this language or of a mapping such as {"en": …, "cy": …}."""
    if isinstance(value, dict):
        return {
            name: said.strip()
            for name in ("en", "cy")
            if isinstance(said := value.get(name), str) and said.strip()
        }
    said = text(value).strip()
    return {language: said} if said else {}


def whole(value: Any) -> int | None:
    """Return a whole number, also of a text such as "3"; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip()
        return int(value) if re.fullmatch(r"[-+]?[0-9]{1,9}", value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**9 else None
    return value if isinstance(value, int) else None


def json_number(value: object) -> int | float:
    """Return a Decimal as a number that JSON has, for `json.dumps`: 2.50 is 2.5. Raises TypeError."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def without_secrets(value: Any, left_out: list[str], *, at: str = "") -> Any:
    """Return settings without keys and passwords, also those in addresses; `left_out` gets their names."""
    if isinstance(value, dict):
        kept = {}
        for name, inner in value.items():
            where = f"{at}.{name}" if at else name
            if _SECRET.search(name) and inner not in ("", None):
                left_out.append(where)
            else:
                kept[name] = without_secrets(inner, left_out, at=where)
        return kept
    if isinstance(value, list):
        return [without_secrets(one, left_out, at=at) for one in value]
    if isinstance(value, str) and "://" in value:
        bare = _QUERY.sub("", _USER_IN_ADDRESS.sub("", value))
        if bare != value:
            left_out.append(at)
        return bare
    return value
