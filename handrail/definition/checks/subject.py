"""What is judged, made ready once: the service, the ways through it, and the names each step may use."""

from collections.abc import Mapping
from dataclasses import dataclass

from handrail import feel
from handrail.definition.brick import Brick, Vocabulary
from handrail.definition.dated import DatedValue
from handrail.definition.example import Example
from handrail.definition.holds import can_hold
from handrail.definition.route import Place, Route, Way, route_of
from handrail.definition.rules import Bounds, Names, check_rule
from handrail.definition.service import ParameterDeclaration, Service, Step

_PARAMETER_TYPES: Mapping[str, feel.Type] = {
    "number": feel.NUMBER,
    "text": feel.STRING,
    "date": feel.DATE,
    "yes-no": feel.BOOLEAN,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A step in its place, with the names its rules may use and those it adds; brick None when unknown."""

    number: int
    step: Step
    brick: Brick | None
    names: Names
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """A service about to be judged.

    never: the numbers of steps whose own condition no answers make true. examples: None without a file.
    values: the dated values known, from the file and the register. whole: every file could be read; where one
    could not, what names something that is not there may be right.
    """

    service: Service
    bricks: Mapping[str, Brick]
    steps: tuple[Placed, ...]
    route: Route
    never: frozenset[int]
    reached: frozenset[Place]
    examples: tuple[Example, ...] | None
    values: tuple[DatedValue, ...]
    whole: bool = True


def subject_of(
    service: Service,
    *,
    bricks: Mapping[str, Brick],
    examples: tuple[Example, ...] | None,
    values: tuple[DatedValue, ...],
    whole: bool = True,
) -> Subject:
    """Return a service made ready to be judged."""
    route = route_of(service, bricks=bricks)
    steps = _placed(service, bricks, route)
    never = frozenset(one.number for one in steps if _never(one))
    if never:
        route = route_of(service, bricks=bricks, never=never)
    return Subject(
        service=service,
        bricks=bricks,
        steps=steps,
        route=route,
        never=never,
        reached=route.reached_from([0]),
        examples=examples,
        values=values,
        whole=whole,
    )


def type_of(parameter: ParameterDeclaration) -> feel.Type:
    """Return the type a parameter's value has in rules."""
    if parameter.type == "choice":
        return feel.Choice(frozenset(parameter.options))
    return _PARAMETER_TYPES.get(parameter.type, feel.ANY)


def _placed(service: Service, bricks: Mapping[str, Brick], route: Route) -> tuple[Placed, ...]:
    declared = {name: type_of(one) for name, one in service.parameters.items()}
    words = _vocabularies(service, bricks, declared)
    everything = {name for one in words for name in one.adds} - declared.keys()
    reached = [route.reached_from(_following(route, number)) for number in range(len(service.steps))]
    sure = [route.reached_from([0], ways=_without(route, number)) for number in range(len(service.steps))]
    placed = []
    for number, step in enumerate(service.steps):
        types: dict[str, feel.Type] = dict(declared)
        given: dict[str, tuple[feel.Expression, ...]] = {}
        bounds: dict[str, Bounds] = {}
        certain: set[str] = set()
        before = [one for one in range(len(service.steps)) if number in reached[one]]
        for one in before or range(number):
            if one != number:
                types.update(words[one].adds)
                given.update(words[one].given)
                bounds.update(words[one].bounds)
                # A step that every way to this one goes by has been answered, or did not apply.
                passed = number not in sure[one] and not step.before_end
                certain |= words[one].certain if passed else set()
        if number in before:
            types.update({name: kind for name, kind in words[number].adds.items() if name not in types})
        names = Names(types, frozenset(everything - types.keys()), given, frozenset(certain), bounds)
        placed.append(Placed(number, step, bricks.get(step.brick), names, words[number]))
    return tuple(placed)


def _following(route: Route, number: int) -> list[Place]:
    return [way.end for way in route.ways if way.start == number]


def _without(route: Route, number: int) -> list[Way]:
    return [way for way in route.ways if way.start != number]


def _vocabularies(
    service: Service, bricks: Mapping[str, Brick], declared: Mapping[str, feel.Type]
) -> list[Vocabulary]:
    """Return each step's words, in the order of the file: a step's types may rest on those before it."""
    types = dict(declared)
    found = []
    for step in service.steps:
        brick = bricks.get(step.brick)
        known = brick is not None and step.spec is not None
        words = brick.vocabulary(service, step, types) if brick and known else Vocabulary()
        types.update(words.adds)
        found.append(words)
    return found


def _never(one: Placed) -> bool:
    when = one.step.when
    if when is None or any(check_rule(when, one.names, what="when", expected=feel.BOOLEAN)):
        return False
    return can_hold((when,), one.names) is False
