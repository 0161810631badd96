"""Where a case stands, for staff: who it is about, who has it, what was promised, what it waits for."""

from collections.abc import Iterator, Mapping

from handrail import history
from handrail.bricks.work.state import Decision, WorkState
from handrail.casefile import CaseFile
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Row, Summary
from handrail.definition.service import Step
from handrail.terms.language import format_day, format_told
from handrail.terms.legal_day import legal_day
from handrail.terms.names import name_words
from handrail.walk.decisions import is_stage
from handrail.walk.status import status


def standing(file: CaseFile, names: Mapping[str, str], person: str) -> Summary:
    """The card at the top of a case."""
    rows = [Row(say("standing.person"), person)] if name_words(person) else []
    rows += [
        Row(say("standing.status"), say(f"status.{status(file.state, file.as_sent)}")),
        *_brought_in(file),
        *_dates(file),
        *_work(file, names),
        *_ahead(file),
        *_decided(file, names),
        *_review(file),
    ]
    return Summary(rows=tuple(rows), title=say("standing.title"))


def _brought_in(file: CaseFile) -> Iterator[Row]:
    made = file.state.brought_in
    if made is not None:
        name = file.service.brought_in_from.get(made.service, made.service)
        called = file.service.say(f"brought_in_from.{made.service}", name, LANGUAGE)
        yield Row(say("standing.brought_in"), called, note=say("standing.number", number=made.number))


def _dates(file: CaseFile) -> Iterator[Row]:
    state = file.state
    if not state.sendings:
        if state.started_at:
            yield Row(say("standing.started"), format_told(state.started_at, LANGUAGE))
        return
    yield Row(say("standing.sent"), format_told(state.sendings[0].at, LANGUAGE))
    last = state.sendings[-1].sequence
    code = file.once(("receipt", last), lambda: history.receipt(file.stream, last).code)
    yield Row(say("standing.receipt"), code, note=say("standing.receipt.note"))
    if len(state.sendings) > 1:
        yield Row(say("standing.changed"), format_told(state.sendings[-1].at, LANGUAGE))
    if file.due_on:
        late = legal_day(file.at) > file.due_on
        yield Row(
            say("standing.due"), format_day(file.due_on, LANGUAGE), note=say("standing.late") if late else ""
        )


def _work(file: CaseFile, names: Mapping[str, str]) -> Iterator[Row]:
    work = work_state(file)
    if work is None:
        return
    step = step_at_hand(file)
    if step is not None:
        yield Row(say("standing.step"), file.service.title_of(step, LANGUAGE))
    who = names.get(work.claim.by, say("colleague")) if work.claim else say("standing.nobody")
    yield Row(say("standing.with"), who)
    if work.pause is not None and work.paused_on(legal_day(file.at)):
        until = format_day(work.pause.until, LANGUAGE) if work.pause.until else say("standing.until_resumed")
        yield Row(say("standing.paused"), until, note=work.pause.reason)
    for asked in file.state.asked:
        yield Row(say("standing.asked"), asked.message, note=format_told(asked.at, LANGUAGE))


def _ahead(file: CaseFile) -> Iterator[Row]:
    """The last day of what the case gave, and what falls due before it."""
    if file.as_sent.ends_on is not None:
        yield Row(say("standing.ends"), format_day(file.as_sent.ends_on, LANGUAGE))
    for one in file.as_sent.ahead:
        title = file.service.title_of(file.service.step(one.step), LANGUAGE)
        due = not one.done and one.from_on <= legal_day(file.at)
        note = say("standing.ahead.done") if one.done else say("standing.ahead.due") if due else ""
        yield Row(title, say("standing.ahead", day=format_day(one.from_on, LANGUAGE)), note=note)


def _decided(file: CaseFile, names: Mapping[str, str]) -> Iterator[Row]:
    for decision in reversed(file.state.decisions):
        step = file.service.step(decision.step)
        label = next((one.label for one in step.spec.results if one.id == decision.result), decision.result)
        note = say(
            "standing.decided_by",
            who=names.get(decision.by.id, say("colleague")),
            when=format_told(decision.at, LANGUAGE),
        )
        chosen = step.spec.result(decision.result)
        unsaid = "" if chosen is not None and chosen.unexplained else say("facts.gone")
        yield Row(
            _called(file, step, decision),
            "\n".join(filter(None, (label, decision.reasons or unsaid))),
            note=note,
        )


def _called(file: CaseFile, step: Step, decision: Decision) -> str:
    """What was concluded: a decision, or a stage of the work by its step's name."""
    if decision.overturned:
        return say("standing.overturned")
    if is_stage(file.service, decision.step, decision.result):
        return file.service.title_of(step, LANGUAGE)
    return say("standing.decision")


def _review(file: CaseFile) -> Iterator[Row]:
    review = file.state.review_asked
    if review is not None:
        yield Row(
            say("standing.review"),
            review.reason or say("facts.gone"),
            note=format_told(review.at, LANGUAGE),
        )


def work_state(file: CaseFile) -> WorkState | None:
    """What has happened in the work step that the case stands at; None when it stands at none."""
    step = step_at_hand(file)
    state = file.state.steps.get(step.id) if step else None
    if isinstance(state, WorkState):
        return state
    return WorkState() if step is not None and step.brick == "work" else None


def step_at_hand(file: CaseFile) -> Step | None:
    """The step that the case stands at, or that falls due before an end; None when nothing is to be done."""
    due = file.falls_due
    step = due.step if due else file.as_sent.step
    return file.service.step(step) if step else None
