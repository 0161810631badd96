"""Built-in functions on lists: DMN 1.5, section 10.3.4. Those of numbers also take the numbers one by one."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

from handrail.feel.builtins.signature import LIST, NUMBERS_LIST, Function, Param, Signature, function
from handrail.feel.operators import both, either, eq, lt
from handrail.feel.types import ANY, BOOLEAN, NUMBER, ListType, Type, common
from handrail.feel.values import NUMBERS, Value, is_list

_L = Param("list", LIST)
_TWO = Decimal(2)


def _item_of(kinds: tuple[Type, ...]) -> Type:
    first = kinds[0] if kinds else ANY
    return first.of if isinstance(first, ListType) else common(kinds)


def _same_list(kinds: tuple[Type, ...]) -> Type:
    return kinds[0] if kinds and isinstance(kinds[0], ListType) else LIST


def _joined(kinds: tuple[Type, ...]) -> Type:
    return ListType(common(tuple(kind.of if isinstance(kind, ListType) else kind for kind in kinds)))


def _list_or_values(name: str, run: Callable[[Any], Value], result: Any, of: ListType = LIST) -> Function:
    """Make a function that takes one list, or its items one by one."""
    return function(
        name,
        Signature((Param("list", of),), result, run),
        Signature((Param("c", of.of),), result, lambda *items: run(items), many=True),
    )


def _contains(items: tuple[Value, ...], element: Value) -> bool:
    return any(eq(item, element) is True for item in items)


def _least(items: tuple[Value, ...], *, last: bool = False) -> Value:
    if not items:
        return None
    best = items[0]
    for item in items[1:]:
        before = lt(best, item) if last else lt(item, best)
        if before is None:
            return None
        best = item if before else best
    return best if lt(best, best) is not None else None


def _sum(items: tuple[Value, ...]) -> Value:
    return reduce(NUMBERS.add, items) if items else None


def _product(items: tuple[Value, ...]) -> Value:
    return reduce(NUMBERS.multiply, items) if items else None


def _mean(items: tuple[Value, ...]) -> Value:
    return NUMBERS.divide(reduce(NUMBERS.add, items), Decimal(len(items))) if items else None


def _median(items: tuple[Value, ...]) -> Value:
    if not items:
        return None
    ordered, middle = sorted(items), len(items) // 2
    if len(items) % 2:
        return ordered[middle]
    return NUMBERS.divide(NUMBERS.add(ordered[middle - 1], ordered[middle]), _TWO)


def _stddev(items: tuple[Value, ...]) -> Value:
    if len(items) < 2:  # noqa: PLR2004  a sample of one has no spread
        return None
    mean = _mean(items)
    squares = (NUMBERS.power(NUMBERS.subtract(item, mean), _TWO) for item in items)
    return NUMBERS.sqrt(NUMBERS.divide(reduce(NUMBERS.add, squares), Decimal(len(items) - 1)))


def _mode(items: tuple[Value, ...]) -> Value:
    counts = Counter(items)
    most = max(counts.values(), default=0)
    return tuple(sorted(item for item, count in counts.items() if count == most))


def _distinct(items: tuple[Value, ...]) -> Value:
    kept: list[Value] = []
    for item in items:
        if not _contains(tuple(kept), item):
            kept.append(item)
    return tuple(kept)


def _concatenate(*lists: tuple[Value, ...]) -> Value:
    return tuple(item for items in lists for item in items)


def _flatten(items: tuple[Value, ...]) -> Value:
    flat: list[Value] = []
    for item in items:
        flat.extend(_flatten(tuple(item)) if is_list(item) else (item,))
    return tuple(flat)


def _place(items: tuple[Value, ...], position: Decimal) -> int:
    """Return where a position is, counted from 0; raises IndexError when the list has no such place."""
    whole = int(position)
    if not 1 <= abs(whole) <= len(items) or whole != position:
        raise IndexError(position)
    return whole - 1 if whole > 0 else len(items) + whole


def _sublist(items: tuple[Value, ...], start: Decimal, length: Decimal | None = None) -> Value:
    first = _place(items, start)
    if length is None:
        return items[first:]
    return items[first : first + int(length)] if 0 <= int(length) <= len(items) - first else None


def _insert(items: tuple[Value, ...], position: Decimal, new: Value) -> Value:
    at = _place(items, position)
    return (*items[:at], new, *items[at:])


def _remove(items: tuple[Value, ...], position: Decimal) -> Value:
    at = _place(items, position)
    return items[:at] + items[at + 1 :]


def _list_replace(items: tuple[Value, ...], position: Decimal, new: Value) -> Value:
    at = _place(items, position)
    return (*items[:at], new, *items[at + 1 :])


def _index_of(items: tuple[Value, ...], match: Value) -> Value:
    return tuple(Decimal(place) for place, item in enumerate(items, start=1) if eq(item, match) is True)


def _all(items: tuple[Value, ...]) -> bool | None:
    return both(*items)


def _any(items: tuple[Value, ...]) -> bool | None:
    return either(*items)


_POSITION = Param("position", NUMBER)
_NEW = Param("newItem", ANY, nullable=True)

LIST_FUNCTIONS: tuple[Function, ...] = (
    function("list contains", Signature((_L, Param("element", ANY, nullable=True)), BOOLEAN, _contains)),
    function("count", Signature((_L,), NUMBER, len)),
    _list_or_values("min", _least, _item_of),
    _list_or_values("max", lambda items: _least(items, last=True), _item_of),
    _list_or_values("sum", _sum, NUMBER, NUMBERS_LIST),
    _list_or_values("product", _product, NUMBER, NUMBERS_LIST),
    _list_or_values("mean", _mean, NUMBER, NUMBERS_LIST),
    _list_or_values("median", _median, NUMBER, NUMBERS_LIST),
    _list_or_values("stddev", _stddev, NUMBER, NUMBERS_LIST),
    _list_or_values("mode", _mode, NUMBERS_LIST, NUMBERS_LIST),
    _list_or_values("all", _all, BOOLEAN),
    _list_or_values("any", _any, BOOLEAN),
    function("distinct values", Signature((_L,), _same_list, _distinct)),
    function("reverse", Signature((_L,), _same_list, lambda items: items[::-1])),
    function("flatten", Signature((_L,), LIST, _flatten)),
    function(
        "append",
        Signature(
            (_L, Param("item", ANY, nullable=True)), _joined, lambda items, *new: (*items, *new), many=True
        ),
    ),
    function("concatenate", Signature((_L,), _joined, _concatenate, many=True)),
    function("union", Signature((_L,), _joined, lambda *lists: _distinct(_concatenate(*lists)), many=True)),
    function(
        "sublist",
        Signature(
            (_L, Param("start position", NUMBER), Param("length", NUMBER, optional=True)),
            _same_list,
            _sublist,
        ),
    ),
    function("insert before", Signature((_L, _POSITION, _NEW), _same_list, _insert)),
    function("remove", Signature((_L, _POSITION), _same_list, _remove)),
    function("list replace", Signature((_L, _POSITION, _NEW), _same_list, _list_replace)),
    function("index of", Signature((_L, Param("match", ANY, nullable=True)), NUMBERS_LIST, _index_of)),
)
