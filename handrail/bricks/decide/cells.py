"""What authors write in a cell that means something else than they meant, with what to write instead."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handrail import feel
from handrail.bricks.decide.spec import TableInput
from handrail.definition.rules import Cell, Names, check_cell
from handrail.definition.source import Problem
from handrail.feel import UnaryTests
from handrail.feel import syntax as s

_QUOTES = re.compile(r'Put a text in double quotes: "[^"]+"\. ')
_QUOTED = re.compile(r'double quotes: ("[^"]+")')


def judge_cell(column: TableInput, kind: feel.Type, cell: UnaryTests, names: Names) -> Iterator[Problem]:
    """Yield what is wrong with a cell of a column whose values are of a kind."""
    again = list(_column_again(column, kind, cell, names))
    yield from again or check_cell(cell, kind, names, what=f"in: {column.expression.text}")


def as_csv(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems with each text that wants quotes as it stands in the file, where quotes are doubled."""
    for one in problems:
        remedy = _QUOTED.sub(_in_the_file, one.remedy)
        yield replace(one, remedy=remedy)


def as_head(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems of a column's head that is a name alone: quotes would make it the same for all."""
    for one in problems:
        yield replace(one, remedy=_QUOTES.sub("Name a question asked before, or a rule. ", one.remedy))


def _in_the_file(found: re.Match[str]) -> str:
    doubled = found[1].replace('"', '""')
    return f'double quotes: {found[1]} in a spreadsheet, which the file holds as "{doubled}"'


def _column_again(column: TableInput, kind: feel.Type, cell: UnaryTests, names: Names) -> Iterator[Problem]:
    """Yield a test that says its column again, such as `age > 3` under `in: age`.

    Under a column of conditions its type would be right, and it would silently mean another thing.
    """
    said = column.expression.text
    for test in cell.tree.tests:
        text = cell.text[slice(*test.span)]
        places = {node.span for node in s.walk(test) if cell.text[slice(*node.span)] == said}
        if not places or not _is_condition(test, text, kind, names):
            continue
        yield Problem(
            cell.where if isinstance(cell, Cell) else column.where,
            "broken",
            f"The cell under 'in: {said}' says its column again: {text}.",
            f"Write only the test: {_without(test, cell.text, said, places)}",
        )


def _is_condition(test: s.Node, text: str, kind: feel.Type, names: Names) -> bool:
    if isinstance(test, (s.Comparison, s.Between, s.In)):
        return True
    return isinstance(test, (s.And, s.Or, s.Call)) and (
        kind != feel.BOOLEAN and feel.parse(text).check(names).type == feel.BOOLEAN
    )


def _without(test: s.Node, text: str, said: str, places: set[tuple[int, int]]) -> str:
    """Return a test as it is written under the column: without it, or with ? in its place."""
    if isinstance(test, s.Comparison) and text[slice(*test.left.span)] == said:
        rest = text[slice(*test.right.span)]
        return rest if test.sign == "=" else f"{test.sign} {rest}"
    start, end = test.span
    written = text[start:end]
    for first, last in sorted(places, reverse=True):
        written = f"{written[: first - start]}?{written[last - start :]}"
    return written
