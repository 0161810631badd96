"""A calendar month of a year, as people name one; no day of it is meant."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class NotAMonth(ValueError):
    """A text is no month of a year written like 2024-03."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month: year 1 to 9999, month 1 to 12."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a month written like 2024-03. Raises NotAMonth."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise NotAMonth(f"Found {text!r}; expected a year and a month, like 2024-03.")
        found = cls(int(written[1]), int(written[2]))
        try:
            found.first_day  # noqa: B018 - asks whether there is one
        except ValueError:
            raise NotAMonth(f"Found {text!r}; expected a month from 01 to 12, like 2024-03.") from None
        return found

    @property
    def first_day(self) -> date:
        """The month's first day."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"
