"""Judges what bricks judge of their own steps, and the conditions of steps."""

from collections.abc import Iterator

from handrail.definition.checks.subject import Subject
from handrail.definition.rules import check_rule, where_of
from handrail.definition.source import Problem
from handrail.feel import BOOLEAN


def judge_steps(subject: Subject) -> Iterator[Problem]:
    """Yield what each step's own brick finds, and conditions that are wrong or can never be true."""
    for one in subject.steps:
        step = one.step
        if step.when is not None:
            yield from check_rule(step.when, one.names, what="when", expected=BOOLEAN)
            if one.number in subject.never:
                yield Problem(
                    where_of(step.when, step.where),
                    "broken",
                    f"Nobody can reach the step '{step.id}': no answers make '{step.when.text}' true.",
                    "Mend the condition, or delete the step.",
                )
        if one.brick is not None and step.spec is not None:
            yield from one.brick.check(subject.service, step, one.names)
