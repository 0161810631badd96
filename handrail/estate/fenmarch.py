"""Fenmarch, the sample county: fictional bodies in a fictional place, so that nobody's council is meant.

Phone numbers are from the ranges that Ofcom keeps for drama (01632 960000 to 960999). No postcode area FE
is in use. The Welsh names have not been checked by a Welsh speaker.
"""

from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from handrail.estate.body import Area, Organisation
from handrail.estate.changes import record_area, record_organisation

_NAMESPACE = UUID("6b1f0c5e-3d0a-5a0e-9c63-fe0000000000")
_SINCE = date(1974, 4, 1)
_HOURS = {
    "en": "Monday to Friday, 9am to 5pm (except public holidays)",
    "cy": "Dydd Llun i ddydd Gwener, 9am i 5pm (ac eithrio gwyliau cyhoeddus)",
}
_BODIES: tuple[tuple[str, Literal["county", "district"], str, str, str, str, tuple[str, ...]], ...] = (
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


def fenmarch_id(slug: str) -> UUID:
    """The id that a sample organisation has on every machine."""
    return uuid5(_NAMESPACE, slug)


def load_fenmarch(*, using: str = "owner") -> tuple[Organisation, ...]:
    """Record the sample county and its four districts; running it again changes nothing."""
    loaded = []
    for slug, kind, english, welsh, phone, address, postcodes in _BODIES:
        organisation = Organisation(
            id=fenmarch_id(slug),
            slug=slug,
            names={"en": english, "cy": welsh},
            kind=kind,
            nation="england",
            from_on=_SINCE,
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
                name=english.removesuffix(" District Council").removesuffix(" County Council"),
                postcodes=postcodes,
                from_on=_SINCE,
            ),
            using=using,
        )
        loaded.append(organisation)
    return tuple(loaded)
