"""Which cases the rows of a table cover, tried one by one where the answers can be listed."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice, pairwise

from handrail.bricks.decide.spec import DecisionTable, TableRow
from handrail.definition.holds import MOST_TRIED, cases
from handrail.definition.rules import Names, first_names
from handrail.definition.source import Problem
from handrail.feel import Expression, UnaryTests

_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def covering(table: DecisionTable, names: Names) -> Iterator[Problem]:
    """Yield rows that no case matches, rows that overlap in a unique table, and cases that no row matches.

    Nothing is said of a table with an input whose values cannot be listed, such as a number or a date, nor of
    one with a column or a cell that cannot be read, which is told already.
    """
    if any(len(row.tests) != len(table.inputs) for row in table.rows):
        return
    rules: list[Expression | UnaryTests] = [column.expression for column in table.inputs]
    rules += [cell for row in table.rows for cell in row.tests]
    listed = cases(rules, names) if table.inputs else None
    if listed is None:
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
    values = [column.expression.evaluate(facts, at=_ANY_DAY) for column in table.inputs]
    return tuple(
        row
        for row in table.rows
        if all(
            cell.matches(value, facts, at=_ANY_DAY) is True
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


def _gap(
    table: DecisionTable, matched: list[tuple[dict[str, object], tuple[TableRow, ...]]]
) -> Iterator[Problem]:
    gaps = [facts for facts, rows in matched if not rows]
    if gaps:
        yield Problem(
            table.where,
            "advice",
            f"No row matches when {_case(gaps[0])}: such a case waits for a person.",
            "Add a row for it if a rule can settle it.",
        )


def _case(facts: Mapping[str, object]) -> str:
    said = [f"{name} is {_word(value)}" for name, value in facts.items()]
    return ", ".join(said) or "nothing is known"


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "not answered" if value is None else f'"{value}"'
