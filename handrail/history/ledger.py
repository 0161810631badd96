"""The ledger of erasures: what was erased, kept beside the keys, so that no restored backup brings it back.

One line of JSON a record. An erasure is written down as intended before the database is touched, and as done
after the database has committed; `settle` finds out how an erasure ended whose process died in between. The
ledger holds ids of streams and names of parties (`applicant`, `adult-1`), nothing personal.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

State = Literal["intended", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was to be erased: the keys of these parties that were made at or before an event of the stream."""

    id: UUID
    stream: UUID
    parties: tuple[str, ...]
    through: int

    def covers(self, *, stream: UUID, party: str, since: int) -> bool:
        """Whether a data key, made for an event, falls under this erasure."""
        return stream == self.stream and party in self.parties and since <= self.through


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger in a folder of keys."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where it is written."""
        return self.folder / "erased.jsonl"

    def intend(self, *, stream: UUID, parties: Iterable[str], through: int) -> Erasure:
        """Write down an erasure that is about to be made; on disk when this returns."""
        erasure = Erasure(id=uuid4(), stream=stream, parties=tuple(sorted(parties)), through=through)
        self._add("intended", erasure)
        return erasure

    def finish(self, erasure: Erasure, *, done: bool) -> None:
        """Write down how an erasure ended."""
        self._add("done" if done else "dropped", erasure)

    def unsettled(self) -> list[Erasure]:
        """Erasures that were intended and of which nobody wrote how they ended."""
        return [erasure for state, erasure in self._last().values() if state == "intended"]

    def erased(self) -> list[Erasure]:
        """Every erasure that was done or may have been: what a restored backup must not bring back."""
        return [erasure for state, erasure in self._last().values() if state != "dropped"]

    def learn(self, other: Path) -> None:
        """Take over what another copy of the ledger knows and this one does not."""
        known = {(state, erasure.id) for state, erasure in _records(self.file)}
        for state, erasure in _records(other):
            if (state, erasure.id) not in known:
                self._add(state, erasure)

    def _last(self) -> dict[UUID, tuple[State, Erasure]]:
        return {erasure.id: (state, erasure) for state, erasure in _records(self.file)}

    def _add(self, state: State, erasure: Erasure) -> None:
        line = json.dumps({"state": state, **asdict(erasure)}, default=str) + "\n"
        with locked(self.file) as handle:
            os.write(handle, line.encode())
            os.fsync(handle)


@contextmanager
def locked(file: Path) -> Iterator[int]:
    """Open a file of records to add to, alone."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder of keys, or a backup of one, while its files are read and put in place anew.

    The folder itself is locked: a file that is put in place of another has no lock of its own yet.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _records(file: Path) -> Iterator[tuple[State, Erasure]]:
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            found = json.loads(line)
        except json.JSONDecodeError:
            continue  # a line that a crash cut short was never relied on
        yield (
            found["state"],
            Erasure(
                id=UUID(found["id"]),
                stream=UUID(found["stream"]),
                parties=tuple(found["parties"]),
                through=found["through"],
            ),
        )
