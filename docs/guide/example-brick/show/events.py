"""The event that a `show` step may append."""

from handrail.history.event import EventType

SEEN = EventType("show.seen", "A page was shown and gone on from", fields={"step": "the step"})

EVENTS = (SEEN,)
