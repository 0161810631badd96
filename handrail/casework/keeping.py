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


def due_by(day: date, *, kind: Kind, limit: int = 100_000) -> tuple[Due, ...]:
    """Return the cases kept until a legal day at most, earliest first, without those erased. In `holding`."""
    found = (
        Due(
            reference=head.reference,
            service=head.service,
            status=str(head.listing.get("status", "draft")),
            keep_until=head.keep_until,
            held=head.held,
        )
        for head in history.heads(kind=kind, limit=limit)
        if head.keep_until is not None and head.keep_until <= day and head.activity != "case.erased"
    )
    return tuple(sorted(found, key=lambda one: (one.keep_until, one.reference)))
