"""The events an `ask` step may append."""

from handrail.history.event import EventType, Shape

EVERY_QUESTION = "*"
"""Stands for the ids of a service's questions, which only its definition can list."""


def _of_no_member(old: Shape) -> Shape:
    """Say whose list was finished: until then no list stood inside a group."""
    return Shape(data={**old.data, "item": ""}, personal=old.personal)


ANSWERED = EventType(
    name="ask.answered",
    sentence="Answers were given",
    fields={
        "step": "the step",
        "page": "the page, with its groups: `full_name`, `adults.adult_name`, `children.addresses.postcode`",
        "item": "the member of the group, with those it belongs to: `2`, `2.1`; or empty",
        "counted": "by question, the answers that the definition keeps open for counting",
    },
    personal={EVERY_QUESTION: "the answer to a question, under its id; null for an optional one left empty"},
)
MEMBER_ADDED = EventType(
    name="ask.member_added",
    sentence="Someone or something was added to a list",
    fields={
        "step": "the step",
        "group": "the group, with those it stands in: `adults`, `children.addresses`",
        "item": "the new member's number, never used again, with those it belongs to: `2`, `2.1`",
    },
)
MEMBER_REMOVED = EventType(
    name="ask.member_removed",
    sentence="Someone or something was removed from a list",
    fields={"step": "the step", "group": "the group", "item": "the member's number, as it was added"},
)
GROUP_DONE = EventType(
    name="ask.group_done",
    sentence="A list was finished",
    fields={"step": "the step", "group": "the group", "item": "the member whose list it is, or empty"},
    schema=2,
    upcasters={1: _of_no_member},
)
GAPS_NOTED = EventType(
    name="ask.gaps_noted",
    sentence="Some questions were left without an answer",
    fields={
        "step": "the step",
        "page": "the page, as when it is answered",
        "item": "the member of the group, or empty",
        "gaps": "by question or list, why it is open: `blank` or `unreadable` on paper, `not_told` elsewhere",
    },
)

EVENTS = (ANSWERED, MEMBER_ADDED, MEMBER_REMOVED, GROUP_DONE, GAPS_NOTED)
