"""Fill in the form of the step that a case stands at, as often as it takes; a decision comes after it."""

from collections.abc import Mapping

from handrail.bricks.work import rules
from handrail.casefile import CaseFile, record
from handrail.casework.step import at_hand
from handrail.history.event import Circumstances


def save_form(
    file: CaseFile, *, form: Mapping[str, str], language: str, finished: bool, circumstances: Circumstances
) -> CaseFile:
    """Keep what has been filled in. form: by field name, as typed. finished: nothing may be missing.

    Raises FormRefused with what must be mended, AlreadyDecided, NotYours, NotWithStaff.
    """
    step, state, visit = at_hand(file)
    events = rules.save_form(
        state,
        step=step,
        by=circumstances.actor.id,
        form=form,
        scope=file.as_sent.scopes[step.id],
        language=language,
        finished=finished,
        visit=visit,
    )
    return record(file, events, circumstances=circumstances) if events else file
