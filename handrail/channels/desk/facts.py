"""What was told and has been sent, each answer with where it came from and what it was before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handrail.bricks.ask.layout import Asked, layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.casefile import CaseFile
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import PageRef
from handrail.definition.screen import Link, Row, Summary
from handrail.definition.service import Step
from handrail.history.event import Event, Json
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Asking
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

Key = tuple[str, str, str]
"""A step, a question and the member of its group, "" for none."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an answer that was sent: its value, and the event in which it was given."""

    value: Json
    given: Event


def versions(events: Sequence[Event]) -> Mapping[Key, tuple[Version, ...]]:
    """By answer, its versions that have been sent, oldest first; the same answer again is no new one."""
    sent: dict[Key, tuple[Version, ...]] = {}
    told: dict[Key, Version] = {}
    for event in events:
        if event.type == "ask.answered":
            told.update(_answers(event))
        elif event.type == "case.sent":
            for key, version in told.items():
                earlier = sent.get(key, ())
                if not earlier or earlier[-1].value != version.value:
                    sent[key] = (*earlier, version)
            told.clear()
    return sent


def _answers(event: Event) -> Iterator[tuple[Key, Version]]:
    step, item = event.data["step"], event.data.get("item", "")
    for fields in ({**(event.data.get("counted") or {})}, *event.personal.values()):
        for name, value in fields.items():
            yield (step, name, item), Version(value, event)


def told(file: CaseFile, names: Mapping[str, str], *, correct: bool) -> tuple[Summary, ...]:
    """The answers on the route as they were sent: a list for each step, a card for each member of a group.

    names: of staff, by account id. correct: with links to correct each.
    """
    known = versions(file.state.history)
    found: list[Summary] = []
    for step in file.service.steps:
        state = file.state.sent_steps.get(step.id)
        if isinstance(step.spec, Ask) and isinstance(state, AskState):
            found.extend(_step(file, step, state, known, names, correct=correct))
    return tuple(found)


def _step(
    file: CaseFile,
    step: Step,
    state: AskState,
    known: Mapping[Key, tuple[Version, ...]],
    names: Mapping[str, str],
    *,
    correct: bool,
) -> Iterator[Summary]:
    rows: dict[tuple[str, str], list[Row]] = {}
    layout = layout_of(step)
    for page in file.as_sent.pages:
        if page.ref.step != step.id or page.ref.page not in layout.pages:
            continue
        laid, group = layout.pages[page.ref.page]
        listed = rows.setdefault((group.key if group else "", page.ref.item), [])
        for one in laid.asked:
            if (one.question.id, page.ref.item) in state.answers and not one.question.equality:
                history = known.get((step.id, one.question.id, page.ref.item), ())
                listed.append(_row(file, step, one, state, page.ref, history, names, correct=correct))
            elif (one.question.id, page.ref.item) in state.gaps and not one.question.equality:
                listed.append(_gap(file, step, one, state, page.ref, correct=correct))
    for (key, item), listed in rows.items():
        if listed:
            title = (
                full_name(layout, layout.groups[key], state, item, LANGUAGE)
                if key
                else file.service.say(f"{step.id}.title", step.title, LANGUAGE)
            )
            yield Summary(rows=tuple(listed), title=title or step.id)


def _row(
    file: CaseFile,
    step: Step,
    one: Asked,
    state: AskState,
    ref: PageRef,
    history: tuple[Version, ...],
    names: Mapping[str, str],
    *,
    correct: bool,
) -> Row:
    asking = Asking(file.service, step.id, one.question, LANGUAGE)
    link = Link(say("facts.correct"), f"do:entry?page={ref}", hidden_text=asking.label)
    return Row(
        key=asking.label,
        value=read_back(one, asking, state.answers[one.question.id, ref.item]),
        note=_note(one, asking, history, names),
        links=(link,) if correct else (),
    )


def _gap(file: CaseFile, step: Step, one: Asked, state: AskState, ref: PageRef, *, correct: bool) -> Row:
    """A question that a paper form gave no answer to."""
    label = Asking(file.service, step.id, one.question, LANGUAGE).label
    link = Link(say("facts.correct"), f"do:entry?page={ref}", hidden_text=label)
    why = state.gaps[one.question.id, ref.item]
    return Row(key=label, value=say(f"facts.gap.{why}"), links=(link,) if correct else ())


def read_back(one: Asked, asking: Asking, value: Json) -> str:
    """An answer as staff read it, line by line."""
    if value is HIDDEN:
        return say("facts.gone")
    if value is None:
        return say("facts.empty")
    return "\n".join(one.type.lines(value, asking.options, asking.language))


def _note(one: Asked, asking: Asking, history: tuple[Version, ...], names: Mapping[str, str]) -> str:
    if not history:
        return ""
    *earlier, latest = history
    notes = [source(latest.given, names)]
    notes += [
        say(
            "facts.before",
            value=", ".join(read_back(one, asking, version.value).splitlines()),
            source=source(version.given, names),
        )
        for version in reversed(earlier)
    ]
    return " ".join(notes)


def source(event: Event, names: Mapping[str, str]) -> str:
    """How something came to us: the channel, who typed it, when."""
    if event.mode != "staff_entered":
        return say(f"source.{event.channel}", when=format_instant(event.at, LANGUAGE))
    when = (
        format_day(legal_day(event.at), LANGUAGE)
        if event.channel == "post"
        else format_instant(event.at, LANGUAGE)
    )
    return say(f"typed.{event.channel}", who=names.get(event.actor.id, say("colleague")), when=when)


def unsafe(file: CaseFile) -> tuple[str, ...]:
    """The questions about safety that were answered with no: `safe_to_…` by the authors' convention."""
    return tuple(
        Asking(file.service, step.id, question, LANGUAGE).label
        for step in file.service.steps
        if isinstance(step.spec, Ask) and isinstance(state := file.state.sent_steps.get(step.id), AskState)
        for question, _ in step.spec.questions()
        if question.id.startswith("safe_to_")
        and question.type == "yes-no"
        and any(value is False for (name, _), value in state.answers.items() if name == question.id)
    )


def person_name(file: CaseFile) -> str:
    """The name of the person the case is about: the first name that a case is found by; "" when unknown."""
    for step in file.service.steps:
        state = file.state.sent_steps.get(step.id)
        if not isinstance(step.spec, Ask) or not isinstance(state, AskState):
            continue
        for question, group in step.spec.questions():
            value = state.answers.get((question.id, ""))
            if question.type == "name" and group is None and question.find_by and isinstance(value, str):
                return value
    return ""
