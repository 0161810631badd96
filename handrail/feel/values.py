"""The values rules compute with, beyond those Python has: year and month durations, ranges, exact numbers.

A number is a Decimal, a date `datetime.date`, a time `datetime.time`, a date and time `datetime.datetime`, a
day and time duration `datetime.timedelta`, a list a tuple (lists are accepted), a context a mapping, and null
None.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

Value = Any

# IEEE 754 decimal128, as DMN 1.5, section 10.3.2.3, asks. Nothing is trapped: an operation with no finite
# result gives null, see `finite`.
NUMBERS = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[])

MONTHS_IN_A_YEAR = 12
# Of a text or list that a rule makes: beyond it the rule gives null, so that no rule can fill the memory.
LONGEST = 100_000


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration in whole months, which has no length in days."""

    total_months: int

    @property
    def years(self) -> int:
        """The whole years, with the duration's sign."""
        return self._parts[0]

    @property
    def months(self) -> int:
        """The months beyond whole years, with the duration's sign."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[int, int]:
        years, months = divmod(abs(self.total_months), MONTHS_IN_A_YEAR)
        return (-years, -months) if self.total_months < 0 else (years, months)


@dataclass(frozen=True, slots=True)
class Range:
    """The values between two ends; None is an end without bound."""

    low: Value
    high: Value
    low_included: bool = True
    high_included: bool = True


def finite(number: Decimal) -> Decimal | None:
    """Return the number, or null where the operation had no finite result."""
    return number if number.is_finite() else None


def is_list(value: Value) -> bool:
    """Return whether a value is a list."""
    return isinstance(value, (tuple, list))
