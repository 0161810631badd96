"""Loading history in bulk: whole streams by COPY, leaving exactly what opening and appending leave.

For history from elsewhere, samples and rehearsals. The wall does not allow COPY, so it is no longer forced on
the owner while a load runs (the application's wall stands all the while), and forced again at the end.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from uuid import UUID

from django.db import connections

from handrail.history.draft import Ciphers, Drafted, Tip, draft
from handrail.history.event import Circumstances, Json, Kind, NewEvent
from handrail.history.head import Head
from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import COLUMNS, genesis
from handrail.history.statements import head_params, hexed
from handrail.history.storable import NotStorable
from handrail.history.stored_heads import COLUMNS as HEAD_COLUMNS
from handrail.history.tokens import digest
from handrail.history.wall import Cursor, managing
from handrail.history.writer import mac_of, opened_head

_WALLED = ("history_head", "history_event", "history_token", "keys.data_key")
_EVENTS_A_COPY = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What one append would have been given: its events and their circumstances."""

    events: Sequence[NewEvent]
    circumstances: Circumstances
    cause: int | None = None


@dataclass(frozen=True, slots=True)
class NewStream:
    """A whole stream: the first entry opens it, each later one is appended to it.

    held, keep_until, listing: as the last append would leave them.
    """

    stream: UUID
    service: str
    organisation: UUID
    kind: Kind
    version: str
    reference: str
    entries: Sequence[Entry]
    held: bool = False
    keep_until: date | None = None
    listing: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much was loaded."""

    streams: int
    events: int


Part = Callable[[], Iterable[NewStream]]
"""Makes some of the streams; called in the process that loads them."""


def load(*parts: Part, keys: KeyHolder | None = None, using: str = "owner") -> Loaded:
    """Load streams, each part in a process of its own and in one transaction: all of a part or nothing.

    One part is loaded in this process. Nothing must be writing to the history meanwhile: the tables are
    locked for a moment at the start and at the end. Raises NotStorable; what the database refuses, such as a
    reference that another case has, is raised as Django's IntegrityError. With several parts, the first
    failure is raised when all have ended.
    """
    keys = keys or keeper()
    with _wall_not_forced(using):
        if len(parts) == 1:
            return _load_part(parts[0], keys, using)
        # The processes must not share this one's connections.
        connections.close_all()
        begun = [_begin(part, keys, using) for part in parts]
        ended = [_answer(process, answer) for process, answer in begun]
    streams = events = 0
    for one in ended:
        if isinstance(one, BaseException):
            raise one
        streams, events = streams + one.streams, events + one.events
    return Loaded(streams, events)


def _begin(part: Part, keys: KeyHolder, using: str) -> tuple[BaseProcess, Connection]:
    """Load a part in a process of its own; what it answers is Loaded or what was raised."""
    context = multiprocessing.get_context("fork")
    answer, answering = context.Pipe(duplex=False)

    def run() -> None:
        try:
            answering.send(_load_part(part, keys, using))
        except BaseException as problem:  # noqa: BLE001 - raised again where it is read
            answering.send(_sendable(problem))
        finally:
            connections.close_all()

    process = context.Process(target=run)
    process.start()
    answering.close()
    return process, answer


def _answer(process: BaseProcess, answer: Connection) -> "Loaded | BaseException":
    try:
        said: Loaded | BaseException = answer.recv()
    except EOFError:
        said = RuntimeError(
            f"The process {process.pid} that loaded a part was killed; nothing of it was kept."
        )
    process.join()
    return said


def _sendable(problem: BaseException) -> BaseException:
    # What the database raises holds its connection, which no pipe can carry.
    return type(problem)(*map(str, problem.args))


@contextmanager
def _wall_not_forced(using: str) -> Iterator[None]:
    try:
        _force(using, "NO FORCE")
        yield
    finally:
        _force(using, "FORCE")


def _force(using: str, force: str) -> None:
    with managing(using=using) as run:
        for table in _WALLED:
            run.execute(f"ALTER TABLE {table} {force} ROW LEVEL SECURITY")


def _load_part(part: Part, keys: KeyHolder, using: str) -> Loaded:
    streams = events = 0
    with managing(using=using) as run, _no_collecting():
        batch = _Batch()
        for new in part():
            events += _draft_stream(new, keys, batch)
            streams += 1
            if len(batch.events) >= _EVENTS_A_COPY:
                batch.copy(run)
        batch.copy(run)
    return Loaded(streams, events)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Leave cycles alone meanwhile: rows make none, and looking for them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _draft_stream(new: NewStream, keys: KeyHolder, batch: "_Batch") -> int:
    """Draft a stream as opening and appending would, and add its rows to a batch."""
    if not new.entries or not all(entry.events for entry in new.entries):
        raise NotStorable(f"Stream {new.stream} has an entry with no events; expected one at least.")
    start = genesis(
        keys.chain_key, stream=new.stream, service=new.service, kind=new.kind, reference=new.reference
    )
    tip = Tip(stream=new.stream, sequence=0, chain=start, activity=None, last_at=None)
    version = new.version
    ciphers = Ciphers(keys=keys, holder=new.organisation, stream=new.stream, wrapped={}, since=1)
    blind: dict[tuple[bytes, str], None] = {}
    holder = str(new.organisation)
    for entry in new.entries:
        version = entry.circumstances.version or version
        ciphers.since = tip.sequence + 1
        drafted = draft(
            entry.events,
            tip=tip,
            circumstances=entry.circumstances,
            version=version,
            ciphers=ciphers,
            chain_key=keys.chain_key,
            cause=entry.cause,
        )
        batch.add_events(holder, drafted)
        for event in entry.events:
            for token in event.tokens:
                blind[digest(keys.token_key, token), token.party] = None
    head = opened_head(
        tip,
        holder=new.organisation,
        service=new.service,
        kind=new.kind,
        reference=new.reference,
        version=version,
        started_at=new.entries[0].circumstances.at,
        keep_until=new.keep_until,
        held=new.held,
        listing=new.listing,
        keys=ciphers.made,
    )
    batch.add_stream(head, mac_of(head, keys.chain_key), blind)
    return tip.sequence


class _Batch:
    """Rows on their way to COPY, as its text lines."""

    def __init__(self) -> None:
        self.events: list[str] = []
        self.heads: list[str] = []
        self.keys: list[str] = []
        self.tokens: list[str] = []

    def add_events(self, holder: str, drafted: Iterable[Drafted]) -> None:
        """Add the rows of one append."""
        self.events += [_event_line(holder, one) for one in drafted]

    def add_stream(self, head: Head, mac: bytes, blind: Iterable[tuple[bytes, str]]) -> None:
        """Add a stream's head, keys and tokens."""
        stream, holder = str(head.stream), str(head.holder)
        self.heads.append(_line(*head_params(head, mac)))
        self.keys += [
            _line(stream, holder, party, str(key.since), hexed(key.wrapped))
            for party, key in head.keys.items()
        ]
        self.tokens += [_line(stream, holder, hexed(value), party) for value, party in blind]

    def copy(self, run: Cursor) -> None:
        """Send everything, and start afresh."""
        for table, columns, lines in (
            ("history_head", f"{HEAD_COLUMNS}, mac", self.heads),
            ("keys.data_key", "stream, holder, party, since, wrapped", self.keys),
            ("history_token", "stream, holder, digest, party", self.tokens),
            ("history_event", f"holder, {COLUMNS}, chain", self.events),
        ):
            if lines:
                with run.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    copy.write("".join(lines))
                lines.clear()


def _event_line(holder: str, drafted: Drafted) -> str:
    """An event's line, written out: this runs a hundred thousand times a second."""
    row = drafted.row
    data = row.data.replace("\\", "\\\\") if "\\" in row.data else row.data
    gap = "\\N" if row.gap is None else row.gap
    cause = "\\N" if row.cause is None else row.cause
    sealed = "\\N" if row.sealed is None else f"\\\\x{row.sealed.hex()}"
    return (
        f"{holder}\t{row.stream}\t{row.sequence}\t{_safe(row.type)}\t{row.schema}\t{_safe(row.activity)}\t"
        f"{_safe(row.previous)}\t{gap}\t{row.at}\t{row.recorded_at}\t{_acting(row[9:16])}\t"
        f"{row.request}\t{cause}\t{data}\t{sealed}\t\\\\x{drafted.chain.hex()}\n"
    )


@lru_cache(maxsize=8192)
def _safe(value: str | None) -> str:
    """A value as COPY's text format wants it; most are the same few, so they are remembered."""
    return "\\N" if value is None else value.translate(_ESCAPES)


@lru_cache(maxsize=8192)
def _acting(columns: tuple[str | None, ...]) -> str:
    return "\t".join(map(_safe, columns))


def _line(*values: str | None) -> str:
    """One line of COPY's text format."""
    return "\t".join(["\\N" if value is None else value.translate(_ESCAPES) for value in values]) + "\n"


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
