"""What staff may do in a `work` step, each as events or a named refusal; who may act at all is for roles."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal, get_args

from handrail.bricks.work.events import (
    CLAIMED,
    CONFIRMED,
    DECIDED,
    FORM_SAVED,
    MORE_ASKED,
    NOTED,
    PAUSED,
    RELEASED,
    REOPENED,
    RESUMED,
)
from handrail.bricks.work.form import missing_in, read_form
from handrail.bricks.work.spec import Result, Work
from handrail.bricks.work.state import NO_FORM, NOT_FOUND, Form, WorkState
from handrail.definition.brick import Fact, Refused, Scope, StepStatus
from handrail.definition.service import Step, feel_name
from handrail.history.event import Json, NewEvent
from handrail.questions.answer import fact_of
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


class FormRefused(WorkRefused):
    """Something typed in the form of staff must be mended; `refused` says what and how."""

    def __init__(self, refused: Refused) -> None:
        super().__init__("; ".join(refused.errors.values()))
        self.refused = refused


class FormNotFinished(WorkRefused):
    """The form of staff has something left to fill in, so nothing can be concluded yet."""


class NeedsCriterion(WorkRefused):
    """The result does not go with what was found of the criteria."""


class NotNow(WorkRefused):
    """The result does not go with what is known, or with what staff have answered."""


class PauseInThePast(WorkRefused):
    """The day work would resume on is today or has gone."""


def status(step: Step, state: WorkState, scope: Scope) -> StepStatus:
    """Return done with the result decided at this visit, or what the step waits for."""
    standing = state.standing
    if len(standing) >= scope.visit:
        decision = standing[scope.visit - 1]
        return StepStatus(
            kind="done",
            facts=_facts(step, decision.result, decision.form, decision.unmet),
            result=decision.result,
            settled_at=decision.at,
            settled_sequence=decision.looked_at,
        )
    return StepStatus(
        kind="waits", facts=_facts(step, None, NO_FORM), waiting_for=waiting_for(state, scope.day)
    )


def _facts(step: Step, result: Fact, form: Form, unmet: Collection[str] = ()) -> dict[str, Fact]:
    """Return the step's result with what staff answered and found when they concluded it."""
    spec: Work = step.spec
    answers = {one.question.id: fact_of(one.question, form.answers.get(one.question.id)) for one in spec.form}
    findings: dict[str, Fact] = {
        one.id: form.findings[one.id].found or None if one.id in form.findings else None
        for one in spec.criteria
    }
    # What was refused stays known when the reasons are erased.
    findings.update((one.id, "not_met") for one in spec.criteria if one.id in unmet)
    return {feel_name(step.id): result, **answers, **findings}


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


def save_form(
    state: WorkState,
    *,
    step: Step,
    by: str,
    form: Mapping[str, str],
    scope: Scope,
    language: str = "en",
    finished: bool = False,
    visit: int = 1,
) -> tuple[NewEvent, ...]:
    """Keep what staff have filled in so far. The same again changes nothing.

    form: by field name, as typed. finished: nothing may be missing any more.
    Raises AlreadyDecided, NotYours, FormRefused.
    """
    _must_be_open(state, visit)
    _must_be_free_for(state, by)
    filled = read_form(step, form, scope, language)
    errors = {**filled.refused, **(filled.missing if finished else {})}
    if errors:
        raise FormRefused(Refused(errors=errors, typed=dict(form), parts=filled.parts))
    kept, now = state.form, filled.form
    if (kept.answers, kept.findings) == (now.answers, now.findings):
        return ()
    spec: Work = step.spec
    counts = {one.question.id for one in spec.form if one.question.counts}
    counted = {name: value for name, value in now.answers.items() if name in counts}
    findings = {name: {"found": one.found, "reasons": one.reasons} for name, one in now.findings.items()}
    sealed = {APPLICANT: {"answers": dict(now.answers), "criteria": findings}}
    return (NewEvent(FORM_SAVED, _data(step, **({"counted": counted} if counted else {})), sealed),)


def decide(
    state: WorkState,
    *,
    step: Step,
    by: str,
    result: str,
    reasons: str,
    scope: Scope,
    district: str = "",
    visit: int = 1,
) -> tuple[NewEvent, ...]:
    """Decide, with reasons that the person reads; "" only where a stage may go without.

    scope: what the step can see. district: which district it counts for, by the slug of its organisation.
    Raises AlreadyDecided, NotYours, UnknownResult, FormNotFinished, NeedsCriterion, NotNow, ReasonsMissing,
    ReasonsTooLong.
    """
    _must_be_open(state, visit)
    _must_be_free_for(state, by)
    spec: Work = step.spec
    chosen = spec.result(result)
    if chosen is None:
        named = ", ".join(one.id for one in spec.results)
        raise UnknownResult(f"Found {result!r}; expected one of {named}.")
    missing = missing_in(step, state.form, scope, scope.service.languages[0])
    if missing and not chosen.unfinished:
        raise FormNotFinished(f"Fill in the form first. Still missing: {'; '.join(missing)}.")
    found = [state.form.findings.get(one.id, NOT_FOUND).found for one in spec.criteria]
    if not goes_with(chosen.needs, found):
        raise NeedsCriterion(f"The result {result!r} needs {chosen.needs}; found {', '.join(found)}.")
    if not may_be_chosen(chosen, step, state.form, scope):
        rule = chosen.when.text if chosen.when else ""
        raise NotNow(f"The result {result!r} can be chosen only when {rule!r}, which is not so now.")
    words = "" if chosen.unexplained and not reasons.strip() else _words(reasons, _EXPLAIN)
    unmet = [one.id for one, said in zip(spec.criteria, found, strict=True) if said == "not_met"]
    data = _data(step, result=result, unmet=unmet, district=district)
    return (NewEvent(DECIDED, data, _sealed(reasons=words)),)


_EXPLAIN = "Write the reasons: the person reads them."


def may_be_chosen(result: Result, step: Step, form: Form, scope: Scope) -> bool:
    """Say whether a result's own rule allows it, given what staff have answered and found so far."""
    if result.when is None:
        return True
    return result.when.evaluate({**scope.facts, **_facts(step, None, form)}, at=scope.at) is True


def goes_with(needs: str, found: Collection[str]) -> bool:
    """Say whether what a result needs was found. found: of each criterion, what was found."""
    match needs:
        case "one met":
            return "met" in found
        case "all met":
            return set(found) == {"met"}
        case "one not met":
            return "not_met" in found
        case "none met":
            return "not_met" in found and "met" not in found
    return True


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
