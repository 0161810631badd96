"""Invented people for a service that was brought over: what they answer, and what comes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.dated import register_of
from handrail.definition.service import Service
from handrail.exchange.carry.folder import as_yaml
from handrail.feel import Expression
from handrail.history.event import Json
from handrail.questions.answer import fields_from, parse
from handrail.questions.examples import type_examples
from handrail.questions.question import Question
from handrail.questions.types.pattern import example as example_of
from handrail.questions.types.shape import Given
from handrail.walk.examples import endpoint_of, noon
from handrail.walk.journeys import Act, Journey, JourneyStopped, drive

_DAY = date(2026, 5, 1)
_NAMES = ("Ffion Dummy-Jones", "Madonna Fictus", "Una Madeup", "Name Test", "Osian Dychmygol", "Zoë Invented")
_TRIES, _FEWEST_TRIES = 12, 3
_MANY_PAGES = 100
"""More than so many pages are tried less often: each try walks them all, page by page."""

_MOST_PEOPLE = 4
_MOST_CHANGES, _LAST = 80, 4
"""How often an answer is changed to get somebody past exits, and how many of the last before each."""

_REASONS = "What was sent was looked at."


@dataclass(frozen=True, slots=True)
class _Person:
    answers: Mapping[str, Any]
    journey: Journey


def examples_of(service: Service) -> str:
    """Return examples.yaml for a service: a few invented people who go different ways; "" for none found.

    Each result that staff can come to has one of them.
    """
    found: dict[tuple[str, ...], _Person] = {}
    for number in range(_tries(service)):
        answers = _answers(service, Random(number), first=number == 0)  # noqa: S311  no secret
        person = _tried(service, answers)
        if person is not None:
            found.setdefault(person.journey.route, person)
    if found and all(one.journey.position.exit is not None for one in found.values()):
        person = _led_on(service, max(found.values(), key=_length))
        found.setdefault(person.journey.route, person)
    people = sorted(found.values(), key=lambda one: (one.journey.position.exit is not None, -_length(one)))
    if not people:
        return ""
    chosen = people[: _MOST_PEOPLE - 1]
    chosen += [one for one in people if one not in chosen and one.journey.position.exit is not None][:1]
    return as_yaml(list(_written(service, chosen)))


def _tries(service: Service) -> int:
    pages = sum(1 for step in service.steps if isinstance(step.spec, Ask) for _ in step.spec.every_part())
    return _TRIES if pages <= _MANY_PAGES else max(_FEWEST_TRIES, _TRIES * _MANY_PAGES // pages)


def _led_on(service: Service, person: _Person) -> _Person:
    """Return somebody who gets further than a person whom an exit stopped, to the end where one can.

    Their answers are those of the person, but for the last ones before each exit.
    """
    left = _MOST_CHANGES
    while person.journey.position.exit is not None:
        facts = person.journey.position.facts
        answered = [one for one in _every_question(service) if facts.get(one.id) is not None]
        further = None
        for question, value in _others(answered, person.answers):
            left -= 1
            if left < 0:
                return person
            other = _tried(service, {**person.answers, question: value})
            if other and (other.journey.position.exit is None or _length(other) > _length(person)):
                further = other
                break
        if further is None:
            return person
        person = further
    return person


def _others(answered: Sequence[Question], answers: Mapping[str, Any]) -> Iterator[tuple[str, Json]]:
    """Yield other answers to the questions answered last, the last first."""
    for question in answered[: -_LAST - 1 : -1]:
        for value in _fitting(question):
            if value != answers.get(question.id):
                yield question.id, value


def _every_question(service: Service) -> Iterator[Question]:
    """Yield the questions that are asked once, in order."""
    for step in service.steps:
        if isinstance(step.spec, Ask):
            for part in step.spec.pages:
                yield from () if isinstance(part, Group) else part.questions


def _length(person: _Person) -> int:
    return len(person.journey.route)


def _tried(service: Service, answers: Mapping[str, Any], staff: Sequence[Act] = ()) -> _Person | None:
    """Return a person who goes through the service with some answers; None where a page refuses one."""
    register = register_of((), declarations=service.parameters, organisation=service.owner_organisation)
    try:
        journey = drive(service, answers, parameters=register, at=noon(_DAY), staff=staff)
    except JourneyStopped:
        return None
    return _Person(answers, journey)


def _written(service: Service, people: Sequence[_Person]) -> Iterator[Mapping[str, Any]]:
    """Yield examples as examples.yaml has them; the last step of staff comes out each way it can."""
    sent = [one for one in people if one.journey.position.exit is None]
    step = next((one for one in service.steps if one.brick == "work"), None)
    results = [result.id for result in step.spec.results if not result.stage] if step else []
    stories: list[tuple[_Person, str]] = [
        (sent[n % len(sent)], result) for n, result in enumerate(results) if sent
    ]
    stories += [(one, "") for one in people if one not in [person for person, _ in stories]]
    for number, (person, result) in enumerate(stories):
        acts = [Act(step.id, result, _REASONS)] if step and result else []
        after = _tried(service, person.answers, acts) or person
        staff = [{"step": one.step, "result": one.result, "reasons": one.reasons} for one in acts]
        told = staff if after is not person or not acts else []
        yield {
            "name": _NAMES[number % len(_NAMES)],
            "organisation": service.owner_organisation,
            "at": _DAY.isoformat(),
            "answers": dict(_asked(after)),
            **({"staff": told} if told else {}),
            "expect": {"route": list(after.journey.route), "endpoint": endpoint_of(after.journey)},
        }


def _asked(person: _Person) -> Iterator[tuple[str, Any]]:
    """Yield the answers that the service asked for."""
    facts = person.journey.position.facts
    for name, value in person.answers.items():
        found = facts.get(name)
        if found not in (None, []) or (found == [] and value == []):
            yield name, value


def _answers(service: Service, chance: Random, *, first: bool) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for step in service.steps:
        if isinstance(step.spec, Ask):
            answers.update(_about(step.spec.pages, chance, first=first))
    return answers


def _about(parts: Sequence[Page | Group], chance: Random, *, first: bool) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, Group):
            answers[part.id] = [_about(part.pages, chance, first=first) for _ in range(max(1, part.min))]
            continue
        for question in part.questions:
            fitting = list(_fitting(question))
            if fitting:
                answers[question.id] = fitting[0] if first else chance.choice(fitting)
    return answers


def _fitting(question: Question) -> Iterator[Json]:
    """Yield answers that the question takes, as they are stored."""
    if question.type == "choice":
        yield from question.options
        return
    for value in _values(question):
        try:
            given = parse(question, fields_from(question, value), facts={}, at=noon(_DAY), today=_DAY)
        except (ValueError, TypeError, LookupError):
            continue
        if isinstance(given, Given) and given.value is not None:
            yield given.value if isinstance(given.value, dict) else value


def _values(question: Question) -> Iterator[Json]:
    """Yield what may be answers, the likeliest first."""
    match question.type:
        case "yes-no":
            yield from (True, False)
        case "choice":
            yield from question.options
        case "choices":
            yield from _several(question)
        case "declaration":
            yield True
        case "month-year":
            yield from ("2026-05-01", "2026-06-01", "2026-04-01", "1985-03-01", "2020-03-01", "2030-01-01")
        case "date" | "date-of-birth":
            yield from ("2026-05-01", "2026-06-01", "2026-04-01", "1985-03-27", "2020-03-01", "2030-01-01")
        case "whole-number" | "decimal-number" | "money":
            yield from (2, 10, 1, 50, 100, 1000, 0, 100_000)
    yield from _limits(question)
    known = type_examples().get(question.type)
    if known is not None and question.type not in ("choice", "choices"):
        yield from _typed(question, known.typed)
    yield from (
        "Reedbed House",
        "A",
        "1",
        "AB12 3CD",
        "Made up for this example, so that there is enough of it.",
    )
    if "matches" in question.limits:
        yield from _SHAPES


def _several(question: Question) -> Iterator[Json]:
    """Yield one choice each, none where that can be said, and all."""
    yield from ([one] for one in question.options)
    yield from [[]] if question.none else []
    yield list(question.options)


_SHAPES = (
    *("1234567890123456"[:length] for length in range(2, 17)),
    *("ABCDEFGH"[:length] + "1234567890"[:digits] for length in range(1, 4) for digits in range(1, 10)),
    *("ABCDEFGH"[:length] for length in range(2, 9)),
    "12/34",
    "12-34-56",
    "AB/123",
    "AB-123456",
    "madeup",
    "Una",
    "madeup@example.com",
    "01632 960001",
    "ZZ9 9ZZ",
    "SO12345678",
)
"""Texts of the shapes that a pattern may ask for."""


def _limits(question: Question) -> Iterator[Json]:
    """Yield answers at the edge of what the question's limits allow."""
    for name, limit in question.limits.items():
        if name == "pattern" and isinstance(limit, str):
            yield example_of(limit)
        elif isinstance(limit, Expression):
            found = limit.evaluate({}, at=noon(_DAY))
            if isinstance(found, Decimal):
                yield int(found) if found == int(found) else float(found)
            elif isinstance(found, date):
                yield found.isoformat()


def _typed(question: Question, typed: Mapping[str, str]) -> Iterator[Json]:
    """Yield what the type's own example types, as it is stored."""
    own = {
        f"{question.id}{name[name.find('.') :] if '.' in name else ''}": text for name, text in typed.items()
    }
    given = parse(question, own, facts={}, at=noon(_DAY), today=_DAY)
    if isinstance(given, Given):
        yield given.value
