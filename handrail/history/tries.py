"""How often something secret was tried wrongly, counted for all web processes; what it means is not here.

Keys are whatever the caller hashed. A count is forgotten an hour after its last try.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connections

from handrail.history.running import run

_TRIED = (
    "SELECT key, wrong, last FROM history_try "
    "WHERE key = ANY (%s::text[]) AND last > %s::timestamptz - interval '1 hour'"
)
_COUNT = (
    "INSERT INTO history_try (key, wrong, last) "
    "SELECT one, 1, %s::timestamptz FROM unnest(%s::text[]) one ORDER BY one "
    "ON CONFLICT (key) DO UPDATE SET last = excluded.last, wrong = CASE "
    "WHEN history_try.last > excluded.last - interval '1 hour' THEN history_try.wrong + 1 ELSE 1 END"
)
_OLD = "DELETE FROM history_try WHERE last < %s::timestamptz - interval '1 hour'"
_TAKE_BACK = "UPDATE history_try SET wrong = greatest(wrong - 1, 0) WHERE key = %s::text"
_FORGET = "DELETE FROM history_try WHERE key = ANY (%s::text[])"


@dataclass(frozen=True, slots=True)
class Tried:
    """How many wrong tries there were within an hour of each other, and when the last was."""

    wrong: int
    last: datetime


def tried(keys: Collection[str], *, at: datetime, using: str = "default") -> Mapping[str, Tried]:
    """What is counted for these keys, each of letters and digits; nothing for a key that has no tries."""
    with connections[using].wrap_database_errors:
        found = run(using, _TRIED, (_array(keys), at.isoformat())).rows
    return {key: Tried(wrong, last) for key, wrong, last in found}


def count_try(keys: Collection[str], *, at: datetime, using: str = "default") -> None:
    """Count one try for each of the keys, outside any transaction that could take it back."""
    with connections[using].wrap_database_errors:
        run(using, _OLD, (at.isoformat(),))
        run(using, _COUNT, (at.isoformat(), _array(keys)))


def take_back_try(key: str, *, using: str = "default") -> None:
    """Count one try less for a key: it was not a wrong one."""
    with connections[using].wrap_database_errors:
        run(using, _TAKE_BACK, (key,))


def forget_tries(keys: Collection[str], *, using: str = "default") -> None:
    """Count nothing for these keys any more."""
    with connections[using].wrap_database_errors:
        run(using, _FORGET, (_array(keys),))


def _array(keys: Collection[str]) -> str:
    return f"{{{','.join(sorted(keys))}}}"
