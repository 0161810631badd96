"""The rows of tables that no example comes to: what they find, and say, nobody has seen."""

from collections.abc import Collection, Iterator

from handrail.bricks.decide.spec import Decide
from handrail.definition.service import Service, Step
from handrail.definition.source import Problem

_MOST_APART = 3
"""More rows of one table than this are told in one line."""

_NAMED = 12


def rows_without_anybody(service: Service, matched: Collection[tuple[str, str]]) -> Iterator[Problem]:
    """Yield advice for each row that is not among those matched, each a step's id and a row's."""
    for step in service.steps:
        if isinstance(step.spec, Decide):
            yield from _of_table(step, step.spec, {row for at, row in matched if at == step.id})


def _of_table(step: Step, spec: Decide, matched: Collection[str]) -> Iterator[Problem]:
    rows = spec.table.rows
    left = [row for row in rows if row.id not in matched]
    if len(left) <= _MOST_APART:
        for row in left:
            yield Problem(
                row.where,
                "advice",
                f"No example comes to the row '{row.id}' of '{step.id}'.",
                "Add somebody to examples.yaml who does.",
            )
    else:
        named = ", ".join(f"'{row.id}'" for row in left[:_NAMED]) + ", …" * (len(left) > _NAMED)
        yield Problem(
            spec.table.where,
            "advice",
            f"No example comes to {len(left)} of the {len(rows)} rows of '{step.id}': {named}.",
            "Add people to examples.yaml who do.",
        )
