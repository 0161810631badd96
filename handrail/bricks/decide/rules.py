"""What a `decide` step finds: its table applied to the facts, with the values in force on the legal day."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from handrail.bricks.decide.spec import Decide, DecisionTable
from handrail.bricks.decide.state import DecideState
from handrail.bricks.decide.table import matching_rows, prepare, read_by
from handrail.definition.brick import Determination, Fact, MatchedRow, ParameterValue, Scope, StepStatus
from handrail.definition.service import Step, feel_name
from handrail.feel import from_feel
from handrail.terms.legal_day import legal_day

NONE_MATCHED = "none matched"
MANY_MATCHED = "more than one matched"
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
        result=_word(found.result),
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


def _determine(
    step: Step, spec: Decide, state: DecideState, scope: Scope, *, item: str, facts: Mapping[str, Fact]
) -> Determination:
    declared = scope.service.parameters
    looked_at = read_by(spec.table, facts)
    answers = {name: fact for name, fact in looked_at.items() if name not in declared}
    earlier = state.find(item=item, answers=from_feel(answers)) if state.recorded else None
    if earlier is not None:
        return earlier
    on = _legal_day(spec, facts, scope.at)
    used = _in_force(spec.table, scope, on)
    if scope.unsettled and not scope.unsettled.isdisjoint(answers):
        found: Findings = ({}, (), NONE_MATCHED)
    else:
        values = {one.name: one.value for one in used}
        missing = {name: None for name in looked_at if name in declared and name not in values}
        found = evaluate(spec.table, {**facts, **missing, **values}, at=scope.at)
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


def evaluate(
    table: DecisionTable, scope: Mapping[str, Fact], *, at: datetime
) -> Findings:
    """Return a table's outputs by column, the rows that matched and the result.

    When no row of a unique or first table matches, or more than one of a unique table, the outputs are empty
    and the result is NONE_MATCHED or MANY_MATCHED. A collect table gives lists, empty when no row matches.
    """
    rows = matching_rows(table, scope, at=at)
    matched = tuple(MatchedRow(id=row.id, source=row.source) for row in rows)
    if table.hit == "collect":
        lists: dict[str, Fact] = {
            name: tuple(row.outputs[place].evaluate(scope, at=at) for row in rows)
            for place, name in enumerate(table.outputs)
        }
        return lists, matched, lists[table.outputs[0]]
    if len(rows) != 1:
        return {}, matched, MANY_MATCHED if rows else NONE_MATCHED
    outputs = {
        name: rows[0].outputs[place].evaluate(scope, at=at) for place, name in enumerate(table.outputs)
    }
    return outputs, matched, outputs[table.outputs[0]]


def _legal_day(spec: Decide, facts: Mapping[str, Fact], at: datetime) -> date:
    day = spec.on.evaluate(facts, at=at) if spec.on is not None else None
    if isinstance(day, datetime):
        return legal_day(day) if day.tzinfo else day.date()
    return day if isinstance(day, date) else legal_day(at)


def _in_force(table: DecisionTable, scope: Scope, on: date) -> tuple[ParameterValue, ...]:
    names = sorted(prepare(table).names & scope.service.parameters.keys())
    found = (scope.parameters.in_force(name, on) for name in names)
    return tuple(value for value in found if value is not None)


def fact_of(table: DecisionTable, determination: Determination) -> Fact:
    """Return what later rules see: the output of a table with one, else a context of outputs; null unsettled."""
    if not is_settled(determination):
        return None
    return determination.result if len(table.outputs) == 1 else dict(determination.outputs)


def _context(determination: Determination) -> Fact:
    return dict(determination.outputs) if is_settled(determination) else None


def _word(result: Fact) -> str:
    """Return a result as `goto` names it: text as it is, true and false, a number in plain digits."""
    if isinstance(result, str):
        return result
    if isinstance(result, bool):
        return "true" if result else "false"
    return f"{result:f}" if isinstance(result, Decimal) else ""
