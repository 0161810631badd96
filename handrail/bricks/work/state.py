"""How a `work` step stands: who has it, what waits, what was decided. A fold of its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from handrail.bricks.work.spec import Found, Work
from handrail.definition.service import Step
from handrail.history.event import Actor, Event, Json
from handrail.questions.answer import HIDDEN


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has the case in hand, and since when."""

    by: str
    organisation: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """Why work waits, and the legal day it resumes on by itself; None until someone resumes it."""

    at: datetime
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """What the person was asked for: questions by id, or `id/member`; sequence is that of the event."""

    step: str
    questions: tuple[str, ...]
    message: str
    at: datetime
    sequence: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What staff found of a criterion, "" when they have not said yet, and why, which the person reads."""

    found: Found | Literal[""]
    reasons: str = ""


NOT_FOUND = Finding("")
"""What is known of a criterion that staff have said nothing of."""


@dataclass(frozen=True, slots=True)
class Form:
    """What staff answered and found, as one saving left it.

    answers: by question, what is stored; HIDDEN where it is not ours to see. findings: by criterion.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    by: Actor | None = None
    at: datetime | None = None


NO_FORM = Form()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person of the organisation decided, and whether it has been looked at again since.

    reasons: "" when erased. looked_at: the sequence of the event that made or last confirmed it.
    overturned: it was reopened: it counts no more and is kept.
    unmet: the criteria found not met. form: what staff had answered and found when they decided.
    """

    step: str
    result: str
    reasons: str
    by: Actor
    at: datetime
    sequence: int
    looked_at: int
    overturned: bool = False
    unmet: tuple[str, ...] = ()
    form: Form = NO_FORM


@dataclass(frozen=True, slots=True)
class Note:
    """A note that staff made, for staff."""

    step: str
    text: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkState:
    """All that happened in the step.

    decisions: oldest first, the overturned among them. forms: every saving of what staff answered and found,
    oldest first.
    """

    claim: Claim | None = None
    pause: Pause | None = None
    asked: tuple[MoreAsked, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def form(self) -> Form:
        """What staff have answered and found by now."""
        return self.forms[-1] if self.forms else NO_FORM

    @property
    def standing(self) -> tuple[Decision, ...]:
        """The decisions that count, one for each visit of the walk to the step."""
        return tuple(decision for decision in self.decisions if not decision.overturned)

    def paused_on(self, day: date) -> bool:
        """Say whether work waits on a legal day: not on the day it resumes by itself."""
        return self.pause is not None and (self.pause.until is None or day < self.pause.until)


START = WorkState()


def fold(step: Step, state: WorkState, event: Event) -> WorkState:
    """Return the state after one of the step's events."""
    match event.type:
        case "work.claimed":
            actor = event.actor
            return replace(state, claim=Claim(by=actor.id, organisation=actor.organisation, at=event.at))
        case "work.released":
            return replace(state, claim=None)
        case "work.noted":
            note = Note(step=step.id, text=said(event, "note"), by=event.actor, at=event.at)
            return replace(state, notes=(*state.notes, note))
        case "work.more_asked":
            return replace(state, asked=(*state.asked, _more_asked(step, event)), pause=None)
        case "work.paused":
            until = event.data.get("until")
            day = date.fromisoformat(until) if until else None
            return replace(state, pause=Pause(at=event.at, until=day, reason=said(event, "reason")))
        case "work.resumed":
            return replace(state, pause=None)
        case "work.form_saved":
            return replace(state, forms=(*state.forms, _form(step, event)))
        case "work.decided" | "work.reopened" | "work.confirmed":
            return _concluded(step, state, event)
    return state


def _concluded(step: Step, state: WorkState, event: Event) -> WorkState:
    match event.type:
        case "work.decided":
            decided = (*state.decisions, _decision(step, event, state.form))
            return replace(state, decisions=decided, claim=None, pause=None)
        case "work.reopened":
            return replace(state, decisions=_overturned(state.decisions))
    return replace(state, decisions=_confirmed(state.decisions, event.sequence))


def said(event: Event, name: str) -> str:
    """Return a free text of an event, whoever it is sealed for; "" when it was erased."""
    for fields in event.personal.values():
        if fields.get(name):
            return str(fields[name])
    return ""


def _more_asked(step: Step, event: Event) -> MoreAsked:
    return MoreAsked(
        step=step.id,
        questions=tuple(event.data["questions"]),
        message=said(event, "message"),
        at=event.at,
        sequence=event.sequence,
    )


def _form(step: Step, event: Event) -> Form:
    """Return what was saved; what is counted stays readable when the rest is not ours to see."""
    spec: Work = step.spec
    counted: Mapping[str, Json] = event.data.get("counted") or {}
    kept = next((fields for fields in event.personal.values() if "answers" in fields), None)
    if kept is None:
        answers = {one.question.id: HIDDEN for one in spec.form}
        return Form(answers={**answers, **counted}, by=event.actor, at=event.at)
    return Form(
        answers={**counted, **kept["answers"]},
        findings={
            name: Finding(one["found"], one.get("reasons", "")) for name, one in kept["criteria"].items()
        },
        by=event.actor,
        at=event.at,
    )


def _decision(step: Step, event: Event, form: Form) -> Decision:
    return Decision(
        step=step.id,
        result=event.data["result"],
        reasons=said(event, "reasons"),
        by=event.actor,
        at=event.at,
        sequence=event.sequence,
        looked_at=event.sequence,
        unmet=tuple(event.data.get("unmet", ())),
        form=form,
    )


def _last_standing(decisions: tuple[Decision, ...]) -> int | None:
    standing = (place for place in reversed(range(len(decisions))) if not decisions[place].overturned)
    return next(standing, None)


def _overturned(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    place = _last_standing(decisions)
    if place is None:
        return decisions
    return (*decisions[:place], replace(decisions[place], overturned=True), *decisions[place + 1 :])


def _confirmed(decisions: tuple[Decision, ...], sequence: int) -> tuple[Decision, ...]:
    place = _last_standing(decisions)
    if place is None:
        return decisions
    return (*decisions[:place], replace(decisions[place], looked_at=sequence), *decisions[place + 1 :])
