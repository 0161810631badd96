"""What a `decide` step finds: its table applied to the facts, with the values in force on the legal day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handrail.bricks.decide.spec import Decide, DecisionTable
from handrail.bricks.decide.state import DecideState
from handrail.bricks.decide.table import LookedAt, Prepared, matching_rows, outputs_of, prepare
from handrail.definition.brick import Determination, Fact, MatchedRow, Scope, StepStatus
from handrail.definition.prepared import prepared
from handrail.definition.service import Service, Step, feel_name
from handrail.feel import Expression, UnaryTests, from_feel
from handrail.terms.legal_day import legal_day

NONE_MATCHED = "none matched"
MANY_MATCHED = "more than one matched"
NO_VALUE = "no value in force"
"""Results that no rule gives: the case goes to a person, who sees which rows, if any, matched."""

Findings = tuple[dict[str, Fact], tuple[MatchedRow, ...], Any]
"""What a table gives: outputs by column, the rows that matched, the result."""


def is_settled(determination: Determination) -> bool:
    """Say whether the rules settled it; if not, a person of the organisation must."""
    return bool(determination.outputs)


def status(step: Step, state: DecideState, scope: Scope) -> StepStatus:
    """Return what the step determines, reusing a determination recorded for these very answers."""
    spec: Decide = step.spec
    if spec.each:
        return _each(step, spec, state, scope)
    found = _determine(step, spec, state, scope, item="", facts=scope.facts)
    name = feel_name(step.id)
    return StepStatus(
        kind="done",
        facts={name: fact_of(spec.table, found)},
        result=word_of(found.result),
        determinations=(found,),
        unsettled=frozenset() if is_settled(found) else frozenset({name}),
    )


def _each(step: Step, spec: Decide, state: DecideState, scope: Scope) -> StepStatus:
    name = feel_name(step.id)
    members: list[Mapping[str, Fact]] = []
    found: list[Determination] = []
    items = scope.items.get(spec.each, ())
    for item, member in zip(items, scope.facts.get(spec.each) or (), strict=False):
        one = _determine(step, spec, state, scope, item=item, facts={**scope.facts, **member})
        found.append(one)
        members.append({**member, name: _context(one)})
    settled = all(is_settled(one) for one in found)
    return StepStatus(
        kind="done",
        facts={spec.each: members},
        determinations=tuple(found),
        unsettled=frozenset() if settled else frozenset({spec.each, name}),
    )


@dataclass(frozen=True, slots=True)
class _Reads:
    """What a step's table reads: facts, and parameters in the order a determination lists them."""

    table: Prepared
    parameters: tuple[str, ...]


@prepared
def _reads(service: Service) -> Mapping[str, _Reads]:
    """Return by step id what the tables of a service read."""
    found = {}
    for step in service.steps:
        if isinstance(step.spec, Decide):
            ready = prepare(step.spec.table)
            own = replace(
                ready,
                certain=ready.certain - service.parameters.keys(),
                possible=ready.possible - service.parameters.keys(),
            )
            found[step.id] = _Reads(own, tuple(sorted(ready.names & service.parameters.keys())))
    return found


def _determine(
    step: Step, spec: Decide, state: DecideState, scope: Scope, *, item: str, facts: Mapping[str, Fact]
) -> Determination:
    reads = _reads(scope.service)[step.id]
    answers = LookedAt(reads.table, facts)
    earlier = state.find(item=item, answers=from_feel(dict(answers))) if state.recorded else None
    if earlier is not None:
        return earlier
    on = _legal_day(spec, facts, scope)
    used = tuple(
        value for name in reads.parameters if (value := scope.parameters.in_force(name, on)) is not None
    )
    if scope.unsettled and not scope.unsettled.isdisjoint(answers):
        found: Findings = ({}, (), NONE_MATCHED)
    else:
        if reads.parameters:
            facts = {**facts, **dict.fromkeys(reads.parameters), **{one.name: one.value for one in used}}
        found = evaluate(spec.table, facts, at=scope.at)
        missing = frozenset(reads.parameters) - {one.name for one in used}
        if missing and hangs_on(spec.table, found, missing, facts, at=scope.at):
            found = ({}, found[1], NO_VALUE)
    outputs, rows, result = found
    return Determination(
        step=step.id,
        item=item,
        result=result,
        outputs=outputs,
        rows=rows,
        answers=answers,
        parameters=used,
        on=on,
    )


def evaluate(table: DecisionTable, scope: Mapping[str, Fact], *, at: datetime) -> Findings:
    """Return a table's outputs by column, the rows that matched and the result.

    When no row of a unique or first table matches, or more than one of a unique table, the outputs are empty
    and the result is NONE_MATCHED or MANY_MATCHED. A collect table gives lists, empty when no row matches.
    """
    places = matching_rows(table, scope, at=at)
    ready = prepare(table)
    matched = tuple(ready.matched[place] for place in places)
    if table.hit == "collect":
        given = [outputs_of(table, place, scope, at=at) for place in places]
        columns = (tuple(row[number] for row in given) for number in range(len(table.outputs)))
        lists: dict[str, Fact] = dict(zip(table.outputs, columns, strict=True))
        return lists, matched, lists[table.outputs[0]]
    if len(places) != 1:
        return {}, matched, MANY_MATCHED if places else NONE_MATCHED
    outputs = dict(zip(table.outputs, outputs_of(table, places[0], scope, at=at), strict=True))
    return outputs, matched, outputs[table.outputs[0]]


def hangs_on(
    table: DecisionTable, found: Findings, missing: frozenset[str], facts: Mapping[str, Fact], *, at: datetime
) -> bool:
    """Say whether what a table found might be another if values that nobody has set were known.

    It might when an output is made from one, and when a row is passed over only for tests that rest on one.
    """
    rows = {one.id for one in found[1]}
    inputs = [column.expression.evaluate(facts, at=at) for column in table.inputs]
    for row in table.rows:
        if row.id in rows:
            if any(_rests_on(output, missing) for output in row.outputs):
                return True
            if table.hit == "first":
                return False
        elif all(
            _rests_on(cell, missing)
            or (bool(cell.tree.tests) and _rests_on(column.expression, missing))
            or cell.matches(value, facts, at=at) is True
            for column, cell, value in zip(table.inputs, row.tests, inputs, strict=True)
        ):
            return True
    return False


def _rests_on(rule: Expression | UnaryTests, names: frozenset[str]) -> bool:
    return any(name.partition(".")[0] in names for name in rule.names)


def _legal_day(spec: Decide, facts: Mapping[str, Fact], scope: Scope) -> date:
    day = spec.on.evaluate(facts, at=scope.at) if spec.on is not None else None
    if isinstance(day, datetime):
        return legal_day(day) if day.tzinfo else day.date()
    return day if isinstance(day, date) else scope.day


def fact_of(table: DecisionTable, determination: Determination) -> Fact:
    """Return what later rules see: the output of a table with one, else a context; null when unsettled."""
    if not is_settled(determination):
        return None
    return determination.result if len(table.outputs) == 1 else dict(determination.outputs)


def _context(determination: Determination) -> Fact:
    return dict(determination.outputs) if is_settled(determination) else None


def word_of(result: Fact) -> str:
    """Return a result as `goto` names it: text as it is, true and false, a number in plain digits."""
    if isinstance(result, str):
        return result
    if isinstance(result, bool):
        return "true" if result else "false"
    return f"{result:f}" if isinstance(result, Decimal) else ""
