"""Judges an `ask` step: names, types in rules, pages nobody can reach; how it is written is in `read`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from handrail.bricks.ask.check_places import Reader, every_named, judge_places
from handrail.bricks.ask.on_paper import check_paper
from handrail.bricks.ask.spec import Ask, Group, Page
from handrail.bricks.ask.texts import group_texts, page_texts, step_texts, words
from handrail.definition.brick import Declared, Vocabulary
from handrail.definition.holds import can_hold
from handrail.definition.reader import listing, nearest
from handrail.definition.rules import Bounds, Names, check_rule, every_name, names_of, where_of
from handrail.definition.service import Service, Step
from handrail.definition.source import Problem, Where
from handrail.feel import BOOLEAN, ContextType, Expression, ListType, Type
from handrail.questions.judging import bounds_in_rules, judge, lone_label, no_party, type_of, used


def vocabulary(service: Service, step: Step, _types: Mapping[str, Type]) -> Vocabulary:
    """Return the names of the step's questions and groups, with their types."""
    spec: Ask = step.spec
    adds: dict[str, Type] = {}
    given: dict[str, tuple[Expression, ...]] = {}
    declares: list[Declared] = []
    uses: set[str] = set(every_named(service, words(step)))
    certain: set[str] = set()
    bounds: dict[str, Bounds] = {}
    for part, around in spec.every_part():
        if part.when is not None:
            uses |= every_name(part.when)
        if isinstance(part, Group):
            declares.append(Declared(part.id, "group", part.where, used="a list"))
            uses |= {part.name_by} if part.name_by else set()
            if around is None:
                adds[part.id] = _group_type(part)
            continue
        uses |= _used_by(part)
        for question in part.questions:
            why, finds = used(question), question.find_by
            declares.append(Declared(question.id, "question", question.where, why, finds))
            if around is None and not question.equality:
                adds[question.id] = type_of(question)
                certain |= set() if question.optional else {question.id}
                given[question.id] = tuple(one for one in (step.when, part.when, question.when) if one)
                bounds.update(bounds_in_rules(question))
    return Vocabulary(
        adds=adds,
        uses=frozenset(uses),
        declares=tuple(declares),
        given=given,
        certain=frozenset(certain),
        bounds=bounds,
    )


def _group_type(group: Group) -> Type:
    return ListType(ContextType(_member_types(group)))


def _member_types(group: Group) -> dict[str, Type]:
    """Return what rules see of a member: its answers and the lists that belong to it."""
    fields: dict[str, Type] = {}
    for part in group.pages:
        if isinstance(part, Group):
            fields[part.id] = _group_type(part)
        else:
            fields.update((one.id, type_of(one)) for one in part.questions if not one.equality)
    return fields


def _used_by(page: Page) -> set[str]:
    rules = [one.when for one in page.guidance]
    for question in page.questions:
        rules += [question.when] if question.when else []
        rules += [limit for limit in question.limits.values() if isinstance(limit, Expression)]
    return {name for rule in rules for name in every_name(rule)}


def results(_step: Step) -> frozenset[str]:
    """Return no results: what comes after an ask step does not depend on it but on rules."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where judging has come to: the names so far, the conditions around it, and the group, if any."""

    service: Service
    step: Step
    names: Names
    around: tuple[Expression, ...]
    group: Group | None = None


def check(service: Service, step: Step, types: Mapping[str, Type]) -> Iterator[Problem]:
    """Yield what is wrong in the step, page by page; each page may use what the pages before it ask."""
    spec: Ask = step.spec
    own = vocabulary(service, step, types)
    names = names_of(types).and_also({}, later=frozenset(own.adds) - types.keys())
    around = (step.when,) if step.when else ()
    yield from _twins(spec)
    yield from check_paper(service, step)
    yield from judge_places(step_texts(step), Reader(service, names))
    for part in spec.pages:
        if isinstance(part, Group):
            yield from _group(part, _Place(service, step, names, around))
            names = names.and_also({part.id: own.adds[part.id]})
        else:
            yield from _page(part, _Place(service, step, names, around))
            for question in part.questions:
                if question.equality:
                    continue
                kind = own.adds[question.id]
                names = names.and_also(
                    {question.id: kind},
                    given={question.id: own.given[question.id]},
                    certain=own.certain & {question.id},
                )


def _twins(spec: Ask) -> Iterator[Problem]:
    """Yield pages with the same id; a page with one question has its question's id, judged with all names."""
    seen: dict[str, Where] = {}
    for page, _ in spec.every_part():
        if page.id in seen and not _is_question(page):
            yield Problem(
                page.where,
                "broken",
                f"The step has two pages '{page.id}': the first is on line {seen[page.id].line}.",
                "Give this one another id.",
            )
        seen.setdefault(page.id, page.where)


def _is_question(page: Page | Group) -> bool:
    return isinstance(page, Page) and any(one.id == page.id for one in page.questions)


def _group(group: Group, place: _Place) -> Iterator[Problem]:
    yield from _condition(group.when, place, what="group")
    yield from judge_places(group_texts(place.step, group), Reader(place.service, place.names))
    types = _member_types(group)
    known = [one.id for page in group.own_pages() for one in page.questions]
    if group.name_by and group.name_by not in known:
        yield Problem(
            group.where,
            "broken",
            f"'name_by' is '{group.name_by}', which this group does not ask.",
            f"{nearest(group.name_by, known)}Name one of {listing(known)}.",
        )
    if not group.name_by and group.max > 1:
        yield Problem(
            group.where,
            "advice",
            "The members of this group have no name on lists.",
            "Add 'name_by' with the question whose answer names a member.",
        )
    if not group.pages or isinstance(group.pages[0], Group):
        yield Problem(
            group.where,
            "broken",
            f"The group '{group.id}' does not start with a page about a member itself.",
            "Start it with a page, such as one that asks for a name.",
        )
    yield from _group_party(group, place)
    conditions = (*place.around, group.when) if group.when else place.around
    names = place.names.and_also({}, later=frozenset(types))
    for part in group.pages:
        inner = _Place(place.service, place.step, names, conditions, group)
        if isinstance(part, Group):
            yield from _group(part, inner)
            names = names.and_also({part.id: types[part.id]})
            continue
        yield from _page(part, inner)
        facts = [one for one in part.questions if not one.equality]
        names = names.and_also(
            {one.id: types[one.id] for one in facts},
            given={one.id: tuple(rule for rule in (part.when, one.when) if rule) for one in facts},
            certain=frozenset(one.id for one in facts if not one.optional),
        )


def _group_party(group: Group, place: _Place) -> Iterator[Problem]:
    """Yield a party that is not there, or not each of the group that says so first."""
    party = place.service.parties.get(group.whose)
    if group.whose in ("applicant", place.group.whose if place.group else "applicant"):
        return
    if party is None:
        yield no_party(group.where, "whose", group.whose, place.service)
    elif party.each != group.id:
        yield Problem(
            group.where,
            "broken",
            f"The party '{party.id}' is not said to be each of '{group.id}'.",
            f"In 'parties', write '{party.id}: {{label: {party.label or '…'}, each: {group.id}}}'.",
        )


def _page(page: Page, place: _Place) -> Iterator[Problem]:
    yield from _condition(page.when, place, what="page")
    here = Reader(place.service, place.names, frozenset(one.id for one in page.questions))
    yield from judge_places(page_texts(place.step, page), here)
    around = (*place.around, page.when) if page.when else place.around
    for one in page.guidance:
        inside = replace(place, around=around)
        yield from _condition(one.when, inside, what="guidance")
    yield from _equality_apart(page)
    for question in page.questions:
        yield from _condition(question.when, replace(place, around=around), what="question")
        yield from judge(question, place.service, place.names)
        if not question.source:
            yield Problem(
                question.where,
                "advice",
                f"The question '{question.id}' does not say why it is asked.",
                "Write the Act and section, the policy or the reason under 'source'.",
            )
    if len(page.questions) == 1:
        yield from lone_label(page.questions[0])


def _equality_apart(page: Page) -> Iterator[Problem]:
    """Yield a page that mixes equality questions with others: who corrects the others would change both."""
    if len({question.equality for question in page.questions}) > 1:
        yield Problem(
            page.where,
            "broken",
            "This page has equality questions and other questions.",
            "Put the equality questions on a page of their own.",
        )


def _condition(when: Expression | None, place: _Place, *, what: str) -> Iterator[Problem]:
    if when is None:
        return
    wrong = list(check_rule(when, place.names, what="when", expected=BOOLEAN))
    yield from wrong
    if wrong:
        return
    where = where_of(when, Where("service.yaml", 1))
    if can_hold((when,), place.names) is False:
        yield Problem(
            where,
            "broken",
            f"Nobody can reach this {what}: no answers make '{when.text}' true.",
            "Mend the condition, or delete what it governs.",
        )
    elif place.around and can_hold((*place.around, when), place.names) is False:
        yield Problem(
            where,
            "broken",
            f"Nobody can reach this {what}: '{when.text}' is never true where what it stands in is asked.",
            "Compare it with the conditions of the page, group or step around it.",
        )
