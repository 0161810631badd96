"""Judges the ways through a service: steps are reached and left, cases end, nothing turns for ever."""

from collections.abc import Iterator

from handrail.definition.brick import UNSETTLED
from handrail.definition.checks.subject import Subject
from handrail.definition.route import Place, loops
from handrail.definition.source import Problem

_NOT_LED_TO = ("withdrawn", "abandoned", "error")
"""Kinds of endpoint that no `goto` needs to lead to: a case comes there by what people do, or do not."""


def judge_reach(subject: Subject) -> Iterator[Problem]:
    """Yield steps and endpoints that no case can come to."""
    service = subject.service
    for one in subject.steps:
        if one.number not in subject.reached | subject.never and not one.step.before_end:
            yield Problem(
                one.step.where,
                "broken",
                f"No case can reach the step '{one.step.id}'.",
                "Lead a 'goto' to it, move it, or delete it.",
            )
    for endpoint in service.endpoints.values() if service.steps else ():
        if endpoint.kind not in _NOT_LED_TO and endpoint.id not in subject.reached:
            yield Problem(
                endpoint.where,
                "broken",
                f"No case can end at '{endpoint.id}'.",
                "Lead a 'goto' to it, or delete it.",
            )


def judge_ends(subject: Subject) -> Iterator[Problem]:
    """Yield steps after which a case can never end."""
    leaving = {way.start for way in subject.route.ways if not way.skipped}
    ending: frozenset[Place] = subject.route.leading_to(subject.service.endpoints)
    for one in subject.steps:
        if one.number in subject.reached and one.number not in leaving and one.number not in subject.never:
            yield Problem(
                one.step.where,
                "broken",
                f"After the step '{one.step.id}' the case has nowhere to go.",
                "Add 'goto' with an endpoint, or a step after it.",
            )
    last = max((one.number for one in subject.steps if not one.step.before_end), default=-1)
    if last in subject.reached and last in leaving and subject.steps[last].step.when is not None:
        step = subject.steps[last].step
        yield Problem(
            step.where,
            "broken",
            f"When the last step, '{step.id}', does not apply, the case has nowhere to go.",
            "Take its 'when' away, or add a step after it that always applies and leads to an endpoint.",
        )
    stuck = [one for one in subject.steps if one.number in subject.reached and one.number not in ending]
    circling = [one for one in stuck if one.number in leaving]
    if circling and not any(one.number not in leaving for one in stuck):
        one = circling[0]
        yield Problem(
            one.step.where,
            "broken",
            f"From the step '{one.step.id}' on, the case goes round and never ends.",
            "Let one of the steps in the round lead to an endpoint.",
        )


def judge_loops(subject: Subject) -> Iterator[Problem]:
    """Yield loops in which nobody does anything and no clock runs: they would turn for ever at once."""
    untouched = [way for way in subject.route.ways if not way.acted and not way.skipped]
    certain = set(loops(untouched))
    possible = set(loops([way for way in subject.route.ways if not way.acted])) - certain
    for way in sorted(certain | possible, key=lambda one: (one.start, str(one.end))):
        step = subject.steps[way.start].step
        target = subject.service.steps[way.end].id if isinstance(way.end, int) else way.end
        if way in certain:
            yield Problem(
                step.goto_where.get(way.result, step.goto_where.get("otherwise", step.where)),
                "broken",
                f"From '{step.id}' back to '{target}' is a loop with neither a person nor a clock in it.",
                "Put a step in it where somebody answers or decides, or lead on instead of back.",
            )
        else:
            yield Problem(
                step.goto_where.get(way.result, step.goto_where.get("otherwise", step.where)),
                "advice",
                f"From '{step.id}' back to '{target}' is a loop whose steps with people may be passed by.",
                "Make sure that a 'when' in it holds whenever the case goes back.",
            )


def judge_unsettled(subject: Subject) -> Iterator[Problem]:
    """Yield tables that may leave a case unsettled in a service where no step has staff in it."""
    if any(one.brick is not None and one.brick.staffed for one in subject.steps):
        return
    for one in subject.steps:
        if one.brick is not None and one.step.spec is not None and one.brick.results(one.step) & UNSETTLED:
            yield Problem(
                one.step.where,
                "broken",
                f"When the step '{one.step.id}' cannot settle a case, there is nobody to look at it.",
                "Add a work step, or a last row with '-' in every 'in:' column.",
            )


def judge_refusals(subject: Subject) -> Iterator[Problem]:
    """Yield refusals that a rule makes: only a person of the organisation may.

    A way refuses when only refusals follow it, while other ways on from the same step lead elsewhere too.
    Such a way must be one that staff take at a step of theirs.
    """
    service = subject.service
    refused = {one.id for one in service.endpoints.values() if one.kind == "refused"}
    others = [one for one in service.endpoints if one not in refused]
    if not refused & subject.reached:
        return
    hopeful = subject.route.leading_to(others)
    doomed = subject.route.leading_to(refused) - hopeful
    staffed = {one.number for one in subject.steps if one.brick is not None and one.brick.staffed}
    told: set[int] = set()
    for way in subject.route.ways:
        if way.start not in subject.reached or way.end not in doomed or way.start in told:
            continue
        by_staff = way.start in staffed and not way.skipped
        if way.start in hopeful and not by_staff:
            told.add(way.start)
            step = subject.steps[way.start].step
            yield Problem(
                step.goto_where.get(way.result, step.goto_where.get("otherwise", step.where)),
                "broken",
                f"The step '{step.id}' can refuse somebody without a person's decision.",
                "Lead to a work step instead, where a member of staff decides and gives reasons.",
            )
    if 0 in doomed:
        reached = subject.route.reached_from(
            [0], ways=[way for way in subject.route.ways if way.start not in staffed or way.skipped]
        )
        for name in sorted(refused & reached):
            yield Problem(
                service.endpoints[name].where,
                "broken",
                f"Every case is refused at '{name}' without a person's decision.",
                "Put a work step before it, where a member of staff decides and gives reasons.",
            )
