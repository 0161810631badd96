"""An organisation, an area and a succession as frozen values; no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from handrail.terms.working_days import Nation

How = Literal["merged into", "split into", "continued by"]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A public body as it is on one legal day.

    id: for ever; slug: its name in addresses, one body at a time. names: by language, as they are that day.
    kind: county, district, unitary or department. nation: whose law and bank holidays apply.
    hours: by language, when its phone is answered.
    from_on: its first legal day. until: the first day on which it is no more, None when none is set.
    """

    id: UUID
    slug: str
    names: Mapping[str, str]
    kind: str
    nation: Nation
    from_on: date
    until: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        """Its name in a language; in English, or any it has, where there is none."""
        return _said(self.names, language)

    def opening_hours(self, language: str) -> str:
        """When its phone is answered, in a language, in English or in any; "" when it is not said."""
        return _said(self.hours, language)


def _said(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


@dataclass(frozen=True, slots=True)
class Area:
    """A place that an organisation serves between two legal days.

    code: what other records call it. postcodes: the outward codes, or beginnings of postcodes, inside it.
    until: the first day on which the organisation no longer serves it, None when none is set.
    """

    organisation: UUID
    code: str
    name: str
    postcodes: tuple[str, ...]
    from_on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """What one organisation's duties became on a legal day, all of them or those for one area.

    area: the code of the area that passed, "" for everything. source: the order or decision that says so.
    """

    predecessor: UUID
    successor: UUID
    on: date
    how: How
    area: str
    source: str
