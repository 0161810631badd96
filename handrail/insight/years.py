"""The years that figures are counted in: from 1 April to 31 March, and no others.

Figures of two overlapping lengths of time, one taken from the other, would tell of the few weeks between
them. So there is one way to cut time, and every moment is in one year.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from handrail.terms.legal_day import LONDON

_FIRST = (4, 1)


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A year from 1 April of `start` to 31 March after it, by legal days."""

    start: int

    @property
    def first(self) -> date:
        """Its first legal day."""
        return date(self.start, *_FIRST)

    @property
    def after(self) -> date:
        """The first legal day that is no longer in it."""
        return date(self.start + 1, *_FIRST)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The instant it begins at, and the instant it is over at."""
        return _midnight(self.first), _midnight(self.after)

    def over_on(self, day: date) -> bool:
        """Say whether it is over on a legal day."""
        return day >= self.after


def year_of(day: date) -> Year:
    """Return the year that a legal day is in."""
    return Year(day.year if (day.month, day.day) >= _FIRST else day.year - 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
