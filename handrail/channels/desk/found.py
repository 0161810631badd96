"""What the rules found: each determination with its reasons, their sources and the dated values used."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from handrail.bricks.ask.layout import layout_of
from handrail.bricks.ask.names import member_name
from handrail.bricks.ask.spec import Ask
from handrail.bricks.ask.state import AskState
from handrail.bricks.decide.explain import amount, explain, label_of
from handrail.bricks.decide.spec import Decide
from handrail.bricks.work.spec import Work
from handrail.casefile import CaseFile
from handrail.channels.desk.words import LANGUAGE, say
from handrail.definition.brick import Determination, Fact, ParameterValue
from handrail.definition.screen import Row, Summary
from handrail.terms.language import format_day

_SHORT_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
"""A result as an author writes it for rules to compare, such as `look-by-hand`."""


def advising(file: CaseFile) -> str:
    """The step whose determination is put before whoever decides; "" when none has been made."""
    advice = {step.spec.advice for step in file.service.steps if isinstance(step.spec, Work)}
    return next((one.step for one in file.as_sent.determinations if one.step in advice), "")


def determinations(file: CaseFile, *, only: str = "", but: str = "") -> tuple[Summary, ...]:
    """A card for each determination on what was sent. only, but: those of one step, or of every other."""
    return tuple(
        Summary(rows=tuple(_rows(file, one)), title=_title(file, one))
        for one in file.as_sent.determinations
        if (not only or one.step == only) and one.step != but
    )


def _title(file: CaseFile, one: Determination) -> str:
    step = file.service.step(one.step)
    title = step.title or step.id.replace("-", " ").capitalize()
    return say("found.about", title=title, who=_member(file, step.spec, one.item)) if one.item else title


def _member(file: CaseFile, spec: Decide, item: str) -> str:
    for step in file.service.steps:
        state = file.state.sent_steps.get(step.id)
        if isinstance(step.spec, Ask) and isinstance(state, AskState):
            laid = layout_of(step).groups.get(spec.each)
            if laid is not None:
                return member_name(laid, state, item, LANGUAGE)
    return item


def _rows(file: CaseFile, one: Determination) -> Iterator[Row]:
    if not one.rows and not one.outputs:
        yield Row(say("found.result"), say("found.unsettled"))
    for name, value in one.outputs.items():
        if value is None and len(one.outputs) > 1:
            continue  # an output that the row leaves empty says nothing
        step = file.service.step(one.step)
        plain = say("found.result") if len(one.outputs) == 1 else name.replace("_", " ").capitalize()
        shown = amount(step, name, value) or _result_called(file, one.step, value) or in_words(value)
        yield Row(label_of(file.service, step, name, LANGUAGE) or plain, shown)
    reasons = [
        say("found.reason", sentence=reason.sentence or reason.row, source=reason.source)
        for reason in explain(file.service, one, LANGUAGE)
    ]
    if reasons:
        yield Row(say("found.because"), "\n".join(reasons))
    if one.parameters:
        yield Row(say("found.values"), "\n".join(_value(file, used) for used in one.parameters))
    yield Row(say("found.on"), format_day(one.on, LANGUAGE))


def _result_called(file: CaseFile, step: str, value: Fact) -> str:
    """What staff call the result that a determination advises; "" when it advises none."""
    advised = [
        one.spec for one in file.service.steps if isinstance(one.spec, Work) and one.spec.advice == step
    ]
    return next((result.label for spec in advised for result in spec.results if result.id == value), "")


def _value(file: CaseFile, used: ParameterValue) -> str:
    """A dated value that was used, with what it is, from when and where that is written."""
    declared = file.service.parameters.get(used.name)
    unit = f" {declared.unit}" if declared and declared.unit else ""
    return say(
        "found.value",
        text=(declared.text if declared else used.name).removesuffix("."),
        value=f"{in_words(used.value)}{unit}",
        day=format_day(used.effective_from, LANGUAGE),
        source=used.source,
    )


def in_words(value: Fact) -> str:
    """A fact as staff read it."""
    match value:
        case None:
            return say("none")
        case bool():
            return say("yes") if value else say("no")
        case Decimal():
            return f"{value:f}"
        case date():
            return format_day(value.date() if isinstance(value, datetime) else value, LANGUAGE)
        case list() | tuple():
            return ", ".join(in_words(one) for one in value) or say("none")
        case Mapping():
            return ", ".join(f"{name}: {in_words(inner)}" for name, inner in value.items())
        case str() if _SHORT_NAME.fullmatch(value):
            return value.replace("-", " ").replace("_", " ").capitalize()
    return str(value)
