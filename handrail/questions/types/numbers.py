"""Reading a number in figures, with the marks people put in; no type is here."""

import re
from collections.abc import Callable
from decimal import Decimal

from handrail.questions.types.shape import Bounds, Wrong
from handrail.questions.types.writing import as_code, one_line, unkeepable

_NUMBER = re.compile(r"[+-]? ?(?:(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d+)?|\.\d+)", re.ASCII)
MOST_DIGITS = 15
"""Before the point; all of them survive every way a number travels."""


def read_number(text: str) -> Decimal | Wrong:
    """Return the number that a field holds: figures, thousands parted by commas or spaces, a point."""
    typed = one_line(text)
    if not typed:
        return Wrong("missing")
    if wrong := unkeepable(typed):
        return wrong
    plain = as_code(typed)
    if not _NUMBER.fullmatch(plain):
        return Wrong("invalid")
    number = Decimal(plain.replace(",", "").replace(" ", ""))
    if abs(number) >= Decimal(10) ** MOST_DIGITS:
        return Wrong("too_many_digits", places={"digits": MOST_DIGITS})
    return number or Decimal(0)


def written(number: Decimal) -> str:
    """Return a number in figures with commas between thousands: 1,234.5.

    >>> written(Decimal("1234.50")), written(Decimal("-0.5")), written(Decimal("1E+3"))
    ('1,234.50', '-0.5', '1,000')
    """
    return f"{number:,f}"


def outside(number: Decimal, bounds: Bounds, *, written: Callable[[Decimal], str] = written) -> Wrong | None:
    """Return what is wrong with a number that is outside its question's limits. written: how to say one."""
    least, most = bounds.number("min"), bounds.number("max")
    if least is not None and number < least:
        return Wrong("too_small", places={"min": written(least)})
    if most is not None and number > most:
        return Wrong("too_big", places={"max": written(most)})
    return None
