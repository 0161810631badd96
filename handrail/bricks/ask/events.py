"""The events an `ask` step may append."""

from handrail.history.event import EventType

EVERY_QUESTION = "*"
"""Stands for the ids of a service's questions, which only its definition can list."""

ANSWERED = EventType(
    name="ask.answered",
    sentence="Answers were given",
    fields={
        "step": "the step",
        "page": "the page, with its group: `full_name` or `adults.adult_name`",
        "item": "the member of the group, or empty",
        "counted": "by question, the answers that the definition keeps open for counting",
    },
    personal={EVERY_QUESTION: "the answer to a question, under its id; null for an optional one left empty"},
)
MEMBER_ADDED = EventType(
    name="ask.member_added",
    sentence="Someone or something was added to a list",
    fields={"step": "the step", "group": "the group", "item": "the new member's number, never used again"},
)
MEMBER_REMOVED = EventType(
    name="ask.member_removed",
    sentence="Someone or something was removed from a list",
    fields={"step": "the step", "group": "the group", "item": "the member's number"},
)
GROUP_DONE = EventType(
    name="ask.group_done",
    sentence="A list was finished",
    fields={"step": "the step", "group": "the group"},
)
GAPS_NOTED = EventType(
    name="ask.gaps_noted",
    sentence="Questions on a paper form were empty or could not be read",
    fields={
        "step": "the step",
        "page": "the page, as when it is answered",
        "item": "the member of the group, or empty",
        "gaps": "by question, why it has no answer: `blank` or `unreadable`",
    },
)

EVENTS = (ANSWERED, MEMBER_ADDED, MEMBER_REMOVED, GROUP_DONE, GAPS_NOTED)
