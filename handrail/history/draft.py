"""Turning new events into rows: what may be stored is checked, personal data sealed, the chain carried on.

Nothing here touches a database, so an append and a bulk load leave exactly the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.history.event import Circumstances, Json, NewEvent
from handrail.history.head import Head, WrappedKey, activity_of, path_after
from handrail.history.keys import KeyHolder
from handrail.history.rows import Row, encode, instant, link
from handrail.history.sealing import new_data_key, seal

ANY_NAME = "*"
"""Declared as a field, it allows any name: what it means is in its declaration (`each question's answer`)."""

_MICROSECOND = timedelta(microseconds=1)
_LONGEST_PARTY = 255


class NotStorable(ValueError):
    """An event cannot be stored: an undeclared field, a value that JSON cannot hold, a wrong instant."""


class Ciphers:
    """The data keys of one stream while something is being written to it: opened as needed, new ones made.

    Data keys are not cached beyond that: opening one costs about 2 µs, and a key that is nowhere in memory is
    gone from every process the moment that its wrapped form is destroyed.
    """

    def __init__(
        self,
        *,
        keys: KeyHolder,
        holder: UUID,
        stream: UUID,
        wrapped: Mapping[str, WrappedKey],
        since: int,
    ) -> None:
        self._keys, self._holder, self._stream, self._since = keys, holder, stream, since
        self._wrapped = wrapped
        self._open: dict[str, AESGCM] = {}
        self.made: dict[str, WrappedKey] = {}

    def of(self, party: str) -> AESGCM:
        """The cipher of a party; its key is made when it has none yet."""
        if (cipher := self._open.get(party)) is None:
            if (stored := self._wrapped.get(party)) is not None:
                key = self._keys.unwrap(
                    holder=self._holder, stream=self._stream, party=party, wrapped=stored.wrapped
                )
            else:
                key = new_data_key()
                self.made[party] = WrappedKey(
                    self._since,
                    self._keys.wrap(holder=self._holder, stream=self._stream, party=party, key=key),
                )
            self._open[party] = cipher = AESGCM(key)
        return cipher


@dataclass
class Tip:
    """Where a stream stands while rows are added to it in memory; `Head` is the stored, frozen form."""

    stream: UUID
    sequence: int
    chain: bytes
    activity: str | None
    last_at: datetime | None
    path: int = 0
    reordered: bool = False
    moments: list[tuple[datetime, str]] = field(default_factory=list)

    @classmethod
    def of(cls, head: Head) -> "Tip":
        """The tip of a stream as its head says."""
        return cls(
            stream=head.stream,
            sequence=head.sequence,
            chain=head.chain,
            activity=head.activity,
            last_at=head.last_at,
            path=head.path,
            reordered=head.reordered,
        )


@dataclass(frozen=True, slots=True)
class Drafted:
    """A row ready to be stored, with its chain value."""

    row: Row
    chain: bytes


def draft(
    events: Sequence[NewEvent],
    *,
    tip: Tip,
    circumstances: Circumstances,
    ciphers: Ciphers,
    chain_key: bytes,
    cause: int | None = None,
) -> list[Drafted]:
    """Turn events into rows that follow a tip, and move the tip along. Raises NotStorable.

    A stream that turns out of order has its path worked out by the caller, who knows its other moments.
    """
    check_circumstances(circumstances)
    recorded = circumstances.at.astimezone(UTC)
    recorded_text = instant(recorded)
    actor = circumstances.actor
    shared = (
        actor.id,
        actor.role,
        None if actor.organisation is None else str(actor.organisation),
        actor.capacity,
        circumstances.channel,
        circumstances.mode,
        circumstances.version,
        str(circumstances.request),
        cause,
    )
    stream_text = str(tip.stream)
    drafted = []
    for event in events:
        check(event)
        at = recorded if event.at is None else _moment(event, recorded)
        activity = activity_of(event.type.name, event.data)
        sequence = tip.sequence + 1
        row = Row(
            stream_text,
            sequence,
            event.type.name,
            event.type.schema,
            activity,
            tip.activity,
            None if tip.last_at is None else (at - tip.last_at) // _MICROSECOND,
            recorded_text if event.at is None else instant(at),
            recorded_text,
            *shared,
            _text(event.data, event),
            _sealed(event, stream=tip.stream, sequence=sequence, ciphers=ciphers),
        )
        chain = link(chain_key, tip.chain, row)
        drafted.append(Drafted(row, chain))
        _move(tip, sequence=sequence, chain=chain, activity=activity, at=at)
    return drafted


def _move(tip: Tip, *, sequence: int, chain: bytes, activity: str, at: datetime) -> None:
    tip.sequence, tip.chain, tip.activity = sequence, chain, activity
    tip.path = path_after(tip.path, activity)
    tip.moments.append((at, activity))
    if tip.last_at is not None and at < tip.last_at:
        tip.reordered = True
    else:
        tip.last_at = at


def _sealed(event: NewEvent, *, stream: UUID, sequence: int, ciphers: Ciphers) -> bytes | None:
    if not event.personal and not event.tokens:
        return None
    parties = dict.fromkeys([*event.personal, *(token.party for token in event.tokens)])
    try:
        return b"".join(
            seal(
                ciphers.of(party),
                stream=stream,
                sequence=sequence,
                type_name=event.type.name,
                party=party,
                fields=event.personal.get(party, {}),
                tokens=[token for token in event.tokens if token.party == party],
            )
            for party in parties
        )
    except UnicodeEncodeError as problem:
        raise _not_text(event) from problem


def _text(data: Mapping[str, Json], event: NewEvent) -> str:
    text = encode(dict(data))
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise _not_text(event) from problem
    return text


def _not_text(event: NewEvent) -> NotStorable:
    return NotStorable(
        f"{event.type.name} holds half of a surrogate pair, which is not text; expected characters. "
        "Refuse such input where it comes in."
    )


def _moment(event: NewEvent, recorded: datetime) -> datetime:
    assert event.at is not None
    if event.at.utcoffset() is None:
        raise NotStorable(
            f"{event.type.name} happened at {event.at.isoformat()}, with no time zone; "
            "expected an aware instant."
        )
    if event.at > recorded:
        raise NotStorable(
            f"{event.type.name} happened at {event.at.isoformat()}, after it is recorded at "
            f"{recorded.isoformat()}; expected a moment that has been. Correct `at`, or leave it out for now."
        )
    return event.at.astimezone(UTC)


def check_circumstances(circumstances: Circumstances) -> None:
    """Refuse circumstances that cannot be stored. Raises NotStorable."""
    if circumstances.at.utcoffset() is None:
        raise NotStorable(
            f"The circumstances' instant is {circumstances.at.isoformat()}, with no time zone; "
            "expected an aware one, for example with tzinfo=UTC."
        )


def check(event: NewEvent) -> None:
    """Refuse what an event's type does not declare and what JSON cannot hold. Raises NotStorable."""
    _declared(event, event.data, event.type.fields, "open")
    for party, fields in event.personal.items():
        _declared(event, fields, event.type.personal, "personal")
        _storable_party(event, party)
        _storable(event, fields)
    _storable(event, event.data)
    for token in event.tokens:
        _storable_party(event, token.party)
        _storable(event, token.text)


def _storable_party(event: NewEvent, party: str) -> None:
    if not party or len(party.encode(errors="replace")) > _LONGEST_PARTY or "\0" in party:
        raise NotStorable(
            f"{event.type.name} names a party {party[:40]!r}; expected 1 to {_LONGEST_PARTY} bytes of text."
        )


def _declared(event: NewEvent, found: Mapping[str, Json], declared: Mapping[str, str], which: str) -> None:
    if found.keys() <= declared.keys() or ANY_NAME in declared:
        return
    extra = ", ".join(sorted(found.keys() - declared.keys()))
    raise NotStorable(
        f"{event.type.name} was given the {which} field {extra}; expected only "
        f"{', '.join(declared) or 'none'}. Declare it in the event type, "
        "as open only if it can never be personal."
    )


def _storable(event: NewEvent, value: Json) -> None:
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise NotStorable(
                f"{event.type.name} holds a NUL character; expected text. "
                "Refuse such input where it comes in."
            )
    elif kind is dict or isinstance(value, Mapping):
        for name, inner in value.items():
            if type(name) is not str:
                raise NotStorable(f"{event.type.name} has the key {name!r}; expected text as keys.")
            _storable(event, name)
            _storable(event, inner)
    elif kind is list or kind is tuple:
        for inner in value:
            _storable(event, inner)
    elif value is not None and kind is not bool and kind is not int:
        raise NotStorable(
            f"{event.type.name} holds a {kind.__name__}; expected text, whole number, boolean, null, list or "
            "mapping. Write a decimal or a date as text."
        )
