"""Stream heads in the database: one loaded with its keys, and lists of them for work lists."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from handrail.history.event import Json, Kind
from handrail.history.head import Head, WrappedKey
from handrail.history.rows import encode
from handrail.history.wall import Cursor, cursor

COLUMNS = (
    "stream, holder, service, kind, reference, version, sequence, chain, started_at, last_at, "
    "activity, path, reordered, held, keep_until, listing"
)
_SELECT = f"SELECT {COLUMNS} FROM history_head WHERE stream = %s FOR UPDATE"  # noqa: S608 - columns are ours
_SELECT_KEYS = "SELECT party, since, wrapped FROM keys.data_key WHERE stream = %s"


class NoSuchStream(LookupError):
    """There is no such stream behind this wall: it does not exist, or another organisation holds it."""


def no_such_stream(stream: UUID) -> NoSuchStream:
    """The refusal, worded once."""
    return NoSuchStream(
        f"No stream {stream} is held by the organisation that this transaction acts for. "
        "Call inside `history.holding(holder)`, with the holder that `history.locate` gave."
    )


def head_of(found: Sequence[Any], keys: Mapping[str, WrappedKey]) -> Head:
    """A head from its row, in the order of COLUMNS."""
    return Head(*(*found, keys))


def lock_head(run: Cursor, stream: UUID) -> Head:
    """Load a head with its keys; nobody else may append until the transaction ends. Raises NoSuchStream.

    The keys are selected after the lock is taken, so that a key made meanwhile is seen.
    """
    found = run.execute(_SELECT, (str(stream),), binary=True).fetchone()
    if found is None:
        raise no_such_stream(stream)
    keys = run.execute(_SELECT_KEYS, (str(stream),), binary=True).fetchall()
    return head_of(found, {party: WrappedKey(since, wrapped) for party, since, wrapped in keys})


def stream_head(stream: UUID, *, using: str = "default") -> Head:
    """Return one stream's head, without keys and without anything personal, inside `holding`.

    Raises NoSuchStream.
    """
    run = cursor(using)
    with connections[using].wrap_database_errors:
        found = run.execute(
            f"SELECT {COLUMNS} FROM history_head WHERE stream = %s",  # noqa: S608 - columns are ours
            (str(stream),),
            binary=True,
        ).fetchone()
    if found is None:
        raise no_such_stream(stream)
    return head_of(found, {})


_COUNT = """
    SELECT service, version, status, count(*) FROM history_head
    WHERE kind = %s AND NOT (erased AND status = '') GROUP BY 1, 2, 3"""


def count_heads(*, kind: Kind, using: str = "default") -> dict[tuple[str, str, str], int]:
    """Return how many heads there are behind the wall, by service, version and status in the listing.

    A stream that was never listed has the status "", and is left out once it has been erased: what was never
    sent and of which nothing is left does not stand anywhere. Call inside `holding`.
    """
    run = cursor(using)
    with connections[using].wrap_database_errors:
        found = run.execute(_COUNT, (kind,)).fetchall()
    return {(service, version, status): number for service, version, status, number in found}


_NEXT_SERVICE = (
    """SELECT service FROM history_head WHERE kind = %s AND service > %s ORDER BY service LIMIT 1"""
)


def services(*, kind: Kind, using: str = "default") -> tuple[str, ...]:
    """Return the slugs of the services that any head is of, in order: one reading each. Inside `holding`."""
    run, found = cursor(using), [""]
    with connections[using].wrap_database_errors:
        while row := run.execute(_NEXT_SERVICE, (kind, found[-1])).fetchone():
            found.append(row[0])
    return tuple(found[1:])


# With OFFSET 0 the keys are looked up case by case: never are all keys of all cases read to join them.
TO_ERASE = (
    "(EXISTS (SELECT FROM keys.data_key k WHERE k.stream = h.stream OFFSET 0) "
    "OR h.status = '' AND NOT h.erased)"
)
"""Says in SQL that a head `h` is still to be erased: it has a key, or is a draft in which nobody answered."""

_KEPT_UNTIL = f"FROM history_head h WHERE kind = %s AND keep_until <= %s AND {TO_ERASE}"
_COUNT_DUE = f"SELECT count(*) {_KEPT_UNTIL}"
_DUE = f'SELECT {COLUMNS} {_KEPT_UNTIL} ORDER BY keep_until, reference COLLATE "C" LIMIT %s OFFSET %s'


def kept_until(
    day: date, *, kind: Kind, start: int = 0, limit: int = 1000, using: str = "default"
) -> list[Head]:
    """List the heads kept until a legal day at most, earliest first, then by reference; without keys.

    Those of which nothing is left to erase are left out, as a retention run leaves them out, save drafts in
    which nobody has answered: the run says in them that they are over. start: how many
    are passed over. Inside `holding`.
    """
    run = cursor(using)
    with connections[using].wrap_database_errors:
        run.execute(_DUE, (kind, day, limit, start), binary=True)
        return [head_of(found, {}) for found in run]


def count_kept_until(day: date, *, kind: Kind, using: str = "default") -> int:
    """Return how many `kept_until` lists in all. Inside `holding`."""
    run = cursor(using)
    with connections[using].wrap_database_errors:
        found = run.execute(_COUNT_DUE, (kind, day)).fetchone()
    return int(found[0]) if found else 0


def heads(
    *,
    kind: Kind,
    service: str | None = None,
    where: Mapping[str, Json] | None = None,
    due: tuple[str, date] | None = None,
    without: Collection[str] = (),
    limit: int | None = 1000,
    using: str = "default",
) -> list[Head]:
    """List the heads behind the wall, those whose last event is oldest first; without keys.

    where: what the listing must hold, such as {"queue": "council-tax"}. due: a day in the listing, and the
    day by which it must have come. without: statuses of the listing that are left out. limit: None for all.
    Call inside `holding`.
    """
    run = cursor(using)
    name, by = (due[0], due[1].isoformat()) if due else (None, None)
    with connections[using].wrap_database_errors:
        run.execute(
            f"SELECT {COLUMNS} FROM history_head WHERE kind = %s AND (%s::text IS NULL OR service = %s) "  # noqa: S608
            "AND listing @> %s::jsonb AND status <> ALL (%s) "
            "AND (%s::text IS NULL OR (listing->>%s::text > '' AND listing->>%s::text <= %s::text)) "
            "ORDER BY last_at, stream LIMIT %s",
            (kind, service, service, encode(dict(where or {})), list(without), name, name, name, by, limit),
            binary=True,
        )
        return [head_of(found, {}) for found in run]
