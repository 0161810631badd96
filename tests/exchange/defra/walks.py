"""What a grant’s file of its desk allows, read from the file itself, and walks over all of it."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Way:
    """One transition of the file: from where, to where, and what it says on the button."""

    start: str
    end: str
    label: str
    tasks_done: bool
    must_explain: bool


@dataclass(frozen=True)
class Desk:
    """What the file allows. titles, tasks: by position; a task as the file has it."""

    start: str
    titles: Mapping[str, str]
    ways: tuple[Way, ...]
    tasks: Mapping[str, tuple[Mapping[str, Any], ...]]

    def out_of(self, position: str) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.start == position)

    @property
    def reached(self) -> set[str]:
        found, waiting = {self.start}, [self.start]
        while waiting:
            for way in self.out_of(waiting.pop()):
                if way.end not in found:
                    found.add(way.end)
                    waiting.append(way.end)
        return found


def desk_of(cw: Mapping[str, Any]) -> Desk:
    """Return what a file of a desk allows."""
    placed = [
        (f"{phase['code']}:{stage['code']}:{status['code']}", stage, status)
        for phase in cw["phases"]
        for stage in phase["stages"]
        for status in stage["statuses"]
    ]
    titles = {name: status["name"] for name, _, status in placed}
    ways = tuple(
        _way(name, transition, titles) for name, _, status in placed for transition in status["transitions"]
    )
    tasks = {
        name: tuple(task for group in stage["taskGroups"] for task in group["tasks"])
        for name, stage, _ in placed
    }
    return Desk(placed[0][0], titles, tuple(one for one in ways if one.end in titles), tasks)


def _way(start: str, transition: Mapping[str, Any], titles: Mapping[str, str]) -> Way:
    action = transition.get("action") or {}
    own, given = start.split(":"), transition["targetPosition"].split(":")
    end = ":".join(there or here for there, here in zip(given, own, strict=True))
    return Way(
        start=start,
        end=end,
        label=action.get("name") or titles.get(end, ""),
        tasks_done=bool(transition.get("checkTasks") or action.get("checkTasks")),
        must_explain=bool((action.get("comment") or {}).get("mandatory")),
    )


def walks(desk: Desk) -> Iterator[tuple[Way, ...]]:
    """Yield walks from the start that together take every way there is, each going on as far as it can."""
    left = {way for way in desk.ways if way.start in desk.reached}
    while left:
        walk: list[Way] = []
        here = desk.start
        while (path := _to_the_nearest(desk, here, left)) is not None:
            walk += path
            left -= set(path)
            here = path[-1].end
        assert walk, f"{left} cannot be reached"
        yield tuple(walk)


def _to_the_nearest(desk: Desk, here: str, left: set[Way]) -> list[Way] | None:
    """Return the shortest way that ends with one not taken yet; None where there is none."""
    waiting: deque[tuple[str, list[Way]]] = deque([(here, [])])
    seen = {here}
    while waiting:
        at, path = waiting.popleft()
        for way in desk.out_of(at):
            if way in left:
                return [*path, way]
            if way.end not in seen:
                seen.add(way.end)
                waiting.append((way.end, [*path, way]))
    return None
