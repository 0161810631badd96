"""What a `decide` step has determined so far: a fold of its events."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.bricks.decide.events import Recorded, recorded
from handrail.definition.brick import Determination
from handrail.definition.service import Step
from handrail.history.event import Event, Json


@dataclass(frozen=True, slots=True)
class DecideState:
    """The determinations there are, by group member ("" for none), oldest first."""

    recorded: Mapping[str, tuple[Recorded, ...]] = field(default_factory=dict)

    def find(self, *, item: str, answers: Json) -> Determination | None:
        """Return the latest determination made on these very answers, or None."""
        for one in reversed(self.recorded.get(item, ())):
            if one.facts["answers"] == answers:
                return one.determination()
        return None


START = DecideState()


def fold(_step: Step, state: DecideState, event: Event) -> DecideState:
    """Return the state after one of the step's events."""
    if event.type != "decide.determined":
        return state
    found = recorded(event)
    if found is None:
        return state
    item: str = event.data["item"]
    return DecideState({**state.recorded, item: (*state.recorded.get(item, ()), found)})
