"""Periods as a service promises them, such as 12 weeks or 10 working days; no clocks and no pauses."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.terms.legal_day import add_months
from handrail.terms.working_days import Nation, add_working_days

_UNITS = ("years", "months", "weeks", "days", "working_days")
UNITS_BACK = ("days", "weeks", "months", "years")
"""What can be counted back from a day years ahead."""

_EXAMPLE = "Write it like '12 weeks', '10 working days', '3 years' or '1 year and 6 months'."
_PART = re.compile(r"(\d{1,4}) (year|month|week|working day|day)s?")


class NotAPeriod(ValueError):
    """A text does not say a period."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in calendar units, each counted as the law counts it; never negative."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        for unit in _UNITS:
            if getattr(self, unit) < 0:
                raise NotAPeriod(f"Found {getattr(self, unit)} {unit}; a period is never negative.")

    def __str__(self) -> str:
        parts = []
        for unit in _UNITS:
            amount: int = getattr(self, unit)
            if amount:
                words = unit.replace("_", " ")
                parts.append(f"{amount} {words[:-1] if amount == 1 else words}")
        return " and ".join(parts) or "0 days"

    def end_from(self, day: date, *, nation: Nation) -> date:
        """Return the last day of the period that starts running from a day, which itself does not count.

        Years and months are added together by the corresponding date rule, then weeks and days, then working
        days of the nation.
        """
        end = add_months(day, self.years * 12 + self.months)
        end += timedelta(days=self.weeks * 7 + self.days)
        return add_working_days(end, self.working_days, nation=nation)

    def start_before(self, day: date) -> date:
        """Return the day from which no more than the period is left until a day.

        Years and months are taken off together by the corresponding date rule, then weeks and days. Raises
        NotAPeriod for one with working days: which those are is not known years ahead.
        """
        if self.working_days:
            raise NotAPeriod(f"Found {self}; expected days, weeks, months or years to count back.")
        start = add_months(day, -(self.years * 12 + self.months))
        return start - timedelta(days=self.weeks * 7 + self.days)


def parse_period(text: str) -> Period:
    """Read a period from words.

    Raises NotAPeriod, which quotes what was found and shows how to write one.

    >>> parse_period("12 weeks")
    Period(years=0, months=0, weeks=12, days=0, working_days=0)
    """
    words = " ".join(text.replace(",", " ").casefold().split())
    amounts: dict[str, int] = {}
    for part in re.split(r" and | (?=\d)", words):
        match = _PART.fullmatch(part)
        if match is None:
            raise NotAPeriod(f"Found {text!r}, which is not a period. {_EXAMPLE}")
        unit = match[2].replace(" ", "_") + "s"
        if unit in amounts:
            raise NotAPeriod(f"Found {text!r}, which says {match[2]}s twice. {_EXAMPLE}")
        amounts[unit] = int(match[1])
    return Period(**amounts)
