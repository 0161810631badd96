"""Judges the examples: what they name is there; whether they come out as expected is for the runner."""

from collections.abc import Iterator

from handrail import feel
from handrail.definition.checks.subject import Subject
from handrail.definition.example import EXIT, SENT, Example, Plain
from handrail.definition.files import EXAMPLES_FILE
from handrail.definition.reader import day_from, listing, nearest
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
    for example in examples if subject.whole else ():
        yield from _names(subject, example)
        yield from _answers(subject, example)
    yield from _endpoints(subject, examples)


def _names(subject: Subject, example: Example) -> Iterator[Problem]:
    service = subject.service
    groups = {name.name for one in subject.steps for name in one.vocabulary.declares if name.what == "group"}
    asked = {name.name for one in subject.steps for name in one.vocabulary.declares}
    given = set(_given(example.answers, groups))
    for name in sorted(given - asked):
        yield _unknown(example.where, example, f"answers '{name}', which is not a question", name, asked)
    ends = {SENT, EXIT, *service.endpoints}
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
        else:
            declared = {one.name for one in placed.vocabulary.declares}
            for name in sorted({*act.form, *act.criteria} - declared):
                said = f"has staff fill in '{name}', which the step '{act.step}' does not have"
                yield _unknown(act.where, example, said, name, declared)
    if example.language and example.language not in service.languages:
        said = f"speaks '{example.language}'"
        yield _unknown(example.where, example, said, example.language, service.languages)


def _given(answers: Plain, groups: set[str]) -> Iterator[str]:
    """Yield the name of every answer, of members and of members inside them too."""
    for name, value in answers.items():
        yield name
        for member in value if name in groups and isinstance(value, list) else ():
            yield from _given(member, groups) if isinstance(member, dict) else ()


def _answers(subject: Subject, example: Example) -> Iterator[Problem]:
    types = {name: kind for one in subject.steps for name, kind in one.vocabulary.adds.items()}
    for name, value in example.answers.items():
        for place, expected in _misfits(name, value, types.get(name, feel.ANY)):
            yield Problem(
                example.where,
                "broken",
                f"The example '{example.name}' answers '{place}' with something else than {expected}.",
                f"Write {expected}.",
            )


def _misfits(name: str, value: Plain, kind: feel.Type) -> Iterator[tuple[str, str]]:
    """Yield answers that are not what their question stores, by name, with what is expected in words."""
    if not isinstance(kind, feel.ListType) or (value is None and not isinstance(kind.of, feel.ContextType)):
        expected = "" if value is None or kind == feel.ANY else _expected(value, kind)
        if expected:
            yield name, expected
    elif not isinstance(kind.of, feel.ContextType):
        if not isinstance(value, list) or any(_expected(one, kind.of) for one in value):
            yield name, f"a list of {_expected(None, kind.of) or 'texts'}"
    elif not isinstance(value, list) or not all(isinstance(member, dict) for member in value):
        yield name, "a list with the answers about each member"
    else:
        fields = kind.of.fields if isinstance(kind.of, feel.ContextType) else {}
        for member in value:
            for inner, item in member.items():
                yield from _misfits(inner, item, fields.get(inner, feel.ANY))


def _expected(value: Plain, kind: feel.Type) -> str:
    """Return what a value of a type looks like in the file, "" when this one does."""
    is_text = not isinstance(value, (bool, list, dict))
    if kind == feel.BOOLEAN:
        return "" if isinstance(value, bool) else "true or false"
    if kind == feel.DATE:
        return "" if is_text and day_from(str(value)) else "a day like 2026-04-01"
    if isinstance(kind, feel.Choice):
        return "" if is_text and str(value) in kind.options else listing(kind.options)
    if isinstance(kind, feel.ContextType):
        parts = value.values() if isinstance(value, dict) else (value,)
        wrong = not isinstance(value, dict) or any(isinstance(part, (bool, list, dict)) for part in parts)
        return f"its parts: {', '.join(kind.fields)}" if wrong else ""
    return "" if is_text else "a text"


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
