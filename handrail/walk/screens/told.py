"""What a person has told, as it is read back: every step of theirs on the route, in order."""

from collections.abc import Mapping
from dataclasses import replace

from handrail.bricks import BRICKS
from handrail.definition.brick import Brick
from handrail.definition.places import OPEN
from handrail.definition.prepared import prepared
from handrail.definition.screen import Summary
from handrail.definition.service import Service
from handrail.walk.fold import CaseState, steps_by_id
from handrail.walk.position import Position


def told(
    service: Service,
    state: CaseState,
    position: Position,
    language: str,
    *,
    change: bool = False,
    hidden: bool = True,
    bricks: Mapping[str, Brick] = BRICKS,
) -> tuple[Summary, ...]:
    """Return the answers on the route of a position.

    state: whose answers to read back: of a position as sent, pass a state folded as sent, or what has been
        told since shows too. change: with a link to change each. hidden: with a line for each answer that
        was given and may not be seen.
    """
    by_id = steps_by_id(service)
    found: list[Summary] = []
    take_in = _take_in(service)
    for step_id, scope in position.scopes.items():
        step = by_id[step_id]
        brick = bricks[step.brick]
        if brick.summaries is not None:
            held = state.steps.get(step_id, brick.start)
            # Words take in only what may be read back: the position knows more than whoever reads.
            more = {"scope": replace(scope, steps=state.steps, service=service)} if take_in else {}
            cards = brick.summaries(
                step, held, position.pages, service, language, change=change, hidden=hidden, **more
            )
            found.extend(cards)
    return tuple(found)


@prepared
def _take_in(service: Service) -> bool:
    """Say whether any words of a service may take in an answer; nearly none do."""
    return any(OPEN in text for text in service.text.values())
