"""A decision table evaluated over facts: which rows match and what they give. Nothing about cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handrail.bricks.decide.spec import DecisionTable, TableRow
from handrail.bricks.prepared import prepared
from handrail.definition.brick import Fact
from handrail.feel import Expression, UnaryTests, syntax

# Functions that read every field of a context, or one whose name is only known when the rule runs.
_READ_ANY_FIELD = frozenset({"get value", "get entries", "context put", "context merge"})
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Cell:
    """One test of a column, and as a mask of bits the rows that have it. No tests (`-`) always match."""

    tests: UnaryTests
    rows: int
    always: bool


@dataclass(frozen=True, slots=True)
class Column:
    """An input and its different tests.

    kept: when no test depends on anything but the input, the rows that match by the input's type and value.
    """

    expression: Expression
    cells: tuple[Cell, ...]
    constant: bool
    kept: dict[tuple[type, Any], int] = field(default_factory=dict, compare=False, repr=False)

    def matching(self, value: Fact, scope: Mapping[str, Fact], at: datetime, among: int) -> int:
        """Return as a mask the rows, of those in `among`, whose test of this column a value passes."""
        if not self.constant or isinstance(value, (list, tuple, dict)):
            return self._try(value, scope, at, among)
        key = (type(value), value)
        mask = self.kept.get(key)
        if mask is None:
            mask = self._try(value, scope, at, -1)
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            self.kept[key] = mask
        return mask & among

    def _try(self, value: Fact, scope: Mapping[str, Fact], at: datetime, among: int) -> int:
        mask = 0
        for cell in self.cells:
            if cell.rows & among and (cell.always or cell.tests.matches(value, scope, at=at) is True):
                mask |= cell.rows
        return mask & among


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table made ready.

    names: the facts and parameters it may read, by their first name.
    fields: every name that stands anywhere in it: of a list of contexts, only these fields can matter; None
        when any might.
    """

    columns: tuple[Column, ...]
    every_row: int
    names: frozenset[str]
    fields: frozenset[str] | None


@prepared
def prepare(table: DecisionTable) -> Prepared:
    """Return the table with equal tests gathered, so that each is tried once."""
    expressions = [column.expression for column in table.inputs]
    expressions += [output for row in table.rows for output in row.outputs]
    trees: list[syntax.Node] = [one.tree for one in expressions]
    trees += [tests.tree for row in table.rows for tests in row.tests]
    names: set[str] = set()
    for one in expressions:
        names |= one.names | one.item_names
    for row in table.rows:
        for tests in row.tests:
            names |= tests.names | _item_names(tests.tree)
    return Prepared(
        columns=tuple(_column(table, number) for number in range(len(table.inputs))),
        every_row=(1 << len(table.rows)) - 1,
        names=frozenset(name.partition(".")[0] for name in names),
        fields=_fields(trees),
    )


def _item_names(tree: syntax.Node) -> frozenset[str]:
    # Inside a cell's filter a name may be a field of the item or come from outside: it may be read.
    inside = (
        node for found in syntax.walk(tree) if isinstance(found, syntax.Filter) for node in _under(found)
    )
    return frozenset(node.name for node in inside if isinstance(node, syntax.Name))


def _under(node: syntax.Filter) -> tuple[syntax.Node, ...]:
    return tuple(syntax.walk(node.condition))


def _column(table: DecisionTable, number: int) -> Column:
    rows: dict[str, int] = {}
    tests: dict[str, UnaryTests] = {}
    for place, row in enumerate(table.rows):
        cell = row.tests[number]
        rows[cell.text] = rows.get(cell.text, 0) | 1 << place
        tests[cell.text] = cell
    cells = tuple(
        Cell(tests=cell, rows=rows[text], always=not cell.tree.tests and not cell.tree.negated)
        for text, cell in tests.items()
    )
    return Column(
        expression=table.inputs[number].expression,
        cells=cells,
        constant=all(_is_constant(cell.tests.tree) for cell in cells),
    )


def _is_constant(tree: syntax.Node) -> bool:
    return not any(isinstance(node, (syntax.Name, syntax.Call)) for node in syntax.walk(tree))


def _fields(trees: list[syntax.Node]) -> frozenset[str] | None:
    names: set[str] = set()
    for tree in trees:
        for node in syntax.walk(tree):
            if isinstance(node, syntax.Call) and node.function in _READ_ANY_FIELD:
                return None
            if isinstance(node, (syntax.Name, syntax.Path)):
                names.add(node.name)
    return frozenset(names)


def matching_rows(table: DecisionTable, scope: Mapping[str, Fact], *, at: datetime) -> tuple[TableRow, ...]:
    """Return the rows whose every test passes, in the table's order; only the first for hit policy `first`."""
    ready = prepare(table)
    left = ready.every_row
    for column in ready.columns:
        left = column.matching(column.expression.evaluate(scope, at=at), scope, at, left)
        if not left:
            return ()
    if table.hit == "first":
        return (table.rows[(left & -left).bit_length() - 1],)
    found = []
    while left:
        lowest = left & -left
        found.append(table.rows[lowest.bit_length() - 1])
        left ^= lowest
    return tuple(found)


def read_by(table: DecisionTable, scope: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return, of what is known, the facts that the table may read, and of contexts only the fields it names."""
    ready = prepare(table)
    return {
        name: scope[name] if ready.fields is None else _only(scope[name], ready.fields)
        for name in ready.names
        if name in scope
    }


def _only(fact: Fact, fields: frozenset[str]) -> Fact:
    if isinstance(fact, Mapping):
        kept = [name for name in fact if name in fields]
        return {name: _only(fact[name], fields) for name in kept}
    if isinstance(fact, (list, tuple)):
        return tuple(_only(item, fields) for item in fact)
    return fact
