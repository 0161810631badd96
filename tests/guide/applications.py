"""Applications as the national service would give them, of invented people, built from what they say."""

COUNCIL = "FENM"
NUMBER = "12345678-0000-4000-8000-00000000000a"
CONDITION = "Made-up stiffness in both knees"
PHONE, EMAIL = "01632 960001", "made.up@example.org"
# RIGHT-TO-LEFT OVERRIDE turns round whatever stands after it.
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"

CONTACT = {
    "buildingStreet": "1 Sedge Row",
    "line2": "Reedham",
    "townCity": "Southlode",
    "postCode": "ZZ1 1AA",
    "primaryPhoneNumber": PHONE,
    "secondaryPhoneNumber": "01632 960002",
    "emailAddress": EMAIL,
}
PERSON = {"badgeHolderName": "Una Madeup", "nino": "QQ123456C", "dob": "1951-02-03", "genderCode": "FEMALE"}
WALKING = {
    "typeCodes": ["PAIN", "BREATH", "LONGTIME"],
    "walkingLengthOfTimeCode": "ONEFIVE",
    "walkingSpeedCode": "SLOW",
    "walkingAids": [
        {"description": "Walking frame", "usage": "Outdoors", "howProvidedCode": "PRESCRIBE"},
        {"description": "My made-up niece", "usage": "Always", "howProvidedCode": "PERSON"},
    ],
    "medications": [
        {"name": "Madeupcetamol", "isPrescribed": True, "quantity": "1 tablet", "frequency": "Twice a day"}
    ],
    "treatments": [{"description": "Physiotherapy", "time": "Every week"}],
    "breathlessness": {"typeCodes": ["UPHILL"]},
}
PROFESSIONALS = [{"name": "Dr Pretend Person", "location": "Southlode Hospital"}]


def applied(code: str = "PIP", *, kind: str = "NEW", person=(), contact=(), **eligibility) -> dict:
    """Somebody's application for the reason `code`. person, contact: what they say otherwise."""
    return {
        "applicationId": NUMBER,
        "applicationTypeCode": kind,
        "localAuthorityCode": COUNCIL,
        "paymentTaken": True,
        "paymentReference": "MADEUP1",
        "submissionDate": "2026-04-30T12:30:45Z",
        "party": {
            "typeCode": "PERSON",
            "contact": {**CONTACT, **dict(contact)},
            "person": {**PERSON, **dict(person)},
        },
        "eligibility": {"typeCode": code, **eligibility},
        "artifacts": [{"type": "PHOTO", "link": "https://files.example/photo"}],
        "applicationStatus": "TODO",
    }


def organisation() -> dict:
    """An organisation's application."""
    found = applied()
    del found["eligibility"]
    found["party"] = {
        "typeCode": "ORG",
        "contact": {**CONTACT, "fullName": "Odd Pretend"},
        "organisation": {
            "badgeHolderName": "Fenmarch Made-up Day Centre",
            "isCharity": True,
            "charityNumber": "0000000",
            "numberOfBadges": 2,
            "vehicles": [{"registrationNumber": "FE26ABC", "typeCode": "MINIBUS", "usageFrequency": "Daily"}],
        },
    }
    return found


WALKER = applied(
    "WALKD",
    descriptionOfConditions=CONDITION,
    walkingDifficulty=WALKING,
    healthcareProfessionals=PROFESSIONALS,
)
BABY = {"badgeHolderName": "Bo Invented", "dob": "2025-06-01", "nino": None}
PARENT = {"fullName": "Pat Invented"}
EVERYBODY = {
    "PIP, for a fixed time": applied(benefit={"isIndefinite": False, "expiryDate": "2029-01-31"}),
    "DLA, without an end": applied("DLA", benefit={"isIndefinite": True}),
    "a lump sum from the forces": applied("AFRFCS"),
    "a war pension": applied("WPMS", benefit={"isIndefinite": True}),
    "on a register": applied("BLIND", blind={"registeredAtLaId": "STRATH"}),
    "walking": WALKER,
    "arms": applied(
        "ARMS",
        descriptionOfConditions=CONDITION,
        disabilityArms={"drivingFrequency": "Most days", "isAdaptedVehicle": False},
    ),
    "a child with equipment": applied(
        "CHILDBULK",
        person=BABY,
        contact=PARENT,
        descriptionOfConditions=CONDITION,
        childUnder3={
            "bulkyMedicalEquipmentTypeCodes": ["VENT", "SUCTION", "OTHER"],
            "otherMedicalEquipment": "A made-up machine",
        },
    ),
    "a child near a vehicle": applied(
        "CHILDVEHIC", person=BABY, contact=PARENT, descriptionOfConditions=CONDITION
    ),
    "terminally ill": applied("TERMILL"),
    "a condition that is not seen": applied("HIDDEN", descriptionOfConditions=CONDITION),
    "no reason": applied("NONE"),
    "an organisation": organisation(),
    "for somebody else": applied(contact={"fullName": "Ffion Dummy-Jones"}),
    "again": {**applied("WPMS", kind="RENEW"), "existingBadgeNumber": "242G48"},
    "Welsh letters": applied(person={"badgeHolderName": "Siôn Ffug-Wŷn ap Dŵr"}),
    "too long and turned round": applied(
        "WALKD",
        person={"badgeHolderName": f"Mallory {TURNED}Madeup", "nino": "not one"},
        contact={"emailAddress": "<script>@", "primaryPhoneNumber": "ring me"},
        descriptionOfConditions="made up " * 1250,
        walkingDifficulty={
            "walkingLengthOfTimeCode": "CANTWALK",
            "typeCodes": ["PAIN"],
            "medications": [{"name": "x" * 100, "quantity": "y" * 100, "frequency": "z" * 100}],
        },
    ),
}
"""Every kind of application, by what is said of it."""
