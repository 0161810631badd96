"""An address in the United Kingdom, as the five lines people write."""

from collections.abc import Mapping

from handrail.feel import STRING, ContextType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.addresses import ADDRESS_ERRORS, look_of, read_lines
from handrail.questions.types.shape import Bounds, Given, QuestionType, Wrong
from handrail.terms.address import NotAPostcode, UkAddress, read_postcode

PARTS = ("line_1", "line_2", "town", "county", "postcode")
_NEEDED = ("line_1", "town", "postcode")


def _feel(_: Question) -> Type:
    return ContextType(dict.fromkeys(PARTS, STRING))


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    lines = read_lines(fields, parts=PARTS, needed=_NEEDED)
    if isinstance(lines, Wrong):
        return lines
    try:
        lines["postcode"] = read_postcode(lines["postcode"])
    except NotAPostcode:
        return Wrong("invalid_postcode", parts=frozenset({"postcode"}))
    return Given(lines)


def _typed(value: Json, _language: str) -> Mapping[str, str]:
    return UkAddress.from_json(value).to_json()


def _lines(value: Json, _options: Mapping[str, str], _language: str) -> tuple[str, ...]:
    return UkAddress.from_json(value).lines()


TYPE = QuestionType(
    name="uk-address",
    feel=_feel,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda question: look_of(question, PARTS),
    tokens=lambda value: (("postcode", value["postcode"]),),
    errors=ADDRESS_ERRORS | {"missing_postcode", "invalid_postcode"},
    identifying=True,
)
