"""Values of a number or a day that stand for all others: on the bounds that cells draw, and beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from handrail.definition.holds import ANY_DAY, CLOCKS
from handrail.definition.rules import Names
from handrail.feel import DATE, NUMBER, Expression, Type, UnaryTests, Value
from handrail.feel import syntax as s

_READABLE = (s.Literal, s.Name, s.Negate, s.Arithmetic, s.Call, s.Argument)
_STAND_INS: Mapping[Type, Value] = {NUMBER: Decimal(1000), DATE: date(2026, 6, 1)}
"""What a name in a bound is taken to be: with one bound in the column, any value tells the same."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A value that is tried, and how sentences name it, such as `16` or `more than most_people`."""

    value: Value
    said: str


def stand_ins(cells: Iterable[UnaryTests], names: Names) -> Mapping[str, Value]:
    """Return a value for each name in the cells that can have one."""
    found = {name for cell in cells for name in cell.names}
    return {name: _STAND_INS[names[name]] for name in found if names.get(name) in _STAND_INS}


def samples(
    name: str, cells: tuple[UnaryTests, ...], names: Names, given: Mapping[str, Value]
) -> tuple[Sample, ...] | None:
    """Return what to try of an answer that its cells compare; None when that cannot be told.

    given: values for the names in the cells, as of `stand_ins`. Only values that the question accepts are
    tried, and of numbers none below 0.
    """
    if name not in names.bounds or name in given:
        return None
    bounds = list(_bounds(cells))
    named = {bound for bound in bounds if bound is None or _has(bound, s.Name)}
    distinct = set(bounds)
    least, most = (rule and rule.evaluate({}, at=ANY_DAY) for rule in names.bounds[name])
    if not bounds or None in named or (named and len(distinct) > 1):
        return None
    values = {bound: Expression("", bound).evaluate(given, at=ANY_DAY) for bound in distinct if bound}
    kind = Decimal if names[name] == NUMBER else date
    if any(not isinstance(value, kind) or isinstance(value, datetime) for value in values.values()):
        return None
    if any(isinstance(value, Decimal) and value % 1 for value in values.values()):
        return None  # whether an answer may have a fraction is not known here
    if kind is Decimal and least is None:
        least = Decimal(0)
    if named and most is not None:
        most = next(iter(values.values()))  # what is named stands for a value within the limits
    texts = {bound: _text(bound, cells) for bound in values}
    tried = [one for bound, value in values.items() for one in _around(value, texts[bound])]
    return tuple(
        one for one in tried if (least is None or one.value >= least) and (most is None or one.value <= most)
    )


def _bounds(cells: tuple[UnaryTests, ...]) -> Iterator[s.Node | None]:
    """Yield what the cells compare with; None for what is no plain comparison."""
    for cell in cells:
        for test in cell.tree.tests:
            match test:
                case s.UnaryComparison(operand=operand):
                    found: tuple[s.Node, ...] = (operand,)
                case s.RangeOf(low=low, high=high):
                    found = (low, high)
                case _:
                    found = (test,)
            for bound in found:
                yield bound if all(isinstance(node, _READABLE) for node in s.walk(bound)) else None


def _has(node: s.Node, kind: type[s.Node]) -> bool:
    return any(isinstance(one, kind) for one in s.walk(node))


def _text(bound: s.Node, cells: tuple[UnaryTests, ...]) -> str:
    """Return a bound as it is written in one of the cells, when it is more than a value written out."""
    moving = any(isinstance(one, s.Call) and one.function in CLOCKS for one in s.walk(bound))
    if not moving and not _has(bound, s.Name):
        return ""
    for cell in cells:
        for node in s.walk(cell.tree):
            if node == bound:
                return cell.text[slice(*node.span)]
    return ""


def _around(value: Value, text: str) -> Iterator[Sample]:
    """Yield a bound and the values next to it."""
    if isinstance(value, Decimal):
        less, more = "less than", "more than"
        tried = (value, value - 1, value + 1)
    else:
        day, less, more = timedelta(days=1), "before", "after"
        tried = (value, value - day, value + day)
    said = (text, f"{less} {text}", f"{more} {text}") if text else tuple(map(str, tried))
    yield from map(Sample, tried, said)
