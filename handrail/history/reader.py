"""Reading a stream: the only reader of events, which leaves a trace of every reading but the person's own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from handrail.history.event import Actor, Event, Kind
from handrail.history.head import Head, WrappedKey
from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import parse
from handrail.history.sealing import ciphers_of, open_sealed
from handrail.history.stored_heads import COLUMNS, head_of, no_such_stream
from handrail.history.wall import cursor

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
_SELECT = f"""SELECT e.sequence, e.type, e.schema, e.at, e.recorded_at, e.actor, e.role, e.organisation,
        e.capacity, e.channel, e.mode, e.version, e.request, e.cause, e.data::text, e.sealed,
        CASE WHEN e.sequence = 1 THEN ROW({", ".join("h." + name for name in COLUMNS.split(", "))},
            ARRAY(SELECT party FROM keys.data_key WHERE stream = e.stream ORDER BY party),
            ARRAY(SELECT since FROM keys.data_key WHERE stream = e.stream ORDER BY party),
            ARRAY(SELECT wrapped FROM keys.data_key WHERE stream = e.stream ORDER BY party)) END
    FROM history_event e JOIN history_head h USING (stream) WHERE e.stream = %s ORDER BY e.sequence"""  # noqa: S608
_TRACE = """WITH allowed AS (SELECT stream, holder FROM history_head WHERE stream = %s::uuid),
    seen AS (SELECT party FROM keys.data_key WHERE stream = %s::uuid
             AND (%s::text[] IS NULL OR party = ANY (%s::text[])))
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
    parties: frozenset[str] | None = None,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> History:
    """Read a stream, inside `holding`.

    parties: whose personal data to open; None opens everybody's. Others are named in each event's
    sealed_from_us, and so is a party whose key was destroyed.

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
    keys = keys or keeper()
    run = cursor(using)
    with connections[using].wrap_database_errors:
        if logged:
            run.execute(_TRACE, _trace_params(stream, reader, parties))
        found = run.execute(_SELECT, (str(stream),), binary=True).fetchall()
    if not found:
        raise no_such_stream(stream)
    *columns, named, since, wrapped = found[0][-1]
    head = head_of(columns, dict(zip(named, map(WrappedKey, since, wrapped), strict=True)))
    opener = _Opener(head, keys, parties)
    return History(tuple(map(opener.event, found)), head)


def _trace_params(stream: UUID, reader: Reader, parties: frozenset[str] | None) -> tuple[Any, ...]:
    actor = reader.actor
    wanted = None if parties is None else sorted(parties)
    at = None if reader.at is None else reader.at.isoformat()
    return (
        *(str(stream), str(stream), wanted, wanted, actor.id, reader.purpose.strip(), at, actor.role),
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

    def event(self, row: Sequence[Any]) -> Event:
        """One stored row as an event."""
        sequence, name, schema, at, recorded, *acted, channel, mode, version, request, cause = row[:-3]
        data, sealed, _ = row[-3:]
        who = tuple(acted)
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
