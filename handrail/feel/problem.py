"""What can be wrong with a rule's meaning, and how it is said to its author."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

from handrail.feel.types import Type

_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a rule: what was found and expected, how to mend it, and where, counted from 1."""

    message: str
    remedy: str
    column: int
    line: int = 1


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule would give, and everything wrong with it."""

    type: Type
    problems: tuple[Problem, ...]


def suggestion(found: str, known: Collection[str], *, what: str) -> str:
    """Return the remedy for an unknown word: the nearest known one, or all of them when they are few."""
    near = get_close_matches(found, sorted(known), n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not known:
        return f"There is no {what} here."
    listed = ", ".join(sorted(known)[:_MOST_LISTED])
    return f"Use one of: {listed}" + (", and others." if len(known) > _MOST_LISTED else ".")
