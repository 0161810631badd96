"""Verifying the whole history against its keyed chain and the exported checkpoints.

The adversary is someone with the database, its owner's password included, but without the chain key: they can
read, change, delete and insert rows at will. Every one of their changes to events and heads is named, except:

- a stream opened and deleted whole between two checkpoints: nothing outside the database ever knew of it;
- a stream put back, head and all, to a copy from after the last checkpoint: the person's receipt shows that,
  because its code is then in no row;
- streams of test and training data, which may be deleted whole at any time;
- access events, tokens, form keys and listings, which are not chained (tokens, listings and figures on the
  head can be worked out anew).

Someone with the chain key as well can forge what they like from the last copied checkpoint on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from handrail.history.checkpoints import BrokenCheckpoints, known_entries
from handrail.history.findings import Finding, Stored, StoredHead, examine
from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import SELECTED, stored_row
from handrail.history.wall import Cursor, managing

_BATCH = 2000
_HEAD = "stream, service, kind, reference, sequence, chain, mac, held, keep_until"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was wrong; nothing wrong when findings is empty."""

    streams: int
    events: int
    findings: tuple[Finding, ...]


def verify(
    *, checkpoints: Path | None = None, keys: KeyHolder | None = None, using: str = "owner"
) -> Verification:
    """Verify every stream, and against the checkpoints in a folder, in one snapshot of the database.

    checkpoints: the folder that `checkpoint` exports to, best a copy that the database's keeper cannot write.
    Reads everything: about 30 µs an event.
    """
    keys = keys or keeper()
    found: list[Finding] = []
    known: dict[UUID, tuple[int, bytes]] = {}
    if checkpoints is not None:
        try:
            known = known_entries(checkpoints, keys=keys)
        except BrokenCheckpoints as problem:
            found.append(Finding("broken checkpoints", None, 0, str(problem)))
    streams = events = 0
    with managing(using=using) as run:
        run.execute("DECLARE verified CURSOR FOR " + _EVERYTHING)
        for stream, head, rows in _streams(run):
            streams, events = streams + 1, events + len(rows)
            if head is None:
                text = f"{len(rows)} events have no head."
                found.append(Finding("deleted head", stream, 0, text))
                continue
            found += examine(head, rows, keys.chain_key)
            found += _against_checkpoint(head, rows, known.pop(stream, None))
    found += (_gone(stream, sequence) for stream, (sequence, _) in sorted(known.items()))
    return Verification(streams, events, tuple(found))


_EVERYTHING = (
    f"SELECT coalesce(h.stream, e.stream), {', '.join('h.' + name for name in _HEAD.split(', ')[1:])}, "  # noqa: S608
    f"{', '.join('e.' + name for name in SELECTED.split(', '))} "
    "FROM history_head h FULL JOIN history_event e ON e.stream = h.stream ORDER BY 1, e.sequence"
)
_HEAD_WIDTH = len(_HEAD.split(", "))


def _streams(run: Cursor) -> Iterator[tuple[UUID, StoredHead | None, list[Stored]]]:
    """Each stream with its head and rows; one of the two may be missing."""
    for stream, group in groupby(_rows(run), key=itemgetter(0)):
        found = list(group)
        head = None if found[0][3] is None else StoredHead(*found[0][:_HEAD_WIDTH])
        rows = [stored_row(one[_HEAD_WIDTH:]) for one in found if one[_HEAD_WIDTH] is not None]
        yield stream, head, rows


def _rows(run: Cursor) -> Iterator[tuple[Any, ...]]:
    fetch = psycopg.Cursor(run.connection)
    while batch := fetch.execute(f"FETCH {_BATCH} FROM verified", binary=True).fetchall():
        yield from batch


def _against_checkpoint(
    head: StoredHead, rows: list[Stored], known: tuple[int, bytes] | None
) -> Iterator[Finding]:
    if known is None:
        return
    sequence, chain = known
    then = next((stored for row, stored in rows if row.sequence == sequence), None)
    if then != chain:
        text = (
            f"At the last checkpoint event {sequence} was another one; the stream is an older or other copy."
        )
        yield Finding("older copy", head.stream, sequence, text)


def _gone(stream: UUID, sequence: int) -> Finding:
    text = f"A stream of at least {sequence} events was there at the last checkpoint and is gone."
    return Finding("deleted stream", stream, 0, text)
