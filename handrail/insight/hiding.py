"""Hides what is few in a table of counts, and enough beside it that nobody can work it out by subtraction.

A number under ten is shown as few. Where the rest of the table would tell more of it than that, other
numbers are not shown either, until all that can be worked out of each few one is that it is anything from 0
to 9. Which others are hidden goes by their place and never by how large they are, which would tell something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

FEWEST = 10
"""The smallest number that is shown."""

TOTAL = "total"
"""The column of all districts together."""

Shown = int | Literal["few", "hidden"]
Cell = tuple[str, str]
"""A row and a column."""

Bounds = tuple[float, float]
Sum = tuple[tuple[Cell, int], ...]
"""Cells with a sign each, which together are at most 0."""

_FEW: Bounds = (0, FEWEST - 1)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that count every case of a table in one way.

    named: the rows that count a case once for each thing it names. unnamed: the row of cases that name
    nothing, "" where there is none. apart: a case names one thing at most, so the rows add up to all cases.
    """

    named: tuple[str, ...]
    unnamed: str = ""
    apart: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row of it."""
        return (*self.named, *((self.unnamed,) if self.unnamed else ()))


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows and columns of a table, and how its numbers hang together.

    whole: the row that counts each case once. groups: the others. columns: without TOTAL.
    """

    whole: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row."""
        return (self.whole, *(row for group in self.groups for row in group.rows))

    def sums(self) -> Iterator[Sum]:
        """Yield what anybody knows of the numbers without seeing any."""
        for row in self.rows:
            parts = tuple(((row, column), 1) for column in self.columns)
            yield (*parts, ((row, TOTAL), -1))
            yield tuple((cell, -sign) for cell, sign in (*parts, ((row, TOTAL), -1)))
        for group in self.groups:
            for column in (*self.columns, TOTAL):
                unnamed = (((group.unnamed, column), 1),) if group.unnamed else ()
                for row in group.named:
                    yield (((row, column), 1), *unnamed, ((self.whole, column), -1))
                rows = tuple(((row, column), 1) for row in group.rows)
                yield (((self.whole, column), 1), *((cell, -1) for cell, _ in rows))
                if group.apart:
                    yield (*rows, ((self.whole, column), -1))

    def givable(self) -> tuple[Cell, ...]:
        """The numbers in the order in which they are given up: totals last, that of all cases last of all."""
        rows = self.rows[1:]
        named = [(row, column) for row in rows for column in self.columns]
        whole = [(self.whole, column) for column in self.columns]
        return (*named, *whole, *((row, TOTAL) for row in reversed(self.rows)))


def hide(counts: Mapping[Cell, int], frame: Frame) -> Mapping[Cell, Shown]:
    """Return what may be shown of a table. counts: by row and column; what is not there is none."""
    exact = {(row, column): counts.get((row, column), 0) for row in frame.rows for column in frame.columns}
    exact.update({(row, TOTAL): sum(exact[row, one] for one in frame.columns) for row in frame.rows})
    shown: dict[Cell, Shown] = {cell: one if one >= FEWEST else "few" for cell, one in exact.items()}
    sums = tuple(frame.sums())
    order = frame.givable()
    while (told := _told_too_much(shown, exact, sums)) is not None:
        few, inside = told
        telling = _telling(inside, shown, sums)
        beside = (cell for cell in order if cell in telling and isinstance(shown[cell], int))
        # Where nothing beside it is shown, that it is few tells too much already.
        shown[next(beside, few)] = "hidden"
    return shown


def _telling(inside: frozenset[Cell], shown: Mapping[Cell, Shown], sums: tuple[Sum, ...]) -> set[Cell]:
    """Return the cells of a sum, and those of every sum that narrows what is hidden in it."""
    hidden = {cell for cell in inside if shown[cell] == "hidden"}
    others = (one for one in sums if any(cell in hidden for cell, _ in one))
    return {*inside, *(cell for one in others for cell, _ in one)}


def _start(one: Shown, exact: int) -> Bounds:
    """Return between what a number lies. Nearly all that is hidden is not few, so that counts as known."""
    if isinstance(one, int):
        return (one, one)
    if one == "few":
        return _FEW
    return (FEWEST if exact >= FEWEST else 0, inf)


def _told_too_much(
    shown: Mapping[Cell, Shown], exact: Mapping[Cell, int], sums: tuple[Sum, ...]
) -> tuple[Cell, frozenset[Cell]] | None:
    """Return a few number of which more is told than that it is few, and the cells of the sum that tells it.

    Each number lies between two bounds, and each sum narrows them by the bounds of its others, until none
    does. None when all that adding and subtracting tells of the few is that they are few.
    """
    bounds = {cell: _start(one, exact[cell]) for cell, one in shown.items()}
    moved = True
    while moved:
        moved = False
        for one in sums:
            for cell, after in _narrower(one, bounds):
                if shown[cell] == "few":
                    return cell, frozenset(other for other, _ in one)
                bounds[cell], moved = after, True
    return None


def _narrower(one: Sum, bounds: Mapping[Cell, Bounds]) -> Iterator[tuple[Cell, Bounds]]:
    """Yield the cells of a sum whose bounds it narrows, with what they become."""
    least = [bounds[cell][0] if sign > 0 else -bounds[cell][1] for cell, sign in one]
    for place, (cell, sign) in enumerate(one):
        low, high = bounds[cell]
        room = -sum(other for number, other in enumerate(least) if number != place)
        after = (low, min(high, room)) if sign > 0 else (max(low, -room), high)
        if after != (low, high):
            yield cell, after
