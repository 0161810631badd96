"""Working days in each nation of the United Kingdom: bank holidays and weekends; no other closures."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

import holidays

Nation = Literal["england", "wales", "scotland", "northern_ireland"]
NATIONS: tuple[Nation, ...] = get_args(Nation)

_SUBDIVISION: dict[str, str] = {
    "england": "ENG",
    "wales": "WLS",
    "scotland": "SCT",
    "northern_ireland": "NIR",
}
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class NotANation(ValueError):
    """A nation was named that has no bank holidays here."""


@lru_cache(maxsize=512)
def _bank_holidays_in(year: int, nation: str) -> frozenset[date]:
    if nation not in _SUBDIVISION:
        raise NotANation(f"Found nation {nation!r}; expected one of {', '.join(NATIONS)}.")
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year))


def is_bank_holiday(day: date, *, nation: Nation) -> bool:
    """Return whether a day is a bank or public holiday in a nation, substitute days included.

    Source: the `holidays` package, which follows the Banking and Financial Dealings Act 1971 and the
    proclamations. A future year is what the rules give; a day proclaimed later is missing until the package
    is upgraded.
    """
    return day in _bank_holidays_in(day.year, nation)


def is_working_day(day: date, *, nation: Nation) -> bool:
    """Return whether a day is neither Saturday, Sunday nor a bank holiday in a nation."""
    return not is_bank_holiday(day, nation=nation) and day.weekday() < _SATURDAY


def add_working_days(day: date, working_days: int, *, nation: Nation) -> date:
    """Return the day that is a number of working days after a day, or before when negative.

    The starting day does not count, whether or not it is a working day. Zero returns the day itself.

    >>> add_working_days(date(2026, 12, 24), 1, nation="england")
    datetime.date(2026, 12, 29)
    """
    step = _ONE_DAY if working_days > 0 else -_ONE_DAY
    left = abs(working_days)
    while left:
        day += step
        left -= is_working_day(day, nation=nation)
    return day
