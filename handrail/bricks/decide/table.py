"""A decision table over facts: which rows match, what they give, what they read. Nothing about cases."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handrail.bricks.decide.spec import DecisionTable, TableRow
from handrail.definition.brick import Fact, MatchedRow
from handrail.definition.prepared import prepared
from handrail.feel import DecisionRows, Expression, syntax

# Functions that read every field of a context, or one whose name is only known when the rule runs.
_READ_ANY_FIELD = frozenset({"get value", "get entries", "context put", "context merge"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table made ready.

    inputs: by column, the fact that the input is when it is nothing but a name, "" else, and its rule.
    matched, outputs: by row, what a determination names, and for outputs that are written out their values.
    certain, possible: the facts and parameters it reads, by first name; and those it reads unless they are
        fields of what a filter goes through.
    fields: every name that stands anywhere in it: of a list of contexts, only these fields can matter; None
        when any might.
    """

    inputs: tuple[tuple[str, Expression], ...]
    rows: DecisionRows
    matched: tuple[MatchedRow, ...]
    outputs: tuple[tuple[Fact, ...] | None, ...]
    certain: frozenset[str]
    possible: frozenset[str]
    fields: frozenset[str] | None

    @property
    def names(self) -> frozenset[str]:
        """Every name it may read from outside."""
        return self.certain | self.possible


@prepared
def prepare(table: DecisionTable) -> Prepared:
    """Return the table with its tests compiled together and what it reads worked out."""
    expressions = [column.expression for column in table.inputs]
    expressions += [output for row in table.rows for output in row.outputs]
    tests = [cell for row in table.rows for cell in row.tests]
    certain = {name for one in expressions for name in one.names}
    certain |= {name for one in tests for name in one.names}
    possible = {name for one in expressions for name in one.item_names}
    possible |= {name for one in tests for name in _item_names(one.tree)}
    trees: list[syntax.Node] = [one.tree for one in expressions]
    trees += [one.tree for one in tests]
    return Prepared(
        inputs=tuple((_name(column.expression), column.expression) for column in table.inputs),
        rows=DecisionRows(tuple(row.tests for row in table.rows)),
        matched=tuple(MatchedRow(id=row.id, source=row.source) for row in table.rows),
        outputs=tuple(_written_out(row) for row in table.rows),
        certain=_first_names(certain),
        possible=_first_names(possible) - _first_names(certain),
        fields=_fields(trees),
    )


def names_behind(table: DecisionTable, rows: Collection[str]) -> frozenset[str] | None:
    """Return every name, also of a field, that it rests on that these rows matched; None when any might.

    Of the first row that matches, those before it did not; what stands in results alone tells nothing of it.
    """
    tested = _tested(table)
    places = [place for place, row in enumerate(table.rows) if row.id in rows]
    if table.hit == "first" and places:
        places = list(range(places[-1] + 1))
    elif table.hit == "unique":
        places = list(range(len(tested)))
    found = [tested[place] for place in places]
    return None if None in found else frozenset().union(*(one for one in found if one is not None))


@prepared
def _tested(table: DecisionTable) -> tuple[frozenset[str] | None, ...]:
    """Return by row every name in its tests and the columns it tests; None for one that may read any."""
    return tuple(
        _fields(
            [
                tree
                for column, cell in zip(table.inputs, row.tests, strict=True)
                if cell.tree.tests
                for tree in (column.expression.tree, cell.tree)
            ]
        )
        for row in table.rows
    )


def _name(expression: Expression) -> str:
    return expression.tree.name if isinstance(expression.tree, syntax.Name) else ""


def _first_names(names: set[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in names)


def _written_out(row: TableRow) -> tuple[Fact, ...] | None:
    values = tuple(output.tree.value for output in row.outputs if isinstance(output.tree, syntax.Literal))
    return values if len(values) == len(row.outputs) else None


def _item_names(tree: syntax.Node) -> frozenset[str]:
    # Inside a cell's filter a name may be a field of the item or come from outside: it may be read.
    filters = (found for found in syntax.walk(tree) if isinstance(found, syntax.Filter))
    inside = (node for found in filters for node in syntax.walk(found.condition))
    return frozenset(node.name for node in inside if isinstance(node, syntax.Name))


def _fields(trees: list[syntax.Node]) -> frozenset[str] | None:
    names: set[str] = set()
    for tree in trees:
        for node in syntax.walk(tree):
            if isinstance(node, syntax.Call) and node.function in _READ_ANY_FIELD:
                return None
            if isinstance(node, (syntax.Name, syntax.Path)):
                names.add(node.name)
    return frozenset(names)


def matching_rows(table: DecisionTable, scope: Mapping[str, Fact], *, at: datetime) -> tuple[int, ...]:
    """Return the places of the rows whose every test passes; only the first for hit policy `first`."""
    ready = prepare(table)
    values = [scope.get(name) if name else rule.evaluate(scope, at=at) for name, rule in ready.inputs]
    return ready.rows.matching(values, scope, at=at, first=table.hit == "first")


def outputs_of(
    table: DecisionTable, place: int, scope: Mapping[str, Fact], *, at: datetime
) -> tuple[Fact, ...]:
    """Return what the row in a place gives, in the order of the output columns."""
    written = prepare(table).outputs[place]
    if written is not None:
        return written
    return tuple(output.evaluate(scope, at=at) for output in table.rows[place].outputs)


class LookedAt(Mapping[str, Fact]):
    """The facts that a table reads, of contexts only the fields it names; null for what is not known.

    Most walks find something and record nothing: they are gathered when first looked at.
    """

    __slots__ = ("_found", "_ready", "_scope")

    def __init__(self, ready: Prepared, scope: Mapping[str, Fact]) -> None:
        self._ready = ready
        self._scope = scope
        self._found: dict[str, Fact] | None = None

    def _gathered(self) -> dict[str, Fact]:
        if self._found is None:
            self._found = _read_by(self._ready, self._scope)
        return self._found

    def __getitem__(self, name: str) -> Fact:
        return self._gathered()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._gathered())

    def __len__(self) -> int:
        return len(self._gathered())

    def __repr__(self) -> str:
        return repr(self._gathered())


def _read_by(ready: Prepared, scope: Mapping[str, Fact]) -> dict[str, Fact]:
    found = {name: _only(scope.get(name), ready.fields) for name in ready.certain}
    for name in ready.possible:
        if name in scope:
            found[name] = _only(scope[name], ready.fields)
    return found


def _only(fact: Fact, fields: frozenset[str] | None) -> Fact:
    if isinstance(fact, (str, bool)) or fact is None or fields is None:
        return fact
    if isinstance(fact, dict):
        return {name: _only(value, fields) for name, value in fact.items() if name in fields}
    if isinstance(fact, (list, tuple)):
        return tuple(_only(item, fields) for item in fact)
    return fact
