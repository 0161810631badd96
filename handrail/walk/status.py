"""A case's status in one word, the person's truth: what channels and letters say where it has got to."""

from typing import Literal

from handrail.walk.fold import CaseState
from handrail.walk.position import Position

Status = Literal["draft", "received", "being_looked_at", "waiting_for_you", "paused", "decided", "withdrawn"]


def status(state: CaseState, position: Position) -> Status:
    """Return the status of a case. position: of what has been sent (`sent=True`) for a case once sent.

    received: sent, and nobody has taken it on. being_looked_at: someone has, or a decision is being looked at
    again.
    """
    if state.withdrawn is not None:
        return "withdrawn"
    if state.sent_at is None:
        return "draft"
    if state.asked or position.here in ("answering", "asked_for_more"):
        return "waiting_for_you"
    if position.another_look:
        return "being_looked_at"
    if position.here == "ended":
        return "decided"
    if position.waiting_for == "clock":
        return "paused"
    return "being_looked_at" if _taken_on(state, position) else "received"


def _taken_on(state: CaseState, position: Position) -> bool:
    work = state.steps.get(position.step)
    return getattr(work, "claim", None) is not None or bool(state.decisions)
