"""Where a case stands, for staff: who it is about, who has it, what was promised, what it waits for."""

from collections.abc import Iterator, Mapping

from handrail import history
from handrail.bricks.work.state import WorkState
from handrail.casefile import CaseFile
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.screen import Row, Summary
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day
from handrail.terms.names import name_words
from handrail.walk.status import status


def standing(file: CaseFile, names: Mapping[str, str], person: str) -> Summary:
    """The card at the top of a case."""
    rows = [Row(say("standing.person"), person)] if name_words(person) else []
    rows += [
        Row(say("standing.status"), say(f"status.{status(file.state, file.as_sent)}")),
        *_dates(file),
        *_work(file, names),
        *_decided(file, names),
        *_review(file),
    ]
    return Summary(rows=tuple(rows), title=say("standing.title"))


def _dates(file: CaseFile) -> Iterator[Row]:
    state = file.state
    if not state.sendings:
        if state.started_at:
            yield Row(say("standing.started"), format_instant(state.started_at, LANGUAGE))
        return
    yield Row(say("standing.sent"), format_instant(state.sendings[0].at, LANGUAGE))
    receipt = history.receipt(file.stream, state.sendings[-1].sequence)
    yield Row(say("standing.receipt"), receipt.code, note=say("standing.receipt.note"))
    if len(state.sendings) > 1:
        yield Row(say("standing.changed"), format_instant(state.sendings[-1].at, LANGUAGE))
    if file.due_on:
        late = legal_day(file.at) > file.due_on
        yield Row(
            say("standing.due"), format_day(file.due_on, LANGUAGE), note=say("standing.late") if late else ""
        )


def _work(file: CaseFile, names: Mapping[str, str]) -> Iterator[Row]:
    work = work_state(file)
    if work is None:
        return
    who = names.get(work.claim.by, say("colleague")) if work.claim else say("standing.nobody")
    yield Row(say("standing.with"), who)
    if work.pause is not None and work.paused_on(legal_day(file.at)):
        until = format_day(work.pause.until, LANGUAGE) if work.pause.until else say("standing.until_resumed")
        yield Row(say("standing.paused"), until, note=work.pause.reason)
    for asked in file.state.asked:
        yield Row(say("standing.asked"), asked.message, note=format_instant(asked.at, LANGUAGE))


def _decided(file: CaseFile, names: Mapping[str, str]) -> Iterator[Row]:
    for decision in reversed(file.state.decisions):
        step = file.service.step(decision.step)
        label = next((one.label for one in step.spec.results if one.id == decision.result), decision.result)
        key = "standing.overturned" if decision.overturned else "standing.decision"
        note = say(
            "standing.decided_by",
            who=names.get(decision.by.id, say("colleague")),
            when=format_instant(decision.at, LANGUAGE),
        )
        chosen = step.spec.result(decision.result)
        unsaid = "" if chosen is not None and chosen.unexplained else say("facts.gone")
        yield Row(say(key), "\n".join(filter(None, (label, decision.reasons or unsaid))), note=note)


def _review(file: CaseFile) -> Iterator[Row]:
    review = file.state.review_asked
    if review is not None:
        yield Row(
            say("standing.review"),
            review.reason or say("facts.gone"),
            note=format_instant(review.at, LANGUAGE),
        )


def work_state(file: CaseFile) -> WorkState | None:
    """What has happened in the work step that the case stands at; None when it stands at none."""
    if not file.as_sent.step:
        return None
    state = file.state.steps.get(file.as_sent.step)
    if isinstance(state, WorkState):
        return state
    return WorkState() if file.service.step(file.as_sent.step).brick == "work" else None
