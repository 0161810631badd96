"""Legal days: the calendar day in Europe/London of an instant, ages and month arithmetic; no working days."""

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class NaiveInstant(ValueError):
    """An instant without a time zone was given where the day depends on the zone."""


def legal_day(instant: datetime) -> date:
    """Return the calendar day in Europe/London on which an instant falls.

    Raises NaiveInstant when the instant carries no time zone: guessing one moves people across midnight.

    >>> from datetime import UTC
    >>> legal_day(datetime(2024, 6, 30, 23, 30, tzinfo=UTC))
    datetime.date(2024, 7, 1)
    """
    return in_london(instant).date()


def in_london(instant: datetime) -> datetime:
    """Return an instant with the clock of Europe/London. Raises NaiveInstant as `legal_day` does."""
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise NaiveInstant(
            f"Found {instant.isoformat()} with no time zone; expected an instant with one. "
            "Make it aware, for example with tzinfo=UTC."
        )
    return instant.astimezone(LONDON)


def age_on(born: date, day: date) -> int:
    """Return a person's age in whole years on a legal day; negative before birth.

    An age is reached at the start of the anniversary of birth: Family Law Reform Act 1969, section 9(1)
    (England and Wales), and Age of Legal Capacity (Scotland) Act 1991, section 6(1). In a common year there
    is no 29 February. The Scottish Act names 1 March, in section 6(2); section 9 of the 1969 Act does not
    say, and we take 1 March there too, because the 29th day has not begun until then. A service that must
    treat someone born on 29 February otherwise should say so in its own rule.

    >>> age_on(date(2004, 2, 29), date(2022, 2, 28)), age_on(date(2004, 2, 29), date(2022, 3, 1))
    (17, 18)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """Return the corresponding day a number of calendar months later, or earlier when negative.

    Where the month reached has no such day, its last day: the corresponding date rule, as the House of Lords
    put it in Dodds v Walker [1981] 1 WLR 1027 (four months from 30 September end on 30 January; a period from
    31 October that reaches February ends on its last day). Raises OverflowError beyond years 1 to 9999.

    >>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 9, 30), 4)
    (datetime.date(2024, 2, 29), datetime.date(2025, 1, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(
            f"{months} months from {day} falls in year {year}; expected 1 to 9999. Use a shorter period."
        )
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
