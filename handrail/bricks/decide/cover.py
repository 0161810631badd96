"""Which cases the rows of a table cover, tried one by one where the answers can be listed."""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise, product
from math import prod

from handrail.bricks.decide.samples import Sample, samples, stand_ins
from handrail.bricks.decide.spec import DecisionTable, TableRow
from handrail.definition.holds import ANY_DAY, MOST_TRIED, cases, values_of
from handrail.definition.rules import Names, first_names
from handrail.definition.source import Problem
from handrail.feel import Expression, UnaryTests

_MOST_TRIED_IN_PART = 2_000


def covering(table: DecisionTable, names: Names) -> Iterator[Problem]:
    """Yield rows that no case matches, rows that overlap in a unique table, and cases that no row matches.

    Of a table with an input whose values cannot be listed, such as a number or a date, only a case that no
    row matches is said; nothing of one with a column or a cell that cannot be read, which is told already.
    """
    if any(len(row.tests) != len(table.inputs) for row in table.rows):
        return
    rules: list[Expression | UnaryTests] = [column.expression for column in table.inputs]
    rules += [cell for row in table.rows for cell in row.tests]
    listed = cases(rules, names) if table.inputs else None
    if listed is None:
        yield from _gap_in_some(table, names)
        return
    tried = [dict(facts) for facts in islice(listed, MOST_TRIED + 1)]
    if len(tried) > MOST_TRIED:
        return
    matched = [(facts, _matching(table, facts)) for facts in tried]
    for row in table.rows:
        if not any(row in rows for _, rows in matched):
            yield Problem(
                row.where,
                "broken",
                f"The row '{row.id}' can never match: no answers pass all its tests.",
                "Mend its tests, or delete it.",
            )
    if table.hit == "unique":
        yield from _overlaps(matched)
    if table.hit != "collect" and {name for rule in rules for name in first_names(rule)} <= names.certain:
        yield from _gap(table, matched)


def _matching(table: DecisionTable, facts: Mapping[str, object]) -> tuple[TableRow, ...]:
    values = [column.expression.evaluate(facts, at=ANY_DAY) for column in table.inputs]
    return tuple(
        row
        for row in table.rows
        if all(
            cell.matches(value, facts, at=ANY_DAY) is True
            for cell, value in zip(row.tests, values, strict=True)
        )
    )


def _overlaps(matched: list[tuple[dict[str, object], tuple[TableRow, ...]]]) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for facts, rows in matched:
        for first, second in pairwise(rows):
            if (first.id, second.id) not in told:
                told.add((first.id, second.id))
                yield Problem(
                    second.where,
                    "broken",
                    f"The rows '{first.id}' and '{second.id}' both match when {_case(facts)}.",
                    "Make their tests exclude each other, or write 'hit: first' in the step.",
                )


def _gap_in_some(table: DecisionTable, names: Names) -> Iterator[Problem]:
    """Yield a case that no row matches whatever stands in the columns that cannot be tried.

    Tried are answers that are surely given: those that can be listed, and numbers and days on the bounds that
    the cells draw and beside them.
    """
    if table.hit == "collect" or any(all(not cell.tree.tests for cell in row.tests) for row in table.rows):
        return
    columns = {place: column.expression.text for place, column in enumerate(table.inputs)}
    cells = {place: tuple(row.tests[place] for row in table.rows) for place in columns}
    given = stand_ins([cell for row in table.rows for cell in row.tests], names)
    tried: dict[int, tuple[Sample, ...]] = {}
    for place, name in columns.items():
        sure = name in names.certain and not names.given.get(name) and name not in given
        if sure and list(columns.values()).count(name) == 1:
            values = _listed(name, cells[place], names) or samples(name, cells[place], names, given)
            tried |= {place: values} if values else {}
    if not tried or prod(map(len, tried.values())) > _MOST_TRIED_IN_PART:
        return
    for case in product(*tried.values()):
        chosen = dict(zip(tried, case, strict=True))
        if not any(
            all(
                row.tests[place].matches(one.value, given, at=ANY_DAY) is True
                for place, one in chosen.items()
            )
            for row in table.rows
        ):
            yield _no_row(
                table, ", ".join(f"{columns[place]} is {one.said}" for place, one in chosen.items())
            )
            return


def _listed(name: str, cells: tuple[UnaryTests, ...], names: Names) -> tuple[Sample, ...]:
    values = () if any(cell.names for cell in cells) else values_of(names[name]) or ()
    return tuple(Sample(value, _word(value)) for value in values)


def _gap(
    table: DecisionTable, matched: list[tuple[dict[str, object], tuple[TableRow, ...]]]
) -> Iterator[Problem]:
    gaps = [facts for facts, rows in matched if not rows]
    if gaps:
        yield _no_row(table, _case(gaps[0]))


def _no_row(table: DecisionTable, case: str) -> Problem:
    return Problem(
        table.where,
        "advice",
        f"No row matches when {case}: such a case waits for a person.",
        "Add a row for it if a rule can settle it.",
    )


def _case(facts: Mapping[str, object]) -> str:
    said = [f"{name} is {_word(value)}" for name, value in facts.items()]
    return ", ".join(said) or "nothing is known"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "not answered" if value is None else f'"{value}"'
