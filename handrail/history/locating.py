"""Where a case is: the one question that may be asked before there is a wall to ask it behind."""

from uuid import UUID

from django.db import connections

from handrail.history.running import run

_LOCATE = "SELECT stream, holder FROM history_locate(%s::text)"


def locate(reference: str, *, using: str = "default") -> tuple[UUID, UUID] | None:
    """Return the stream of a case reference and the organisation that holds it today, or None.

    Not behind the wall: it is how a person who types a reference reaches the right side of it.
    """
    with connections[using].wrap_database_errors:
        found = run(using, _LOCATE, (reference,)).rows
    return found[0] if found else None
