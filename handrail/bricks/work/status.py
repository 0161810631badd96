"""How a `work` step stands for the walk: what it waits for, or its result with what rules see of it."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import NO_FORM, Form, WorkState
from handrail.definition.brick import Fact, Scope, StepStatus
from handrail.definition.service import Step, feel_name
from handrail.questions.answer import fact_of

Waiting = Literal["staff", "clock"]


def status(step: Step, state: WorkState, scope: Scope) -> StepStatus:
    """Return done with the result decided at this visit, or what the step waits for."""
    standing = state.standing
    if len(standing) >= scope.visit:
        decision = standing[scope.visit - 1]
        return StepStatus(
            kind="done",
            facts=facts_of(step, decision.result, decision.form, decision.unmet),
            result=decision.result,
            settled_at=decision.at,
            settled_sequence=decision.looked_at,
        )
    return StepStatus(
        kind="waits", facts=facts_of(step, None, NO_FORM), waiting_for=waiting_for(state, scope.day)
    )


def facts_of(step: Step, result: Fact, form: Form, unmet: Collection[str] = ()) -> dict[str, Fact]:
    """Return what rules see of a step: its result, with what staff answered and found when they concluded it.

    unmet: the criteria that were found not met, also where the form cannot be read any more.
    """
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
