"""Built-in functions on numbers: DMN 1.5, section 10.3.4. A scale is a number of decimal places."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from handrail.feel.builtins.signature import Function, Param, Signature, function
from handrail.feel.types import BOOLEAN, DAYS_DURATION, NUMBER, YEARS_DURATION
from handrail.feel.values import NUMBERS, YearsMonths

_N = Param("n", NUMBER)
_NUMBER = Param("number", NUMBER)
_SCALE = Param("scale", NUMBER)
_SMALLEST_SCALE, _LARGEST_SCALE = -6111, 6176
_ROOMY = NUMBERS.copy()
_ROOMY.prec = 7000


def _rounding(mode: str) -> Callable[..., Decimal | None]:
    def rounded(number: Decimal, scale: Decimal | None = None) -> Decimal | None:
        places = int(scale or 0)
        if not _SMALLEST_SCALE <= places <= _LARGEST_SCALE:
            return None
        result = number.quantize(Decimal(1).scaleb(-places), rounding=mode, context=_ROOMY)
        return NUMBERS.plus(result if places > 0 else NUMBERS.plus(Decimal(f"{result:f}")))

    return rounded


def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    if not divisor:
        return None
    # The result has the divisor's sign, unlike Python's remainder of decimals.
    quotient = NUMBERS.divide(dividend, divisor).to_integral_value(rounding=ROUND_FLOOR)
    return NUMBERS.subtract(dividend, NUMBERS.multiply(divisor, quotient))


def _square_root(number: Decimal) -> Decimal | None:
    return NUMBERS.sqrt(number) if number >= 0 else None


def _log(number: Decimal) -> Decimal | None:
    return NUMBERS.ln(number) if number > 0 else None


def _is_odd(number: Decimal) -> bool | None:
    return bool(_ROOMY.remainder(number, Decimal(2))) if number == number.to_integral_value() else None


def _is_even(number: Decimal) -> bool | None:
    odd = _is_odd(number)
    return None if odd is None else not odd


def _rounds(name: str, mode: str, *, scale: Param = _SCALE) -> Function:
    return function(name, Signature((_N, scale), NUMBER, _rounding(mode)))


_OPTIONAL_SCALE = Param("scale", NUMBER, optional=True)

NUMBER_FUNCTIONS: tuple[Function, ...] = (
    _rounds("decimal", ROUND_HALF_EVEN),
    _rounds("floor", ROUND_FLOOR, scale=_OPTIONAL_SCALE),
    _rounds("ceiling", ROUND_CEILING, scale=_OPTIONAL_SCALE),
    _rounds("round up", ROUND_UP),
    _rounds("round down", ROUND_DOWN),
    _rounds("round half up", ROUND_HALF_UP),
    _rounds("round half down", ROUND_HALF_DOWN),
    function(
        "abs",
        Signature((_N,), NUMBER, Decimal.copy_abs),
        Signature((Param("n", DAYS_DURATION),), DAYS_DURATION, abs),
        Signature((Param("n", YEARS_DURATION),), YEARS_DURATION, lambda n: YearsMonths(abs(n.total_months))),
    ),
    function("modulo", Signature((Param("dividend", NUMBER), Param("divisor", NUMBER)), NUMBER, _modulo)),
    function("sqrt", Signature((_NUMBER,), NUMBER, _square_root)),
    function("log", Signature((_NUMBER,), NUMBER, _log)),
    function("exp", Signature((_NUMBER,), NUMBER, NUMBERS.exp)),
    function("odd", Signature((_NUMBER,), BOOLEAN, _is_odd)),
    function("even", Signature((_NUMBER,), BOOLEAN, _is_even)),
)
