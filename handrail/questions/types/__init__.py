"""The question types there are, one file each."""

from collections.abc import Mapping

from handrail.questions.types import choice, date, declaration, name, postcode, text, uk_address, yes_no
from handrail.questions.types.shape import QuestionType

TYPES: Mapping[str, QuestionType] = {
    module.TYPE.name: module.TYPE
    for module in (name, date, uk_address, postcode, yes_no, choice, text, declaration)
}
"""Every question type, by the name an author writes."""
