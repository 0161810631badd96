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
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from uuid import UUID

from django.db import connections

from handrail.history.draft import Ciphers, Tip, draft
from handrail.history.event import Circumstances, Json, Kind, NewEvent
from handrail.history.keys import KeyHolder, keeper
from handrail.history.moving import mac_of, opened_head
from handrail.history.packing import EVENTS, HEADER, HEADS, KEYS, TOKENS, TRAILER, Packer
from handrail.history.rows import genesis
from handrail.history.sealing import nonces
from handrail.history.storable import NotStorable
from handrail.history.tokens import digest
from handrail.history.wall import Cursor, managing

_WALLED = ("history_head", "history_event", "history_token", "keys.data_key")
_EVENTS_A_COPY = 20_000
_EVENTS_A_WRITE = 200  # some 90 kB, which a socket takes at once
_NONCES_AT_ONCE = 256


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
"""Makes some of the streams; called in the process that loads them, whose connection it must leave alone."""


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


class _Rows:
    """Packed rows on their way to COPY."""

    def __init__(self) -> None:
        self.events: list[bytes] = []
        self.heads: list[bytes] = []
        self.keys: list[bytes] = []
        self.tokens: list[bytes] = []


def _load_part(part: Part, keys: KeyHolder, using: str) -> Loaded:
    streams = events = 0
    with managing(using=using) as run, _no_collecting():
        made, drawn = iter(part()), nonces(_NONCES_AT_ONCE)
        while (done := _load_some(made, keys, drawn, run)).streams:
            streams, events = streams + done.streams, events + done.events
    return Loaded(streams, events)


def _load_some(made: Iterator[NewStream], keys: KeyHolder, drawn: Iterator[bytes], run: Cursor) -> Loaded:
    """Load the next streams: their events as they are drafted, so that both go on at once, then the rest."""
    streams = events = 0
    rows = _Rows()
    with run.copy(_copy_of(EVENTS)) as copy:
        copy.write(HEADER)
        for new in made:
            events += _draft_stream(new, keys, rows, drawn)
            streams += 1
            if len(rows.events) >= _EVENTS_A_WRITE:
                copy.write(b"".join(rows.events))
                rows.events.clear()
            if events >= _EVENTS_A_COPY:
                break
        copy.write(b"".join((*rows.events, TRAILER)))
    for table, others in ((HEADS, rows.heads), (KEYS, rows.keys), (TOKENS, rows.tokens)):
        with run.copy(_copy_of(table)) as copy:
            copy.write(b"".join((HEADER, *others, TRAILER)))
    return Loaded(streams, events)


def _copy_of(table: str) -> str:
    return f"COPY {table} FROM STDIN (FORMAT binary)"


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


def _draft_stream(new: NewStream, keys: KeyHolder, rows: _Rows, drawn: Iterator[bytes]) -> int:
    """Draft a stream as opening and appending would, and add its rows to the others."""
    if not new.entries or not all(entry.events for entry in new.entries):
        raise NotStorable(f"Stream {new.stream} has an entry with no events; expected one at least.")
    start = genesis(
        keys.chain_key, stream=new.stream, service=new.service, kind=new.kind, reference=new.reference
    )
    tip = Tip(stream=new.stream, sequence=0, chain=start, activity=None, last_at=None)
    version = new.version
    ciphers = Ciphers(keys=keys, holder=new.organisation, stream=new.stream, wrapped={}, since=1, drawn=drawn)
    blind: dict[tuple[bytes, str], None] = {}
    packer = Packer(new.stream, new.organisation)
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
        rows.events += packer.events(drafted, entry.circumstances.request)
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
    rows.heads.append(packer.head(head, mac_of(head, keys.chain_key)))
    rows.keys += packer.keys(head.keys)
    rows.tokens += packer.tokens(blind)
    return tip.sequence
