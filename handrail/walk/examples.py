"""Runs the people of examples.yaml through their service, and says where something else came of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from handrail.bricks import BRICKS
from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.spec import Ask
from handrail.bricks.decide.rules import NO_VALUE
from handrail.definition.brick import Brick, Fact, Parameters
from handrail.definition.example import EXIT, SENT, Example, Plain
from handrail.definition.reader import nearest
from handrail.definition.service import Service
from handrail.definition.source import Problem, Where
from handrail.terms.legal_day import LONDON
from handrail.walk.journeys import Act, Journey, JourneyStopped, drive
from handrail.walk.rows_shown import rows_without_anybody

_NOON = time(12)
_NO_VALUE_REMEDY = "Give the parameter that the table uses a value for {organisation} from {day} or before."
_NAMED_NOWHERE = (
    "'{organisation}' is an organisation that nothing else here names. {near}If it is right, give the "
    "parameter that the table uses a value for it from {day} or before."
)


def run_example(
    service: Service, example: Example, *, parameters: Parameters, bricks: Mapping[str, Brick] = BRICKS
) -> Journey:
    """Drive an example's whole journey, at noon of its day. Raises JourneyStopped when it cannot go on."""
    return drive(
        service,
        example.answers,
        parameters=parameters,
        at=noon(example.at),
        language=example.language,
        organisation=example.organisation,
        staff=[Act(act.step, act.result, act.reasons, act.form, act.criteria) for act in example.staff],
        bricks=bricks,
    )


def noon(day: date) -> datetime:
    """Return noon of a legal day as an instant."""
    return datetime.combine(day, _NOON, tzinfo=LONDON).astimezone(UTC)


def check_examples(
    service: Service,
    examples: Sequence[Example],
    *,
    parameters: Callable[[str], Parameters],
    bricks: Mapping[str, Brick] = BRICKS,
) -> tuple[Problem, ...]:
    """Return what is wrong with each example, at the line that says what was expected.

    When nothing is, the rows of tables that no example comes to. parameters: the dated register that an
    organisation, by slug, goes by.
    """
    found: list[Problem] = []
    matched: set[tuple[str, str]] = set()
    for example in examples:
        register = parameters(example.organisation)
        told, rows = _walked(service, example, parameters=register, bricks=bricks, examples=examples)
        found += told
        matched |= rows
    return tuple(found or rows_without_anybody(service, matched))


def check_example(
    service: Service, example: Example, *, parameters: Parameters, bricks: Mapping[str, Brick] = BRICKS
) -> tuple[Problem, ...]:
    """Return what is wrong with one example; nothing when all is as expected."""
    return _walked(service, example, parameters=parameters, bricks=bricks)[0]


def _walked(
    service: Service,
    example: Example,
    *,
    parameters: Parameters,
    bricks: Mapping[str, Brick],
    examples: Sequence[Example] = (),
) -> tuple[tuple[Problem, ...], frozenset[tuple[str, str]]]:
    """Return what is wrong with one example, and the rows of tables that matched on its way."""
    try:
        journey = run_example(service, example, parameters=parameters, bricks=bricks)
    except JourneyStopped as stopped:
        return (_stopped(example, stopped),), frozenset()
    return tuple(_differences(service, example, journey, examples)), journey.rows


def _stopped(example: Example, stopped: JourneyStopped) -> Problem:
    place = f" at {stopped.page}" if stopped.page else ""
    problem = f"The example '{example.name}' stops{place}. {stopped.problem}"
    return Problem(example.where, "broken", problem, stopped.remedy)


def _differences(
    service: Service, example: Example, journey: Journey, examples: Sequence[Example]
) -> Iterator[Problem]:
    expect = example.expect
    if expect.route is not None:
        found = _route(service, expect.route, journey)
        if found != expect.route:
            yield _wrong(
                example, "route", *_first_difference(expect.route, found), "Mend the route or the rules."
            )
    results = results_by_step(journey)
    for step, expected in expect.determinations.items():
        given = results.get(step)
        if not _same(expected, given):
            yield _wrong(
                example,
                step,
                f"finds {_shown(given)} at '{step}'",
                f"{_shown(expected)}",
                _no_value(service, example, examples)
                if given == NO_VALUE
                else "Mend the table, the answers or what is expected.",
            )
    endpoint = endpoint_of(journey)
    if endpoint != expect.endpoint:
        yield _wrong(
            example,
            "endpoint",
            f"ends at '{endpoint}'",
            f"'{expect.endpoint}'",
            "Mend the rules, what staff do or what is expected.",
        )


def _wrong(example: Example, key: str, found: str, expected: str, remedy: str) -> Problem:
    where: Where = example.expect.where.get(key, example.where)
    return Problem(where, "broken", f"The example '{example.name}' {found}; expected {expected}.", remedy)


def _no_value(service: Service, example: Example, examples: Sequence[Example]) -> str:
    """Return what to do where no value is in force; that an organisation is named nowhere else first."""
    own = example.organisation
    named = {service.owner_organisation, *(one.organisation for one in examples if one is not example)}
    remedy = _NO_VALUE_REMEDY if own in named else _NAMED_NOWHERE
    return remedy.format(organisation=own, near=nearest(own, named), day=example.at)


def _route(service: Service, expected: tuple[str, ...], journey: Journey) -> tuple[str, ...]:
    """Return the route to compare: an author may leave out the lists of groups, and then leaves out all."""
    lists = _lists(service, journey)
    if lists.isdisjoint(expected):
        return tuple(page for page in journey.route if page not in lists)
    return journey.route


def _lists(service: Service, journey: Journey) -> frozenset[str]:
    """Return the pages of the route that are lists of groups."""
    return frozenset(
        str(page.ref)
        for page in journey.position.pages
        if isinstance((step := service.step(page.ref.step)).spec, Ask)
        and page.ref.page in layout_of(step).groups
    )


def _first_difference(expected: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, str]:
    for place, (one, other) in enumerate(zip(expected, found, strict=False), start=1):
        if one != other:
            return f"has '{other}' as page {place} of its route", f"'{one}'"
    if len(found) > len(expected):
        return f"is also asked '{found[len(expected)]}'", f"{len(expected)} pages"
    return "is not asked any more after its route's page " + str(len(found)), f"'{expected[len(found)]}' next"


def results_by_step(journey: Journey) -> dict[str, Any]:
    """Return by decide step what it found; for a step decided for each member, a list."""
    found: dict[str, Any] = {}
    for one in journey.position.determinations:
        if one.item:
            found.setdefault(one.step, []).append(_plain(one.result))
        else:
            found[one.step] = _plain(one.result)
    return found


def endpoint_of(journey: Journey) -> str:
    """Return the id of the endpoint reached, `exit` at an exit page, or `sent` when others must act."""
    position = journey.position
    if position.exit is not None:
        return EXIT
    return position.endpoint.id if position.here == "ended" and position.endpoint else SENT


def _plain(fact: Fact) -> Plain:
    """Return a fact as a file would write it: a date as text, a list of lists as it is."""
    if isinstance(fact, (list, tuple)):
        return [_plain(item) for item in fact]
    if isinstance(fact, (date, datetime)):
        return fact.isoformat()
    return fact


def _same(expected: Plain, found: Plain) -> bool:
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(_same, expected, found))
    if isinstance(expected, (int, Decimal)) and isinstance(found, Decimal) and expected is not True:
        return Decimal(expected) == found
    return type(expected) is type(found) and bool(expected == found)


def _shown(value: Plain) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_shown(item) for item in value)}]"
    return f"'{value}'" if isinstance(value, str) else str(value)
