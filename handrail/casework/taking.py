"""Take a case on, and give it back."""

from handrail.bricks.work import rules
from handrail.casefile import CaseFile, record
from handrail.casework.step import at_hand
from handrail.history.event import Circumstances


def claim(file: CaseFile, *, circumstances: Circumstances) -> CaseFile:
    """Take the case on. Raises AlreadyClaimed, AlreadyDecided, NotWithStaff."""
    step, state, visit = at_hand(file)
    events = rules.claim(state, step=step, by=circumstances.actor.id, visit=visit)
    return record(file, events, circumstances=circumstances) if events else file


def release(file: CaseFile, *, circumstances: Circumstances) -> CaseFile:
    """Give the case back to its queue. Raises NotClaimed, NotYours, NotWithStaff."""
    step, state, _ = at_hand(file)
    leading = circumstances.actor.role == "team_leader"
    events = rules.release(state, step=step, by=circumstances.actor.id, leading=leading)
    return record(file, events, circumstances=circumstances)
