"""Keep a note on a case, for staff."""

from handrail.bricks.work import rules
from handrail.casefile import CaseFile, record
from handrail.casework.step import last_work
from handrail.history.event import Circumstances


def note(file: CaseFile, *, text: str, circumstances: Circumstances) -> CaseFile:
    """Add a note. Raises rules.ReasonsMissing, rules.ReasonsTooLong, NotWithStaff."""
    step, _ = last_work(file)
    return record(file, rules.note(step=step, text=text), circumstances=circumstances)
