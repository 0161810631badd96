"""Turning new events into rows: personal data sealed, the chain carried on, the figures kept.

Nothing here touches a database, so an append and a bulk load leave exactly the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.history.head import Head, WrappedKey, activity_of, path_after
from handrail.history.keys import KeyHolder
from handrail.history.rows import Row, encode, instant, link
from handrail.history.sealing import Sealer, new_data_key, seal, sealer
from handrail.history.storable import check, check_circumstances, moment, not_text

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
    ) -> None:
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


class Drafted(NamedTuple):
    """A row ready to be stored, with its chain value."""

    row: Row
    chain: bytes


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
) -> list[Drafted]:
    """Turn events into rows that follow a tip, and move the tip along. Raises NotStorable.

    version: the definition's, where the circumstances name none. A stream that turns out of order has its
    path worked out by the caller, who knows its other moments.
    """
    check_circumstances(circumstances)
    recorded = circumstances.at.astimezone(UTC)
    recorded_text = instant(recorded)
    acting = _acting(
        circumstances.actor, circumstances.channel, circumstances.mode, circumstances.version or version
    )
    request = str(circumstances.request)
    shared = f'"{recorded_text}",{acting.text},"{request}",{"null" if cause is None else cause}'
    stream = str(tip.stream)
    drafted = []
    for event in events:
        check(event)
        kind = event.type
        at = moment(event, recorded)
        activity = activity_of(kind.name, event.data)
        sequence = tip.sequence + 1
        try:
            row = Row(
                stream,
                sequence,
                kind.name,
                kind.schema,
                activity,
                tip.activity,
                None if tip.last_at is None else (at - tip.last_at) // _MICROSECOND,
                recorded_text if at is recorded else instant(at),
                recorded_text,
                *acting.columns,
                request,
                cause,
                encode(event.data),
                _sealed(event, sequence, ciphers),
            )
            chain = link(chain_key, tip.chain, row, shared)
        except UnicodeEncodeError as problem:
            raise not_text(event) from problem
        drafted.append(Drafted(row, chain))
        tip.sequence, tip.chain, tip.activity = sequence, chain, activity
        tip.path = path_after(tip.path, activity)
        tip.moments.append((at, activity))
        if tip.last_at is not None and at < tip.last_at:
            tip.reordered = True
        else:
            tip.last_at = at
    return drafted


def _sealed(event: NewEvent, sequence: int, ciphers: Ciphers) -> bytes | None:
    personal, tokens = event.personal, event.tokens
    if not personal and not tokens:
        return None
    parties = personal if not tokens else dict.fromkeys([*personal, *[token.party for token in tokens]])
    boxes = [
        seal(
            ciphers.of(party),
            sequence=sequence,
            type_name=event.type.name,
            fields=personal.get(party, {}),
            tokens=[token for token in tokens if token.party == party] if tokens else (),
        )
        for party in parties
    ]
    return boxes[0] if len(boxes) == 1 else b"".join(boxes)
