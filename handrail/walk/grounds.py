"""What the rules found that a decision rests on, as far as the person it is told to may read it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handrail.bricks.ask.state import AskState
from handrail.bricks.decide.explain import explain, label_of
from handrail.bricks.decide.spec import Decide
from handrail.bricks.decide.table import names_behind
from handrail.bricks.work.spec import Work
from handrail.bricks.work.state import Decision
from handrail.definition.brick import Determination
from handrail.definition.prepared import prepared
from handrail.definition.screen import Row
from handrail.definition.service import Service, feel_name
from handrail.questions.answer import HIDDEN
from handrail.walk.fold import CaseState, steps_by_id
from handrail.walk.position import Position
from handrail.walk.reasons import Finding, findings, told_as


def grounds(
    service: Service, seen: CaseState, position: Position, decision: Decision, language: str
) -> tuple[Finding, ...]:
    """Return what was put before the decider and what that rests on, explained, the advice first.

    seen: the case folded from the events that the reader may see: what a table looked at and is hidden there
        hides what the table found, and what others found from that. position: as sent.
    None when the person has sent something since that the decision may not fit: the rules speak of what is
    so now.
    """
    since = bool(seen.sendings) and seen.sendings[-1].sequence > decision.looked_at
    if position.another_look and since:
        return ()
    advice = _advice(service, decision)
    steps = _resting_on({advice, *_ending(service, position)}, position)
    told = _open(service, position, _hidden(seen))
    shown = tuple(one for one in told if one.step in steps and one.rows)
    as_sent = replace(seen, steps={**seen.steps, **seen.sent_steps})
    found = findings(service, as_sent, replace(position, determinations=shown), language)
    worded = (one for one in found if any(reason.sentence for reason in one.reasons))
    return tuple(sorted(worded, key=lambda one: one.step != advice))


def _advice(service: Service, decision: Decision) -> str:
    spec = steps_by_id(service)[decision.step].spec
    return spec.advice if isinstance(spec, Work) else ""


def _ending(service: Service, position: Position) -> Iterator[str]:
    """Yield the steps that say when what was given ends."""
    ends = position.endpoint.ends if position.endpoint is not None else None
    names = {name.partition(".")[0] for name in ends.names} if ends is not None else set()
    for step in service.steps:
        if isinstance(step.spec, Decide) and feel_name(step.id) in names:
            yield step.id


def _resting_on(steps: set[str], position: Position) -> set[str]:
    """Return these steps and those whose findings their tables looked at, and so on."""
    by_name = {feel_name(one.step): one.step for one in position.determinations}
    found: set[str] = set()
    to_come = set(steps)
    while to_come:
        found |= to_come
        looked_at = {
            name for one in position.determinations if one.step in to_come for name in _names(one.answers)
        }
        to_come = {by_name[name] for name in looked_at if name in by_name} - found
    return found


def values_told(service: Service, seen: CaseState, position: Position, language: str) -> tuple[Row, ...]:
    """Return the results that their authors tell the person: what each is called, the value and why.

    They are told from when they are found until the case ends with nothing given; and of them only those
    that rest on nothing the reader may not see.
    """
    if seen.withdrawn or not _tells(service):
        return ()
    if position.here == "ended" and position.endpoint is not None and position.endpoint.kind != "granted":
        return ()
    return tuple(
        Row(label, value, note=note)
        for one, closed in _traced(position, _hidden(seen))
        if not closed and not one.item
        for label, value, note in _values(service, one, language)
    )


def _values(service: Service, one: Determination, language: str) -> Iterator[tuple[str, str, str]]:
    step = steps_by_id(service)[one.step]
    spec: Decide = step.spec
    for name, value in one.outputs.items():
        output = spec.outputs.get(name)
        if output is not None and output.told and value is not None:
            sentence = next((reason.sentence for reason in explain(service, one, language)), "")
            yield label_of(service, step, name, language), told_as(step, name, value, language), sentence


@prepared
def _tells(service: Service) -> bool:
    specs = (step.spec for step in service.steps)
    return any(output.told for spec in specs if isinstance(spec, Decide) for output in spec.outputs.values())


def _open(service: Service, position: Position, hidden: frozenset[str]) -> Iterator[Determination]:
    """Yield the determinations whose sentences tell of nothing hidden, neither at once nor through others.

    The sentence of one that looked at something hidden stays when the tests that chose it looked at none.
    """
    for one, closed in _traced(position, hidden):
        if not closed:
            yield one
            continue
        spec: Decide = steps_by_id(service)[one.step].spec
        behind = names_behind(spec.table, {row.id for row in one.rows})
        if behind is not None and closed.isdisjoint(behind):
            yield one


def _traced(position: Position, hidden: frozenset[str]) -> Iterator[tuple[Determination, frozenset[str]]]:
    """Yield each determination with the names that are hidden from its reader, none where it looked at none.

    One that looked at anything hidden may tell of it by what it found, so its name is hidden from then on.
    """
    closed = hidden
    for one in position.determinations:
        clean = closed.isdisjoint(_names(one.answers))
        yield one, frozenset() if clean else closed
        if not clean:
            closed |= {feel_name(one.step)}


def _names(fact: object) -> Iterator[str]:
    """Yield every name in what a table looked at: of facts, of fields, of the fields of members."""
    if isinstance(fact, Mapping):
        for name, inner in fact.items():
            yield name
            yield from _names(inner)
    elif isinstance(fact, (list, tuple)):
        for inner in fact:
            yield from _names(inner)


def _hidden(seen: CaseState) -> frozenset[str]:
    """Return the questions with an answer that the reader may not see."""
    return frozenset(
        question
        for held in (*seen.steps.values(), *seen.sent_steps.values())
        if isinstance(held, AskState)
        for (question, _), value in held.answers.items()
        if value is HIDDEN
    )
