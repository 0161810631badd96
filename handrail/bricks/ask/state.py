"""What has been answered in an `ask` step so far: a fold of its events, with nothing derived in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handrail.bricks.ask.layout import around, is_within, layout_of
from handrail.definition.service import Step
from handrail.history.event import Event, Json
from handrail.questions.answer import HIDDEN

Answer = tuple[str, str]
"""A question's id and the member of its group, "" for none."""

List = tuple[str, str]
"""A group's key and the member around whose list it is, "" for a group that stands in no other."""


@dataclass(frozen=True, slots=True)
class AskState:
    """The answers and members there are.

    answers: what is stored, by question and member; HIDDEN where it was given but is not ours to see.
    members: by list, its members in the order added. last: by list, the highest number used.
    done: the lists said to be finished.
    answered: by page key and member, the sequence of the event that last answered it.
    gaps: by question and member, why there is no answer yet: `blank` or `unreadable` on paper, or `not_told`.
        By list, why nothing is known of its members: `not_told`.
    unread: the answers that a later paper form gave anew and nobody could read: what is stored may be out of
        date until it is answered again.
    """

    answers: Mapping[Answer, Json] = field(default_factory=dict)
    members: Mapping[List, tuple[str, ...]] = field(default_factory=dict)
    last: Mapping[List, int] = field(default_factory=dict, compare=False)
    done: frozenset[List] = frozenset()
    answered: Mapping[Answer, int] = field(default_factory=dict, compare=False)
    gaps: Mapping[Answer, str] = field(default_factory=dict)
    unread: frozenset[Answer] = frozenset()

    def items(self, group: str, within: str = "") -> tuple[str, ...]:
        """Return the members of a group's list. within: the member around, "" for none."""
        return self.members.get((group, within), ())

    def has(self, group: str, item: str) -> bool:
        """Say whether a group has a member."""
        return item in self.items(group, around(item))

    def next_item(self, group: str, within: str = "") -> str:
        """Return the number that a list's next member will have, after those of the member around."""
        number = str(self.last.get((group, within), 0) + 1)
        return f"{within}.{number}" if within else number


START = AskState()


def fold(step: Step, state: AskState, event: Event) -> AskState:
    """Return the state after one of the step's events; of an unknown type, it changes nothing."""
    match event.type:
        case "ask.answered":
            return _answered(step, state, event)
        case "ask.member_added":
            return _added(state, group=event.data["group"], item=event.data["item"])
        case "ask.member_removed":
            return _removed(step, state, group=event.data["group"], item=event.data["item"])
        case "ask.group_done":
            return _done(state, (event.data["group"], event.data.get("item", "")))
        case "ask.gaps_noted":
            item = event.data["item"]
            noted = {(name, item): why for name, why in event.data["gaps"].items()}
            new = {key: why for key, why in noted.items() if key not in state.answers}
            unread = {key for key, why in noted.items() if key in state.answers and why == "unreadable"}
            return replace(state, gaps={**state.gaps, **new}, unread=state.unread | unread)
    return state


def _done(state: AskState, found: List) -> AskState:
    return replace(state, done=state.done | {found}, gaps=_told(state.gaps, found))


def _told(gaps: Mapping[Answer, str], found: List) -> Mapping[Answer, str]:
    """Return what is still not told once there is something about a list."""
    return {key: why for key, why in gaps.items() if key != found} if found in gaps else gaps


def _answered(step: Step, state: AskState, event: Event) -> AskState:
    data = event.data
    item: str = data.get("item", "")
    answers = dict(state.answers)
    counted = data.get("counted")
    if counted:
        for name, value in counted.items():
            answers[name, item] = value
    for fields in event.personal.values():
        for name, value in fields.items():
            answers[name, item] = value
    if event.sealed_from_us:
        laid = layout_of(step).pages.get(data["page"])
        for one in laid[0].asked if laid else ():
            if one.party(item) in event.sealed_from_us:
                answers[one.question.id, item] = (counted or {}).get(one.question.id, HIDDEN)
    return AskState(
        answers=answers,
        members=state.members,
        last=state.last,
        done=state.done,
        answered={**state.answered, (data["page"], item): event.sequence},
        gaps={key: why for key, why in state.gaps.items() if key not in answers} if state.gaps else {},
        unread=state.unread - _given(event, item) if state.unread else state.unread,
    )


def _given(event: Event, item: str) -> frozenset[Answer]:
    """Return the answers that an event gives, those that we may see."""
    named = (*event.personal.values(), event.data.get("counted") or {})
    return frozenset((name, item) for fields in named for name in fields)


def _added(state: AskState, *, group: str, item: str) -> AskState:
    found = (group, around(item))
    members = state.members.get(found, ())
    if item in members:
        return state
    number = int(item.rpartition(".")[2])
    return replace(
        state,
        members={**state.members, found: (*members, item)},
        last={**state.last, found: max(state.last.get(found, 0), number)},
        done=state.done - {found},
        gaps=_told(state.gaps, found),
    )


def _removed(step: Step, state: AskState, *, group: str, item: str) -> AskState:
    """Take away a member, with what was told of it and of all that belongs to it."""
    laid = layout_of(step).groups.get(group)
    names = laid.names if laid else frozenset[str]()
    inside = laid.inside - {group} if laid else frozenset[str]()
    found = (group, around(item))

    def gone(one: List) -> bool:
        return one[0] in inside and is_within(one[1], item)

    def about(key: Answer) -> bool:
        return key[0] in names and is_within(key[1], item)

    members = {one: items for one, items in state.members.items() if not gone(one)}
    return replace(
        state,
        members={**members, found: tuple(one for one in members.get(found, ()) if one != item)},
        answers={key: value for key, value in state.answers.items() if not about(key)},
        done=frozenset(one for one in state.done if one != found and not gone(one)),
        gaps={key: why for key, why in state.gaps.items() if not about(key) and not gone(key)},
        unread=frozenset(key for key in state.unread if not about(key)),
    )
