"""Whether what a service says can differ from one moment of a legal day to the next."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from handrail.definition.prepared import prepared
from handrail.definition.service import Service
from handrail.feel import Expression, UnaryTests

_NOW = re.compile(r"\bnow\s*\(")


@prepared
def tells_time(service: Service) -> bool:
    """Say whether any rule of a service asks for `now()`; others see only the legal day of a moment."""
    return any(_NOW.search(text) for text in _rules(service, set()))


def _rules(value: Any, seen: set[int]) -> Iterator[str]:
    """Yield the texts of the rules anywhere in a definition value, which holds itself nowhere."""
    if isinstance(value, Expression | UnaryTests):
        yield value.text
    elif isinstance(value, str) or id(value) in seen:
        return
    elif isinstance(value, Mapping):
        seen.add(id(value))
        for one in value.values():
            yield from _rules(one, seen)
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _rules(one, seen)
    elif is_dataclass(value):
        seen.add(id(value))
        for one in fields(value):
            yield from _rules(getattr(value, one.name), seen)
