"""What an event is, before and after it is stored; nothing here touches a database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

Json = Any
"""A value that JSON can hold: text, whole number, boolean, null, list or mapping. Decimals travel as text."""

Capacity = Literal["self", "helper", "attorney", "deputy", "appointee", "parent", "staff", "system"]
Channel = Literal["web", "phone", "counter", "post", "helper", "api", "desk", "system"]
Mode = Literal["self", "assisted", "staff_entered"]
Kind = Literal["live", "test", "training"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: never a person's name.

    id: `applicant` or another party of the case, a staff account's id, or `system`.
    role: applicant, helper, caseworker, team_leader, service_owner, analyst, data_protection,
        administrator, integration or system.
    organisation: whom a member of staff acts for; None for the public.
    """

    id: str
    role: str
    organisation: UUID | None = None
    capacity: Capacity = "self"


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: the sentence people read, its fields and how they are erased.

    name: past tense, brick first, such as `ask.answered`.
    schema: the number of the current shape; a changed shape adds an upcaster.
    sentence: plain English for a case's history, such as "Answers were given".
    fields: every open field with its meaning. Open fields never hold personal data.
    personal: every sealed field with its meaning. A sealed field is erased by destroying its party's key.
    upcasters: by the old schema number, a pure function from the old open and personal data to the next
        schema's. Stored rows never change.
    """

    name: str
    sentence: str
    fields: Mapping[str, str] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    schema: int = 1
    upcasters: "Mapping[int, Upcaster]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shape:
    """The two halves of an event's data: open, and sealed by party."""

    data: Mapping[str, Json]
    personal: Mapping[str, Mapping[str, Json]]


Upcaster = Callable[[Shape], Shape]
"""A pure function from one schema's shape to the shape that the next schema number expects."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event about to be appended.

    data: open fields, by name; only what `type.fields` declares.
    personal: by party (`applicant`, `adult-2` …), the sealed fields, by name.
    at: when it happened if that is earlier than the recording of it (aware, UTC); None means now.
    """

    type: EventType
    data: Mapping[str, Json] = field(default_factory=dict)
    personal: Mapping[str, Mapping[str, Json]] = field(default_factory=dict, repr=False)
    at: datetime | None = None
    tokens: "tuple[Token, ...]" = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """Something a case may be found by: hashed blind with a key when the event is appended.

    kind: `name`, `postcode`, `birth_date` or `reference`.
    text: the normalised value; a name is given as one token a word.
    """

    party: str
    kind: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Event:
    """An immutable fact about a case, as read back.

    sequence: 1 for a stream's first event, without gaps.
    at, recorded_at: aware UTC instants; `at` may be earlier than `recorded_at`.
    version: the hash of the definition it was made under.
    cause: the sequence, in the same stream, of the event that caused it.
    personal: by party, the opened fields; a party whose key is destroyed or may not be seen is absent.
    sealed_from_us: the parties whose data is there but was not opened (hidden or erased).
    """

    stream: UUID
    sequence: int
    type: str
    schema: int
    at: datetime
    recorded_at: datetime
    actor: Actor
    channel: Channel
    mode: Mode
    version: str
    request: UUID
    cause: int | None
    data: Mapping[str, Json]
    personal: Mapping[str, Mapping[str, Json]] = field(repr=False)
    sealed_from_us: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who acts, how and why: the same for every event of one request.

    at: when it is recorded. happened_at: when it happened, where that was earlier: a letter's stamped day.
    """

    actor: Actor
    channel: Channel
    mode: Mode
    request: UUID
    at: datetime
    version: str = ""
    happened_at: datetime | None = None
