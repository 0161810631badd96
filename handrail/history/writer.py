"""Appending to a stream: the only writer of events while a service is being served."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn
from uuid import UUID, uuid4

from django.db import connections

from handrail.history.draft import Ciphers, Draft, Tip, draft
from handrail.history.event import Circumstances, Json, Kind, NewEvent
from handrail.history.head import Head, WrappedKey
from handrail.history.keys import KeyHolder, keeper
from handrail.history.moving import mac_of, moved_head, opened_head, path_in_order
from handrail.history.rows import genesis
from handrail.history.running import run
from handrail.history.statements import (
    Param,
    added_params,
    appending,
    head_params,
    hexed,
    moving_params,
    opening,
)
from handrail.history.storable import NotStorable
from handrail.history.stored_heads import lock_head, no_such_stream
from handrail.history.tokens import digest
from handrail.history.wall import Cursor, cursor

MOST_EVENTS = 500
_PREPARED_UP_TO = 8


class Conflict(RuntimeError):
    """Someone else appended first: read again, and decide again."""

    def __init__(self, *, stream: UUID, expected: int, found: int) -> None:
        super().__init__(
            f"Stream {stream} stands at {found}; expected {expected}. Read it again and decide again."
        )
        self.stream, self.expected, self.found = stream, expected, found


class ReferenceTaken(RuntimeError):
    """Another case has this reference: draw again."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What was appended: the sequences of the first and last event, and the head to append to next."""

    stream: UUID
    first: int
    last: int
    chain: bytes = field(repr=False)
    head: Head


def append(
    stream: UUID,
    events: Sequence[NewEvent],
    *,
    circumstances: Circumstances,
    expected: int | None = None,
    after: Head | None = None,
    cause: int | None = None,
    keep_until: date | None = None,
    held: bool | None = None,
    listing: Mapping[str, Json] | None = None,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> Appended:
    """Append events to a stream, all or none, inside `holding`.

    after: the head that was read; then it is one round trip, refused when the stream has moved since.
    expected: the sequence that the stream must stand at; None with no `after` takes whatever it stands at.
    keep_until, held, listing: change what the head says of retention, legal hold and lists of work.
    cause: the sequence of the event that caused these.

    Raises Conflict when the stream has moved, NoSuchStream when there is none behind this wall, NotStorable.
    """
    _some(events)
    keys = keys or keeper()
    with connections[using].wrap_database_errors:
        head = after or lock_head(cursor(using), stream)
        _stands(head, stream, expected)
        ciphers = Ciphers(
            keys=keys, holder=head.holder, stream=stream, wrapped=head.keys, since=head.sequence + 1
        )
        tip = Tip.of(head)
        drafted = draft(
            events,
            tip=tip,
            circumstances=circumstances,
            version=head.version,
            ciphers=ciphers,
            chain_key=keys.chain_key,
            cause=cause,
        )
        if tip.reordered:
            tip.path = _path_in_order(cursor(using), tip)
        moved = moved_head(
            head,
            tip,
            made=ciphers.made,
            version=circumstances.version,
            keep_until=keep_until,
            held=held,
            listing=listing,
        )
        params = moving_params(moved, mac_of(moved, keys.chain_key), before=head, listing=listing is not None)
        if not _written(appending, params, drafted, ciphers.made, _tokens(events, keys), using=using):
            _refuse(cursor(using), head)
    return Appended(stream, head.sequence + 1, moved.sequence, moved.chain, moved)


def open_stream(
    *,
    service: str,
    organisation: UUID,
    kind: Kind,
    version: str,
    reference: str,
    circumstances: Circumstances,
    events: Sequence[NewEvent],
    parties: Collection[str] = (),
    stream: UUID | None = None,
    keep_until: date | None = None,
    listing: Mapping[str, Json] | None = None,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> UUID:
    """Open a stream with its first events, inside `holding(organisation)`, in one round trip; return its id.

    parties: whose keys to make besides those that the events need. stream: its id, made when not given.
    Raises ReferenceTaken when another case has the reference, NotStorable.
    """
    _some(events)
    keys = keys or keeper()
    stream = stream or uuid4()
    start = genesis(keys.chain_key, stream=stream, service=service, kind=kind, reference=reference)
    ciphers = Ciphers(keys=keys, holder=organisation, stream=stream, wrapped={}, since=1)
    for party in parties:
        ciphers.of(party)
    tip = Tip(stream=stream, sequence=0, chain=start, activity=None, last_at=None)
    drafted = draft(
        events,
        tip=tip,
        circumstances=circumstances,
        version=version,
        ciphers=ciphers,
        chain_key=keys.chain_key,
    )
    head = opened_head(
        tip,
        holder=organisation,
        service=service,
        kind=kind,
        reference=reference,
        version=circumstances.version or version,
        started_at=circumstances.at,
        keep_until=keep_until,
        held=False,
        listing=listing or {},
        keys=ciphers.made,
    )
    params = head_params(head, mac_of(head, keys.chain_key))
    with connections[using].wrap_database_errors:
        if not _written(opening, params, drafted, ciphers.made, _tokens(events, keys), using=using):
            raise ReferenceTaken(f"The reference {reference} belongs to another case. Draw another one.")
    return stream


def _some(events: Sequence[NewEvent]) -> None:
    if not 0 < len(events) <= MOST_EVENTS:
        raise NotStorable(
            f"Found {len(events)} events to append at once; expected 1 to {MOST_EVENTS}. "
            "Append fewer at a time, or use `history.load` for history from elsewhere."
        )


def _stands(head: Head, stream: UUID, expected: int | None) -> None:
    """Refuse a head of another stream, or one that does not stand where it is expected to."""
    if head.stream != stream:
        raise ValueError(f"The head is of stream {head.stream}; expected one of {stream}.")
    if expected is not None and head.sequence != expected:
        raise Conflict(stream=stream, expected=expected, found=head.sequence)


def _written(
    statement: Callable[..., str],
    params: Iterable[Param],
    drafted: Draft,
    made: Mapping[str, WrappedKey],
    tokens: Sequence[tuple[str, str]],
    *,
    using: str,
) -> bool:
    """Write a head and what is added with it, all or none, in one round trip; False when it was none.

    statement: `appending` or `opening`. params: the head's. made: the keys that are new.
    """
    rows = len(drafted.rows)
    done = run(
        using,
        statement(rows=rows, made=len(made), tokens=len(tokens)),
        [*params, *added_params(made, tokens, drafted)],
        keep=rows <= _PREPARED_UP_TO,
    )
    return done.many == rows


def _path_in_order(run: Cursor, tip: Tip) -> int:
    run.execute(
        "SELECT at, activity FROM history_event WHERE stream = %s ORDER BY sequence", (str(tip.stream),)
    )
    return path_in_order([*run.fetchall(), *tip.moments])


def _refuse(run: Cursor, head: Head) -> NoReturn:
    run.execute("SELECT sequence FROM history_head WHERE stream = %s", (str(head.stream),))
    found = run.fetchone()
    if found is None:
        raise no_such_stream(head.stream)
    raise Conflict(stream=head.stream, expected=head.sequence, found=found[0])


def _tokens(events: Iterable[NewEvent], keys: KeyHolder) -> list[tuple[str, str]]:
    """Each token once, as (digest, party) in the form that PostgreSQL reads."""
    found = (token for event in events for token in event.tokens)
    return list(dict.fromkeys((hexed(digest(keys.token_key, token)), token.party) for token in found))
