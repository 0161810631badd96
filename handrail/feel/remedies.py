"""How an author mends what does not fit in a rule, written out where it can be; what is wrong is in check."""

import re
from collections.abc import Collection
from datetime import date

from handrail.feel import syntax as s
from handrail.feel import types as t
from handrail.feel.problem import suggestion
from handrail.feel.types import Type

Side = tuple[str, s.Node | None, Type]
"""One side of a comparison: its text, its node and its type. A cell's own column is "?" and has no node."""

_YEAR_FIRST = re.compile(r'"?(\d{4})\s*[-/]\s*(\d{1,2})\s*[-/]\s*(\d{1,2})"?')
_DAY_FIRST = re.compile(r'"?(\d{1,2})\s*[-/]\s*(\d{1,2})\s*[-/]\s*(\d{4})"?')
_FIGURES = re.compile(r'"(-?\d+(?:\.\d+)?)"')
_CONSTANTS = {"true": "true", "yes": "true", "false": "false", "no": "false", "null": "null"}


def of_pair(left: Side, right: Side) -> str:
    """Return how to mend two values that can never be compared: what to write, or what goes with what."""
    if isinstance(left[2], t.ListType) != isinstance(right[2], t.ListType):
        return _of_list(*(left, right) if isinstance(left[2], t.ListType) else (right, left))
    kind = a(left[2])
    written = _written(t.plain(left[2]), right[0]) or _written(t.plain(right[2]), left[0])
    return f"Compare {kind} with {kind}{f': write {written}' if written else ''}."


def _of_list(held: Side, other: Side) -> str:
    what = other[0] if isinstance(held[2], t.ListType) and t.overlap(held[2].of, other[2]) else "…"
    return f"Ask what the list holds: list contains({held[0]}, {what})."


def _written(kind: Type, said: str) -> str:
    """Return how a value of a type is written that a text seems to mean; "" when it seems to mean none."""
    if kind == t.DATE and (day := as_day(said)):
        return f'date("{day.isoformat()}")'
    if kind == t.BOOLEAN:
        return _CONSTANTS.get(said.strip('"').lower(), "")
    if kind == t.NUMBER and (found := _FIGURES.fullmatch(said)):
        return found[1]
    return ""


def as_day(said: str) -> date | None:
    """Return the day that a text seems to mean, such as 2026-06-01 or 1/6/2026; None for any other."""
    for pattern, year, day in ((_YEAR_FIRST, 1, 3), (_DAY_FIRST, 3, 1)):
        if found := pattern.fullmatch(said.strip()):
            try:
                return date(int(found[year]), int(found[2]), int(found[day]))
            except ValueError:
                return None
    return None


def of_name(name: str, known: Collection[str], *, options: Collection[str] = ()) -> str:
    """Return how to mend a name that nothing has. options: the texts that what it is compared with may be."""
    if name in options:
        return f'Put the text in double quotes: "{name}".'
    if word := _CONSTANTS.get(name.lower()):
        return f'Did you mean "{word}"?'
    remedy = suggestion(name, known, what="name")
    return remedy if remedy.startswith("Did you mean") else f'Put a text in double quotes: "{name}". {remedy}'


def a(kind: Type) -> str:
    """Return a type as sentences name one value of it: "a number"."""
    name = t.plain(kind).name
    return {"any": "a value", "null": "null"}.get(name, f"a {name}")
