"""What a running rule does with lists and contexts: fields, properties, filters, loops and some/every."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from handrail.feel.operators import exact, passes
from handrail.feel.values import Range, Value, YearsMonths, is_list

# For all the loops of one evaluation together; a rule that would run longer gives null, not a stuck server.
MOST_ITERATIONS = 100_000
_HOUR, _MINUTE = 3600, 60


class TooManySteps(Exception):
    """A rule ran through more items than any rule about people needs."""


def field(item: Value, name: str, otherwise: Value) -> Value:
    """Return a field of a filter's item, or what the name means outside when the item has no such field."""
    if isinstance(item, Mapping):
        return item.get(name, otherwise)
    return otherwise


def path(base: Value, name: str) -> Value:
    """Return a field of a context or a property of a value, or those of each item of a list; else null."""
    if isinstance(base, Mapping):
        return base.get(name)
    if is_list(base):
        return tuple(path(item, name) for item in base)
    return _property(base, name)


def _property(value: Value, name: str) -> Value:
    read = _PROPERTIES.get(type(value), {}).get(name)
    found = read(value) if read else None
    return exact(found)


def _zone(value: Any) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


_Reader = Callable[[Any], Any]
_DAY: dict[str, _Reader] = {
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "weekday": lambda day: day.isoweekday(),
}
_CLOCK: dict[str, _Reader] = {
    "hour": lambda clock: clock.hour,
    "minute": lambda clock: clock.minute,
    "second": lambda clock: clock.second,
    "time offset": lambda clock: clock.utcoffset(),
    "timezone": _zone,
}
_MIDNIGHT: dict[str, _Reader] = {"hour": lambda _: 0, "minute": lambda _: 0, "second": lambda _: 0}
_PROPERTIES: dict[type, dict[str, _Reader]] = {
    date: {**_DAY, **_MIDNIGHT},
    time: _CLOCK,
    datetime: {**_DAY, **_CLOCK},
    YearsMonths: {"years": lambda length: length.years, "months": lambda length: length.months},
    timedelta: {
        "days": lambda length: _signed(length, abs(length).days),
        "hours": lambda length: _signed(length, abs(length).seconds // _HOUR),
        "minutes": lambda length: _signed(length, abs(length).seconds % _HOUR // _MINUTE),
        "seconds": lambda length: _signed(length, abs(length).seconds % _MINUTE),
    },
    Range: {
        "start": lambda bounds: bounds.low,
        "end": lambda bounds: bounds.high,
        "start included": lambda bounds: bounds.low_included,
        "end included": lambda bounds: bounds.high_included,
    },
}


def _signed(length: timedelta, amount: int) -> int:
    return -amount if length < timedelta() else amount


def at_index(base: Value, index: Value) -> Value:
    """Return the n-th item of a list, from 1, or from the end when negative; null where there is none."""
    items = base if is_list(base) else (base,)
    whole = int(index) if index == int(index) else 0
    if not 1 <= abs(whole) <= len(items):
        return None
    return items[whole - 1] if whole > 0 else items[whole]


def _spend(spent: list[int]) -> None:
    spent[0] += 1
    if spent[0] > MOST_ITERATIONS:
        raise TooManySteps(spent[0])


def filtered(spent: list[int], base: Value, condition: Callable[[Value], Value]) -> Value:
    """Return the items for which the condition is true, or the one item when the condition is a number."""
    items = base if is_list(base) else () if base is None else (base,)
    kept = []
    for item in items:
        _spend(spent)
        answer = condition(item)
        if answer is True:
            kept.append(item)
        elif isinstance(exact(answer), Decimal):
            return at_index(items, answer)
    if not items and isinstance(exact(condition(None)), Decimal):
        return None
    return tuple(kept)


def loop(spent: list[int], domains: tuple[Callable[..., Value], ...], body: Callable[..., Value]) -> Value:
    """Return the body's value for each combination of the variables; null when a domain is no list.

    A domain is a function of the variables before it; the body, of them all and of the results so far.
    """
    results: list[Value] = []
    for variables in _combinations(domains, ()):
        if variables is None:
            return None
        _spend(spent)
        results.append(body(*variables, results))
    return tuple(results)


def some(
    spent: list[int], domains: tuple[Callable[..., Value], ...], condition: Callable[..., Value]
) -> bool | None:
    """Return three-valued `or` of the condition over each combination of the variables."""
    answer: bool | None = False
    for variables in _combinations(domains, ()):
        if variables is None:
            return None
        _spend(spent)
        found = condition(*variables)
        if found is True:
            return True
        if found is not False:
            answer = None
    return answer


def every(
    spent: list[int], domains: tuple[Callable[..., Value], ...], condition: Callable[..., Value]
) -> bool | None:
    """Return three-valued `and` of the condition over each combination of the variables."""
    answer: bool | None = True
    for variables in _combinations(domains, ()):
        if variables is None:
            return None
        _spend(spent)
        found = condition(*variables)
        if found is False:
            return False
        if found is not True:
            answer = None
    return answer


def _combinations(
    domains: tuple[Callable[..., Value], ...], before: tuple[Value, ...]
) -> Iterator[tuple[Value, ...] | None]:
    items = items_of(domains[0](*before))
    if items is None:
        yield None
        return
    for item in items:
        if len(domains) == 1:
            yield (*before, item)
        else:
            yield from _combinations(domains[1:], (*before, item))


def items_of(domain: Value) -> Any:
    """Return what a variable runs over: a list's items, a range's members, one value; null for null."""
    if is_list(domain):
        return domain
    if isinstance(domain, Range):
        low, high = domain.low, domain.high
        members = steps(low, high)
        return members and [member for member in members if passes(member, domain) is True]
    return None if domain is None else (domain,)


def steps(start: Value, end: Value) -> Any:
    """Return the whole numbers, or the days, from one to another, up or down; null when they are neither."""
    start, end = exact(start), exact(end)
    if type(start) is date and type(end) is date:
        first, last = start.toordinal(), end.toordinal()
        make: Callable[[int], Value] = date.fromordinal
    elif isinstance(start, Decimal) and isinstance(end, Decimal) and start == int(start) and end == int(end):
        first, last, make = int(start), int(end), Decimal
    else:
        return None
    if abs(last - first) >= MOST_ITERATIONS:
        return None
    return [
        make(member) for member in (range(first, last + 1) if first <= last else range(first, last - 1, -1))
    ]


def fields_as_names(item: Value) -> Mapping[str, Value]:
    """Return the names a filter brings into scope for an item: `item`, and the fields of a context."""
    return {"item": item, **item} if isinstance(item, Mapping) else {"item": item}
