"""Decision tables at speed: all the cells of a table as one generated function that finds the matching rows.

Hit policies, outputs and reasons belong to whoever owns the table; here a row only matches or does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from handrail.feel import syntax as s
from handrail.feel.expression import UnaryTests
from handrail.feel.generate import Compiled, Writer, within_bounds
from handrail.feel.operators import exact
from handrail.feel.values import Value


@dataclass(frozen=True)
class DecisionRows:
    """The input cells of a decision table: one tuple a row, one cell a column, all rows of one length."""

    rows: tuple[tuple[UnaryTests, ...], ...]

    def __post_init__(self) -> None:
        widths = {len(row) for row in self.rows}
        if len(widths) > 1:
            raise ValueError(f"Found rows of {sorted(widths)} cells; expected the same number in every row.")

    def matching(
        self, values: Sequence[Value], scope: Mapping[str, Value], *, at: datetime, first: bool = False
    ) -> tuple[int, ...]:
        """Return the places of the rows whose every cell passes, counted from 0, in order.

        `values` are the columns' inputs, in order; `scope` holds what cells name. With `first`, stop at the
        first row that matches.
        """
        if not self.rows:
            return ()
        run = self._first if first else self._every
        found: tuple[int, ...] = within_bounds(run, *map(exact, values), scope, at) or ()
        return found

    @cached_property
    def _every(self) -> Compiled:
        return _compile(self.rows, first=False)

    @cached_property
    def _first(self) -> Compiled:
        return _compile(self.rows, first=True)


def _compile(rows: tuple[tuple[UnaryTests, ...], ...], *, first: bool) -> Compiled:
    writer = Writer()
    inputs = [f"v{column}" for column in range(len(rows[0]))]
    writer.lines.append("    found = []")
    writer.lines += [f"    is_number{name} = type({name}) is Decimal" for name in inputs]
    for place, row in enumerate(rows):
        conditions = [_condition(writer, cell.tree, name) for cell, name in zip(row, inputs, strict=True)]
        test = " and ".join(condition for condition in conditions if condition) or "True"
        writer.lines.append(f"    if {test}:")
        writer.lines.append(f"        return ({place},)" if first else f"        found.append({place})")
    return writer.function(", ".join((*inputs, "scope", "at")), "tuple(found)")


def _condition(writer: Writer, cell: s.Tests, name: str) -> str:
    """Return Python that is truthy exactly when the cell passes; empty when it always does."""
    if not cell.tests:
        return ""
    if not cell.negated:
        quick = [_quick(writer, test, name) for test in cell.tests]
        if all(quick):
            return quick[0] if len(quick) == 1 else f"({' or '.join(quick)})"
    return f"{writer.tests(cell, name, ())} is True"


def _quick(writer: Writer, test: s.Node, name: str) -> str:
    """Return Python for a test against constants, which needs no function call; empty for any other test."""
    match test:
        case s.Literal(str() as text):
            return f"{name} == {writer.constant(text)}"
        case s.Literal(bool() as answer):
            return f"{name} is {answer}"
        case s.Literal(Decimal() as number):
            return f"(is_number{name} and {name} == {writer.constant(number)})"
        case s.UnaryComparison(sign, s.Literal(Decimal() as number)) if sign != "!=":  # null differs too
            return f"(is_number{name} and {name} {'==' if sign == '=' else sign} {writer.constant(number)})"
        case s.RangeOf(
            s.Literal(Decimal() as low), s.Literal(Decimal() as high), low_included, high_included
        ) if low <= high:
            start = f"{writer.constant(low)} {'<=' if low_included else '<'} {name}"
            return f"(is_number{name} and {start} {'<=' if high_included else '<'} {writer.constant(high)})"
    return ""
