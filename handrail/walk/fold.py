"""A case's events folded into what they add up to; where the case stands follows from that in `walk`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from handrail.bricks import BRICKS
from handrail.bricks.work.state import Decision, MoreAsked, Note, WorkState
from handrail.definition.brick import Brick
from handrail.definition.prepared import prepared
from handrail.definition.service import Service, Step
from handrail.history.event import Event, Kind
from handrail.walk.adjustments import NONE, Adjustments, opened
from handrail.walk.upcast import event_types, upcast


@dataclass(frozen=True, slots=True)
class Related:
    """Another case this one is linked to."""

    stream: str
    relation: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: why the case must be kept, the office that ordered it, and which event placed it."""

    reason: str
    by: str
    at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Sending:
    """One time the person sent what they had told: 1 for the application, 2 and on for what followed."""

    number: int
    at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Asking:
    """Something the person asked about the whole case: a withdrawal, a review. reason in their words."""

    at: datetime
    sequence: int
    reason: str


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """Where an application was made that another service passed on: its id there, by the definition.

    number: what it is known by there, "" once it was erased.
    """

    service: str
    number: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """What a case's events add up to.

    steps: by step id, its brick's state. sent_steps: those of the person's steps as last sent.
    sent_changes: by step id, the sequence of the sending that last changed what it says.
    asked: what staff ask for that has not been sent yet.
    adjustments: what we do differently because the person asked, from the moment it is told, sent or not.
    brought_in: where it was made, None when with us.
    ways_in: by party, the slow hash of the code that lets them back in.
    parties: everyone whose data the case holds. erased: those whose data is gone.
    history: the events in order, upcast, for timelines.
    """

    kind: Kind = "live"
    language: str = ""
    adjustments: Adjustments = NONE
    brought_in: BroughtIn | None = None
    organisation: str = ""
    started_at: datetime | None = None
    last_at: datetime | None = None
    sequence: int = 0
    steps: Mapping[str, Any] = field(default_factory=dict)
    sent_steps: Mapping[str, Any] = field(default_factory=dict)
    sent_changes: Mapping[str, int] = field(default_factory=dict)
    sendings: tuple[Sending, ...] = ()
    asked: tuple[MoreAsked, ...] = ()
    withdrawn: Asking | None = None
    review_asked: Asking | None = None
    ways_in: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    holds: tuple[Hold, ...] = ()
    erased: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    history: tuple[Event, ...] = ()

    @property
    def sent_numbers(self) -> tuple[int, ...]:
        """The numbers of what was sent, in order."""
        return tuple(sending.number for sending in self.sendings)

    @property
    def sent_at(self) -> datetime | None:
        """When the person last sent anything; None for a draft."""
        return self.sendings[-1].at if self.sendings else None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order made, the overturned among them."""
        found = [one for state in self._works() for one in state.decisions]
        return tuple(sorted(found, key=lambda one: one.sequence))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note of staff, in the order made."""
        return tuple(sorted((one for state in self._works() for one in state.notes), key=lambda one: one.at))

    def _works(self) -> Iterable[WorkState]:
        return (state for state in self.steps.values() if isinstance(state, WorkState))


@prepared
def steps_by_id(service: Service) -> Mapping[str, Step]:
    """Return the steps of a service by their ids."""
    return {step.id: step for step in service.steps}


def fold(
    service: Service,
    events: Iterable[Event],
    *,
    bricks: Mapping[str, Brick] = BRICKS,
    kind: Kind = "live",
    onto: CaseState | None = None,
) -> CaseState:
    """Return what events add up to, in the order given, which is that of their sequence.

    kind: live, test or training, which the stream knows and its events do not.
    onto: a state that earlier events gave, to go on from. An event of a type or step that is not known
    here, as after a move to another version, stays in the history and changes nothing else.
    Raises UnknownSchema for an event newer than this code.
    """
    draft = _Draft(service, bricks, onto or CaseState(kind=kind))
    types = event_types(bricks)
    for event in events:
        draft.add(upcast(event, types))
    return draft.state()


class _Draft:
    """A case while it is being folded: the state it started from, and beside it whatever has changed."""

    def __init__(self, service: Service, bricks: Mapping[str, Brick], start: CaseState) -> None:
        self.bricks = bricks
        self.by_id = steps_by_id(service)
        self.start = start
        self.steps = dict(start.steps)
        self.history = list(start.history)
        self.parties = set(start.parties)
        self.changed: dict[str, Any] = {}

    def get(self, name: str) -> Any:
        """Return a field of the case as it is by now."""
        return self.changed[name] if name in self.changed else getattr(self.start, name)

    def add(self, event: Event) -> None:
        """Take in one event."""
        self.history.append(event)
        self.parties.update(event.personal)
        if event.sealed_from_us:
            self.parties |= event.sealed_from_us
        lifecycle = _LIFECYCLE.get(event.type)
        if lifecycle is not None:
            self.changed.update(lifecycle(self, event))
            return
        step = self.by_id.get(event.data.get("step", ""))
        if step is None or not event.type.startswith(f"{step.brick}."):
            return
        brick = self.bricks[step.brick]
        before = self.steps.get(step.id, brick.start)
        after = self.steps[step.id] = brick.fold(step, before, event)
        if isinstance(after, WorkState):
            self._worked(before, after)

    def _worked(self, before: WorkState, after: WorkState) -> None:
        if len(after.asked) > len(before.asked):
            self.changed["asked"] = (*self.get("asked"), after.asked[-1])
        if len(after.decisions) > len(before.decisions):
            # A decision was possible without what was asked for: nothing is wanted any more.
            decided = after.decisions[-1].step
            self.changed["asked"] = tuple(one for one in self.get("asked") if one.step != decided)

    def state(self) -> CaseState:
        """Return the case as it is by now."""
        history = tuple(self.history)
        if not history:
            return self.start
        return replace(
            self.start,
            **self.changed,
            started_at=history[0].at,
            last_at=max(event.at for event in history),
            sequence=history[-1].sequence,
            steps=self.steps,
            parties=frozenset(self.parties),
            history=history,
        )


_Changed = dict[str, Any]


def _started(_: _Draft, event: Event) -> _Changed:
    return {
        "language": event.data.get("language", ""),
        "organisation": str(event.data.get("organisation", "")),
    }


def _language(_: _Draft, event: Event) -> _Changed:
    return {"language": event.data["language"]}


def _brought_in(_: _Draft, event: Event) -> _Changed:
    number = str(event.personal.get("applicant", {}).get("number", ""))
    return {"brought_in": BroughtIn(service=event.data["from"], number=number)}


def _adjustments(_: _Draft, event: Event) -> _Changed:
    return {"adjustments": opened(event.personal)}


def _code_made(draft: _Draft, event: Event) -> _Changed:
    return {"ways_in": {**draft.get("ways_in"), event.data["party"]: event.data["hash"]}}


def _code_used(draft: _Draft, event: Event) -> _Changed:
    left = {party: code for party, code in draft.get("ways_in").items() if party != event.data["party"]}
    return {"ways_in": left}


def _sent(draft: _Draft, event: Event) -> _Changed:
    """Keep the person's steps as they are now; what staff asked for has come with them."""
    persons = {
        step.id: draft.steps[step.id]
        for step in draft.by_id.values()
        if step.id in draft.steps and draft.bricks[step.brick].receive is not None
    }
    before = draft.get("sent_steps")
    changes = {
        step_id: event.sequence
        for step_id, now in persons.items()
        if step_id not in before or before[step_id] != now
    }
    sendings = draft.get("sendings")
    number = int(event.data.get("number") or len(sendings) + 1)
    return {
        "sent_steps": persons,
        "sent_changes": {**draft.get("sent_changes"), **changes},
        "sendings": (*sendings, Sending(number=number, at=event.at, sequence=event.sequence)),
        "asked": (),
    }


def _asking(event: Event) -> Asking:
    reason = next((fields["reason"] for fields in event.personal.values() if fields.get("reason")), "")
    return Asking(at=event.at, sequence=event.sequence, reason=reason)


def _withdrawn(_: _Draft, event: Event) -> _Changed:
    return {"withdrawn": _asking(event)}


def _review(_: _Draft, event: Event) -> _Changed:
    return {"review_asked": _asking(event)}


def _related(draft: _Draft, event: Event) -> _Changed:
    one = Related(stream=str(event.data["stream"]), relation=event.data["relation"])
    return {"related": (*draft.get("related"), one)}


def _held(draft: _Draft, event: Event) -> _Changed:
    hold = Hold(reason=_asking(event).reason, by=_office(event), at=event.at, sequence=event.sequence)
    return {"holds": (*draft.get("holds"), hold)}


def _lifted(draft: _Draft, event: Event) -> _Changed:
    """Lift the hold that an event placed, or an office ordered; with neither named, the oldest."""
    holds, placed, by = draft.get("holds"), event.data.get("placed"), _office(event)

    def meant(hold: Hold) -> bool:
        return hold.sequence == placed if placed is not None else by in ("", hold.by)

    place = next((n for n, hold in enumerate(holds) if meant(hold)), None)
    return {} if place is None else {"holds": holds[:place] + holds[place + 1 :]}


def _office(event: Event) -> str:
    """The office of a legal hold; "" where none was named or its name is not ours to see."""
    return str(event.personal.get("applicant", {}).get("by", ""))


def _document_received(draft: _Draft, event: Event) -> _Changed:
    """Take what has come from what staff ask for: of that nothing is waited for any more."""
    came, asked = event.data["question"], draft.get("asked")
    left = (replace(one, questions=tuple(name for name in one.questions if name != came)) for one in asked)
    return {"asked": tuple(one for one in left if one.questions)}


def _erased(draft: _Draft, event: Event) -> _Changed:
    return {"erased": draft.get("erased") | frozenset(event.data["parties"])}


def _handed_over(_: _Draft, event: Event) -> _Changed:
    return {"organisation": str(event.data["to"])}


_LIFECYCLE: Mapping[str, Callable[[_Draft, Event], _Changed]] = {
    "case.started": _started,
    "case.language_chosen": _language,
    "case.brought_in": _brought_in,
    "case.adjustments_told": _adjustments,
    "case.return_code_made": _code_made,
    "case.return_code_used": _code_used,
    "case.sent": _sent,
    "case.withdrawn": _withdrawn,
    "case.review_asked": _review,
    "case.related": _related,
    "case.held": _held,
    "case.hold_lifted": _lifted,
    "case.document_received": _document_received,
    "case.erased": _erased,
    "case.handed_over": _handed_over,
}
