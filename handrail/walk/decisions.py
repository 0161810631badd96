"""Which of what staff concluded is a decision that people are told of, and which a stage on the way."""

from collections.abc import Iterable

from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import Decision
from handrail.definition.service import Service
from handrail.walk.fold import steps_by_id


def decisions_made(service: Service, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return what was decided, overturned or not, without the stages of the work."""
    return tuple(one for one in decisions if not is_stage(service, one.step, one.result))


def standing_decision(service: Service, decisions: Iterable[Decision]) -> Decision | None:
    """Return the latest decision that stands; None while there is none."""
    return next((one for one in reversed(decisions_made(service, decisions)) if not one.overturned), None)


def is_stage(service: Service, step: str, result: str) -> bool:
    """Say whether a result of a step is a stage of the work; no when the step is not there any more."""
    found = steps_by_id(service).get(step)
    return found is not None and isinstance(found.spec, Work) and found.spec.is_stage(result)
