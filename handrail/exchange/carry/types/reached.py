"""How and where somebody is reached: addresses, telephone numbers, email, websites, places on a map."""

from collections.abc import Mapping

from handrail.exchange.carry.asked import Answer, AnswerKind, Asked, Carrier, Place
from handrail.exchange.carry.wording import Wanted, one_question, with_answers
from handrail.exchange.form import Component

_ADDRESS_PARTS = {
    "addressLine1": "line_1",
    "addressLine2": "line_2",
    "town": "town",
    "county": "county",
    "postcode": "postcode",
}


def _as(kind: str, answer: AnswerKind = "text") -> Carrier:
    """Return what carries a component as one question of this type."""

    def carry(component: Component, place: Place) -> Asked:
        if component.schema.get("regex"):
            place.report.note(
                f"{component.where}: the check of a {kind} here stands in for the form's own pattern."
            )
        asked, own = one_question(component, place, Wanted(kind))
        return with_answers(asked, {component.name: Answer(own, answer)})

    return carry


def _address(component: Component, place: Place) -> Asked:
    asked, own = one_question(component, place, Wanted("uk-address"))
    parts = {
        f"{component.name}{joint}{part}": Answer(f"{own}.{ours}", "text")
        for part, ours in _ADDRESS_PARTS.items()
        for joint in ("__", ".")
    }
    return with_answers(asked, {component.name: Answer(own, "context"), **parts})


def _place(component: Component, place: Place) -> Asked:
    """Carry a place as one field that takes grid references, eastings and northings, and degrees."""
    asked, own = one_question(component, place, Wanted("place"))
    parts = {
        f"{component.name}__{part}": Answer(f"{own}.{part}", "number")
        for part in ("easting", "northing", "latitude", "longitude")
    }
    return with_answers(asked, {component.name: Answer(f"{own}.text", "text"), **parts})


def _map(component: Component, place: Place) -> Asked:
    place.report.note(
        f"{component.where}: what was drawn on a map is asked for in words or as a grid reference."
    )
    return _place(component, place)


REACHED: Mapping[str, Carrier] = {
    "UkAddressField": _address,
    "TelephoneNumberField": _as("telephone"),
    "EmailAddressField": _as("email"),
    "WebsiteField": _as("website"),
    "NationalInsuranceField": _as("national-insurance-number"),
    "EastingNorthingField": _place,
    "OsGridRefField": _place,
    "NationalGridFieldNumberField": _place,
    "LatLongField": _place,
    "GeospatialField": _map,
}
"""The carriers of addresses, numbers and places."""
