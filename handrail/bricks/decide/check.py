"""Judges a `decide` step: types in its table, rows that never match; how it is written is in `read`."""

from collections.abc import Iterator, Mapping

from handrail.bricks.decide.cells import as_csv, as_head, judge_cell
from handrail.bricks.decide.cover import covering
from handrail.bricks.decide.explain import label_key, sentence_key
from handrail.bricks.decide.rules import MANY_MATCHED, NONE_MATCHED, word_of
from handrail.bricks.decide.spec import Decide, DecisionTable, TableRow
from handrail.definition.brick import Vocabulary
from handrail.definition.holds import ANY_DAY
from handrail.definition.reader import listing, nearest
from handrail.definition.rules import Names, check_rule, every_name, names_of
from handrail.definition.service import Service, Step, feel_name
from handrail.definition.source import Problem, Where
from handrail.feel import DATE, NULL, NUMBER, ContextType, ListType, Type
from handrail.feel.syntax import Call, Name, walk
from handrail.feel.types import common


def vocabulary(_service: Service, step: Step, types: Mapping[str, Type]) -> Vocabulary:
    """Return the step's name with its type; for each member, the group with the member's own outcome."""
    spec: Decide = step.spec
    name = feel_name(step.id)
    table = spec.table
    rules = [column.expression for column in table.inputs]
    rules += [output for row in table.rows for output in row.outputs]
    uses = {found for rule in rules for found in every_name(rule)}
    uses |= {found for row in table.rows for cell in row.tests for found in every_name(cell)}
    uses |= every_name(spec.on) if spec.on else set()
    uses |= {spec.each} if spec.each else set()
    outputs = _output_types(table, _member_names(spec, names_of(types)))
    adds: dict[str, Type] = {}
    if not spec.each:
        adds[name] = outputs[table.outputs[0]] if len(table.outputs) == 1 else ContextType(outputs)
    elif isinstance(group := types.get(spec.each), ListType) and isinstance(group.of, ContextType):
        adds[spec.each] = ListType(ContextType({**group.of.fields, name: ContextType(outputs)}))
    return Vocabulary(adds=adds, uses=frozenset(uses))


def _member_names(spec: Decide, names: Names) -> Names:
    """Return the names the table sees: for a member of a group, the member's answers too."""
    group = names.get(spec.each) if spec.each else None
    if isinstance(group, ListType) and isinstance(group.of, ContextType):
        return names.and_also(group.of.fields)
    return names


def _output_types(table: DecisionTable, names: Names) -> dict[str, Type]:
    found: dict[str, Type] = {}
    for place, name in enumerate(table.outputs):
        kind = common(tuple(row.outputs[place].check(names).type for row in table.rows))
        found[name] = ListType(kind) if table.hit == "collect" else kind
    return found


def results(step: Step) -> frozenset[str]:
    """Return what `goto` may name: the first outputs that are written out, and what no rule settles."""
    spec: Decide = step.spec
    if spec.each or spec.table.hit == "collect":
        return frozenset()
    found = set() if any(_matches_all(row) for row in spec.table.rows) else {NONE_MATCHED}
    if spec.table.hit == "unique" and len(spec.table.rows) > 1:
        found.add(MANY_MATCHED)
    for row in spec.table.rows:
        found.add(word_of(row.outputs[0].evaluate({}, at=ANY_DAY)) if _is_written_out(row) else "otherwise")
    return frozenset(found - {""} | ({"otherwise"} if "" in found else set()))


def _matches_all(row: TableRow) -> bool:
    return all(not cell.tree.tests and not cell.tree.negated for cell in row.tests)


def _is_written_out(row: TableRow) -> bool:
    output = row.outputs[0]
    return not output.names and not any(isinstance(node, Call) for node in walk(output.tree))


def words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what a result is called that the person is told; a table holds its sentences itself."""
    yield from _labels(step, told=True)


def desk_words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what a result is called that only staff read."""
    yield from _labels(step, told=False)


def _labels(step: Step, *, told: bool) -> Iterator[tuple[str, str, Where]]:
    spec: Decide = step.spec
    for name, output in spec.outputs.items():
        if output.told == told:
            yield label_key(step.id, name), output.label, output.where


def check(_service: Service, step: Step, types: Mapping[str, Type]) -> Iterator[Problem]:
    """Yield what is wrong in the step and its table."""
    spec: Decide = step.spec
    names = names_of(types)
    yield from _each(step, spec, names)
    if spec.on is not None:
        yield from check_rule(spec.on, _member_names(spec, names), what="on", expected=DATE)
    yield from as_csv(_table(spec.table, _member_names(spec, names)))
    yield from _outputs(spec, _output_types(spec.table, _member_names(spec, names)))
    dead = list(_after_all(spec.table))
    for one in dead or covering(spec.table, _member_names(spec, names)):
        if one.grade != "advice" or NONE_MATCHED not in step.goto:
            yield one
    for row in spec.table.rows:
        if not row.source:
            yield Problem(
                row.where,
                "to decide",
                f"The row '{row.id}' does not say where it comes from.",
                "Write the Act and section, the policy or the reason under 'source'.",
            )


def _each(step: Step, spec: Decide, names: Names) -> Iterator[Problem]:
    if not spec.each:
        return
    groups = [
        name
        for name, kind in names.items()
        if isinstance(kind, ListType) and isinstance(kind.of, ContextType)
    ]
    if spec.each not in groups:
        yield Problem(
            step.where,
            "broken",
            f"'each' is '{spec.each}', which is not a group asked for before this step.",
            f"{nearest(spec.each, groups)}Use {listing(groups)}.",
        )


def _outputs(spec: Decide, types: Mapping[str, Type]) -> Iterator[Problem]:
    """Yield names of no column, and money that is no number."""
    for name, output in spec.outputs.items():
        if name not in types:
            yield Problem(
                output.where,
                "broken",
                f"'{name}' under 'outputs' is no column of results of the table.",
                f"{nearest(name, types)}Use {listing(types)}.",
            )
        elif output.told and (spec.each or spec.table.hit == "collect"):
            yield Problem(
                output.where,
                "broken",
                f"'{name}' is one of several values, and the person is told a single one.",
                "Work out one value in a step of its own, or take 'told: true' away.",
            )
        elif output.money and types[name] not in (NUMBER, NULL):
            yield Problem(
                output.where,
                "broken",
                f"'{name}' is to be read as money, and is {types[name]}.",
                "Give a number of pounds in each row, or take 'as: money' away.",
            )


def _table(table: DecisionTable, names: Names) -> Iterator[Problem]:
    kinds = []
    for column in table.inputs:
        found = check_rule(column.expression, names, what=f"in: {column.expression.text}")
        yield from as_head(found) if isinstance(column.expression.tree, Name) else found
        kinds.append(column.expression.check(names).type)
    for row in table.rows:
        for column, kind, cell in zip(table.inputs, kinds, row.tests, strict=False):
            yield from judge_cell(column, kind, cell, names)
        for name, output in zip(table.outputs, row.outputs, strict=False):
            yield from check_rule(output, names, what=f"out: {name}")


def _after_all(table: DecisionTable) -> Iterator[Problem]:
    """Yield rows of a `first` table that stand after one that every case matches."""
    if table.hit != "first":
        return
    over: TableRow | None = None
    for row in table.rows:
        if over:
            yield Problem(
                row.where,
                "broken",
                f"The row '{row.id}' can never match: all cases match '{over.id}' on line {over.where.line}.",
                "Move it up, or delete it.",
            )
        elif _matches_all(row):
            over = row


def sentences(step: Step) -> Iterator[tuple[str, Mapping[str, str], Where]]:
    """Yield what each row says to the person it is about, in every language, by its key."""
    spec: Decide = step.spec
    for row in spec.table.rows:
        yield sentence_key(step.id, row.id), row.words, row.where
