"""What one application of the national Blue Badge service says, as answers to the questions of ours.

Pure: no network, no clock. The shapes are those of the Department for Transport's “Applications Service”
1.0.8 (OpenAPI). Only what the application says becomes an answer. What nothing here reads is named, so that
nothing is lost unseen.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

# What each reason for a badge (eligibility.typeCode) says. In the national form DLA is the reason only of
# those who answer that they get the higher rate of the mobility part, and ARMS of those who say in one tick
# that they drive regularly and cannot use the machines. PIP and AFRFCS do not tell the points or the level.
# NONE is no reason. TERMILL, HIDDEN and NONE are in later lists of the department's, not in 1.0.8.
SAID: Mapping[str, Mapping[str, Any]] = {
    "PIP": {"benefit": "pip"},
    "DLA": {"benefit": "dla", "mobility_rate": "higher"},
    "AFRFCS": {"benefit": "forces"},
    "WPMS": {"benefit": "war_pension"},
    "BLIND": {"main_reason": "sight"},
    "WALKD": {"main_reason": "walking"},
    "ARMS": {"main_reason": "arms", "drives": True, "meters": True},
    "CHILDBULK": {"main_reason": "child_equipment"},
    "CHILDVEHIC": {"main_reason": "child_vehicle"},
    "TERMILL": {"main_reason": "terminal"},
    "HIDDEN": {"main_reason": "hidden"},
}
# FEWMIN, of an older form, is not one of our lengths.
WALKING_TIME = {
    "CANTWALK": "cannot",
    "LESSMIN": "under_1",
    "ONEFIVE": "from_1_to_5",
    "FIVETEN": "from_5_to_10",
    "MORETEN": "over_10",
}
DIFFICULTIES = {"PAIN": "pain", "BREATH": "breathless", "BALANCE": "balance", "DANGER": "dangerous"}
AID_FROM = {"PRESCRIBE": "professional", "SOCIAL": "professional", "PRIVATE": "own"}
EQUIPMENT = {
    "CAST": "a cast or other equipment for hip dysplasia",
    "OXYSAT": "an oxygen saturation monitor",
    "OXYADMIN": "equipment that gives oxygen",
    "SYRINGE": "a syringe driver",
    "PARENT": "equipment for parenteral feeding",
    "PUMP": "a feed pump",
    "SUCTION": "a suction machine",
    "VENT": "a ventilator",
    "OTHER": "",  # its own words follow
}
MOST = {"aids": 10, "medicines": 30, "treatments": 20, "professionals": 10, "vehicles": 20}
KIND = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
ELSEWHERE = {
    "CANCEL": "This asks to cancel a badge. It is no application for one: do it in the national register.",
    "REPLACE": "This asks to replace a badge. It is no application for one: do it in the national register.",
    "REVOKE": "This takes a badge away. It is no application for one: do it in the national register.",
}


class NotTaken(Exception):
    """The application cannot be brought in. The sentence says why, and holds no answer."""


@dataclass(frozen=True)
class Told:
    """What an application says. number: its own there. not_carried: fields that no question here asks for."""

    capacity: str
    number: str
    answers: Mapping[str, Any]
    not_carried: tuple[str, ...]


class Part:
    """A part of an application, read field by field: a field that was taken is in it no more."""

    def __init__(self, fields: dict[str, Any], place: str = "") -> None:
        self._fields, self._place = fields, place

    def take(self, name: str, kind: type = str) -> Any:
        """Return a field, None when it is not said, and remove it. Raises NotTaken."""
        found = self._of(name, kind)
        self._fields.pop(name, None)
        return (found.strip() or None) if isinstance(found, str) else found

    def code(self, name: str, means: Mapping[str, Any]) -> Any:
        """Return what a code means; one that means nothing here stays, and is named as not carried."""
        return means[self.take(name)] if self._of(name, str) in means else None

    def codes(self, name: str, means: Mapping[str, str]) -> list[str]:
        """Return what each code of a list means; the others stay."""
        found = self._of(name, list) or []
        self._fields[name] = [one for one in found if str(one) not in means]
        return [means[one] for one in found if str(one) in means]

    def part(self, name: str) -> "Part":
        """Return a part of this part, empty when it is not said."""
        return Part(self._of(name, dict) or {}, f"{self._place}{name}.")

    def parts(self, name: str, most: int) -> list["Part"]:
        """Return the parts of a list, as many as the form takes; the others stay."""
        found = self._of(name, list) or []
        if not all(isinstance(one, dict) for one in found):
            raise NotTaken(f"{self._place}{name} must be a list of objects.")
        return [Part(one, f"{self._place}{name}.") for one in found[:most]]

    def _of(self, name: str, kind: type) -> Any:
        found = self._fields.get(name)
        if found is not None and not isinstance(found, kind):
            raise NotTaken(f"{self._place}{name} must be {KIND[kind]}.")
        return found


def told(application: Any, council: str) -> Told:
    """Return what an application says. Raises NotTaken.

    council: the national code of the council that brings it in; nobody else issues the badge.
    """
    if not isinstance(application, dict):
        raise NotTaken("The application must be an object.")
    left = deepcopy(application)
    whole = Part(left)
    kind = left.get("applicationTypeCode")
    if kind != "RENEW" and whole.take("applicationTypeCode") != "NEW":
        raise NotTaken(ELSEWHERE.get(kind, "applicationTypeCode must be NEW or RENEW."))
    if whole.take("localAuthorityCode") != council:
        raise NotTaken(f"localAuthorityCode must be {council}: another council issues this badge.")
    number = whole.take("applicationId")
    if number is None:
        raise NotTaken("applicationId must be there: staff find the application by it.")
    party = whole.part("party")
    read = party.code("typeCode", {"PERSON": _person, "ORG": _organisation})
    if read is None:
        raise NotTaken("party.typeCode must be PERSON or ORG.")
    return Told("self", number, _said(read(whole, party)), tuple(dict.fromkeys(_leaves(left))))


def _person(whole: Part, party: Part) -> dict[str, Any]:
    person, contact = party.part("person"), party.part("contact")
    name, to_contact = person.take("badgeHolderName"), contact.take("fullName")
    phone, email = contact.take("primaryPhoneNumber"), contact.take("emailAddress")
    if to_contact is None or _alike(to_contact, name or ""):
        asks = {"applying_for": "self", "holder_phone": phone, "holder_email": email}
    else:
        asks = {"applying_for": "someone_else", "own_name": to_contact}
        asks |= {"own_phone": phone, "own_email": email}
    return {
        **asks,
        "lives_where": "here",
        "full_name": name,
        "born_on": person.take("dob"),
        "home_address": _address(contact),
        "ni_number": person.take("nino"),
        "badge_number": whole.take("existingBadgeNumber"),
        **_eligibility(whole.part("eligibility")),
    }


def _organisation(_whole: Part, party: Part) -> dict[str, Any]:
    organisation, contact = party.part("organisation"), party.part("contact")
    vehicles = organisation.parts("vehicles", MOST["vehicles"])
    return {
        "applying_for": "organisation",
        "organisation_name": organisation.take("badgeHolderName"),
        "organisation_address": _address(contact),
        "carries": True if vehicles else None,
        "vehicles": [{"registration": one.take("registrationNumber")} for one in vehicles],
        "contact_name": contact.take("fullName"),
        "contact_phone": contact.take("primaryPhoneNumber"),
        "contact_email": contact.take("emailAddress"),
    }


def _eligibility(part: Part) -> dict[str, Any]:
    award, walking = part.part("benefit"), part.part("walkingDifficulty")
    return {
        **(part.code("typeCode", SAID) or {}),
        "award_end": {True: "ongoing", False: "fixed", None: None}[award.take("isIndefinite", bool)],
        "award_ends_on": award.take("expiryDate"),
        "sight_council": part.part("blind").take("registeredAtLaId"),
        "condition": part.take("descriptionOfConditions"),
        "equipment": _equipment(part.part("childUnder3")),
        "walking_time": walking.code("walkingLengthOfTimeCode", WALKING_TIME),
        "difficulties": walking.codes("typeCodes", DIFFICULTIES),
        "aids": [
            {"aid": one.take("description"), "aid_from": one.code("howProvidedCode", AID_FROM)}
            for one in walking.parts("walkingAids", MOST["aids"])
        ],
        "medicines": [
            {"medicine": one.take("name"), "dose": _together(one.take("quantity"), one.take("frequency"))}
            for one in walking.parts("medications", MOST["medicines"])
        ],
        "treatments": [
            {"treatment": one.take("description"), "treatment_when": one.take("time")}
            for one in walking.parts("treatments", MOST["treatments"])
        ],
        "professionals": [
            {"professional_name": one.take("name"), "professional_role": one.take("location")}
            for one in part.parts("healthcareProfessionals", MOST["professionals"])
        ],
    }


def _equipment(child: Part) -> str | None:
    """Return all equipment in words. The single code is deprecated: where there is a list, it is in that."""
    named = child.codes("bulkyMedicalEquipmentTypeCodes", EQUIPMENT)
    named.append(child.code("bulkyMedicalEquipmentTypeCode", EQUIPMENT) or "")
    return _together(*dict.fromkeys(named), child.take("otherMedicalEquipment"))


def _address(contact: Part) -> dict[str, str | None]:
    names = {"line_1": "buildingStreet", "line_2": "line2", "town": "townCity", "postcode": "postCode"}
    return {ours: contact.take(theirs) for ours, theirs in names.items()}


def _together(*said: str | None) -> str | None:
    return ", ".join(one for one in said if one) or None


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _said(value: Any) -> Any:
    """Return answers without what was not said: an empty text, list or part is no answer."""
    if isinstance(value, dict):
        return {name: kept for name, one in value.items() if (kept := _said(one)) not in (None, "", [], {})}
    return [kept for one in value if (kept := _said(one))] if isinstance(value, list) else value


def _leaves(value: Any, place: str = "") -> list[str]:
    """Return the places of all that is still said, without the number of a member of a list."""
    if isinstance(value, dict):
        inside = ((inner, f"{place}.{name}".lstrip(".")) for name, inner in value.items())
        return [one for inner, at in inside for one in _leaves(inner, at)]
    if isinstance(value, list):
        return [one for inner in value for one in _leaves(inner, place)]
    return [] if value in (None, "") else [place]
