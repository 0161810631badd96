"""Ask the person for more, pause the work, take it up again."""

from collections.abc import Collection
from datetime import date

from handrail.bricks.ask.spec import Ask
from handrail.bricks.work import rules
from handrail.casefile import CaseFile, record
from handrail.casework.step import at_work
from handrail.history.event import Circumstances


def ask_for_more(
    file: CaseFile, *, questions: Collection[str], message: str, circumstances: Circumstances
) -> CaseFile:
    """Ask the person to answer some questions again; the case then waits for them.

    questions: ids, or `id/member`. Raises what rules.ask_for_more raises, and NotWithStaff.
    """
    step, state, visit = at_work(file)
    events = rules.ask_for_more(
        state,
        step=step,
        by=circumstances.actor.id,
        questions=questions,
        known=known_questions(file),
        message=message,
        visit=visit,
    )
    return record(file, events, circumstances=circumstances)


def known_questions(file: CaseFile) -> frozenset[str]:
    """The ids of every question of the service that staff may ask again."""
    return frozenset(
        question.id
        for step in file.service.steps
        if isinstance(step.spec, Ask)
        for question, _ in step.spec.questions()
        if not question.equality
    )


def pause(file: CaseFile, *, until: date | None, reason: str, circumstances: Circumstances) -> CaseFile:
    """Pause the work. Raises what rules.pause raises, and NotWithStaff."""
    step, state, visit = at_work(file)
    events = rules.pause(
        state,
        step=step,
        by=circumstances.actor.id,
        until=until,
        reason=reason,
        at=circumstances.at,
        visit=visit,
    )
    return record(file, events, circumstances=circumstances)


def resume(file: CaseFile, *, circumstances: Circumstances) -> CaseFile:
    """Take the work up again. Raises NotPaused, NotYours, NotWithStaff."""
    step, state, _ = at_work(file)
    events = rules.resume(state, step=step, by=circumstances.actor.id, at=circumstances.at)
    return record(file, events, circumstances=circumstances)
