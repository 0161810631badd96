"""What the signs of a rule do to values while it runs; each gives null rather than raise, as DMN 1.5 says.

Source: DMN 1.5, section 10.3.2 (equality, comparison, three-valued logic).
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from handrail.feel.values import Range, Value, YearsMonths, is_list

_PLAIN = frozenset({str, Decimal, bool, type(None), timedelta, YearsMonths})
_ORDERED = frozenset({str, Decimal, date, timedelta, YearsMonths})


def exact(value: Value) -> Value:
    """Return a whole number given as Python's int as the Decimal it is; anything else unchanged."""
    return Decimal(value) if type(value) is int else value


def eq(left: Value, right: Value) -> bool | None:
    """Return whether two values are equal; null when they are of different kinds and neither is null."""
    kind = type(left)
    if kind is type(right) and kind in _PLAIN:
        return bool(left == right)
    if left is None or right is None:
        return left is right
    return _eq_other(exact(left), exact(right))


def _eq_other(left: Value, right: Value) -> bool | None:
    if is_list(left) and is_list(right):
        return len(left) == len(right) and _all_equal(zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and _all_equal((left[key], right[key]) for key in left)
    if type(left) is not type(right):
        return None
    if isinstance(left, Range):
        return (left.low_included, left.high_included) == (right.low_included, right.high_included) and bool(
            eq(left.low, right.low) and eq(left.high, right.high)
        )
    if isinstance(left, (datetime, time)):
        return _same_moment(left, right)
    return bool(left == right)


def _all_equal(pairs: Value) -> bool | None:
    answer: bool | None = True
    for left, right in pairs:
        same = eq(left, right)
        if same is False:
            return False
        if same is None:
            answer = None
    return answer


def _same_moment(left: Value, right: Value) -> bool | None:
    if (left.tzinfo is None) != (right.tzinfo is None):
        return None
    if isinstance(left.tzinfo, ZoneInfo) and isinstance(right.tzinfo, ZoneInfo) and isinstance(left, time):
        return bool(
            left.replace(tzinfo=None) == right.replace(tzinfo=None) and left.tzinfo.key == right.tzinfo.key
        )
    return bool(left == right)


def ne(left: Value, right: Value) -> bool | None:
    """Return whether two values differ; null where equality is null."""
    same = eq(left, right)
    return None if same is None else not same


def _comparable(left: Value, right: Value) -> bool:
    kind = type(left)
    if kind is type(right):
        if kind in _ORDERED:
            return True
        if kind is datetime or kind is time:
            return (left.utcoffset() is None) == (right.utcoffset() is None)
    return False


def lt(left: Value, right: Value) -> bool | None:
    """Return whether left comes before right; null when they have no order."""
    if _comparable(left, right):
        return bool(left < right)
    return _with_whole_numbers("<", left, right)


def le(left: Value, right: Value) -> bool | None:
    """Return whether left comes before right or equals it; null when they have no order."""
    if _comparable(left, right):
        return bool(left <= right)
    return _with_whole_numbers("<=", left, right)


def gt(left: Value, right: Value) -> bool | None:
    """Return whether left comes after right; null when they have no order."""
    return lt(right, left)


def ge(left: Value, right: Value) -> bool | None:
    """Return whether left comes after right or equals it; null when they have no order."""
    return le(right, left)


def _with_whole_numbers(sign: str, left: Value, right: Value) -> bool | None:
    if type(left) is not int and type(right) is not int:
        return None
    left, right = exact(left), exact(right)
    if not _comparable(left, right):
        return None
    return bool(left < right) if sign == "<" else bool(left <= right)


COMPARE = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def both(*answers: bool | None) -> bool | None:
    """Return three-valued `and` of answers already known."""
    if any(answer is False for answer in answers):
        return False
    return True if all(answer is True for answer in answers) else None


def either(*answers: bool | None) -> bool | None:
    """Return three-valued `or` of answers already known."""
    if any(answer is True for answer in answers):
        return True
    return False if all(answer is False for answer in answers) else None


def negation(answer: Value) -> bool | None:
    """Return three-valued `not`."""
    return not answer if isinstance(answer, bool) else None


def between(value: Value, low: Value, high: Value) -> bool | None:
    """Return whether a value lies between two others, both included."""
    return both(ge(value, low), le(value, high))


def within(value: Value, bounds: Range) -> bool | None:
    """Return whether a value lies in a range; an end that is None does not bound."""
    above = below = True
    if bounds.low is not None:
        above = (ge if bounds.low_included else gt)(value, bounds.low)  # type: ignore[assignment]
    if bounds.high is not None:
        below = (le if bounds.high_included else lt)(value, bounds.high)  # type: ignore[assignment]
    return both(above, below)


def span(low: Value, high: Value, low_included: bool, high_included: bool) -> Range | None:  # noqa: FBT001
    """Make a range; null when an end is null, or the low end does not come before the high one."""
    low, high = exact(low), exact(high)
    return Range(low, high, low_included, high_included) if le(low, high) is True else None


def limit(sign: str, value: Value) -> Range | None:
    """Make the range that a comparison such as (>= 18) means; null for != which is no range."""
    if value is None:
        return None
    match sign:
        case "=":
            return Range(value, value)
        case "<" | "<=":
            return Range(None, value, low_included=False, high_included=sign == "<=")
        case ">" | ">=":
            return Range(value, None, low_included=sign == ">=", high_included=False)
    return None


def inside(value: Value, bounds: Range | None) -> bool | None:
    """Return whether a value lies in a range written out; null when it is no range."""
    return None if bounds is None else within(value, bounds)


def passes(value: Value, test: Value) -> bool | None:
    """Return whether a value passes a test that is a value: equal to it, in its range or in its list."""
    if type(test) is Range:
        return within(value, test)
    if is_list(test):
        if is_list(value) and eq(value, test):
            return True
        return any(passes(value, item) is True for item in test)
    return eq(value, test)
