"""The question types there are, one file each."""

from collections.abc import Mapping

from handrail.questions.types import (
    choice,
    choices,
    date,
    date_of_birth,
    declaration,
    email,
    name,
    national_insurance_number,
    organisation_name,
    postcode,
    telephone,
    text,
    uk_address,
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
        uk_address,
        postcode,
        telephone,
        email,
        national_insurance_number,
        yes_no,
        choice,
        choices,
        whole_number,
        text,
        declaration,
    )
}
"""Every question type, by the name an author writes."""
