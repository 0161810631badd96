"""Who answers what on a printed form: in its rules’ words, or its author’s where those are not simple."""

from collections.abc import Iterator

from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.definition.plain_rules import Plain, Unsaid, all_of, is_sayable, plain
from handrail.definition.rules import where_of
from handrail.definition.service import Service, Step, feel_name
from handrail.definition.source import Problem, Where
from handrail.feel import Expression

CHANNEL = "post"
"""The channel of services that people may apply to on paper."""


def asked_if(when: Expression | None) -> Plain | None:
    """Return the condition of a part of a step; None for a part that everybody is asked."""
    return plain(when) if when else None


def rests_on_rules(service: Service, when: Expression) -> bool:
    """Say whether a condition looks at what comes of a step that asks nothing, such as what rules find."""
    found = {feel_name(step.id) for step in service.steps if not isinstance(step.spec, Ask)}
    return not found.isdisjoint(name.partition(".")[0] for name in when.names)


def step_asked_if(service: Service, step: Step) -> Plain | None:
    """Return the condition of a whole step, which what comes of an earlier one may also lead past."""
    return all_of(asked_if(step.when), Unsaid() if _may_be_passed(service, step) else None)


def check_paper(service: Service, step: Step) -> Iterator[Problem]:
    """Yield advice where a printed form can only say that one may not need to answer."""
    if CHANNEL not in service.channels:
        return
    spec: Ask = step.spec
    known = _questions(service)
    if not spec.paper and not _can_say(step_asked_if(service, step), known):
        yield _advice(step.where, "step")
    yield from _parts(spec.pages, known)


def _parts(pages: tuple[Page | Group, ...], known: frozenset[str]) -> Iterator[Problem]:
    for part in pages:
        if isinstance(part, Group):
            if not part.paper and not _can_say(asked_if(part.when), known):
                yield _advice(where_of(part.when, part.where), "group")
            yield from _parts(part.pages, known)
            continue
        if part.exit:
            continue
        rules = [part.when, *(question.when for question in part.questions)]
        if not part.paper and not all(_can_say(asked_if(rule), known) for rule in rules):
            yield _advice(where_of(next(rule for rule in rules if rule), part.where), "page")


def _can_say(condition: Plain | None, known: frozenset[str]) -> bool:
    return condition is None or is_sayable(condition, knows=known.__contains__)


def _advice(where: Where, what: str) -> Problem:
    return Problem(
        where,
        "advice",
        f"A printed form cannot say in a few words who answers this {what}.",
        "Say it yourself under 'paper', such as: 'Answer this only if you get a pension'.",
    )


def _questions(service: Service) -> frozenset[str]:
    """Return the ids of every question that the service asks the person."""
    return frozenset(
        question.id
        for step in service.steps
        if isinstance(step.spec, Ask)
        for question, _ in step.spec.questions()
    )


def _may_be_passed(service: Service, step: Step) -> bool:
    """Say whether what comes of an earlier step may lead past this one."""
    place = {one.id: number for number, one in enumerate(service.steps)}
    return any(
        place[earlier.id] < place[step.id] < place.get(target, -1)
        for earlier in service.steps
        for target in earlier.goto.values()
    )
