"""Built-in functions on ranges and points, and range() itself: DMN 1.5, section 10.3.4."""

from collections.abc import Callable

from handrail.feel import syntax as s
from handrail.feel.builtins.signature import Function, Param, Signature, function
from handrail.feel.errors import FeelSyntaxError
from handrail.feel.operators import eq, lt, span, within
from handrail.feel.parser import parse_expression
from handrail.feel.temporal import read_date, read_date_time, read_duration, read_time
from handrail.feel.types import ANY, BOOLEAN, STRING, RangeType
from handrail.feel.values import Range, Value

_ANY_RANGE = RangeType(ANY)
_READERS: dict[str, Callable[[str], Value]] = {
    "date": read_date,
    "time": read_time,
    "date and time": read_date_time,
    "duration": read_duration,
}


def _range(text: str) -> Range | None:
    try:
        tree = parse_expression(text, functions=_READERS)
    except FeelSyntaxError:
        return None
    if not isinstance(tree, s.RangeOf):
        return None
    return span(_end(tree.low), _end(tree.high), tree.low_included, tree.high_included)


def _end(node: s.Node) -> Value:
    """Return an end written out: a literal, or a date, time or duration read from one."""
    if isinstance(node, s.Literal):
        return node.value
    if isinstance(node, s.Call) and node.function in _READERS and len(node.arguments) == 1:
        argument = node.arguments[0].value
        if isinstance(argument, s.Literal) and isinstance(argument.value, str):
            return _READERS[node.function](argument.value)
    return None


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value)


def _before(first: Value, second: Value) -> bool | None:
    one, two = _as_range(first), _as_range(second)
    if lt(one.high, two.low) is not False:
        return lt(one.high, two.low)
    return bool(eq(one.high, two.low)) and not (one.high_included and two.low_included)


def _meets(one: Range, two: Range) -> bool:
    return bool(eq(one.high, two.low)) and one.high_included and two.low_included


def _shares(one: Range, two: Range) -> bool:
    return _before(one, two) is False and _before(two, one) is False


def _starts_first(one: Range, two: Range) -> bool:
    return lt(one.low, two.low) is True or (
        bool(eq(one.low, two.low)) and one.low_included and not two.low_included
    )


def _ends_first(one: Range, two: Range) -> bool:
    return lt(one.high, two.high) is True or (
        bool(eq(one.high, two.high)) and two.high_included and not one.high_included
    )


def _overlaps_before(one: Range, two: Range) -> bool:
    ends_together = bool(eq(one.high, two.high)) and (two.high_included or not one.high_included)
    return _starts_first(one, two) and (ends_together or lt(one.high, two.high) is True) and _shares(one, two)


def _includes(whole: Range, part: Value) -> bool | None:
    if not isinstance(part, Range):
        return within(part, whole)
    return not _starts_first(part, whole) and not _ends_first(whole, part)


def _starts(first: Value, whole: Range) -> bool:
    if not isinstance(first, Range):
        return bool(eq(first, whole.low)) and whole.low_included
    return (
        bool(eq(first.low, whole.low))
        and first.low_included == whole.low_included
        and not _ends_first(whole, first)
    )


def _finishes(last: Value, whole: Range) -> bool:
    if not isinstance(last, Range):
        return bool(eq(last, whole.high)) and whole.high_included
    return (
        bool(eq(last.high, whole.high))
        and last.high_included == whole.high_included
        and not _starts_first(last, whole)
    )


def _coincides(first: Value, second: Value) -> bool | None:
    return eq(first, second)


def _two(name: str, run: Callable[..., Value], first: Param, second: Param) -> Function:
    return function(name, Signature((first, second), BOOLEAN, run))


def _reversed(run: Callable[..., Value]) -> Callable[..., Value]:
    return lambda first, second: run(second, first)


_R1, _R2, _RANGE = Param("range1", _ANY_RANGE), Param("range2", _ANY_RANGE), Param("range", _ANY_RANGE)
_V1, _V2, _POINT = Param("point1", ANY), Param("point2", ANY), Param("point", ANY)

RANGE_FUNCTIONS: tuple[Function, ...] = (
    function("range", Signature((Param("from", STRING),), _ANY_RANGE, _range)),
    _two("before", _before, _V1, _V2),
    _two("after", _reversed(_before), _V1, _V2),
    _two("meets", _meets, _R1, _R2),
    _two("met by", _reversed(_meets), _R1, _R2),
    _two("overlaps", _shares, _R1, _R2),
    _two("overlaps before", _overlaps_before, _R1, _R2),
    _two("overlaps after", _reversed(_overlaps_before), _R1, _R2),
    _two("finishes", _finishes, _POINT, _RANGE),
    _two("finished by", _reversed(_finishes), _RANGE, _POINT),
    _two("includes", _includes, _RANGE, _POINT),
    _two("during", _reversed(_includes), _POINT, _RANGE),
    _two("starts", _starts, _POINT, _RANGE),
    _two("started by", _reversed(_starts), _RANGE, _POINT),
    _two("coincides", _coincides, _V1, _V2),
)
