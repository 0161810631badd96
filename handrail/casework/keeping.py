"""Cases whose time to be kept runs out: what the retention run will erase, read without opening them."""

from dataclasses import dataclass
from datetime import date

from handrail import history
from handrail.history.event import Kind
from handrail.terms.legal_day import legal_day
from handrail.walk.keeping import From


@dataclass(frozen=True, slots=True)
class Due:
    """A case and the last legal day it is kept; held: a legal hold keeps it for longer.

    since: the legal day from which that counts, and from_what; None for a case that was last written to
    before its line said so.
    """

    reference: str
    service: str
    status: str
    keep_until: date
    held: bool
    since: date | None
    from_what: From


def due_by(day: date, *, kind: Kind, start: int = 0, limit: int) -> tuple[Due, ...]:
    """Return cases kept until a legal day at most, earliest first. In `holding`.

    Those of which nothing is left to erase are none, save drafts in which nobody answered. start: how many of
    them are passed over.
    """
    return tuple(
        Due(
            reference=head.reference,
            service=head.service,
            status=str(head.listing.get("status", "draft")),
            keep_until=head.keep_until,
            held=head.held,
            since=since,
            from_what=from_what,
        )
        for head in history.kept_until(day, kind=kind, start=start, limit=limit)
        if head.keep_until is not None
        for since, from_what in (_counted_from(head),)
    )


def count_due_by(day: date, *, kind: Kind) -> int:
    """Return how many cases `due_by` has in all. In `holding`."""
    return history.count_kept_until(day, kind=kind)


_FROM: dict[str, From] = {"start": "start", "answer": "answer", "end": "end"}


def _counted_from(head: history.Head) -> tuple[date | None, From]:
    """Return the day from which a head's time counts, and what that is the day of.

    A draft that was last written to before drafts had a line has none: then the day of its last answer.
    """
    if not head.listing:
        return legal_day(head.last_at), "answer"
    since, what = head.listing.get("kept_since"), head.listing.get("kept_from")
    day = date.fromisoformat(since) if isinstance(since, str) and since else None
    return day, _FROM.get(what, "case") if isinstance(what, str) else "case"
