"""Work done once for each definition value and kept beside it; for values that outlive many requests."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Source = TypeVar("Source")
Made = TypeVar("Made")

_LIMIT = 2000  # steps and tables of the versions in use; a preview reloads often and must not grow for ever


def prepared(make: Callable[[Source], Made]) -> Callable[[Source], Made]:
    """Keep what a pure function makes of a definition value, found again by that very value.

    Definition values hold mappings and have no hash, so identity is the key; the value is kept with it, so
    that its identity is not given to another.
    """
    kept: dict[int, tuple[Source, Made]] = {}

    @wraps(make)
    def find(source: Source) -> Made:
        found = kept.get(id(source))
        if found is not None and found[0] is source:
            return found[1]
        made = make(source)
        if len(kept) >= _LIMIT:
            kept.clear()
        kept[id(source)] = (source, made)
        return made

    return find
