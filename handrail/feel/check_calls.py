"""The type a function call gives for the types passed to it, or what is wrong with the call."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from handrail.feel import syntax as s
from handrail.feel.builtins import FUNCTIONS, Function, Param, Signature
from handrail.feel.builtins.signature import in_order
from handrail.feel.problem import suggestion
from handrail.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_DURATION,
    Type,
    accepts,
)
from handrail.feel.values import Value, YearsMonths

_TYPES: dict[type, Type] = {
    Decimal: NUMBER,
    str: STRING,
    bool: BOOLEAN,
    date: DATE,
    time: TIME,
    datetime: DATE_TIME,
    timedelta: DAYS_DURATION,
    YearsMonths: YEARS_DURATION,
    type(None): NULL,
}
_Problem = tuple[str, str] | None
_READERS = ("date", "time", "date and time", "duration", "number")


def type_of_value(value: Value) -> Type:
    """Return the type of a plain value; any for one with parts."""
    return _TYPES.get(type(value), ANY)


def call_problem(node: s.Call, kinds: tuple[Type, ...]) -> tuple[Type, _Problem]:
    """Return the type a call gives, with a message and remedy when it can give nothing but null."""
    function = FUNCTIONS.get(node.function)
    if function is None:
        return ANY, (
            f'Found "{node.function}(", which is not a function; expected one of those built in.',
            suggestion(node.function, FUNCTIONS, what="function"),
        )
    ways = [
        (signature, ordered) for signature in function.signatures for ordered in _ways(signature, node, kinds)
    ]
    fitting = [(signature, ordered) for signature, ordered in ways if signature.takes(len(ordered))]
    if not fitting:
        return ANY, _wrong_count(function, node)
    for signature, ordered in fitting:
        if all(_takes(signature.param(place), kind) for place, kind in enumerate(ordered)):
            return _read(function, node) or (_result(signature, ordered), None)
    return ANY, _wrong_type(function, *fitting[0])


def _ways(signature: Signature, node: s.Call, kinds: tuple[Type, ...]) -> list[tuple[Type, ...]]:
    names = [argument.name for argument in node.arguments]
    if not any(names):
        return [kinds]
    if not all(names):
        return []
    ordered = in_order(signature, dict(zip(names, kinds, strict=True)))
    return [] if ordered is None else [tuple(kind or NULL for kind in ordered)]


def _takes(param: Param, kind: Type) -> bool:
    return accepts(param.type, kind)


def _result(signature: Signature, kinds: tuple[Type, ...]) -> Type:
    return signature.result if isinstance(signature.result, Type) else signature.result(kinds)


def _read(function: Function, node: s.Call) -> tuple[Type, _Problem] | None:
    """Return the type of a value written as text, such as date("2024-02-29"), which can be read now."""
    texts = [argument.value for argument in node.arguments]
    if function.name not in _READERS or len(texts) != 1 or not isinstance(texts[0], s.Literal):
        return None
    value = function(datetime.min.replace(tzinfo=UTC), texts[0].value)  # no reader depends on the moment
    if value is None:
        return ANY, (
            f'Found {function.name}("{texts[0].value}"), which is not a {function.name}; it would give null.',
            f"Write a real {function.name}, like {_LIKE[function.name]}.",
        )
    return type_of_value(value), None


_LIKE = {
    "date": 'date("2024-02-29")',
    "time": 'time("10:30:00")',
    "date and time": 'date and time("2024-02-29T10:30:00")',
    "duration": 'duration("P1Y6M") or duration("P10D")',
    "number": 'number("12.50")',
}


def _wrong_count(function: Function, node: s.Call) -> _Problem:
    found = len(node.arguments)
    return (
        f"Found {function.name}() with {found} value{'s' * (found != 1)}; expected {_shapes(function)}.",
        f"Call it as {_shapes(function)}.",
    )


def _wrong_type(function: Function, signature: Signature, kinds: tuple[Type, ...]) -> _Problem:
    for place, kind in enumerate(kinds):
        param = signature.param(place)
        if not _takes(param, kind):
            message = (
                f"Found a {kind.name} as the {param.name} of {function.name}(); expected a {param.type.name}."
            )
            return message, f"Call it as {_shapes(function)}."
    return None


def _shapes(function: Function) -> str:
    return " or ".join(
        f"{function.name}({', '.join([*map(_shown, signature.params), *(['…'] * signature.many)])})"
        for signature in function.signatures
    )


def _shown(param: Param) -> str:
    return f"[{param.name}]" if param.optional else param.name
