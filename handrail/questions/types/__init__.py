"""The question types there are, one file each."""

from collections.abc import Mapping

from handrail.questions.types import (
    choice,
    choices,
    country,
    date,
    date_of_birth,
    decimal_number,
    declaration,
    email,
    evidence,
    international_address,
    money,
    month_year,
    name,
    national_insurance_number,
    organisation_name,
    place,
    postcode,
    reference_number,
    telephone,
    text,
    time,
    uk_address,
    vehicle_registration,
    website,
    whole_number,
    yes_no,
)
from handrail.questions.types.shape import QuestionType

TYPES: Mapping[str, QuestionType] = {
    module.TYPE.name: module.TYPE
    for module in (
        name,
        organisation_name,
        date_of_birth,
        date,
        month_year,
        time,
        uk_address,
        international_address,
        postcode,
        country,
        place,
        telephone,
        email,
        website,
        national_insurance_number,
        vehicle_registration,
        reference_number,
        yes_no,
        choice,
        choices,
        whole_number,
        decimal_number,
        money,
        text,
        evidence,
        declaration,
    )
}
"""Every question type, by the name an author writes."""


def is_countable(name: str) -> bool:
    """Say whether the answers of a type are a few that an author lists, or yes and no."""
    kind = TYPES.get(name)
    return kind is not None and (kind.options != "none" or name == "yes-no")
