"""Reading a stream: the only reader of events, which leaves a trace of every reading but the person's own."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from handrail.history.event import Actor, Event, Kind
from handrail.history.head import Head, WrappedKey
from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import encode, parse
from handrail.history.running import run
from handrail.history.sealing import ciphers_of, open_sealed
from handrail.history.stored_heads import head_of, no_such_stream

OWN_ROLES = frozenset({"applicant"})
"""Whose reading is a person's own and is not logged."""


class PurposeMissing(ValueError):
    """Someone other than the person would read a case without saying what for."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, what for and in which request.

    purpose: short and stable, such as `casework` or `subject access`; "" only for the person's own reading.
    at: when (aware); None takes the database's clock.
    """

    actor: Actor
    purpose: str
    request: UUID
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A stream as one reader may see it: its events in order of recording, and its head."""

    events: tuple[Event, ...]
    head: Head = field(repr=False)

    @property
    def stream(self) -> UUID:
        """The stream's id."""
        return self.head.stream

    @property
    def sequence(self) -> int:
        """The last event's sequence."""
        return self.head.sequence

    @property
    def chain(self) -> bytes:
        """The last event's value in the chain."""
        return self.head.chain

    @property
    def holder(self) -> UUID:
        """The organisation that holds the case today."""
        return self.head.holder

    @property
    def reference(self) -> str:
        """The case reference."""
        return self.head.reference

    @property
    def kind(self) -> Kind:
        """Live, test or training."""
        return self.head.kind

    @property
    def service(self) -> str:
        """The service's id."""
        return self.head.service

    @property
    def version(self) -> str:
        """The definition that the case is under now."""
        return self.head.version


# One statement, so one round trip and one moment: the head and the keys come with the first event's row.
_SELECT = "SELECT * FROM history_read(%s::uuid, %s::uuid, %s::bytea)"
_EVENT = 16
"""How many of a row's columns are the event's own; the head's follow, then the keys'."""
_HEAD = 15
_TRACE = """WITH allowed AS (SELECT stream, holder FROM history_head WHERE stream = %s::uuid),
    seen AS (SELECT party FROM keys.data_key WHERE stream = %s::uuid
             AND (%s::jsonb IS NULL OR %s::jsonb ? party) AND NOT %s::jsonb ? party)
    INSERT INTO history_access
        (stream, holder, party, actor, purpose, legal_day, role, organisation, at, request)
    SELECT allowed.stream, allowed.holder, opened.party, %s::text, %s::text,
           (coalesce(%s::timestamptz, now()) AT TIME ZONE 'Europe/London')::date, %s::text, %s::uuid,
           coalesce(%s::timestamptz, now()), %s::uuid
    FROM allowed, (SELECT party FROM seen UNION ALL SELECT '' WHERE NOT EXISTS (SELECT FROM seen)) opened
    ON CONFLICT DO NOTHING"""


def read(
    stream: UUID,
    *,
    reader: Reader,
    holder: UUID | None = None,
    parties: frozenset[str] | None = None,
    without: frozenset[str] = frozenset(),
    known: History | None = None,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> History:
    """Read a stream, inside `holding`, or with its holder given: then the reading is all its own transaction.

    holder: whose wall to read behind; for the person's own reading, which leaves nothing to write.

    parties: whose personal data to open; None opens everybody's. without: whose never to. Those not opened
    are named in each event's sealed_from_us, and so is a party whose key was destroyed. known: the stream as
    the same reader saw it before; when the chain and the keys are as they were then, its events are not
    fetched and opened again.

    Unless it is the person's own, the reading leaves one access event per reader, party, purpose and legal
    day, in this transaction, before anything is returned. Raises NoSuchStream; PurposeMissing; Damaged when
    something sealed does not open.
    """
    logged = reader.actor.role not in OWN_ROLES
    if logged and not reader.purpose.strip():
        raise PurposeMissing(
            f"A {reader.actor.role} would read stream {stream} with no purpose; "
            "expected one such as `casework`."
        )
    if logged and holder is not None:
        raise ValueError("A reading that leaves a trace was given a holder; call it inside `holding`.")
    keys = keys or keeper()
    with connections[using].wrap_database_errors:
        trace = (_TRACE, _trace_params(stream, reader, parties, without)) if logged else None
        behind, chain = None if holder is None else str(holder), None if known is None else known.chain
        found = run(using, _SELECT, (str(stream), behind, chain), after=trace).rows
    if not found:
        raise no_such_stream(stream)
    first = found[0][_EVENT:]
    named, since, wrapped = first[_HEAD:]
    held = dict(zip(named, map(WrappedKey, since, wrapped), strict=True)) if named else {}
    head = head_of((stream, *first[:_HEAD]), held)
    if known is not None and head.chain == known.chain:
        if head.keys == known.head.keys:
            return History(known.events, head)
        return read(
            stream, reader=reader, holder=holder, parties=parties, without=without, keys=keys, using=using
        )
    if without:
        parties = frozenset(head.keys if parties is None else parties) - without
    opener = _Opener(head, keys, parties)
    return History(tuple(map(opener.event, found)), head)


def _trace_params(
    stream: UUID, reader: Reader, parties: frozenset[str] | None, without: frozenset[str]
) -> tuple[str | None, ...]:
    actor = reader.actor
    wanted = None if parties is None else encode(sorted(parties))
    at = None if reader.at is None else reader.at.isoformat()
    return (
        *(
            str(stream),
            str(stream),
            wanted,
            wanted,
            encode(sorted(without)),
            actor.id,
            reader.purpose.strip(),
            at,
            actor.role,
        ),
        *(None if actor.organisation is None else str(actor.organisation), at, str(reader.request)),
    )


_NOBODY: frozenset[str] = frozenset()


class _Opener:
    """Opens the rows of one stream for one reader; each actor and data key is made once."""

    def __init__(self, head: Head, keys: KeyHolder, parties: frozenset[str] | None) -> None:
        self._stream = head.stream
        self._ciphers = ciphers_of(
            head.keys, stream=head.stream, holder=head.holder, keys=keys, parties=parties
        )
        self._actors: dict[tuple[Any, ...], Actor] = {}

    def event(self, row: tuple[Any, ...]) -> Event:
        """One stored row as an event."""
        sequence, name, schema, at, recorded = row[:5]
        who = row[5:9]
        channel, mode, version, request, cause, data, sealed = row[9:_EVENT]
        if (actor := self._actors.get(who)) is None:
            self._actors[who] = actor = Actor(*who)
        if sealed:
            personal, hidden, _ = open_sealed(
                sealed, self._ciphers, stream=self._stream, sequence=sequence, type_name=name
            )
        else:
            personal, hidden = {}, _NOBODY
        return Event(
            self._stream,
            sequence,
            name,
            schema,
            at,
            recorded,
            actor,
            channel,
            mode,
            version,
            request,
            cause,
            parse(data),
            personal,
            hidden,
        )
