"""How a `show` step stands, and what going on from its page does."""

from collections.abc import Mapping

from handrail.definition.brick import PageRef, PageState, Scope, StepStatus
from handrail.definition.service import Step
from handrail.history.event import NewEvent

from .events import SEEN
from .state import ShowState

PAGE = "text"
"""The id of the step's one page."""


def status(step: Step, state: ShowState, scope: Scope) -> StepStatus:  # noqa: ARG001  a brick's shape
    """Return that the page is still to be seen, or was."""
    page = PageState(PageRef(step.id, PAGE), complete=state.seen)
    return StepStatus(kind="done" if state.seen else "needs", pages=(page,))


def receive(
    step: Step,
    state: ShowState,
    ref: PageRef,  # noqa: ARG001  a brick's shape
    form: Mapping[str, str],  # noqa: ARG001
    scope: Scope,  # noqa: ARG001
    language: str,  # noqa: ARG001
) -> tuple[NewEvent, ...]:
    """Return the event that says the page was seen, the first time; later, nothing happens."""
    return () if state.seen else (NewEvent(SEEN, {"step": step.id}),)


def held(step: Step, state: ShowState) -> tuple[str, ...]:  # noqa: ARG001  a brick's shape
    """Return no answers: the page asks nothing."""
    return ()
