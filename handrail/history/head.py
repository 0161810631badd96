"""The head of a stream: where it stands, what it is, and the figures kept as it is written; no SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from handrail.history.event import Json, Kind

_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that no step loses anything
_LOW = (1 << 64) - 1
_HALF = 1 << 63


class WrappedKey(NamedTuple):
    """A party's data key as it is stored, and the first event that it sealed.

    What was sealed before was sealed with a key that an erasure has destroyed.
    """

    since: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream stands: enough to append to it without reading it again.

    sequence, chain: of the last event. version: the definition it is under.
    last_at, activity: the latest moment in order of `at`, and what happened last as recorded.
    path: a rolling hash of its activities in order of `at`: streams with equal paths took the same way.
    reordered: something was recorded later than what came after it.
    keep_until: the legal day until which it must be kept, None when that is not known yet.
    listing: open fields that lists of work are made of, as the last append left them; never personal.
    keys: each party's wrapped data key.
    """

    stream: UUID
    holder: UUID
    service: str
    kind: Kind
    reference: str
    version: str
    sequence: int
    chain: bytes = field(repr=False)
    started_at: datetime
    last_at: datetime
    activity: str
    path: int
    reordered: bool
    held: bool
    keep_until: date | None
    listing: Mapping[str, Json]
    keys: Mapping[str, WrappedKey] = field(repr=False)


def activity_of(type_name: str, data: Mapping[str, Json]) -> str:
    """What an event counts as on a process map: its type, and its step where it names one."""
    step = data.get("step")
    return f"{type_name}/{step}" if isinstance(step, str) and step else type_name


def path_after(path: int, activity: str) -> int:
    """A path's hash with one more activity at its end: a signed 64-bit number.

    A polynomial rolling hash (Karp and Rabin, 1987) over the activities' own hashes, so that order counts.
    """
    return (path * _MULTIPLIER + _hash_of(activity) + _HALF & _LOW) - _HALF


@lru_cache(maxsize=8192)
def _hash_of(activity: str) -> int:
    return int.from_bytes(blake2b(activity.encode(), digest_size=8).digest())


def path_of(activities: Iterable[str]) -> int:
    """The hash of a whole path; an empty one is 0."""
    path = 0
    for activity in activities:
        path = path_after(path, activity)
    return path
