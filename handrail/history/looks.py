"""Who has looked at a case: the trace that reading leaves, read back; nothing personal is opened for it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections

from handrail.history.wall import cursor


@dataclass(frozen=True, slots=True)
class Look:
    """One reader's readings of one party's data in a case, for one purpose on one legal day.

    party: "" where the case held nobody's data then. at: the first of that day.
    """

    party: str
    actor: str
    role: str
    organisation: UUID | None
    purpose: str
    legal_day: date
    at: datetime
    request: UUID


def looks(stream: UUID, *, using: str = "default") -> tuple[Look, ...]:
    """Return who has looked at a case, latest first, inside `holding`."""
    with connections[using].wrap_database_errors:
        found = cursor(using).execute(
            "SELECT party, actor, role, organisation, purpose, legal_day, at, request FROM history_access "
            "WHERE stream = %s ORDER BY at DESC, actor, purpose, party",
            (str(stream),),
            binary=True,
        )
        return tuple(Look(*row) for row in found)
