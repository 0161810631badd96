"""Place a legal hold on a case, and lift it: while one stands, nothing in the case may be erased."""

from handrail.bricks.work.acts import words_needed
from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import HELD, HOLD_LIFTED


class NotHeld(Exception):
    """No legal hold of this office stands on the case."""


def hold(file: CaseFile, *, by: str, reason: str, circumstances: Circumstances) -> CaseFile:
    """Place a legal hold. by: the office that ordered it; reason: why. Both are sealed, as all free text is.

    Raises ReasonsMissing, ReasonsTooLong.
    """
    placed = NewEvent(HELD, personal={"applicant": {"by": _words(by), "reason": _words(reason)}})
    return record(file, [placed], circumstances=circumstances, held=True)


def lift(file: CaseFile, *, by: str, reason: str, circumstances: Circumstances) -> CaseFile:
    """Lift the hold of an office; others stay. Raises NotHeld, ReasonsMissing, ReasonsTooLong."""
    standing = next((one for one in file.state.holds if one.by == by), None)
    if standing is None:
        raise NotHeld
    lifted = NewEvent(HOLD_LIFTED, {"placed": standing.sequence}, {"applicant": {"reason": _words(reason)}})
    return record(file, [lifted], circumstances=circumstances, held=len(file.state.holds) > 1)


def _words(text: str) -> str:
    return words_needed(text, "Write who ordered the hold, and why.")
