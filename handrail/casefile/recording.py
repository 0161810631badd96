"""Adding to a case: the one place, so that its list of work and the day it is kept until move with it."""

from collections.abc import Sequence
from dataclasses import replace

from handrail import history
from handrail.casefile import lately
from handrail.casefile.advance import as_read
from handrail.casefile.file import CaseFile
from handrail.casefile.listing import keep_until, listing_of
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.fold import fold


def record(
    file: CaseFile, new: Sequence[NewEvent], *, circumstances: Circumstances, held: bool | None = None
) -> CaseFile:
    """Append to the case, and return the file as it then is. held: puts it under a legal hold, or lifts it.

    The one place where a case is added to: the list of work and the day until which the case is kept move
    in the same transaction. Raises history.Conflict when someone else came first.
    """
    circumstances = replace(circumstances, version=file.service.hash)
    if circumstances.happened_at is not None:
        new = [replace(event, at=event.at or circumstances.happened_at) for event in new]
    coming = tuple(as_read(file.head, new, circumstances=circumstances))
    state = fold(file.service, coming, onto=file.state)
    changed = replace(file, state=state, before=file.walked)
    appended = history.append(
        file.stream,
        new,
        circumstances=circumstances,
        after=file.head,
        listing=listing_of(changed) if state.sent_numbers or state.withdrawn else None,
        keep_until=keep_until(changed),
        held=held,
    )
    if circumstances.actor.role in history.OWN_ROLES:
        lately.add(file.head, coming, state, head=appended.head, at=file.at)
    return replace(changed, head=appended.head)
