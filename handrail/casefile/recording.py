"""Adding to a case: the one place, so that its list of work and the day it is kept until move with it."""

from collections.abc import Sequence
from dataclasses import replace

from handrail import history
from handrail.casefile import lately
from handrail.casefile.advance import as_read
from handrail.casefile.file import NOT_FOR_STAFF, CaseFile, sight_of
from handrail.casefile.listing import kept, listing_of
from handrail.history.event import Actor, Circumstances, Event, NewEvent
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
        listing=listing_of(changed),
        keep_until=kept(changed).until,
        held=held,
    )
    recorded = replace(changed, head=appended.head)
    _keep(file, recorded, coming, by=circumstances.actor)
    return recorded


def _keep(before: CaseFile, after: CaseFile, new: tuple[Event, ...], *, by: Actor) -> None:
    """Keep for who acts what they appended too, where the case was known to them as it stood before.

    Not where staff typed what staff may not read back.
    """
    sight = sight_of(by)
    if sight is None or (sight == "staff" and any(NOT_FOR_STAFF & event.personal.keys() for event in new)):
        return
    kept = lately.known(before.stream, sight=sight, at=before.at)
    if kept is not None and kept.file.head.chain == before.head.chain:
        known = replace(after, events=(*kept.file.events, *new))
        known.made.update(kept.file.made)
        lately.keep(known, sight=sight)
