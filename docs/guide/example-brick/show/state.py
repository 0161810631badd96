"""Whether a `show` step's page was seen: a fold of its events."""

from dataclasses import dataclass

from handrail.definition.service import Step
from handrail.history.event import Event


@dataclass(frozen=True, slots=True)
class ShowState:
    """Whether the person has gone on from the page."""

    seen: bool = False


START = ShowState()


def fold(step: Step, state: ShowState, event: Event) -> ShowState:  # noqa: ARG001  a brick's shape
    """Return the state after one of the step's events; of an unknown type, it changes nothing."""
    return ShowState(seen=True) if event.type == "show.seen" else state
