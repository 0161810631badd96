"""What waits for staff, read from the heads of streams: no case is opened, so no personal data is seen."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from handrail import history
from handrail.history.event import Kind


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case as a queue shows it. Fair order is the order in which cases were sent."""

    reference: str
    service: str
    queue: str
    status: str
    sent_on: date | None
    due_on: date | None
    claimed_by: str
    another_look: bool
    review_asked: bool


def queue(*, kind: Kind, queue: str = "", mine: str = "", limit: int = 200) -> tuple[Waiting, ...]:
    """The cases that wait for staff, due first, then oldest first. Call inside `history.holding`.

    queue: one queue, "" for all. mine: only what this account has in hand.
    """
    wanted = {"queue": queue} if queue else {}
    if mine:
        wanted["claimed_by"] = mine
    found = [_waiting(head) for head in history.heads(kind=kind, where=wanted, limit=limit)]
    waiting = [one for one in found if one.queue or one.another_look or one.review_asked]
    return tuple(sorted(waiting, key=lambda one: (one.due_on or date.max, one.sent_on or date.max)))


def counts(*, kind: Kind, limit: int = 10_000) -> dict[str, int]:
    """How many cases stand at each status. Call inside `history.holding`."""
    heads = history.heads(kind=kind, limit=limit)
    return dict(Counter(str(head.listing.get("status", "draft")) for head in heads))


def _waiting(head: history.Head) -> Waiting:
    listing = head.listing

    def day(name: str) -> date | None:
        return date.fromisoformat(listing[name][:10]) if listing.get(name) else None

    return Waiting(
        reference=head.reference,
        service=head.service,
        queue=listing.get("queue", ""),
        status=listing.get("status", "draft"),
        sent_on=day("sent"),
        due_on=day("due"),
        claimed_by=listing.get("claimed_by", ""),
        another_look=bool(listing.get("another_look")),
        review_asked=bool(listing.get("review_asked")),
    )
