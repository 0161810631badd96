"""Daily checkpoints: how many live streams there are and a root over where each stands, exported to a folder.

Whoever has the database can delete a stream, or put one back to an older copy, together with every trace in
the database. A checkpoint that lies elsewhere shows it. Each file holds only what moved since the one before
it, so all of them together are the last checkpoint.
"""

import hmac
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import encode, instant, parse
from handrail.history.wall import Cursor, managing

Entry = tuple[UUID, int, bytes]
"""A stream, its sequence and its chain value at a checkpoint."""


class BrokenCheckpoints(ValueError):
    """The files of checkpoints are not whole, or were changed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint: streams is a count; root is SHA-256 over every entry in order of stream id.

    behind: streams that are gone, shorter or other than at the checkpoint before: somebody tampered. What was
    known of them is kept, so `verify` keeps naming them.
    """

    number: int
    at: datetime
    streams: int
    root: bytes
    file: Path
    behind: tuple[UUID, ...] = ()


def checkpoint(
    *, at: datetime, folder: Path, keys: KeyHolder | None = None, using: str = "owner"
) -> Checkpoint:
    """Make a checkpoint of all live streams: in the database, and in a file in a folder.

    The file is on disk before the database says so. Run daily, and copy the folder to where whoever runs the
    database cannot write.
    """
    keys = keys or keeper()
    folder.mkdir(parents=True, exist_ok=True)
    with managing(using=using) as run:
        run.execute("LOCK TABLE history_checkpoint IN EXCLUSIVE MODE")
        number = _one(run, "SELECT coalesce(max(number), 0) + 1 FROM history_checkpoint")
        behind = [stream for (stream,) in run.execute(_BEHIND)]
        moved = run.execute(_ADVANCE, (number,), binary=True).fetchall()
        streams, root = _root(run)
        mac = _mac(keys, number, at, streams, root)
        file = folder / f"checkpoint-{number:06}.jsonl"
        head = {"number": number, "at": instant(at), "streams": streams, "root": root.hex(), "mac": mac.hex()}
        _write(file, head, moved)
        run.execute(
            "INSERT INTO history_checkpoint (number, at, streams, root, mac) VALUES (%s, %s, %s, %b, %b)",
            (number, at, streams, root, mac),
        )
    return Checkpoint(number, at, streams, root, file, tuple(behind))


_BEHIND = """SELECT c.stream FROM history_checkpoint_entry c LEFT JOIN history_head h USING (stream)
    WHERE h.stream IS NULL OR h.sequence < c.sequence OR (h.sequence = c.sequence AND h.chain <> c.chain)
    ORDER BY c.stream"""
_ADVANCE = """INSERT INTO history_checkpoint_entry (stream, number, sequence, chain)
    SELECT stream, %s, sequence, chain FROM history_head h WHERE kind = 'live' AND NOT EXISTS (
        SELECT FROM history_checkpoint_entry c WHERE c.stream = h.stream AND c.sequence >= h.sequence)
    ON CONFLICT (stream) DO UPDATE
        SET number = excluded.number, sequence = excluded.sequence, chain = excluded.chain
    RETURNING stream, sequence, chain"""


def known_entries(folder: Path, *, keys: KeyHolder | None = None) -> dict[UUID, tuple[int, bytes]]:
    """Where each stream stood at the last checkpoint, from the files alone; empty when there are none.

    Raises BrokenCheckpoints when a file is missing, changed or not made with the key.
    """
    keys = keys or keeper()
    known: dict[UUID, tuple[int, bytes]] = {}
    root, file = sha256().digest(), folder
    for number, file in enumerate(sorted(folder.glob("checkpoint-*.jsonl")), start=1):
        head, entries = _read(file)
        known.update((stream, (sequence, chain)) for stream, sequence, chain in entries)
        root = bytes.fromhex(str(head["root"]))
        mac = _mac(keys, number, datetime.fromisoformat(str(head["at"])), len(known), root)
        if head["number"] != number or not hmac.compare_digest(str(head["mac"]), mac.hex()):
            raise _broken(file, len(known))
    if _root_of((stream, *known[stream]) for stream in sorted(known)) != root:
        raise _broken(file, len(known))
    return known


def _broken(file: Path, streams: int) -> BrokenCheckpoints:
    return BrokenCheckpoints(
        f"{file} does not follow with our key from the files before it, which make {streams} streams. "
        "Bring the folder back from where it was copied to."
    )


def _root(run: Cursor) -> tuple[int, bytes]:
    total, hashed = 0, sha256()
    run.execute("SELECT stream, sequence, chain FROM history_checkpoint_entry ORDER BY stream", binary=True)
    for entry in run:
        total += 1
        hashed.update(_packed(entry))
    return total, hashed.digest()


def _root_of(entries: Iterator[Entry]) -> bytes:
    hashed = sha256()
    for entry in entries:
        hashed.update(_packed(entry))
    return hashed.digest()


def _packed(entry: Entry) -> bytes:
    stream, sequence, chain = entry
    return stream.bytes + sequence.to_bytes(4) + chain


def _mac(keys: KeyHolder, number: int, at: datetime, streams: int, root: bytes) -> bytes:
    text = encode([1, number, instant(at), streams, root.hex()])
    return hmac.digest(keys.chain_key, b"checkpoint\0" + text.encode(), "sha256")


def _write(file: Path, head: dict[str, object], entries: Sequence[Entry]) -> None:
    draft = file.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as out:
        out.write(encode(head) + "\n")
        for stream, sequence, chain in sorted(entries):
            out.write(f'["{stream}",{sequence},"{chain.hex()}"]\n')
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(file: Path) -> tuple[dict[str, object], list[Entry]]:
    try:
        first, *rest = file.read_text(encoding="utf-8").splitlines()
        entries = [(UUID(stream), int(at), bytes.fromhex(chain)) for stream, at, chain in map(parse, rest)]
        return dict(parse(first)), entries
    except (ValueError, TypeError, StopIteration) as problem:
        raise BrokenCheckpoints(
            f"{file} is not a checkpoint as we write them. Bring it back from where it was copied to."
        ) from problem


def _one(run: Cursor, sql: str) -> int:
    found = run.execute(sql).fetchone()
    assert found is not None
    return int(found[0])
