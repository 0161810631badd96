"""Why the rules found what they found, for whoever decides or asks: the authors' sentences, listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.names import member_name
from handrail.bricks.ask.state import AskState
from handrail.bricks.decide.explain import Reason, amount, explain
from handrail.bricks.decide.rules import MANY_MATCHED, NO_VALUE, NONE_MATCHED
from handrail.bricks.decide.spec import Decide
from handrail.definition.brick import Determination, Fact, ParameterValue
from handrail.definition.service import Service, Step
from handrail.questions.asking import PHRASES as ASK
from handrail.terms.language import format_day
from handrail.walk.fold import CaseState, steps_by_id
from handrail.walk.position import Position
from handrail.walk.words import PHRASES

_UNSETTLED = {NONE_MATCHED: "none", MANY_MATCHED: "many", NO_VALUE: "no_value"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One determination, explained.

    about: what the group member it is about is called, "" for none. reasons: a sentence a row, in the order
    of the table; when no rule settled it, `unsettled` says so and that a person has to decide.
    told: what the person is told of what was found, such as £10.
    values: the dated values used, each as a sentence that ends with its source's own words in `sources`.
    """

    step: str
    title: str
    about: str
    result: Fact
    reasons: tuple[Reason, ...]
    unsettled: str
    values: tuple[str, ...]
    sources: tuple[str, ...]
    on: date
    told: tuple[str, ...] = ()


def findings(
    service: Service, state: CaseState, position: Position, language: str, *, step: str = ""
) -> tuple[Finding, ...]:
    """Return the determinations of a position, explained, in the order of the walk.

    step: only those of one decide step, such as the advice of a work step.
    """
    return tuple(
        _finding(service, state, one, language)
        for one in position.determinations
        if not step or one.step == step
    )


def _finding(service: Service, state: CaseState, one: Determination, language: str) -> Finding:
    step = steps_by_id(service)[one.step]
    trouble = _UNSETTLED.get(one.result, "") if isinstance(one.result, str) and not one.outputs else ""
    return Finding(
        step=one.step,
        title=service.title_of(step, language),
        about=_about(service, state, one, language),
        result=one.result,
        reasons=explain(service, one, language),
        unsettled=PHRASES.say(f"reasons.{trouble}", language) if trouble else "",
        values=tuple(_value(service, value, language) for value in one.parameters),
        sources=tuple(value.source for value in one.parameters),
        on=one.on,
        told=_told(service, one, language),
    )


def _told(service: Service, one: Determination, language: str) -> tuple[str, ...]:
    step = steps_by_id(service)[one.step]
    spec: Decide = step.spec
    return tuple(
        told_as(step, name, value, language)
        for name, value in one.outputs.items()
        if name in spec.outputs and spec.outputs[name].told and value is not None
    )


def told_as(step: Step, output: str, value: Fact, language: str) -> str:
    """Return a result as the person reads it."""
    return amount(step, output, value) or " ".join(_parts(value, "", language))


def _about(service: Service, state: CaseState, one: Determination, language: str) -> str:
    spec: Decide = steps_by_id(service)[one.step].spec
    if not one.item:
        return ""
    for step in service.steps:
        held = state.steps.get(step.id)
        if isinstance(held, AskState) and spec.each in layout_of(step).groups:
            return member_name(layout_of(step).groups[spec.each], held, one.item, language)
    return one.item


def _value(service: Service, value: ParameterValue, language: str) -> str:
    declared = service.parameters.get(value.name)
    key = f"parameter.{value.name}.text"
    text = service.say(key, declared.text, language) if declared else value.name
    unit = declared.unit if declared else ""
    return PHRASES.say(
        "reasons.parameter",
        language,
        text=text.removesuffix("."),
        value=" ".join(_parts(value.value, unit, language)),
        day=format_day(value.effective_from, language),
    )


def _parts(value: Fact, unit: str, language: str) -> Iterator[str]:
    if isinstance(value, bool):
        yield ASK.say("yes" if value else "no", language)
    elif isinstance(value, date):
        yield format_day(value, language)
    else:
        yield f"{value:f}" if isinstance(value, Decimal) else str(value)
    if unit:
        yield unit
