"""Hand cases to the organisation that has their duties now: when bodies merge, split or pass a duty on."""

from collections.abc import Collection
from uuid import UUID

from handrail import history
from handrail.history.event import Circumstances, NewEvent
from handrail.history.head import Head
from handrail.walk.lifecycle import HANDED_OVER


def hand_over(
    before: UUID,
    after: UUID,
    *,
    how: str,
    circumstances: Circumstances,
    streams: Collection[UUID] | None = None,
) -> int:
    """Hand cases from one organisation to another, all or some, and say so in each. Returns how many.

    how: what happened to the bodies, as the estate says it. Not inside a transaction; run again after a
    failure, it goes on with what is left.
    """

    def said(_head: Head, _parties: tuple[str, ...]) -> NewEvent:
        return NewEvent(HANDED_OVER, {"from": str(before), "to": str(after), "reason": how})

    return history.rewrap(before, after, event=said, circumstances=circumstances, streams=streams)
