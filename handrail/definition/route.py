"""The ways a case can take through a service's steps, as a graph; nothing of whether they are good."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handrail.definition.brick import UNSETTLED, Brick
from handrail.definition.service import Service, Step

OTHERWISE = "otherwise"

Place = int | str
"""A step by its number in the file, from 0, or an endpoint by its id."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a step.

    result: what must come of the step for this way, "" for anything. skipped: the step did not apply.
    acted: a person, on either side, did something at the step before the case went on.
    """

    start: int
    end: Place
    result: str = ""
    skipped: bool = False
    acted: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """Every way, and by step the results that `goto` forgets."""

    ways: tuple[Way, ...]
    forgotten: Mapping[int, tuple[str, ...]]

    def reached_from(self, start: Iterable[Place], *, ways: Iterable[Way] | None = None) -> frozenset[Place]:
        """Return every place that can be reached from some, they themselves included."""
        return _closure(start, ((way.start, way.end) for way in (self.ways if ways is None else ways)))

    def leading_to(self, end: Iterable[Place], *, ways: Iterable[Way] | None = None) -> frozenset[Place]:
        """Return every place from which some can be reached, they themselves included."""
        return _closure(end, ((way.end, way.start) for way in (self.ways if ways is None else ways)))


def route_of(service: Service, *, bricks: Mapping[str, Brick], never: frozenset[int] = frozenset()) -> Route:
    """Return the ways through a service. never: the steps whose own condition cannot hold.

    No way leads to a step that falls due before an end: it comes round when the case is over. A target that
    does not exist counts as the next step, so that one mistake is not told as many.
    """
    in_turn = [number for number, step in enumerate(service.steps) if not step.before_end]
    places: dict[str, Place] = {name: name for name in service.endpoints}
    places.update({service.steps[number].id: number for number in reversed(in_turn)})
    staffed = [number for number in in_turn if _staffed(service.steps[number], bricks)]
    ways: list[Way] = []
    forgotten: dict[int, tuple[str, ...]] = {}
    for number in in_turn:
        step = service.steps[number]
        brick = bricks.get(step.brick)
        following = next((n for n in in_turn if n > number), None)
        if step.when is not None and following is not None:
            ways.append(Way(number, following, skipped=True))
        if number in never:
            continue
        acted = brick is None or brick.staffed or brick.screen is not None
        results = brick.results(step) if brick is not None and step.spec is not None else frozenset()
        targets, missed = _targets(step, results, known=brick is not None)
        if missed:
            forgotten[number] = missed
        for result, target in targets:
            end = places.get(target, following) if target else following
            if end is not None:
                ways.append(Way(number, end, result=result, acted=acted))
        if results & UNSETTLED and staffed:
            # What no rule settles is settled by a person before the case may end: see walk.
            person = next((one for one in staffed if one > number), staffed[0])
            ways.append(Way(number, person, result=min(results & UNSETTLED)))
    return Route(tuple(ways), forgotten)


def _staffed(step: Step, bricks: Mapping[str, Brick]) -> bool:
    return step.brick in bricks and bricks[step.brick].staffed


def _targets(
    step: Step, results: frozenset[str], *, known: bool
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Return the targets by result, "" meaning the next step, and the results without one."""
    if not step.goto:
        return [("", "")], ()
    if not known:
        return [(result, target) for result, target in step.goto.items()], ()
    targets: list[tuple[str, str]] = []
    missed: list[str] = []
    for result in sorted(results or {OTHERWISE}):
        target = step.goto.get(result) or step.goto.get(OTHERWISE)
        targets.append((result, target or ""))
        if not target and result not in UNSETTLED:
            missed.append(result)
    return targets, tuple(missed)


def _closure(start: Iterable[Place], pairs: Iterable[tuple[Place, Place]]) -> frozenset[Place]:
    onward: dict[Place, list[Place]] = {}
    for one, other in pairs:
        onward.setdefault(one, []).append(other)
    found = set(start)
    waiting = list(found)
    while waiting:
        for place in onward.get(waiting.pop(), ()):
            if place not in found:
                found.add(place)
                waiting.append(place)
    return frozenset(found)


def loops(ways: Iterable[Way]) -> Iterator[Way]:
    """Yield, for every loop among some ways, one way that closes it, in the order of the file."""
    listed = sorted(ways, key=lambda way: (way.start, str(way.end)))
    for way in listed:
        if isinstance(way.end, int) and way.end <= way.start:
            pairs = [(one.start, one.end) for one in listed]
            if way.start in _closure([way.end], pairs):
                yield way
