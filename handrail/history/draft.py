"""Turning new events into rows: personal data sealed, the chain carried on, the figures kept.

Nothing here touches a database, so an append and a bulk load leave exactly the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.history.head import Head, WrappedKey, activity_of, path_after
from handrail.history.keys import KeyHolder
from handrail.history.rows import chained, covered, encode, keyed, microseconds, written
from handrail.history.sealing import Sealer, new_data_key, nonces, seal, sealer
from handrail.history.storable import check, check_circumstances, moment_of, not_text

_MICROSECOND = timedelta(microseconds=1)


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
        drawn: Iterator[bytes] | None = None,
    ) -> None:
        self.nonces = drawn or nonces(1)
        self._keys, self._holder, self._stream = keys, holder, stream
        self.since = since
        self._wrapped = wrapped
        self._open: dict[str, Sealer] = {}
        self.made: dict[str, WrappedKey] = {}

    def of(self, party: str) -> Sealer:
        """What seals for a party; its key is made when it has none yet."""
        if (found := self._open.get(party)) is None:
            if (stored := self._wrapped.get(party)) is not None:
                key = self._keys.unwrap(
                    holder=self._holder, stream=self._stream, party=party, wrapped=stored.wrapped
                )
            else:
                key = new_data_key()
                self.made[party] = WrappedKey(
                    self.since,
                    self._keys.wrap(holder=self._holder, stream=self._stream, party=party, key=key),
                )
            self._open[party] = found = sealer(key, stream=self._stream, party=party)
        return found


@dataclass(slots=True)
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
    name: str = field(init=False)

    def __post_init__(self) -> None:
        """Write the stream's id out once: every row has it."""
        self.name = str(self.stream)

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


class Drafted(NamedTuple):
    """An event's own columns, ready to be stored, and its chain value; us is `at` in microseconds."""

    sequence: int
    type: str
    schema: int
    activity: str
    previous: str | None
    gap: int | None
    us: int
    at: str
    data: str
    sealed: bytes | None
    chain: bytes


class Draft(NamedTuple):
    """The rows of one append: the columns that they share, and each event's own."""

    recorded_us: int
    recorded_at: str
    acting: tuple[str, str, str | None, str, str, str, str]
    request: str
    cause: int | None
    rows: list[Drafted]


class _Acting(NamedTuple):
    """The columns that say who acts and how, and their canonical text; the same for thousands of events."""

    columns: tuple[str, str, str | None, str, str, str, str]
    text: str


@lru_cache(maxsize=4096)
def _acting(actor: Actor, channel: str, mode: str, version: str) -> _Acting:
    organisation = None if actor.organisation is None else str(actor.organisation)
    columns = (actor.id, actor.role, organisation, actor.capacity, channel, mode, version)
    return _Acting(columns, encode(columns)[1:-1])


def draft(
    events: Sequence[NewEvent],
    *,
    tip: Tip,
    circumstances: Circumstances,
    version: str,
    ciphers: Ciphers,
    chain_key: bytes,
    cause: int | None = None,
) -> Draft:
    """Turn events into rows that follow a tip, and move the tip along. Raises NotStorable.

    version: the definition's, where the circumstances name none. A stream that turns out of order has its
    path worked out by the caller, who knows its other moments.
    """
    check_circumstances(circumstances)
    recorded = circumstances.at.astimezone(UTC)
    recorded_us = microseconds(recorded)
    recorded_at = written(recorded_us)
    acting = _acting(
        circumstances.actor, circumstances.channel, circumstances.mode, circumstances.version or version
    )
    request = str(circumstances.request)
    shared = f'"{recorded_at}",{acting.text},"{request}",{"null" if cause is None else cause}'
    mac = keyed(chain_key)
    rows = []
    for event in events:
        check(event)
        kind = event.type
        name, schema = kind.name, kind.schema
        moment = moment_of(event, recorded)
        now = moment is recorded
        us = recorded_us if now else microseconds(moment)
        at = recorded_at if now else written(us)
        activity, previous, last = activity_of(name, event.data), tip.activity, tip.last_at
        sequence = tip.sequence + 1
        gap = None if last is None else (moment - last) // _MICROSECOND
        try:
            data, sealed = encode(event.data), _sealed(event, sequence, ciphers)
            text = covered(
                tip.name, sequence, name, schema, activity, previous, gap, at, shared, sealed, data
            )
        except UnicodeEncodeError as problem:
            raise not_text(event) from problem
        chain = chained(mac, tip.chain, text)
        rows.append(Drafted(sequence, name, schema, activity, previous, gap, us, at, data, sealed, chain))
        tip.sequence, tip.chain, tip.activity = sequence, chain, activity
        tip.path = path_after(tip.path, activity)
        tip.moments.append((moment, activity))
        if last is not None and moment < last:
            tip.reordered = True
        else:
            tip.last_at = moment
    return Draft(recorded_us, recorded_at, acting.columns, request, cause, rows)


def _sealed(event: NewEvent, sequence: int, ciphers: Ciphers) -> bytes | None:
    personal, tokens = event.personal, event.tokens
    if not personal and not tokens:
        return None
    if not tokens and len(personal) == 1:  # nearly always
        ((party, fields),) = personal.items()
        return seal(ciphers.of(party), next(ciphers.nonces), sequence, event.type.name, fields)
    parties = personal if not tokens else dict.fromkeys([*personal, *[token.party for token in tokens]])
    boxes = [
        seal(
            ciphers.of(party),
            next(ciphers.nonces),
            sequence,
            event.type.name,
            personal.get(party, {}),
            [token for token in tokens if token.party == party],
        )
        for party in parties
    ]
    return b"".join(boxes)
