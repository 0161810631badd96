"""Keep a note on a case, for staff."""

from handrail.bricks.work import rules
from handrail.bricks.work.spec import Work
from handrail.casefile import CaseFile, record
from handrail.casework.step import NotWithStaff, last_work
from handrail.definition.service import Step
from handrail.history.event import Circumstances


def note(file: CaseFile, *, text: str, circumstances: Circumstances) -> CaseFile:
    """Add a note, at any time: before anything is sent it is kept with the first step of staff.

    Raises ReasonsMissing, ReasonsTooLong, NotWithStaff when the service has no step of staff.
    """
    return record(file, rules.note(step=_step(file), text=text), circumstances=circumstances)


def _step(file: CaseFile) -> Step:
    try:
        return last_work(file)[0]
    except NotWithStaff:
        first = next((step for step in file.service.steps if isinstance(step.spec, Work)), None)
        if first is None:
            raise
        return first
