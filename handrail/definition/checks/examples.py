"""Judges the examples: what they name is there; whether they come out as expected is for the runner."""

from collections.abc import Iterator

from handrail.definition.checks.subject import Subject
from handrail.definition.example import SENT, Example
from handrail.definition.files import EXAMPLES_FILE
from handrail.definition.reader import listing, nearest
from handrail.definition.source import Problem, Where


def judge_examples(subject: Subject) -> Iterator[Problem]:
    """Yield examples about what the service does not have, and endpoints that no example comes to."""
    examples = subject.examples
    if not examples:
        yield Problem(
            Where(EXAMPLES_FILE, 1),
            "to decide",
            "There are no examples, so nobody can see what the service does to people.",
            "Write some invented people in examples.yaml, edge cases among them.",
        )
        return
    for example in examples:
        yield from _names(subject, example)
    yield from _endpoints(subject, examples)


def _names(subject: Subject, example: Example) -> Iterator[Problem]:
    service = subject.service
    groups = {name.name for one in subject.steps for name in one.vocabulary.declares if name.what == "group"}
    asked = {name.name for one in subject.steps for name in one.vocabulary.declares}
    given = set(example.answers)
    for group in groups & given:
        members = example.answers[group]
        for member in members if isinstance(members, list) else ():
            given |= set(member) if isinstance(member, dict) else set()
    for name in sorted(given - asked):
        yield _unknown(example.where, example, f"answers '{name}', which is not a question", name, asked)
    ends = {SENT, *service.endpoints}
    if example.expect.endpoint not in ends:
        where = example.expect.where.get("endpoint", example.where)
        said = f"expects the endpoint '{example.expect.endpoint}'"
        yield _unknown(where, example, said, example.expect.endpoint, ends)
    steps = {one.step.id: one for one in subject.steps}
    for act in example.staff:
        placed = steps.get(act.step)
        if placed is None or placed.brick is None or not placed.brick.staffed:
            staffed = [one.step.id for one in subject.steps if one.brick and one.brick.staffed]
            said = f"has staff act at '{act.step}', which is not a step of theirs"
            yield _unknown(act.where, example, said, act.step, staffed)
        elif act.result not in placed.brick.results(placed.step):
            results = placed.brick.results(placed.step)
            said = f"has staff conclude '{act.result}', which the step '{act.step}' never has"
            yield _unknown(act.where, example, said, act.result, results)
    if example.language and example.language not in service.languages:
        said = f"speaks '{example.language}'"
        yield _unknown(example.where, example, said, example.language, service.languages)


def _unknown(
    where: Where,
    example: Example,
    said: str,
    name: str,
    known: set[str] | frozenset[str] | list[str] | tuple[str, ...],
) -> Problem:
    return Problem(
        where,
        "broken",
        f"The example '{example.name}' {said}.",
        f"{nearest(name, known)}Use {listing(known)}.",
    )


def _endpoints(subject: Subject, examples: tuple[Example, ...]) -> Iterator[Problem]:
    shown = {example.expect.endpoint for example in examples}
    for endpoint in subject.service.endpoints.values():
        if endpoint.id not in shown and endpoint.id in subject.reached:
            yield Problem(
                endpoint.where,
                "advice",
                f"No example ends at '{endpoint.id}'.",
                "Add somebody to examples.yaml who does.",
            )
