"""The signs + - * / ** on any two values while a rule runs; null where the two do not go together."""

from collections.abc import Callable
from decimal import Decimal

from handrail.feel import moments
from handrail.feel.operators import exact
from handrail.feel.values import LONGEST, NUMBERS, Value, finite

_add, _subtract, _multiply = NUMBERS.add, NUMBERS.subtract, NUMBERS.multiply


def add(left: Value, right: Value) -> Value:
    """Return left + right: numbers, strings, or a duration with a date, time or duration."""
    if type(left) is Decimal and type(right) is Decimal:
        return finite(_add(left, right))
    if type(left) is str and type(right) is str:
        return left + right if len(left) + len(right) <= LONGEST else None
    return _other(add, moments.add_temporal, left, right)


def subtract(left: Value, right: Value) -> Value:
    """Return left - right: numbers, moments of one kind, or a duration from a date, time or duration."""
    if type(left) is Decimal and type(right) is Decimal:
        return finite(_subtract(left, right))
    return _other(subtract, moments.subtract_temporal, left, right)


def multiply(left: Value, right: Value) -> Value:
    """Return left * right: numbers, or a number and a duration."""
    if type(left) is Decimal and type(right) is Decimal:
        return finite(_multiply(left, right))
    return _other(multiply, moments.multiply_temporal, left, right)


def divide(left: Value, right: Value) -> Value:
    """Return left / right: numbers, a duration and a number, or two durations; null for division by zero."""
    if type(left) is Decimal and type(right) is Decimal:
        return finite(NUMBERS.divide(left, right)) if right else None
    return _other(divide, moments.divide_temporal, left, right)


def power(left: Value, right: Value) -> Value:
    """Return left to the power of right, both numbers."""
    left, right = exact(left), exact(right)
    if type(left) is Decimal and type(right) is Decimal:
        return finite(NUMBERS.power(left, right))
    return None


def minus(value: Value) -> Value:
    """Return minus a number or duration."""
    value = exact(value)
    if type(value) is Decimal:
        return value.copy_negate()
    return _quietly(moments.negate_temporal, value)


def _other(
    sign: Callable[[Value, Value], Value],
    temporal: Callable[[Value, Value], Value],
    left: Value,
    right: Value,
) -> Value:
    if type(left) is int or type(right) is int:
        return sign(exact(left), exact(right))
    if left is None or right is None:
        return None
    return _quietly(temporal, left, right)


def _quietly(run: Callable[..., Value], *values: Value) -> Value:
    try:
        return run(*values)
    except (OverflowError, ValueError):  # beyond the years 1 to 9999, or longer than a duration can be
        return None


ARITHMETIC = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}
