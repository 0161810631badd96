"""What staff may do in a `work` step, each as events or a named refusal; who may act at all is for roles."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal, get_args

from handrail.bricks.work.events import (
    CLAIMED,
    CONFIRMED,
    DECIDED,
    MORE_ASKED,
    NOTED,
    PAUSED,
    RELEASED,
    REOPENED,
    RESUMED,
)
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import WorkState
from handrail.definition.brick import Fact, Scope, StepStatus
from handrail.definition.service import Step, feel_name
from handrail.history.event import Json, NewEvent
from handrail.terms.legal_day import legal_day

Why = Literal["review", "correction", "error"]
Waiting = Literal["staff", "person", "clock"]

APPLICANT = "applicant"
"""Whose data the free texts of staff are: they are about the person, and are erased with them."""

LONGEST = 10_000


class WorkRefused(Exception):
    """Something may not be done in a work step; nothing was changed."""


class AlreadyDecided(WorkRefused):
    """The step has its decision: open it again first."""


class NotDecided(WorkRefused):
    """There is no decision to confirm or open again."""


class AlreadyClaimed(WorkRefused):
    """Someone else has the case in hand."""


class NotYours(WorkRefused):
    """Someone else has the case in hand: only they, or a team leader, may act on it."""


class NotClaimed(WorkRefused):
    """Nobody has the case in hand, so it cannot be given back."""


class NotPaused(WorkRefused):
    """Work is not paused."""


class UnknownResult(WorkRefused):
    """The step has no such result."""


class UnknownQuestion(WorkRefused):
    """A question was asked for that the person was never asked."""


class NothingAsked(WorkRefused):
    """More was asked for without a question to answer."""


class ReasonsMissing(WorkRefused):
    """Words are needed, for the person or for whoever reads the case later, and there are none."""


class ReasonsTooLong(WorkRefused):
    """Words are longer than can be kept."""


class PauseInThePast(WorkRefused):
    """The day work would resume on is today or has gone."""


def status(step: Step, state: WorkState, scope: Scope) -> StepStatus:
    """Return done with the result decided at this visit, or what the step waits for."""
    standing = state.standing
    if len(standing) >= scope.visit:
        decision = standing[scope.visit - 1]
        return StepStatus(
            kind="done",
            facts=_facts(step, decision.result),
            result=decision.result,
            settled_at=decision.at,
            settled_sequence=decision.looked_at,
        )
    return StepStatus(kind="waits", facts=_facts(step, None), waiting_for=waiting_for(state, scope.day))


def _facts(step: Step, result: Fact) -> dict[str, Fact]:
    return {feel_name(step.id): result}


def waiting_for(state: WorkState, day: date) -> Waiting:
    """Return who must act on a legal day: the clock while work is paused, else staff."""
    return "clock" if state.paused_on(day) else "staff"


def claim(state: WorkState, *, step: Step, by: str, visit: int = 1) -> tuple[NewEvent, ...]:
    """Take the case on. Claiming what is already yours changes nothing.

    by: the account's id. visit: how often the walk has reached the step. Raises AlreadyDecided,
    AlreadyClaimed.
    """
    _must_be_open(state, visit)
    if state.claim is None:
        return (NewEvent(CLAIMED, _data(step)),)
    if state.claim.by == by:
        return ()
    raise AlreadyClaimed("Someone else has this case in hand. Ask them, or a team leader, to give it back.")


def release(state: WorkState, *, step: Step, by: str, leading: bool = False) -> tuple[NewEvent, ...]:
    """Give the case back to its queue. leading: a team leader may give back another's.

    Raises NotClaimed, NotYours.
    """
    if state.claim is None:
        raise NotClaimed("Nobody has this case in hand, so there is nothing to give back.")
    if state.claim.by != by and not leading:
        raise NotYours("Someone else has this case in hand. Ask them, or a team leader, to give it back.")
    return (NewEvent(RELEASED, _data(step)),)


def note(*, step: Step, text: str) -> tuple[NewEvent, ...]:
    """Keep a note for staff; allowed at any time. Raises ReasonsMissing, ReasonsTooLong."""
    return (NewEvent(NOTED, _data(step), _sealed(note=_words(text, "Write the note first."))),)


def ask_for_more(
    state: WorkState,
    *,
    step: Step,
    by: str,
    questions: Collection[str],
    known: Collection[str],
    message: str,
    visit: int = 1,
) -> tuple[NewEvent, ...]:
    """Ask the person to answer some questions again, with a message.

    questions: ids, or `id/member`. known: the ids that the person has been asked. Raises AlreadyDecided,
    NotYours, NothingAsked, UnknownQuestion, ReasonsMissing, ReasonsTooLong.
    """
    _must_be_open(state, visit)
    _must_be_free_for(state, by)
    if not questions:
        raise NothingAsked("Choose at least one question for the person to answer again.")
    for question in questions:
        if question not in known and question.partition("/")[0] not in known:
            raise UnknownQuestion(f"The person was not asked {question!r}. Choose from the answers shown.")
    words = _words(message, "Write what you need and why: the person sees only this.")
    data = _data(step, questions=list(dict.fromkeys(questions)))
    return (NewEvent(MORE_ASKED, data, _sealed(message=words)),)


def pause(
    state: WorkState, *, step: Step, by: str, until: date | None, reason: str, at: datetime, visit: int = 1
) -> tuple[NewEvent, ...]:
    """Pause work, until a legal day or until someone resumes it.

    Raises AlreadyDecided, NotYours, PauseInThePast, ReasonsMissing, ReasonsTooLong.
    """
    _must_be_open(state, visit)
    _must_be_free_for(state, by)
    if until is not None and until <= legal_day(at):
        raise PauseInThePast(f"Found {until}; expected a day after today. Choose a later day.")
    words = _words(reason, "Write why the case is paused: the person sees it.")
    data = _data(step, until=until.isoformat() if until else None)
    return (NewEvent(PAUSED, data, _sealed(reason=words)),)


def resume(state: WorkState, *, step: Step, by: str, at: datetime) -> tuple[NewEvent, ...]:
    """Take work up again. Raises NotPaused, NotYours."""
    if not state.paused_on(legal_day(at)):
        raise NotPaused("Work on this case is not paused.")
    _must_be_free_for(state, by)
    return (NewEvent(RESUMED, _data(step)),)


def decide(
    state: WorkState, *, step: Step, by: str, result: str, reasons: str, visit: int = 1
) -> tuple[NewEvent, ...]:
    """Decide, with reasons that the person reads.

    Raises AlreadyDecided, NotYours, UnknownResult, ReasonsMissing, ReasonsTooLong.
    """
    _must_be_open(state, visit)
    _must_be_free_for(state, by)
    spec: Work = step.spec
    if result not in {one.id for one in spec.results}:
        named = ", ".join(one.id for one in spec.results)
        raise UnknownResult(f"Found {result!r}; expected one of {named}.")
    words = _words(reasons, "Write the reasons: the person reads them.")
    return (NewEvent(DECIDED, _data(step, result=result), _sealed(reasons=words)),)


def reopen(state: WorkState, *, step: Step, why: Why, reason: str) -> tuple[NewEvent, ...]:
    """Open the latest decision again; it is kept and no longer counts.

    Raises NotDecided, ReasonsMissing, ReasonsTooLong, and ValueError for another `why`.
    """
    if why not in get_args(Why):
        raise ValueError(f"Found {why!r}; expected one of {', '.join(get_args(Why))}.")
    _must_be_decided(state)
    words = _words(reason, "Write why the decision is opened again.")
    return (NewEvent(REOPENED, _data(step, why=why), _sealed(reason=words)),)


def confirm(state: WorkState, *, step: Step, reason: str) -> tuple[NewEvent, ...]:
    """Say that the latest decision stands after another look.

    Raises NotDecided, ReasonsMissing, ReasonsTooLong.
    """
    _must_be_decided(state)
    words = _words(reason, "Write why the decision stands: the person reads it.")
    return (NewEvent(CONFIRMED, _data(step), _sealed(reason=words)),)


def _data(step: Step, **more: Json) -> dict[str, Json]:
    return {"step": step.id, **more}


def _sealed(**fields: str) -> dict[str, dict[str, Json]]:
    return {APPLICANT: dict(fields)}


def _words(text: str, remedy: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise ReasonsMissing(remedy)
    if len(words) > LONGEST:
        raise ReasonsTooLong(f"Found {len(words)} characters; expected at most {LONGEST}. Shorten it.")
    if "\0" in words:
        words = words.replace("\0", "")
    return words


def _must_be_open(state: WorkState, visit: int) -> None:
    if len(state.standing) >= visit:
        raise AlreadyDecided("This has been decided. Open the decision again first.")


def _must_be_decided(state: WorkState) -> None:
    if not state.standing:
        raise NotDecided("There is no decision yet.")


def _must_be_free_for(state: WorkState, by: str) -> None:
    if state.claim is not None and state.claim.by != by:
        raise NotYours("Someone else has this case in hand. Ask them, or a team leader, to give it back.")
