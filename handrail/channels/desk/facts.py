"""What was told and has been sent, each answer with where it came from and what it was before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from handrail.bricks.ask.layout import Asked, layout_of
from handrail.bricks.ask.names import full_name
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.ask.taking_in import Answers
from handrail.casefile import CaseFile
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import PageRef, PageState
from handrail.definition.prepared import prepared
from handrail.definition.screen import Link, Row, Summary
from handrail.definition.service import Service, Step
from handrail.history.event import Event, Json
from handrail.questions.answer import HIDDEN
from handrail.questions.asking import Asking
from handrail.questions.question import Question
from handrail.terms.language import format_day, format_instant
from handrail.terms.legal_day import legal_day

Key = tuple[str, str, str]
"""A step, a question and the member of its group, "" for none."""


class Version(NamedTuple):
    """One version of an answer that was sent: its value, and the event in which it was given."""

    value: Json
    given: Event


def versions(events: Sequence[Event]) -> Mapping[Key, tuple[Version, ...]]:
    """By answer, its versions that have been sent, oldest first; the same answer again is no new one."""
    sent: dict[Key, tuple[Version, ...]] = {}
    told: dict[Key, Version] = {}
    for event in events:
        if event.type == "ask.answered":
            step, item = event.data["step"], event.data.get("item", "")
            for fields in (event.data.get("counted") or {}, *event.personal.values()):
                for name, value in fields.items():
                    told[step, name, item] = Version(value, event)
        elif event.type == "case.sent":
            for key, version in told.items():
                earlier = sent.get(key, ())
                if not earlier or earlier[-1].value != version.value:
                    sent[key] = (*earlier, version)
            told.clear()
    return sent


class Told(NamedTuple):
    """A case's answers to be read. usual: how most of them came, in words, "" where there are none.

    cards: a list for each step and for each member of a group; an answer says only what is unusual about it.
    """

    usual: str
    cards: tuple[Summary, ...]


def told(file: CaseFile, names: Mapping[str, str], *, correct: bool) -> Told:
    """The answers on the route as they were sent.

    names: of staff, by account id. correct: with links to correct each.
    """
    return file.once(("told", correct), lambda: _told(file, names, correct=correct), of=_told_of(file, names))


def _told_of(file: CaseFile, names: Mapping[str, str]) -> tuple[object, ...]:
    """What the answers as they are told rest on: what was sent and on which route, and who typed it."""
    state, position = file.state, file.as_sent
    typed = {event.actor.id for event in state.history if event.mode == "staff_entered"}
    scopes = tuple(one.scope for step, one in position.reached.items() if step in state.sent_steps)
    return state.sendings, position.pages, scopes, {one: names.get(one) for one in typed}


def _told(file: CaseFile, names: Mapping[str, str], *, correct: bool) -> Told:
    telling = _Telling(file, names, correct=correct)
    by_step: dict[str, list[PageState]] = {}
    for page in file.as_sent.pages:
        by_step.setdefault(page.ref.step, []).append(page)
    cards = tuple(
        card
        for step in file.service.steps
        if isinstance(step.spec, Ask) and isinstance(state := file.state.sent_steps.get(step.id), AskState)
        for card in telling.step(step, state, by_step.get(step.id, ()))
    )
    return Told(telling.in_words(), cards)


class _Telling:
    """One telling of a case's answers to staff, in which how most of them came on one day is said once."""

    def __init__(self, file: CaseFile, names: Mapping[str, str], *, correct: bool) -> None:
        self.file = file
        self.names = names
        self.correct = correct
        self.known = versions(file.state.history)
        given = [history[-1].given for history in self.known.values()]
        events = {event.sequence: event for event in given}
        ways = dict(_ways(events.values()))
        usual = Counter(ways[event.sequence] for event in given).most_common(1)
        self.as_usual = {n: event for n, event in events.items() if usual and ways[n] == usual[0][0]}

    def in_words(self) -> str:
        """How most of the answers came, and on what day; "" where there are none."""
        first = next(iter(self.as_usual.values()), None)
        return source(first, self.names, when=format_day(legal_day(first.at), LANGUAGE)) if first else ""

    def step(self, step: Step, state: AskState, pages: Sequence[PageState]) -> Iterator[Summary]:
        """A step's card, then one for each member of its groups."""
        rows: dict[tuple[str, str], list[Row]] = {}
        layout, shown = layout_of(step), _shown(self.file.service)[step.id]
        answers = Answers(step, state, self.file.as_sent.scopes[step.id], LANGUAGE) if pages else None
        for page in pages:
            asked, ref = shown.get(page.ref.page), page.ref
            at = (ref.page.rpartition(".")[0], ref.item)
            if asked is not None:
                rows.setdefault(at, []).extend(self._rows(asked, ref, state, answers))
            elif ref.page in layout.groups and not state.items(ref.page, ref.item):
                why = state.gaps.get((ref.page, ref.item))
                if page.complete or why:
                    rows.setdefault(at, []).append(self._none(step, ref, why))
        for (key, item), listed in rows.items():
            if listed:
                title = (
                    full_name(layout, layout.groups[key], state, item, LANGUAGE)
                    if key
                    else self.file.service.say(f"{step.id}.title", step.title, LANGUAGE)
                )
                yield Summary(rows=tuple(listed), title=title or step.id)

    def _none(self, step: Step, ref: PageRef, why: str | None) -> Row:
        """That the person had nothing to add to a list: else it would look as if nobody had asked.

        why: why nothing is known of it, None when they had nothing to add.
        """
        group = layout_of(step).groups[ref.page].group
        title = self.file.service.say(f"{step.id}.{group.id}.title", group.title, LANGUAGE)
        links = (_correct(ref, title),) if self.correct else ()
        return Row(title, say(f"facts.gap.{why}" if why else "none"), links)

    def _rows(
        self, asked: Sequence["_Asked"], ref: PageRef, state: AskState, taken_in: Answers | None
    ) -> Iterator[Row]:
        """A row for each question of a page that was answered, or that a paper form left open."""
        item, answers, gaps = ref.item, state.answers, state.gaps
        for step, name, one, asked_of, correct in asked:
            asking = asked_of
            if taken_in is not None and asking.takes_in:
                asking = taken_in.asking(asking, page=ref.page, item=item)
            links = correct if asking is asked_of and not item else (_correct(ref, asking.label),)
            links = links if self.correct else ()
            if (name, item) in answers:
                value = read_back(one, asking, answers[name, item])
                history = self.known.get((step, name, item))
                note = self._note(one, asking, history) if history else ""
                if (name, item) in state.unread:
                    note = f"{say('facts.unread')} {note}"
                yield Row(asking.label, value, links, note)
            elif (name, item) in gaps:
                yield Row(asking.label, say(f"facts.gap.{gaps[name, item]}"), links)

    def _note(self, one: Asked, asking: Asking, history: tuple[Version, ...]) -> str:
        """Where an answer came from, and what it was before."""
        given = history[-1].given
        latest = "" if given.sequence in self.as_usual else source(given, self.names)
        if len(history) == 1:
            return latest
        before = [
            say(
                "facts.before",
                value=", ".join(read_back(one, asking, version.value).splitlines()),
                source=source(version.given, self.names),
            )
            for version in reversed(history[:-1])
        ]
        return " ".join((latest or source(given, self.names), *before))


_Way = tuple[str, str, str, date]
"""How something came: the channel, for whom it was typed, by whom, and on what legal day."""


def _ways(events: Iterable[Event]) -> Iterator[tuple[int, _Way]]:
    """Yield of each event its sequence and how it came."""
    days: dict[int, date] = {}
    for event in events:
        hour = int(event.at.timestamp() // 3600)  # a legal day begins on the hour
        if hour not in days:
            days[hour] = legal_day(event.at)
        yield event.sequence, (event.channel, event.mode, event.actor.id, days[hour])


_Asked = tuple[str, str, Asked, Asking, tuple[Link, ...]]
"""A question as staff read it: its step, its id, its place, its words and, outside a group, its link."""


def _correct(ref: PageRef, about: str) -> Link:
    return Link(say("facts.correct"), f"do:entry?page={ref}", about)


@prepared
def _shown(service: Service) -> Mapping[str, Mapping[str, tuple[_Asked, ...]]]:
    """By step and key of a page, what it asks that staff may see."""
    return {
        step.id: {
            key: tuple(
                _asked(service, step, one, laid.ref) for one in laid.asked if not one.question.equality
            )
            for key, (laid, _) in layout_of(step).pages.items()
        }
        for step in service.steps
        if isinstance(step.spec, Ask)
    }


def _asked(service: Service, step: Step, one: Asked, ref: PageRef) -> _Asked:
    asking = Asking(service, step.id, one.question, LANGUAGE)
    return step.id, one.question.id, one, asking, (_correct(ref, asking.label),)


def read_back(one: Asked, asking: Asking, value: Json) -> str:
    """An answer as staff read it, line by line."""
    if value is HIDDEN:
        return say("facts.gone")
    if value is None:
        return say("facts.empty")
    return "\n".join(one.type.lines(value, asking.options, asking.language))


def source(event: Event, names: Mapping[str, str], *, when: str = "") -> str:
    """How something came to us: the channel, who typed it, when. when: in words, if not to the minute."""
    typed = event.mode == "staff_entered"
    if not when and typed and event.channel == "post":
        when = format_day(legal_day(event.at), LANGUAGE)
    when = when or format_instant(event.at, LANGUAGE)
    if not typed:
        return say(f"source.{event.channel}", when=when)
    return say(f"typed.{event.channel}", who=names.get(event.actor.id, say("colleague")), when=when)


def unsafe(file: CaseFile) -> tuple[str, ...]:
    """The questions about safety that were answered with no: `safe_to_…` by the authors' convention."""
    return tuple(
        Asking(file.service, step, question, LANGUAGE).label
        for step, question in _about(file.service).safety
        if isinstance(state := file.state.sent_steps.get(step), AskState)
        and any(value is False for (name, _), value in state.answers.items() if name == question.id)
    )


def person_name(file: CaseFile) -> str:
    """The name of the person the case is about: the first name that a case is found by; "" when unknown."""
    for step, question in _about(file.service).names:
        state = file.state.sent_steps.get(step)
        value = state.answers.get((question.id, "")) if isinstance(state, AskState) else None
        if isinstance(value, str):
            return value
    return ""


class _About(NamedTuple):
    """Questions that say something about the whole case, each with its step."""

    safety: tuple[tuple[str, Question], ...]
    names: tuple[tuple[str, Question], ...]


@prepared
def _about(service: Service) -> _About:
    asked = [
        (step.id, question, group)
        for step in service.steps
        if isinstance(step.spec, Ask)
        for question, group in step.spec.questions()
    ]
    return _About(
        safety=tuple(
            (step, one) for step, one, _ in asked if one.id.startswith("safe_to_") and one.type == "yes-no"
        ),
        names=tuple(
            (step, one) for step, one, group in asked if one.type == "name" and group is None and one.find_by
        ),
    )
