"""Items of a list that are offered to some: the question is asked in as many ways as there are lists to see.

Our choices offer everybody the same. So a list with items for some becomes two questions, of which one person
sees one: with those items, for whom they are, and without them. Rules find the answer in either.
"""

from collections.abc import Iterator
from dataclasses import replace

from handrail.exchange.carry.answers import Answers, NotARule
from handrail.exchange.carry.expression import FALSE, TRUE, Expression, means, shortened
from handrail.exchange.form import All, Component, Item, Not, Rule
from handrail.exchange.report import Report

_MOST_LISTS = 16
"""To see of one list. With more, its carrier tells what is lost."""


def by_offer(component: Component, answers: Answers, report: Report, *, reached: int) -> list[Component]:
    """Return a component once for each list that somebody may be offered. reached: where, as a function."""
    rules = list(dict.fromkeys(item.when for item in component.items if item.when is not None))
    open_: dict[Rule, int] = {}
    found = component
    for rule in rules:
        expression = _expression(rule, answers, reached)
        if expression is None:
            continue
        if expression == FALSE:
            for item in (one for one in component.items if one.when == rule):
                _lose(component, item, report)
            found = replace(found, items=tuple(one for one in found.items if one.when != rule))
        elif expression == TRUE:
            items = (replace(one, when=None) if one.when == rule else one for one in found.items)
            found = replace(found, items=tuple(items))
        else:
            open_[rule] = means(expression, answers.truths)
    if component.when is not None and (own := _expression(component.when, answers, reached)) is not None:
        reached = answers.truths.both(reached, means(own, answers.truths))
    ways = answers.truths.ways(list(open_.values()), where=reached, most=_MOST_LISTS) if open_ else []
    if not ways or len(ways) > _MOST_LISTS:
        return [found]
    return list(_versions(found, [dict(zip(open_, way, strict=True)) for way in ways]))


def _expression(rule: Rule, answers: Answers, reached: int) -> Expression | None:
    try:
        return shortened(answers.expression(rule), answers.truths, where=reached)
    except NotARule:
        return None


def _versions(component: Component, ways: list[dict[Rule, bool]]) -> Iterator[Component]:
    """Yield a component for each way in which the rules can come out, if anything is offered then."""
    for held in ways:
        items = tuple(
            replace(one, when=None) if one.when in held else one
            for one in component.items
            if one.when is None or held.get(one.when, True)
        )
        parts = [rule if holds else Not(rule) for rule, holds in held.items()]
        if items:
            around = [component.when] if component.when is not None else []
            yield replace(component, items=items, when=All((*around, *parts)))


def _lose(component: Component, item: Item, report: Report) -> None:
    report.lose(
        f"{component.where}, item {item.value}",
        what=f"the item '{next(iter(item.text.values()), item.value)}'",
        why="No answers before this page make its condition true.",
        kind="text",
    )
