"""Which work step a case stands at, for the operations of staff."""

from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import START, WorkState
from handrail.casefile import CaseFile
from handrail.definition.service import Step


class NotWithStaff(Exception):
    """The case is at no work step: it has not been sent, or the service asks nothing of staff."""


def at_work(file: CaseFile) -> tuple[Step, WorkState, int]:
    """The work step the case stands at on what was sent, its state, and how often it has been reached.

    Raises NotWithStaff.
    """
    position = file.as_sent
    step = file.service.step(position.step) if position.step else None
    if step is None or not isinstance(step.spec, Work):
        raise NotWithStaff("This case is not waiting for staff.")
    return step, state_of(file, step), position.visits.get(step.id, 1)


def at_hand(file: CaseFile) -> tuple[Step, WorkState, int]:
    """The work step that staff may do today: where the case stands, or what falls due before an end.

    Raises NotWithStaff.
    """
    due = file.falls_due
    if due is None:
        return at_work(file)
    step = file.service.step(due.step)
    return step, state_of(file, step), 1


def last_work(file: CaseFile) -> tuple[Step, WorkState]:
    """The last work step on the case's way, decided or not. Raises NotWithStaff when it has met none."""
    for step_id in reversed(list(file.as_sent.visits)):
        step = file.service.step(step_id)
        if isinstance(step.spec, Work):
            return step, state_of(file, step)
    raise NotWithStaff("No work step has been reached by this case.")


def state_of(file: CaseFile, step: Step) -> WorkState:
    """What has happened in a work step."""
    state = file.state.steps.get(step.id, START)
    assert isinstance(state, WorkState)
    return state
