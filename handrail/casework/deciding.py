"""Decide, open a decision again, or say that it stands."""

from handrail.bricks.work import rules
from handrail.casefile import CaseFile, record
from handrail.casework.district import district_of
from handrail.casework.step import at_hand, last_work
from handrail.history.event import Circumstances
from handrail.walk.recording import determinations_to_record


def decide(file: CaseFile, *, result: str, reasons: str, circumstances: Circumstances) -> CaseFile:
    """Decide with reasons that the person reads. Raises what rules.decide raises, and NotWithStaff."""
    step, state, visit = at_hand(file)
    events = rules.decide(
        state,
        step=step,
        by=circumstances.actor.id,
        result=result,
        reasons=reasons,
        scope=file.as_sent.scopes[step.id],
        district=district_of(file),
        visit=visit,
    )
    return _with_determinations(record(file, events, circumstances=circumstances), circumstances)


def reopen(file: CaseFile, *, why: rules.Why, reason: str, circumstances: Circumstances) -> CaseFile:
    """Open the latest decision again. Raises NotDecided and what rules.reopen raises."""
    step, state = last_work(file)
    events = rules.reopen(state, step=step, why=why, reason=reason)
    return record(file, events, circumstances=circumstances)


def confirm(file: CaseFile, *, reason: str, circumstances: Circumstances) -> CaseFile:
    """Say that the decision stands after another look. Raises NotDecided."""
    step, state = last_work(file)
    events = rules.confirm(state, step=step, reason=reason)
    return _with_determinations(record(file, events, circumstances=circumstances), circumstances)


def _with_determinations(file: CaseFile, circumstances: Circumstances) -> CaseFile:
    """Record what the rules find after a decision: a dated value that changes later then changes nothing."""
    found = determinations_to_record(file.service, file.state, file.as_sent)
    return record(file, found, circumstances=circumstances) if found else file
