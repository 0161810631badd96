"""Judges what a case gives for a time: the rule for its last day, and the steps that fall due before it."""

from collections.abc import Iterator

from handrail import feel
from handrail.definition.checks.subject import Placed, Subject, type_of
from handrail.definition.rules import Names, check_rule
from handrail.definition.service import Service
from handrail.definition.source import Problem
from handrail.terms.period import UNITS_BACK, NotAPeriod, parse_period


def judge_endings(subject: Subject) -> Iterator[Problem]:
    """Yield rules for an end that give no day, and steps before an end that cannot come round."""
    yield from _ends(subject)
    ending = any(one.ends is not None for one in subject.service.endpoints.values())
    apart = {one.step.id for one in subject.steps if one.step.before_end}
    for one in subject.steps:
        if one.step.before_end:
            yield from _place(one, ending=ending)
            yield from _length(one, subject.service)
        for result, target in one.step.goto.items():
            if target in apart:
                yield Problem(
                    one.step.goto_where.get(result, one.step.where),
                    "broken",
                    f"'goto' leads to '{target}', which falls due by itself before an end.",
                    "Lead to another step or an endpoint.",
                )


def _ends(subject: Subject) -> Iterator[Problem]:
    service = subject.service
    types = {name: type_of(one) for name, one in service.parameters.items()}
    for one in subject.steps:
        types.update(one.vocabulary.adds)
    for endpoint in service.endpoints.values():
        if endpoint.ends is None:
            continue
        yield from check_rule(endpoint.ends, Names(types), what="ends", expected=feel.DATE)
        if endpoint.kind != "granted":
            yield Problem(
                endpoint.where,
                "broken",
                f"Nothing is given at '{endpoint.id}', so nothing ends.",
                "Take 'ends' away, or put it on the endpoint where something is granted.",
            )


def _place(one: Placed, *, ending: bool) -> Iterator[Problem]:
    step = one.step
    if one.brick is None or step.spec is None:
        return
    if not one.brick.staffed:
        yield Problem(
            step.where,
            "to decide",
            f"The step '{step.id}' falls due before an end, and is not one of staff.",
            "This release brings only work steps to staff before an end: make it a work step.",
        )
    if not ending:
        yield Problem(
            step.where,
            "broken",
            f"The step '{step.id}' falls due before an end, and no endpoint says when anything ends.",
            "On the endpoint where something is granted, write 'ends: ' with the rule for its last day.",
        )
    if step.goto:
        yield Problem(
            next(iter(step.goto_where.values()), step.where),
            "broken",
            f"The case has ended when the step '{step.id}' falls due, so it leads nowhere.",
            "Take its 'goto' away.",
        )
    for result in getattr(step.spec, "results", ()):
        if not result.stage:
            yield Problem(
                result.where,
                "broken",
                f"The result '{result.id}' comes after the decision, and would be told as the decision.",
                "Write 'stage: true' on it.",
            )


def _length(one: Placed, service: Service) -> Iterator[Problem]:
    before, step = one.step.before_end, one.step
    try:
        period = parse_period(before)
    except NotAPeriod:
        declared = service.parameters.get(before)
        if declared is None or declared.type != "number" or declared.unit not in UNITS_BACK:
            yield Problem(
                step.where,
                "broken",
                f"'before end' names '{before}', which is no parameter with a length of time.",
                f"Declare it as a number whose unit is {', '.join(UNITS_BACK[:-1])} or {UNITS_BACK[-1]}, "
                "or write a length like '12 weeks'.",
            )
        return
    if period.working_days:
        yield Problem(
            step.where,
            "broken",
            f"'before end' counts back {before}, and no one knows the bank holidays of years to come.",
            "Write days, weeks, months or years.",
        )
