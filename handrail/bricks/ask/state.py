"""What has been answered in an `ask` step so far: a fold of its events, with nothing derived in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handrail.bricks.ask.layout import layout_of
from handrail.definition.service import Step
from handrail.history.event import Event, Json
from handrail.questions.answer import HIDDEN

Answer = tuple[str, str]
"""A question's id and the member of its group, "" for none."""


@dataclass(frozen=True, slots=True)
class AskState:
    """The answers and members there are.

    answers: what is stored, by question and member; HIDDEN where it was given but is not ours to see.
    members: by group, the numbers of its members in the order added. last: by group, the highest number used.
    done: the groups said to be finished.
    answered: by page key and member, the sequence of the event that last answered it.
    gaps: by question and member, why a paper form gives no answer yet: `blank` or `unreadable`.
    """

    answers: Mapping[Answer, Json] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict, compare=False)
    done: frozenset[str] = frozenset()
    answered: Mapping[Answer, int] = field(default_factory=dict, compare=False)
    gaps: Mapping[Answer, str] = field(default_factory=dict)

    def next_item(self, group: str) -> str:
        """Return the number that a group's next member will have."""
        return str(self.last.get(group, 0) + 1)


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
            return _with(state, done=state.done | {event.data["group"]})
        case "ask.gaps_noted":
            item = event.data["item"]
            noted = {(name, item): why for name, why in event.data["gaps"].items()}
            new = {key: why for key, why in noted.items() if key not in state.answers}
            return replace(state, gaps={**state.gaps, **new})
    return state


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
    )


def _added(state: AskState, *, group: str, item: str) -> AskState:
    members = state.members.get(group, ())
    if item in members:
        return state
    return _with(
        state,
        members={**state.members, group: (*members, item)},
        last={**state.last, group: max(state.last.get(group, 0), int(item))},
        done=state.done - {group},
    )


def _removed(step: Step, state: AskState, *, group: str, item: str) -> AskState:
    laid = layout_of(step).groups.get(group)
    names = laid.blank if laid else {}
    return _with(
        state,
        members={**state.members, group: tuple(one for one in state.members.get(group, ()) if one != item)},
        answers={key: value for key, value in state.answers.items() if key[1] != item or key[0] not in names},
        done=state.done - {group},
    )


def _with(
    state: AskState,
    *,
    answers: Mapping[Answer, Json] | None = None,
    members: Mapping[str, tuple[str, ...]] | None = None,
    last: Mapping[str, int] | None = None,
    done: frozenset[str] | None = None,
) -> AskState:
    return AskState(
        answers=state.answers if answers is None else answers,
        members=state.members if members is None else members,
        last=state.last if last is None else last,
        done=state.done if done is None else done,
        answered=state.answered,
        gaps=state.gaps,
    )
