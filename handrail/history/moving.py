"""The head of a stream as what was drafted leaves it: opened or moved on, with its keyed hash; no SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from operator import itemgetter
from uuid import UUID

from handrail.history.draft import Tip
from handrail.history.event import Json, Kind
from handrail.history.head import Head, WrappedKey, path_of
from handrail.history.rows import head_mac


def opened_head(
    tip: Tip,
    *,
    holder: UUID,
    service: str,
    kind: Kind,
    reference: str,
    version: str,
    started_at: datetime,
    keep_until: date | None,
    held: bool,
    listing: Mapping[str, Json],
    keys: Mapping[str, WrappedKey],
) -> Head:
    """The head of a stream that has just been drafted from its first event."""
    assert tip.activity is not None
    assert tip.last_at is not None
    return Head(
        stream=tip.stream,
        holder=holder,
        service=service,
        kind=kind,
        reference=reference,
        version=version,
        sequence=tip.sequence,
        chain=tip.chain,
        started_at=started_at,
        last_at=tip.last_at,
        activity=tip.activity,
        path=path_in_order(tip.moments) if tip.reordered else tip.path,
        reordered=tip.reordered,
        held=held,
        keep_until=keep_until,
        listing=listing,
        keys=keys,
    )


def moved_head(
    head: Head,
    tip: Tip,
    *,
    made: Mapping[str, WrappedKey],
    version: str,
    keep_until: date | None,
    held: bool | None,
    listing: Mapping[str, Json] | None,
) -> Head:
    """A head as it stands when a tip drafted from it is written. made: the keys that are new.

    version, keep_until, held, listing: as the head has them where there is nothing new.
    """
    assert tip.activity is not None
    assert tip.last_at is not None
    return replace(
        head,
        version=version or head.version,
        sequence=tip.sequence,
        chain=tip.chain,
        last_at=tip.last_at,
        activity=tip.activity,
        path=tip.path,
        reordered=tip.reordered,
        held=head.held if held is None else held,
        keep_until=keep_until or head.keep_until,
        listing=head.listing if listing is None else dict(listing),
        keys={**head.keys, **made} if made else head.keys,
    )


def path_in_order(moments: Iterable[tuple[datetime, str]]) -> int:
    """The hash of the path that activities make in order of when they happened; ties keep their order."""
    return path_of(activity for _, activity in sorted(moments, key=itemgetter(0)))


def mac_of(head: Head, chain_key: bytes) -> bytes:
    """The keyed hash of a head."""
    return head_mac(
        chain_key,
        stream=head.stream,
        sequence=head.sequence,
        chain=head.chain,
        held=head.held,
        keep_until=head.keep_until,
    )
