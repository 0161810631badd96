"""A whole journey driven from a mapping of answers, with no channel: the same pages, rules and walk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from handrail.bricks import BRICKS
from handrail.bricks.ask.layout import LaidPage, around, layout_of
from handrail.bricks.ask.spec import Ask, Group
from handrail.bricks.ask.state import AskState
from handrail.bricks.work.form import FOUND_FIELD, REASONS_FIELD, is_form
from handrail.bricks.work.refusals import WorkRefused
from handrail.bricks.work.rules import decide, save_form
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import WorkState
from handrail.definition.brick import Brick, PageRef, Parameters, Refused
from handrail.definition.service import Service, Step
from handrail.history.event import Actor, Event, NewEvent
from handrail.questions.answer import fields_from
from handrail.walk.fold import CaseState, fold, steps_by_id
from handrail.walk.lifecycle import SENT, STARTED
from handrail.walk.position import Position
from handrail.walk.recording import determinations_to_record
from handrail.walk.walk import walk

Answers = Mapping[str, Any]
"""By question id, values as they are stored; a group is a list of such mappings, each perhaps with lists."""

_NOBODY = UUID(int=0)
_APPLICANT = Actor(id="applicant", role="applicant")
_STAFF = Actor(id="staff", role="caseworker", capacity="staff")
_MOST_PAGES = 2000


class JourneyStopped(Exception):
    """A journey could not go on; page is where, "" when at no page."""

    def __init__(self, page: str, problem: str, remedy: str) -> None:
        super().__init__(f"{page}: {problem} {remedy}" if page else f"{problem} {remedy}")
        self.page = page
        self.problem = problem
        self.remedy = remedy


class NoAnswer(JourneyStopped):
    """A page asks something that the answers do not hold."""


class AnswerRefused(JourneyStopped):
    """A page did not accept its answer."""


class NotAtThatStep(JourneyStopped):
    """Staff were to conclude a step that the case is not at."""


def askable(service: Service) -> frozenset[str]:
    """Return the ids of every question and group, which answers are known by."""
    asks = [step.spec for step in service.steps if isinstance(step.spec, Ask)]
    questions = {one.id for spec in asks for one, _ in spec.questions()}
    groups = {part.id for spec in asks for part, _ in spec.every_part() if isinstance(part, Group)}
    return frozenset(questions | groups)


def unasked(service: Service, answers: Answers) -> tuple[str, ...]:
    """Return the names in some answers that are of no question and no group of the service, in order."""
    known = askable(service)
    return tuple(name for name in _names(answers) if name not in known)


def _names(answers: Answers) -> Iterator[str]:
    for name, value in answers.items():
        yield name
        for member in value if isinstance(value, list) else ():
            if isinstance(member, Mapping):
                yield from _names(member)


@dataclass(frozen=True, slots=True)
class Act:
    """What a member of staff concludes.

    form: what they answer in the step's form first, as stored values; criteria: by criterion, what they
    `found` and the `reasons`.
    """

    step: str
    result: str
    reasons: str
    form: Answers = field(default_factory=dict)
    criteria: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a journey came to.

    route: the pages that mattered in the end, in order, as paths. rows: every row of a table that matched on
    the way, by step and id, also one that matched no more in the end.
    """

    state: CaseState
    position: Position
    route: tuple[str, ...]
    events: tuple[Event, ...]
    rows: frozenset[tuple[str, str]] = frozenset()


@dataclass
class _Case:
    """A case in memory while it is driven."""

    service: Service
    parameters: Parameters
    at: datetime
    bricks: Mapping[str, Brick]
    events: list[Event] = field(default_factory=list)
    state: CaseState = field(default_factory=CaseState)
    rows: set[tuple[str, str]] = field(default_factory=set)

    def append(self, new: Sequence[NewEvent], *, actor: Actor) -> None:
        events = [self._stored(event, place, actor) for place, event in enumerate(new, len(self.events) + 1)]
        self.events.extend(events)
        self.state = fold(self.service, events, bricks=self.bricks, onto=self.state)

    def _stored(self, event: NewEvent, sequence: int, actor: Actor) -> Event:
        return Event(
            stream=_NOBODY,
            sequence=sequence,
            type=event.type.name,
            schema=event.type.schema,
            at=event.at or self.at,
            recorded_at=self.at,
            actor=actor,
            channel="desk" if actor is _STAFF else "web",
            mode="self",
            version=self.service.hash,
            request=_NOBODY,
            cause=None,
            data=event.data,
            personal=event.personal,
        )

    def position(self, *, sent: bool = False) -> Position:
        position = walk(
            self.service, self.state, parameters=self.parameters, at=self.at, sent=sent, bricks=self.bricks
        )
        self.rows |= {(one.step, row.id) for one in position.determinations for row in one.rows}
        return position


def drive(
    service: Service,
    answers: Answers,
    *,
    parameters: Parameters,
    at: datetime,
    language: str = "",
    organisation: str = "",
    staff: Sequence[Act] = (),
    bricks: Mapping[str, Brick] = BRICKS,
) -> Journey:
    """Start a case, answer what is asked, send it, and let staff conclude what they are given to conclude.

    at: the instant of everything that happens. language: the service's first unless given. Answers that
    nothing asks for are not used. Raises NoAnswer, AnswerRefused, NotAtThatStep, JourneyStopped.
    """
    case = _Case(service, parameters, at, bricks)
    started = {"language": language or service.languages[0], "organisation": organisation}
    case.append([NewEvent(STARTED, started)], actor=_APPLICANT)
    _answer_and_send(case, answers)
    for act in staff:
        _conclude(case, act)
        _answer_and_send(case, answers)
    position = case.position()
    return Journey(
        state=case.state,
        position=position,
        route=tuple(str(page.ref) for page in position.pages),
        events=tuple(case.events),
        rows=frozenset(case.rows),
    )


def _answer_and_send(case: _Case, answers: Answers) -> None:
    for _ in range(_MOST_PAGES):
        position = case.position()
        if position.exit is not None:
            return
        if position.next is not None:
            _answer(case, position, position.next, answers)
        elif position.here == "ready_to_send":
            number = len(case.state.sendings) + 1
            found = determinations_to_record(case.service, case.state, position)
            case.append([*found, NewEvent(SENT, {"number": number})], actor=_APPLICANT)
        else:
            return
    raise JourneyStopped(
        str(position.next or ""),
        f"The journey had not ended after {_MOST_PAGES} pages.",
        "Look for answers that lead back to pages already answered.",
    )


def _answer(case: _Case, position: Position, ref: PageRef, answers: Answers) -> None:
    step = steps_by_id(case.service)[ref.step]
    brick = case.bricks[step.brick]
    assert brick.receive is not None
    state = case.state.steps.get(step.id, brick.start)
    form = form_for(case.service, case.state, ref, answers)
    language = case.state.language
    found = brick.receive(step, state, ref, form, position.scopes[step.id], language)
    if isinstance(found, Refused):
        sentences = " ".join(found.errors.values())
        raise AnswerRefused(str(ref), f"The answer was refused: {sentences}", "Mend the answer.")
    case.append(found, actor=_APPLICANT)


def form_for(service: Service, state: CaseState, ref: PageRef, answers: Answers) -> dict[str, str]:
    """Return the form fields that a page is answered with.

    A group's list is answered yes while the answers hold more members than there are. A page of a brick that
    asks no questions is answered with the fields that the answers hold under its step's id, if any. Raises
    NoAnswer.
    """
    step = steps_by_id(service)[ref.step]
    if not isinstance(step.spec, Ask):
        return {name: str(value) for name, value in (answers.get(step.id) or {}).items()}
    laid = layout_of(step).find(ref)
    held = state.steps.get(ref.step) or AskState()
    if isinstance(laid, LaidPage):
        given = _about(service, held, ref, answers)
        form: dict[str, str] = {}
        for one in laid.asked:
            name = one.question.id
            conditional = one.question.optional or one.question.when is not None
            if name not in given and not conditional:
                raise NoAnswer(
                    str(ref), f"There is no answer to {name!r}.", f"Add '{name}: …' to the answers."
                )
            form.update(fields_from(one.question, given.get(name)))
        return form
    assert laid is not None
    name = laid.group.id
    wanted = _about(service, held, ref, answers).get(name) or ()
    return {name: "yes" if len(held.items(laid.key, ref.item)) < len(wanted) else "no"}


def _about(service: Service, state: AskState, ref: PageRef, answers: Answers) -> Answers:
    """Return the answers about the member that a page or a list is of: members are answered as given."""
    names, numbers = ref.page.split("."), ref.item.split(".") if ref.item else []
    for level, name in enumerate(names[: len(numbers)], start=1):
        item = ".".join(numbers[:level])
        items = state.items(".".join(names[:level]), around(item))
        place = items.index(item) if item in items else len(items)
        given = answers.get(name) or ()
        if place >= len(given):
            raise NoAnswer(
                str(ref),
                f"There are answers for {len(given)} in {name!r} and the service {service.slug} "
                "asks for more.",
                f"Add one to '{name}:' in the answers.",
            )
        answers = given[place]
    return answers


def staff_form(step: Step, act: Act) -> dict[str, str]:
    """Return what a member of staff answers and finds at a step as the fields of its form."""
    spec: Work = step.spec
    form: dict[str, str] = {}
    for one in spec.form:
        form.update(fields_from(one.question, act.form.get(one.question.id)))
    for name, finding in act.criteria.items():
        form[f"{FOUND_FIELD}{name}"] = finding.get("found", "")
        form[f"{REASONS_FIELD}{name}"] = finding.get("reasons", "")
    return form


def _conclude(case: _Case, act: Act) -> None:
    position = case.position(sent=True)
    step = steps_by_id(case.service).get(position.step)
    state = case.state.steps.get(act.step, WorkState())
    if step is None or position.here != "with_staff" or step.id != act.step:
        where = position.step or (position.endpoint.id if position.endpoint else position.here)
        raise NotAtThatStep(
            "",
            f"Staff were to conclude {act.step!r} and the case is at {where!r} ({position.here}).",
            "Mend the step, or what comes before it.",
        )
    visit = position.visits.get(step.id, 1)
    scope = position.scopes[step.id]
    language = case.service.languages[0]
    try:
        if is_form(step) and (act.form or act.criteria):
            form = staff_form(step, act)
            case.append(
                save_form(
                    state, step=step, by=_STAFF.id, form=form, scope=scope, language=language, visit=visit
                ),
                actor=_STAFF,
            )
            state = case.state.steps.get(act.step, WorkState())
        events = decide(
            state,
            step=step,
            by=_STAFF.id,
            result=act.result,
            reasons=act.reasons or "-",
            scope=scope,
            visit=visit,
        )
    except WorkRefused as refusal:
        remedy = "Mend what staff do: their 'form' and 'criteria', 'result' and 'reasons'."
        raise NotAtThatStep("", f"Staff could not conclude {act.step!r}: {refusal}", remedy) from refusal
    case.append(events, actor=_STAFF)
    after = case.position(sent=True)
    found = determinations_to_record(case.service, case.state, after)
    if found:
        case.append(found, actor=_STAFF)
