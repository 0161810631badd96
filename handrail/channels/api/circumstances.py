"""Who acts through this door, how and when, for the events that a request appends."""

from datetime import datetime
from uuid import UUID

from handrail import history
from handrail.channels.api.requests import OnBehalf
from handrail.channels.api.tokens import Held
from handrail.history.event import Actor, Circumstances

PURPOSE = "acting for the person"
"""Why a system reads a case: its reading is not the person's own, so it leaves a trace."""


def of_system(*, capacity: OnBehalf, at: datetime, request: UUID, party: str = "applicant") -> Circumstances:
    """The circumstances of a request by a system that acts for a person."""
    return Circumstances(
        actor=Actor(id=party, role="integration", capacity=capacity),
        channel="api",
        mode="self" if capacity == "self" else "assisted",
        request=request,
        at=at,
    )


def reader(*, held: Held, request: UUID, at: datetime) -> history.Reader:
    """The system reading a case for a person."""
    actor = of_system(capacity=held.capacity, at=at, request=request, party=held.party).actor
    return history.Reader(actor=actor, purpose=PURPOSE, request=request, at=at)
