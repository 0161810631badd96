"""Judges names: each means one thing and everything named is there; names inside rules are in `rules`."""

from collections.abc import Iterator

from handrail.definition.brick import UNSETTLED
from handrail.definition.checks.subject import Subject
from handrail.definition.reader import listing, nearest
from handrail.definition.route import OTHERWISE
from handrail.definition.service import feel_name
from handrail.definition.source import Problem, Where
from handrail.feel import STRING, ContextType, Type


def judge_names(subject: Subject) -> Iterator[Problem]:
    """Yield names that are used twice."""
    service = subject.service
    yield from _twice((one.step.id, "step", one.step.where) for one in subject.steps)
    for endpoint in service.endpoints.values():
        for one in subject.steps:
            if one.step.id == endpoint.id:
                yield Problem(
                    endpoint.where,
                    "broken",
                    f"'{endpoint.id}' is a step and an endpoint: 'goto' could mean either.",
                    "Give the endpoint another id.",
                )
    yield from _twice(_rule_names(subject))


def _rule_names(subject: Subject) -> Iterator[tuple[str, str, Where]]:
    """Yield every name a rule could use, with what it names; a step's own id is judged already."""
    for parameter in subject.service.parameters.values():
        yield parameter.id, "parameter", parameter.where
    seen: set[str] = set()
    for one in subject.steps:
        if one.brick and one.brick.screen is None and one.step.id not in seen:
            yield feel_name(one.step.id), "step", one.step.where
        seen.add(one.step.id)
        for declared in one.vocabulary.declares:
            yield declared.name, declared.what, declared.where


def _twice(names: Iterator[tuple[str, str, Where]]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Where]] = {}
    for name, what, where in names:
        if name in first:
            other, place = first[name]
            yield Problem(
                where,
                "broken",
                f"The name '{name}' is used twice: for a {other} on line {place.line} and for a {what} here.",
                "Give this one another name: a rule could mean either.",
            )
        first.setdefault(name, (what, where))


def judge_targets(subject: Subject) -> Iterator[Problem]:
    """Yield `goto` that names a place or a result that is not there, or forgets a result."""
    service = subject.service
    places = {one.id for one in service.steps} | set(service.endpoints)
    for one in subject.steps:
        step = one.step
        for result, target in step.goto.items():
            if target not in places:
                yield Problem(
                    step.goto_where.get(result, step.where),
                    "broken",
                    f"'goto' leads to '{target}', which is neither a step nor an endpoint.",
                    f"{nearest(target, places)}Use {listing(places)}.",
                )
        if one.brick is None or step.spec is None:
            continue
        known = one.brick.results(step) | {OTHERWISE}
        for result in step.goto:
            if result not in known | UNSETTLED:
                yield Problem(
                    step.goto_where.get(result, step.where),
                    "broken",
                    f"'goto' names the result '{result}', which the step '{step.id}' never has.",
                    f"{nearest(result, known)}Use {listing(known)}.",
                )
        for result in subject.route.forgotten.get(one.number, ()):
            said = "any other result" if result == OTHERWISE else f"the result '{result}'"
            yield Problem(
                step.goto_where.get(next(iter(step.goto)), step.where),
                "broken",
                f"'goto' does not say where {said} of the step '{step.id}' leads.",
                f"Add '{result}: …' with a step or an endpoint, or 'otherwise: …' for every other result.",
            )


def judge_district(subject: Subject) -> Iterator[Problem]:
    """Yield a district said to come from what is no address, no postcode or not there."""
    district = subject.service.district
    if district is None:
        return
    types = {name: kind for one in subject.steps for name, kind in one.vocabulary.adds.items()}
    places = [name for name, kind in types.items() if _has_postcode(kind)]
    for name in district.questions:
        if name not in places:
            yield Problem(
                subject.service.place("district"),
                "broken",
                f"'district' comes from '{name}', which is not a question that asks for an address.",
                f"{nearest(name, places)}Use {listing(places)}.",
            )


def _has_postcode(kind: Type) -> bool:
    return kind == STRING or (isinstance(kind, ContextType) and "postcode" in kind.fields)


def judge_parties(subject: Subject) -> Iterator[Problem]:
    """Yield parties said to be each of a group that is not there."""
    groups = {
        declared.name
        for one in subject.steps
        for declared in one.vocabulary.declares
        if declared.what == "group"
    }
    for party in subject.service.parties.values():
        if party.each and party.each not in groups:
            yield Problem(
                party.where,
                "broken",
                f"The party '{party.id}' is each of '{party.each}', which is not a group.",
                f"{nearest(party.each, groups)}Use {listing(groups)}.",
            )
