"""The sample's invented people: names that are plainly invented, and homes in towns that are nowhere.

Telephone numbers are from the range that Ofcom keeps for drama. No postcode area FE is in use.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

from handrail.definition.example import Plain

_NAMES = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text(encoding="utf-8"))
"""Names and streets; see the file."""

_AREAS: Mapping[str, tuple[tuple[str, str, str, int], ...]] = {
    "fenmarch-county": (
        ("Northley", "Fenmarch", "FE1", 8),
        ("Wickenholm", "Fenmarch", "FE2", 6),
        ("Southlode", "Fenmarch", "FE3", 7),
        ("Saltby Fen", "Fenmarch", "FE4", 6),
        ("Marramouth", "Fenmarch", "FE5", 6),
        ("Sandhythe", "Fenmarch", "FE6", 5),
        ("Sedgeholm", "Fenmarch", "FE7", 6),
        ("Ferrygate", "Fenmarch", "FE8", 4),
    ),
    "north-fenmarch": (("Northley", "Fenmarch", "FE1", 5), ("Wickenholm", "Fenmarch", "FE2", 4)),
    "south-fenmarch": (("Southlode", "Fenmarch", "FE3", 5), ("Saltby Fen", "Fenmarch", "FE4", 4)),
    "glanhesg": (("Glanhesg", "", "FE20", 3), ("Pontyrhesg", "", "FE21", 2)),
    "strathsedge": (("Strathsedge", "", "FE30", 3), ("Kirksedge", "", "FE31", 2)),
}
"""By organisation, its towns: the name, the county, the postcode district and how many live there."""

_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_GROUPS = (("white", 62), ("asian", 9), ("black", 6), ("mixed", 3), ("other", 2), (None, 18))
"""Answers to a question on ethnic group, and none: how often in a hundred. Invented."""

_WITH_PHONE, _WITH_EMAIL = 0.7, 0.5
"""Of all people, the part who leave each; invented, so that staff meet people without either."""

_ADULT, _OLD = 25, 80
"""Between these ages nothing hangs on the year in which somebody was born."""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: their name, their home as an address is stored, and what else they say."""

    name: str
    home: Mapping[str, str]
    phone: str
    email: str
    group: str | None


class Names:
    """Gives each name once, always in the same order."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def next(self, organisation: str) -> str:
        """Give the next name of an organisation's part of the world."""
        part = {"glanhesg": "wales", "strathsedge": "scotland"}.get(organisation, "fenmarch")
        place = self._given[part] = self._given.get(part, -1) + 1
        first, last = _NAMES["first"][part], _NAMES["last"][part]
        # Round both lists at once, and one on each time that the first has come round.
        return f"{first[place % len(first)]} {last[(place + place // len(first) * 7) % len(last)]}"


def invent(name: str, organisation: str, draw: Random) -> Person:
    """Give somebody of a name a home in an organisation's area, and perhaps a telephone and an email."""
    areas = _AREAS[organisation]
    town, county, district, _ = draw.choices(areas, weights=[weight for *_, weight in areas])[0]
    number, street = draw.randrange(1, 90), draw.choice(_NAMES["streets"])
    end = f"{draw.randrange(1, 10)}{draw.choice(_LETTERS)}{draw.choice(_LETTERS)}"
    home = {
        "line_1": f"{number} {street}",
        "line_2": "",
        "town": town,
        "county": county,
        "postcode": f"{district} {end}",
    }
    phone = f"01632 960{draw.randrange(800, 1000)}" if draw.random() < _WITH_PHONE else ""
    written = name.lower().replace(" ", ".")
    email = f"{written}@people.example" if draw.random() < _WITH_EMAIL else ""
    (group,) = draw.choices([one for one, _ in _GROUPS], weights=[weight for _, weight in _GROUPS])
    return Person(name, home, phone, email, group)


_HOMES = ("home_address",)
_PHONES = ("holder_phone", "phone_number")
_EMAILS = ("holder_email", "email_address")


def as_answers(
    person: Person, answers: Mapping[str, Plain], *, days: int, elsewhere: bool, draw: Random
) -> dict[str, Plain]:
    """Return an example's answers as another person gives them, as many days later.

    elsewhere: the example is about where somebody lives, so they stay there.
    """
    told: dict[str, Plain] = {name: moved(value, days=days) for name, value in answers.items()}
    named = told.get("full_name")
    if named is not None:
        told["full_name"] = person.name
        told["born_on"] = _born_about(told["born_on"], days=days, draw=draw)
    if "home_address" in told and not elsewhere:
        told["home_address"] = dict(person.home)
    for known, value in ((_PHONES, person.phone), (_EMAILS, person.email)):
        told.update((one, value) for one in known if one in told)
    if named is not None and told.get("applying_for", "self") == "self":
        told.update(holder_phone=person.phone, holder_email=person.email)
    told.pop("ethnic_group", None)
    if person.group is not None:
        told["ethnic_group"] = person.group
    return told


def moved(value: Plain, *, days: int) -> Plain:
    """Return answers with every day in them as many days later."""
    if isinstance(value, Mapping):
        return {name: moved(one, days=days) for name, one in value.items()}
    if isinstance(value, list):
        return [moved(one, days=days) for one in value]
    if isinstance(value, str):
        try:
            return (date.fromisoformat(value) + timedelta(days=days)).isoformat()
        except ValueError:
            return value
    return value


def _born_about(born: str, *, days: int, draw: Random) -> str:
    """Return a birthday near another; the very same where an age may matter."""
    day = date.fromisoformat(born)
    age = (date(2026, 5, 1) + timedelta(days=days) - day).days // 365
    return (day - timedelta(days=draw.randrange(300))).isoformat() if _ADULT < age < _OLD else born
