"""Fenmarch, the sample county, and a council in Wales and one in Scotland, all of them fictional.

Nobody's council is meant.

Phone numbers are from the ranges that Ofcom keeps for drama (01632 960000 to 960999). No postcode area FE
is in use. The Welsh names have not been checked by a Welsh speaker.
"""

from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from handrail.estate.body import Area, Organisation
from handrail.estate.changes import record_area, record_organisation
from handrail.terms.working_days import Nation

_NAMESPACE = UUID("6b1f0c5e-3d0a-5a0e-9c63-fe0000000000")
_SINCE: dict[Nation, date] = {
    "england": date(1974, 4, 1),
    "scotland": date(1996, 4, 1),
    "wales": date(1996, 4, 1),
}
_HOURS = {
    "en": "Monday to Friday, 9am to 5pm (except public holidays)",
    "cy": "Dydd Llun i ddydd Gwener, 9am i 5pm (ac eithrio gwyliau cyhoeddus)",
}
_Body = tuple[str, Literal["county", "district", "unitary"], str, str, str, str, tuple[str, ...]]

_BODIES: tuple[_Body, ...] = (
    (
        "fenmarch-county",
        "county",
        "Fenmarch County Council",
        "Cyngor Sir Fenmarch",
        "01632 960100",
        "County Hall, 1 Causeway, Fenmarch, FE1 1AA",
        ("FE1", "FE2", "FE3", "FE4", "FE5", "FE6", "FE7", "FE8"),
    ),
    (
        "north-fenmarch",
        "district",
        "North Fenmarch District Council",
        "Cyngor Dosbarth Gogledd Fenmarch",
        "01632 960210",
        "Town Hall, 4 Market Hill, Northley, FE1 2AB",
        ("FE1", "FE2"),
    ),
    (
        "south-fenmarch",
        "district",
        "South Fenmarch District Council",
        "Cyngor Dosbarth De Fenmarch",
        "01632 960320",
        "Lode House, 12 Staithe Road, Southlode, FE3 4CD",
        ("FE3", "FE4"),
    ),
    (
        "marram-coast",
        "district",
        "Marram Coast District Council",
        "Cyngor Dosbarth Arfordir Marram",
        "01632 960430",
        "The Pavilion, 1 Esplanade, Marramouth, FE5 6EF",
        ("FE5", "FE6"),
    ),
    (
        "isle-of-sedge",
        "district",
        "Isle of Sedge District Council",
        "Cyngor Dosbarth Ynys Sedge",
        "01632 960540",
        "Council Offices, 7 Ferry Lane, Sedgeholm, FE7 8GH",
        ("FE7", "FE8"),
    ),
)

_ELSEWHERE: tuple[tuple[Nation, _Body], ...] = (
    (
        "wales",
        (
            "glanhesg",
            "unitary",
            "Glanhesg County Council",
            "Cyngor Sir Glanhesg",
            "01632 960650",
            "Neuadd y Sir, 2 Heol y Llan, Glanhesg, FE20 1AB",
            ("FE20", "FE21"),
        ),
    ),
    (
        "scotland",
        (
            "strathsedge",
            "unitary",
            "Strathsedge Council",
            "Cyngor Strathsedge",
            "01632 960760",
            "Council Chambers, 3 Mercat Wynd, Strathsedge, FE30 2DA",
            ("FE30", "FE31"),
        ),
    ),
)
"""Councils of the other nations, for services whose rules are not the same there."""


def fenmarch_id(slug: str) -> UUID:
    """The id that a sample organisation has on every machine."""
    return uuid5(_NAMESPACE, slug)


def load_fenmarch(*, using: str = "owner") -> tuple[Organisation, ...]:
    """Record the sample county and its four districts; running it again changes nothing."""
    return tuple(_record("england", body, using=using) for body in _BODIES)


def load_elsewhere(*, using: str = "owner") -> tuple[Organisation, ...]:
    """Record the sample councils of Wales and Scotland; running it again changes nothing."""
    return tuple(_record(nation, body, using=using) for nation, body in _ELSEWHERE)


def _record(nation: Nation, body: _Body, *, using: str) -> Organisation:
    slug, kind, english, welsh, phone, address, postcodes = body
    organisation = Organisation(
        id=fenmarch_id(slug),
        slug=slug,
        names={"en": english, "cy": welsh},
        kind=kind,
        nation=nation,
        from_on=_SINCE[nation],
        phone=phone,
        email=f"hello@{slug}.example",
        address=address,
        website=f"https://{slug}.example",
        hours=_HOURS,
    )
    record_organisation(organisation, using=using)
    record_area(
        Area(
            organisation=organisation.id,
            code=slug,
            name=english.removesuffix(" Council").removesuffix(" District").removesuffix(" County"),
            postcodes=postcodes,
            from_on=organisation.from_on,
        ),
        using=using,
    )
    return organisation
