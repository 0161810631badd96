"""The pages of a form as a graph of ways on: which can be reached, in what order, and what turns back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.exchange.form import Form, Link, Page


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a page: the links before it were not taken, and this one is."""

    start: str
    end: str
    number: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The ways on that lead forward, and what does not.

    order: the pages that can be reached, each after all that lead to it. into: by page, the ways to it.
    back: ways to a page that was already passed. outside: links that lead to no page of the form.
    unused: links that are never taken, because one without a condition stands before them.
    """

    order: tuple[str, ...]
    into: Mapping[str, tuple[Way, ...]]
    back: tuple[Way, ...]
    outside: tuple[tuple[Page, Link], ...]
    unused: tuple[tuple[Page, Link], ...]

    def dominators(self) -> Mapping[str, str]:
        """Return, by page, the last page that every way to it passes; the first page has none.

        After K. Cooper, T. Harvey and K. Kennedy, A Simple, Fast Dominance Algorithm (2001), for a graph
        without a loop.
        """
        place = {path: number for number, path in enumerate(self.order)}
        found: dict[str, str] = {}
        for path in self.order[1:]:
            starts = [way.start for way in self.into[path]]
            last = starts[0]
            for start in starts[1:]:
                other = start
                while last != other:
                    if place[last] > place[other]:
                        last = found[last]
                    else:
                        other = found[other]
            found[path] = last
        return found


def default_link(page: Page) -> int | None:
    """Return the number of the link that is taken when no other is; None where there is none."""
    return next((number for number, link in enumerate(page.links) if link.when is None), None)


def ways_on(page: Page) -> Iterator[int]:
    """Yield the numbers of the links that can be taken: those with a condition, and the first without."""
    default = default_link(page)
    for number, link in enumerate(page.links):
        if link.when is not None or number == default:
            yield number


def graph_of(form: Form, pages: Mapping[str, Page]) -> Graph:
    """Return the graph of a form whose routing goes by links. pages: by path."""
    back = _turning_back(form.start, pages)
    forward = {
        path: [
            Way(path, page.links[number].path, number)
            for number in ways_on(page)
            if page.links[number].path in pages and Way(path, page.links[number].path, number) not in back
        ]
        for path, page in pages.items()
    }
    order = _order(form.start, pages, forward)
    into: dict[str, list[Way]] = {path: [] for path in order}
    for path in order:
        for way in forward[path]:
            into[way.end].append(way)
    reached = [pages[path] for path in order]
    return Graph(
        order=order,
        into={path: tuple(ways) for path, ways in into.items()},
        back=tuple(sorted(back, key=lambda way: (way.start, way.number))),
        outside=tuple((page, link) for page in reached for link in page.links if link.path not in pages),
        unused=tuple(
            (page, link)
            for page in reached
            for number, link in enumerate(page.links)
            if number not in set(ways_on(page))
        ),
    )


def _turning_back(start: str, pages: Mapping[str, Page]) -> frozenset[Way]:
    """Return the ways that lead to a page which is being passed, going depth first from the start."""
    found: set[Way] = set()
    state: dict[str, str] = {}
    waiting: list[tuple[str, Iterator[int]]] = []

    def enter(path: str) -> None:
        state[path] = "open"
        waiting.append((path, ways_on(pages[path])))

    if start in pages:
        enter(start)
    while waiting:
        path, ways = waiting[-1]
        number = next(ways, None)
        if number is None:
            state[path] = "passed"
            waiting.pop()
            continue
        target = pages[path].links[number].path
        if target not in pages:
            continue
        if state.get(target) == "open":
            found.add(Way(path, target, number))
        elif target not in state:
            enter(target)
    return frozenset(found)


def _order(start: str, pages: Mapping[str, Page], forward: Mapping[str, list[Way]]) -> tuple[str, ...]:
    """Return the pages that can be reached, each after those that lead to it.

    A page that ends the journey stands as early as it can; else what follows from the page before comes
    next, in the same section if possible.
    """
    reached, waiting = {start}, [start]
    while waiting:
        for way in forward.get(waiting.pop(), ()):
            if way.end not in reached:
                reached.add(way.end)
                waiting.append(way.end)
    missing = dict.fromkeys(reached, 0)
    for path in reached:
        for way in forward.get(path, ()):
            missing[way.end] += 1
    ready: list[str] = [start] if start in pages else []
    order: list[str] = []
    while ready:
        section = pages[order[-1]].section if order else ""
        path = _next(ready, section, pages)
        ready.remove(path)
        order.append(path)
        for way in reversed(forward[path]):
            missing[way.end] -= 1
            if not missing[way.end]:
                ready.append(way.end)
    return tuple(order)


def _next(ready: list[str], section: str, pages: Mapping[str, Page]) -> str:
    latest = list(reversed(ready))
    ends = [path for path in latest if pages[path].kind == "exit"]
    same = [path for path in latest if section and pages[path].section == section]
    return (ends or same or latest)[0]
