"""Whether conditions over yes-no and choice answers can ever hold, by trying every answer."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from handrail import feel
from handrail.definition.rules import Names, first_names
from handrail.feel.syntax import Call, walk

MOST_TRIED = 20_000
"""Beyond this many combinations nothing is said."""

ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""As on which rules are tried that do not look at the day."""

CLOCKS = frozenset({"now", "today"})

Values = tuple[object, ...]


def can_hold(conditions: tuple[feel.Expression, ...], names: Names) -> bool | None:
    """Return whether all the conditions can be true at once; None when this cannot be told by trying.

    A name that is only asked for under a condition is null where that condition is not true. Only conditions
    whose names all are yes-no or choice are tried; what governs a name and is not like that is left out, so
    False is always right.
    """
    found = cases(conditions, names)
    if found is None:
        return None
    for tried, facts in enumerate(found):
        if tried >= MOST_TRIED:
            return None
        if all(condition.evaluate(facts, at=ANY_DAY) is True for condition in conditions):
            return True
    return False


def cases(
    rules: Iterable[feel.Expression | feel.UnaryTests], names: Names
) -> Iterator[Mapping[str, object]] | None:
    """Return every case that some rules can tell apart, as facts; None when they cannot be listed.

    There may be more cases than can really be, never fewer; there is no limit on how many.
    """
    domains: dict[str, Values] = {}
    for rule in rules:
        if not _finite(rule, names, domains):
            return None
    order = _order(list(domains), names, domains)
    return _cases(order, 0, {}, names, domains)


def values_of(kind: feel.Type) -> Values | None:
    """Return every value a type has, without null; None when they cannot be listed."""
    if kind == feel.BOOLEAN:
        return (True, False)
    if isinstance(kind, feel.Choice):
        return tuple(sorted(kind.options))
    return None


def _finite(condition: feel.Expression | feel.UnaryTests, names: Names, domains: dict[str, Values]) -> bool:
    """Add the names of a condition to the domains; False when one of them cannot be listed."""
    calls = (node for node in walk(condition.tree) if isinstance(node, Call))
    if any(call.function in CLOCKS for call in calls):
        return False
    found: dict[str, Values] = {}
    for name in first_names(condition):
        values = values_of(names[name]) if name in names else None
        if values is None:
            return False
        found[name] = values
    domains.update(found)
    return True


def _order(wanted: list[str], names: Names, domains: dict[str, Values]) -> list[str]:
    """Return the names, each after those that its own asking depends on, as far as these can be listed."""
    order: list[str] = []
    open_: set[str] = set()

    def place(name: str) -> None:
        if name in order or name in open_:
            return
        open_.add(name)
        for condition in names.given.get(name, ()):
            if _finite(condition, names, domains):
                for other in sorted(first_names(condition)):
                    place(other)
        order.append(name)

    for name in sorted(wanted):
        place(name)
    return order


def _cases(
    order: list[str], place: int, facts: dict[str, object], names: Names, domains: Mapping[str, Values]
) -> Iterator[dict[str, object]]:
    if place == len(order):
        yield dict(facts)
        return
    name = order[place]
    for value in _values(name, order[:place], facts, names, domains):
        facts[name] = value
        yield from _cases(order, place + 1, facts, names, domains)
    del facts[name]


def _values(
    name: str, before: list[str], facts: Mapping[str, object], names: Names, domains: Mapping[str, Values]
) -> Values:
    """Return what a name may be in this case: only null where it is not asked.

    Where it is asked null is possible too, unless it is certain that an answer was given.
    """
    known = name in names.certain
    for condition in names.given.get(name, ()):
        if not first_names(condition) <= set(before):
            known = False
        elif condition.evaluate(facts, at=ANY_DAY) is not True:
            return (None,)
    return domains[name] if known else (*domains[name], None)
