"""What a built-in function is: its ways of being called, and the rules for passing values to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from handrail.feel.operators import exact
from handrail.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    NUMBER,
    STRING,
    TIME,
    YEARS_DURATION,
    ContextType,
    ListType,
    RangeType,
    Type,
)
from handrail.feel.values import LONGEST, Range, Value, YearsMonths, is_list

LIST = ListType(ANY)
CONTEXT = ContextType({}, open=True)
NUMBERS_LIST = ListType(NUMBER)
MOST_ARGUMENTS = 255

_CLASSES: dict[Type, type] = {
    NUMBER: Decimal,
    STRING: str,
    BOOLEAN: bool,
    DATE: date,
    TIME: time,
    DATE_TIME: datetime,
    DAYS_DURATION: timedelta,
    YEARS_DURATION: YearsMonths,
}


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter; an optional one may be left out, a nullable one may be passed null."""

    name: str
    type: Type = ANY
    optional: bool = False
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One way of calling a function: its parameters, the type it gives and what computes it.

    `result` may be a function of the argument types. With `many`, the last parameter takes one or more.
    With `at`, the moment of evaluation is passed first.
    """

    params: tuple[Param, ...]
    result: Type | Callable[[tuple[Type, ...]], Type]
    run: Callable[..., Value]
    many: bool = False
    at: bool = False

    def takes(self, count: int) -> bool:
        """Return whether a call with this many values can be meant."""
        least = sum(not param.optional for param in self.params)
        return least <= count <= (MOST_ARGUMENTS if self.many else len(self.params))

    def param(self, place: int) -> Param:
        """Return the parameter that takes the value at a place, counted from 0."""
        return self.params[min(place, len(self.params) - 1)]


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in function by its FEEL name, with every way of calling it; the first that fits is used."""

    name: str
    signatures: tuple[Signature, ...]

    def __call__(self, at: datetime, *values: Value) -> Value:
        """Run the function; null when no way of calling it takes these values, or it has no result."""
        for signature in self.signatures:
            if signature.takes(len(values)):
                passed = _passed(signature, values)
                if passed is not None:
                    return _run(signature, at, passed)
        return None

    def named(self, at: datetime, values: Mapping[str, Value]) -> Value:
        """Run the function with values passed by parameter name."""
        for signature in self.signatures:
            ordered = in_order(signature, values)
            if ordered is not None:
                passed = _passed(signature, ordered)
                if passed is not None:
                    return _run(signature, at, passed)
        return None


def in_order(signature: Signature, values: Mapping[str, Value]) -> tuple[Any, ...] | None:
    """Return named values in the order of the parameters; None when the names do not fit."""
    names = [param.name for param in signature.params]
    if not values.keys() <= set(names) or any(
        not param.optional and param.name not in values for param in signature.params
    ):
        return None
    last = max((names.index(name) for name in values), default=-1)
    return tuple(values.get(name) for name in names[: last + 1])


def function(name: str, *signatures: Signature) -> Function:
    """Make a function from its ways of being called."""
    return Function(name, signatures)


def _run(signature: Signature, at: datetime, passed: list[Value]) -> Value:
    try:
        result = signature.run(at, *passed) if signature.at else signature.run(*passed)
    except (ValueError, ArithmeticError, LookupError, TypeError, RecursionError):
        # What a function cannot do gives null: DMN 1.5, section 10.3.4.
        return None
    if type(result) is Decimal:
        return result if result.is_finite() else None
    if isinstance(result, (str, tuple)) and len(result) > LONGEST:
        return None
    return exact(result)


def _passed(signature: Signature, values: tuple[Value, ...]) -> list[Value] | None:
    passed: list[Value] = []
    for place, value in enumerate(values):
        param = signature.param(place)
        if value is None:
            if not (param.nullable or param.type is ANY):
                return None
            passed.append(None)
            continue
        fitted = fit(exact(value), param.type)
        if fitted is None:
            return None
        passed.append(fitted)
    return passed


def fit(value: Value, kind: Type) -> Value:
    """Return the value as one of a type, a list of one standing for its item and the reverse; else None."""
    if kind is ANY:
        return value
    if isinstance(kind, ListType):
        return _fit_list(value, kind)
    if is_list(value) and len(value) == 1:
        value = exact(value[0])
    if isinstance(kind, ContextType):
        return value if isinstance(value, Mapping) else None
    if isinstance(kind, RangeType):
        return value if isinstance(value, Range) else None
    return value if type(value) is _CLASSES[kind] else None


def _fit_list(value: Value, kind: ListType) -> Value:
    items = tuple(value) if is_list(value) else (value,)
    if kind.of is ANY:
        return items
    fitted = tuple(fit(exact(item), kind.of) for item in items)
    return None if None in fitted else fitted
