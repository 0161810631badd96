"""Cases whose time to be kept runs out: what the retention run will erase, read without opening them."""

from dataclasses import dataclass
from datetime import date

from handrail import history
from handrail.history.event import Kind


@dataclass(frozen=True, slots=True)
class Due:
    """A case and the last legal day it is kept; held: a legal hold keeps it for longer."""

    reference: str
    service: str
    status: str
    keep_until: date
    held: bool


def due_by(day: date, *, kind: Kind, start: int = 0, limit: int) -> tuple[Due, ...]:
    """Return cases kept until a legal day at most, earliest first, without those erased. In `holding`.

    start: how many of them are passed over.
    """
    return tuple(
        Due(
            reference=head.reference,
            service=head.service,
            status=str(head.listing.get("status", "draft")),
            keep_until=head.keep_until,
            held=head.held,
        )
        for head in history.kept_until(day, kind=kind, start=start, limit=limit)
        if head.keep_until is not None
    )


def count_due_by(day: date, *, kind: Kind) -> int:
    """Return how many cases `due_by` has in all. In `holding`."""
    return history.count_kept_until(day, kind=kind)
