"""The events of a `work` step: what staff did, in words, with whose data each free text is."""

from handrail.history.event import EventType, Shape

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
FORM_SAVED = EventType(
    "work.form_saved",
    "What staff found was saved",
    fields={**_STEP, "counted": "by question, the answers that the definition keeps open for counting"},
    personal={
        "answers": "by question, what staff answered; null for an optional one left empty",
        "criteria": "by criterion, what was `found` (met, not_met or not_looked_at) and the `reasons` for it",
    },
)


def _criteria_named(old: Shape) -> Shape:
    """Say that no criterion and no district were recorded: the first schema had none."""
    return Shape(data={**old.data, "unmet": [], "district": ""}, personal=old.personal)


DECIDED = EventType(
    "work.decided",
    "A decision was made",
    fields={
        **_STEP,
        "result": "the result's id",
        "unmet": "the ids of the criteria found not met, in the order of the definition",
        "district": "the slug of the organisation whose district it counts for, empty when not known",
    },
    personal={"reasons": "why, in the decider's words"},
    schema=2,
    upcasters={1: _criteria_named},
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

EVENTS = (CLAIMED, RELEASED, NOTED, MORE_ASKED, PAUSED, RESUMED, FORM_SAVED, DECIDED, REOPENED, CONFIRMED)
