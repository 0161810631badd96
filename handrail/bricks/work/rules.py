"""What staff may do in a `work` step, each as events or a named refusal; who may act at all is for roles."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Literal, get_args

from handrail.bricks.work.acts import in_step, must_be_free_for, must_be_open, sealed, words_needed
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
from handrail.bricks.work.refusals import (
    AlreadyClaimed,
    FormNotFinished,
    FormRefused,
    NeedsCriterion,
    NotClaimed,
    NotDecided,
    NothingAsked,
    NotNow,
    NotPaused,
    PauseInThePast,
    UnknownQuestion,
    UnknownResult,
)
from handrail.bricks.work.spec import Result, Work
from handrail.bricks.work.state import NOT_FOUND, Form, WorkState
from handrail.bricks.work.status import facts_of
from handrail.definition.brick import Refused, Scope
from handrail.definition.service import Step
from handrail.history.event import NewEvent
from handrail.terms.legal_day import legal_day

Why = Literal["review", "correction", "error"]
"""What led to opening a decision again."""

_EXPLAIN = "Write the reasons: the person reads them."


def claim(state: WorkState, *, step: Step, by: str, visit: int = 1) -> tuple[NewEvent, ...]:
    """Take the case on. Claiming what is already yours changes nothing.

    by: the account's id. visit: how often the walk has reached the step. Raises AlreadyDecided,
    AlreadyClaimed.
    """
    must_be_open(state, visit)
    if state.claim is None:
        return (NewEvent(CLAIMED, in_step(step)),)
    if state.claim.by == by:
        return ()
    raise AlreadyClaimed("Someone else has this case in hand. Ask them, or a team leader, to give it back.")


def release(state: WorkState, *, step: Step, by: str, leading: bool = False) -> tuple[NewEvent, ...]:
    """Give the case back to its queue. leading: a team leader may give back another's.

    Raises NotClaimed, NotYours.
    """
    if state.claim is None:
        raise NotClaimed("Nobody has this case in hand, so there is nothing to give back.")
    if not leading:
        must_be_free_for(state, by)
    return (NewEvent(RELEASED, in_step(step)),)


def note(*, step: Step, text: str) -> tuple[NewEvent, ...]:
    """Keep a note for staff; allowed at any time. Raises ReasonsMissing, ReasonsTooLong."""
    return (NewEvent(NOTED, in_step(step), sealed(note=words_needed(text, "Write the note first."))),)


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
    must_be_open(state, visit)
    must_be_free_for(state, by)
    if not questions:
        raise NothingAsked("Choose at least one question for the person to answer again.")
    for question in questions:
        if question not in known and question.partition("/")[0] not in known:
            raise UnknownQuestion(f"The person was not asked {question!r}. Choose from the answers shown.")
    words = words_needed(message, "Write what you need and why: the person sees only this.")
    data = in_step(step, questions=list(dict.fromkeys(questions)))
    return (NewEvent(MORE_ASKED, data, sealed(message=words)),)


def pause(
    state: WorkState, *, step: Step, by: str, until: date | None, reason: str, at: datetime, visit: int = 1
) -> tuple[NewEvent, ...]:
    """Pause work, until a legal day or until someone resumes it.

    Raises AlreadyDecided, NotYours, PauseInThePast, ReasonsMissing, ReasonsTooLong.
    """
    must_be_open(state, visit)
    must_be_free_for(state, by)
    if until is not None and until <= legal_day(at):
        raise PauseInThePast(f"Found {until}; expected a day after today. Choose a later day.")
    words = words_needed(reason, "Write why the case is paused: the person sees it.")
    data = in_step(step, until=until.isoformat() if until else None)
    return (NewEvent(PAUSED, data, sealed(reason=words)),)


def resume(state: WorkState, *, step: Step, by: str, at: datetime) -> tuple[NewEvent, ...]:
    """Take work up again. Raises NotPaused, NotYours."""
    if not state.paused_on(legal_day(at)):
        raise NotPaused("Work on this case is not paused.")
    must_be_free_for(state, by)
    return (NewEvent(RESUMED, in_step(step)),)


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
    must_be_open(state, visit)
    must_be_free_for(state, by)
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
    data = in_step(step, **({"counted": counted} if counted else {}))
    return (NewEvent(FORM_SAVED, data, sealed(answers=dict(now.answers), criteria=findings)),)


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
    must_be_open(state, visit)
    must_be_free_for(state, by)
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
    words = "" if chosen.unexplained and not reasons.strip() else words_needed(reasons, _EXPLAIN)
    unmet = [one.id for one, said in zip(spec.criteria, found, strict=True) if said == "not_met"]
    data = in_step(step, result=result, unmet=unmet, district=district)
    return (NewEvent(DECIDED, data, sealed(reasons=words)),)


def may_be_chosen(result: Result, step: Step, form: Form, scope: Scope) -> bool:
    """Say whether a result's own rule allows it, given what staff have answered and found so far."""
    if result.when is None:
        return True
    return result.when.evaluate({**scope.facts, **facts_of(step, None, form)}, at=scope.at) is True


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
    words = words_needed(reason, "Write why the decision is opened again.")
    return (NewEvent(REOPENED, in_step(step, why=why), sealed(reason=words)),)


def confirm(state: WorkState, *, step: Step, reason: str) -> tuple[NewEvent, ...]:
    """Say that the latest decision stands after another look.

    Raises NotDecided, ReasonsMissing, ReasonsTooLong.
    """
    _must_be_decided(state)
    words = words_needed(reason, "Write why the decision stands: the person reads it.")
    return (NewEvent(CONFIRMED, in_step(step), sealed(reason=words)),)


def _must_be_decided(state: WorkState) -> None:
    if not state.standing:
        raise NotDecided("There is no decision yet.")
