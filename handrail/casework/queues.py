"""What waits for staff, read from the heads of streams: no case is opened, so no personal data is seen."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from handrail import history
from handrail.history.event import Kind
from handrail.history.stored_heads import stream_head
from handrail.history.work_lists import FIRST, Group, ListName, Place, groups, listed

_WITH_STAFF = ("received", "being_looked_at", "paused")
"""The statuses of cases that staff have something to do with."""

_UNSENT = "draft"
"""The status of a case that is on no list yet."""

_ENDED = ("decided", "withdrawn")

LISTS: tuple[ListName, ...] = ("mine", "again", "free", "paused", "theirs")
"""The lists in their order; `free` is in the order in which its cases are taken."""

_EVERY: tuple[ListName, ...] = (*LISTS, "")
_ALL = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case as a queue shows it.

    sent_at: when it was first sent: what its place in the queue depends on, after its day.
    queue: "" for one that has been decided and wants another look. step: the step that staff are at, "" when
    the case is at none or has ended. paused: work waits today, until
    paused_until when a day was set. ends_on: of a case that has ended, and whose step before the end of what
    it gave has fallen due, the last day of that; then due_on is that day too, and step is that step.
    document_came: since it was paused.
    """

    stream: UUID
    reference: str
    service: str
    queue: str
    status: str
    sent_at: datetime | None
    due_on: date | None
    claimed_by: str
    another_look: bool
    review_asked: bool
    paused: bool
    paused_until: date | None
    ends_on: date | None = None
    step: str = ""
    document_came: bool = False

    def late(self, on: date) -> bool:
        """Say whether the day by which it was promised had gone on a legal day."""
        return self.due_on is not None and self.due_on < on and self.ends_on is None


def waiting(*, kind: Kind, on: date, queue: str = "") -> tuple[Waiting, ...]:
    """Return every case that waits for staff on a legal day, due first, then oldest first. Inside `holding`.

    queue: one queue, "" for all.
    """
    found = listed(kind=kind, on=on, lists=_EVERY, queue=queue, limit=_ALL)
    return tuple(_waiting(one.head, on) for one in found)


def numbers(*, kind: Kind, on: date, me: str) -> tuple[Group, ...]:
    """Return how many cases wait for staff on a legal day, by list, service and queue. Inside `holding`.

    me: whose own are on the list `mine`.
    """
    return tuple(groups(kind=kind, on=on, me=me))


def page(
    *,
    kind: Kind,
    on: date,
    lists: Collection[ListName],
    me: str,
    queue: str = "",
    start: int = 0,
    limit: int,
) -> Mapping[ListName, tuple[Waiting, ...]]:
    """Return a page of each of some lists: so many cases after the first `start`. Inside `holding`.

    me: whose own are on the list `mine`. queue: the one queue whose cases are on the list `free`, "" for all.
    """
    free = {"free"} & set(lists) if queue else set()
    found = listed(kind=kind, on=on, lists=[*set(lists) - free], me=me, start=start, limit=limit)
    if free:
        found += listed(kind=kind, on=on, lists=["free"], me=me, queue=queue, start=start, limit=limit)
    return {name: tuple(_waiting(one.head, on) for one in found if one.list == name) for name in lists}


def fair_order(
    *, kind: Kind, on: date, queue: str = "", after: Waiting | None = None, limit: int = _ALL
) -> tuple[Waiting, ...]:
    """Return the cases that anyone may take on, the one whose turn it is first. Inside `holding`.

    after: only those whose turn is after that of one that was returned before.
    """
    place = _place(after) if after else FIRST
    found = listed(kind=kind, on=on, lists=["free"], queue=queue, after=place, limit=limit)
    return tuple(_waiting(one.head, on) for one in found)


def is_waiting(stream: UUID, *, on: date) -> bool:
    """Say whether a case waits for staff, is in hand or wants another look. Inside `holding`."""
    head = stream_head(stream)
    one = _waiting(head, on)
    return one.status in _WITH_STAFF or one.ends_on is not None


def counts(*, kind: Kind) -> dict[str, int]:
    """Return how many cases stand at each status. Inside `holding`."""
    found: Counter[str] = Counter()
    for (_, _, status), number in history.count_heads(kind=kind).items():
        found[status or _UNSENT] += number
    return dict(found)


def _place(one: Waiting) -> Place:
    """Return where a case is in the fair order, as the heads have it."""
    turn_on, sent = one.due_on or date.max, one.sent_at or date.max
    return (turn_on.isoformat(), sent.isoformat(), one.reference)


def _waiting(head: history.Head, on: date) -> Waiting:
    listing = head.listing

    def day(name: str) -> date | None:
        return date.fromisoformat(listing[name][:10]) if listing.get(name) else None

    until = day("paused_until")
    paused = listing.get("status") == "paused" and (until is None or on < until)
    status = listing.get("status", "draft")
    ahead = day("ahead_from")
    ends_on = day("ends") if status == "decided" and ahead is not None and ahead <= on else None
    return Waiting(
        stream=head.stream,
        reference=head.reference,
        service=head.service,
        queue=listing.get("ahead_queue" if ends_on else "queue", ""),
        status="received" if status == "paused" and not paused else status,
        sent_at=datetime.fromisoformat(listing["sent"]) if listing.get("sent") else None,
        due_on=ends_on or day("due"),
        claimed_by=listing.get("claimed_by", ""),
        another_look=bool(listing.get("another_look")),
        review_asked=bool(listing.get("review_asked")),
        paused=paused,
        paused_until=until if paused else None,
        ends_on=ends_on,
        step=str(listing.get("ahead_step" if ends_on else "step") or ""),
        document_came=paused and bool(listing.get("document_came")),
    )


def counts_by_service(*, kind: Kind) -> dict[str, dict[str, int]]:
    """Return, by service, how many cases stand at each status. Inside `holding`."""
    found: dict[str, Counter[str]] = {}
    for (service, _, status), number in history.count_heads(kind=kind).items():
        found.setdefault(service, Counter())[status or _UNSENT] += number
    return {service: dict(numbers) for service, numbers in found.items()}


@dataclass(frozen=True, slots=True)
class Open:
    """A case that has not ended, and where it stands."""

    reference: str
    status: str


def open_cases(*, service: str, kind: Kind) -> tuple[Open, ...]:
    """Return every case of a service that has not ended, the one touched longest ago first. Inside `holding`.

    A draft of which everything was erased is none.
    """
    return tuple(
        Open(head.reference, str(head.listing.get("status", _UNSENT)))
        for head in history.heads(kind=kind, service=service, without=_ENDED, limit=None)
        if head.listing.get("status") or head.activity != "case.erased"
    )


def open_by_version(*, service: str, kind: Kind) -> dict[str, int]:
    """Return how many cases that have not ended go by each version of a service. Inside `holding`."""
    found: Counter[str] = Counter()
    for (slug, version, status), number in history.count_heads(kind=kind).items():
        if slug == service and status not in _ENDED:
            found[version] += number
    return dict(found)
