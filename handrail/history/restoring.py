"""What a backup of the database holds, and putting keys back beside a restored one; copying is the caller's.

A copy of the database leaves out the wrapped keys, which have a backup of their own with a shorter life, and
the tokens and form results, which are about people and can be worked out again or done without.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from handrail.history.file_keys import FileKeys
from handrail.history.key_backups import ERASED, open_holders, wrapped_keys
from handrail.history.ledger import Erasure, Ledger
from handrail.history.rebuilding import rebuild
from handrail.history.wall import Cursor, managing

LEFT_OUT = ("keys.data_key", "public.history_token", "public.history_form_key")
"""Tables whose rows a copy of the database must not have."""

SEE_EVERYTHING = {"handrail.everything": "on"}
"""What the owner's session must set, with row security on, to copy every organisation's rows."""

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class RestoredKeys:
    """What came back: keys put in place, and left out for an erasure or because they are later than the copy.

    unreadable: streams with sealed data and no key at all, because they were erased or because the keys were
    backed up before they were opened. Back the keys up after the database.
    """

    restored: int
    erased: int
    too_late: int
    unreadable: int


def restore_keys(
    source: Path,
    *,
    keys: FileKeys,
    passphrase: str,
    ledger: Path | None = None,
    using: str = "owner",
) -> RestoredKeys:
    """Put the keys of a backup beside a restored database, apply every erasure known, rebuild the tokens.

    keys: where the holders' keys go; a folder that is empty or has the same keys. ledger: the ledger of
    erasures of the site that was lost, where it survived; it knows of erasures later than the backup.
    Raises WrongPassphrase; KeyDamaged when other keys are in the way.
    """
    keys.take(open_holders(source, passphrase=passphrase))
    known = Ledger(keys.folder)
    known.learn(source / ERASED)
    if ledger is not None:
        known.learn(ledger)
    by_stream: dict[UUID, list[Erasure]] = {}
    for erasure in known.erased():
        by_stream.setdefault(erasure.stream, []).append(erasure)
    restored = erased = 0
    with managing(using=using) as run:
        found = run.execute("SELECT stream, holder, sequence FROM history_head").fetchall()
        heads = {stream: (holder, sequence) for stream, holder, sequence in found}
        rows: list[tuple[Any, ...]] = []
        too_late = 0
        for stream, party, holder, since, wrapped in wrapped_keys(source):
            if any(one.covers(stream=stream, party=party, since=since) for one in by_stream.get(stream, ())):
                erased += 1
            elif stream not in heads or since > heads[stream][1]:
                too_late += 1
            else:
                now, _ = heads[stream]
                key = wrapped if now == holder else _rewrapped(keys, stream, party, holder, now, wrapped)
                rows.append((stream, party, now, since, key))
        for at in range(0, len(rows), _BATCH):
            restored += _put(run, rows[at : at + _BATCH])
        unreadable = run.execute(_UNREADABLE).fetchall()[0][0]
    rebuild(keys=keys, using=using)
    return RestoredKeys(restored, erased, too_late, unreadable)


_UNREADABLE = """SELECT count(*) FROM history_head h
    WHERE NOT EXISTS (SELECT FROM keys.data_key k WHERE k.stream = h.stream)
      AND EXISTS (SELECT FROM history_event e WHERE e.stream = h.stream AND e.sealed IS NOT NULL)"""


def _put(run: Cursor, rows: list[tuple[Any, ...]]) -> int:
    put = psycopg.Cursor(run.connection)
    put.executemany(
        "INSERT INTO keys.data_key (stream, party, holder, since, wrapped) VALUES (%s, %s, %s, %s, %b) "
        "ON CONFLICT DO NOTHING",
        rows,
    )
    return len(rows)


def _rewrapped(keys: FileKeys, stream: UUID, party: str, before: UUID, now: UUID, wrapped: bytes) -> bytes:
    """A key of a case that has changed hands since the backup, under the key of who holds it now."""
    key = keys.unwrap(holder=before, stream=stream, party=party, wrapped=wrapped)
    return keys.wrap(holder=now, stream=stream, party=party, key=key)
