"""What the rules found that the history does not hold yet: to be appended with whatever led to it."""

from handrail.bricks.decide.events import determined
from handrail.bricks.decide.state import DecideState
from handrail.definition.service import Service
from handrail.feel import from_feel
from handrail.history.event import NewEvent
from handrail.walk.fold import CaseState
from handrail.walk.position import Position


def determinations_to_record(service: Service, state: CaseState, position: Position) -> tuple[NewEvent, ...]:
    """Return the events for a position's determinations that are not recorded for these very answers.

    Append them with the sending, and again with each decision of staff (for the position after it): a
    recorded determination is reused, so that a later change of a dated value does not change the past.
    """
    return tuple(
        determined(service, one)
        for one in position.determinations
        if not _is_recorded(state.steps.get(one.step), item=one.item, answers=from_feel(one.answers))
    )


def _is_recorded(state: object, *, item: str, answers: object) -> bool:
    return isinstance(state, DecideState) and state.find(item=item, answers=answers) is not None
