"""The events of a `work` step: what staff did, in words, with whose data each free text is."""

from handrail.history.event import EventType

_STEP = {"step": "the step"}

CLAIMED = EventType("work.claimed", "A member of staff took the case on", fields=_STEP)
RELEASED = EventType("work.released", "The case was given back to the queue", fields=_STEP)
NOTED = EventType("work.noted", "A note was made", fields=_STEP, personal={"note": "what the note says"})
MORE_ASKED = EventType(
    "work.more_asked",
    "More information was asked for",
    fields={**_STEP, "questions": "the questions to answer again: an id, or id/member for one member's"},
    personal={"message": "what the person is asked, in a member of staff's words"},
)
PAUSED = EventType(
    "work.paused",
    "Work on the case was paused",
    fields={**_STEP, "until": "the legal day it resumes on by itself, or null"},
    personal={"reason": "why it is paused"},
)
RESUMED = EventType("work.resumed", "Work on the case was taken up again", fields=_STEP)
DECIDED = EventType(
    "work.decided",
    "A decision was made",
    fields={**_STEP, "result": "the result's id"},
    personal={"reasons": "why, in the decider's words"},
)
REOPENED = EventType(
    "work.reopened",
    "The decision was opened again",
    fields={**_STEP, "why": "review, correction or error"},
    personal={"reason": "what led to it"},
)
CONFIRMED = EventType(
    "work.confirmed",
    "The decision was looked at again and stands",
    fields=_STEP,
    personal={"reason": "why it stands"},
)

EVENTS = (CLAIMED, RELEASED, NOTED, MORE_ASKED, PAUSED, RESUMED, DECIDED, REOPENED, CONFIRMED)
