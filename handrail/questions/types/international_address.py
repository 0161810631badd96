"""An address anywhere in the world, as the lines people write and the country."""

from collections.abc import Mapping

from handrail.feel import STRING, ContextType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.addresses import ADDRESS_ERRORS, look_of, read_lines
from handrail.questions.types.shape import Bounds, Given, QuestionType, Wrong
from handrail.terms.countries import called, names

PARTS = ("line_1", "line_2", "town", "region", "postal_code", "country")
_NEEDED = ("line_1", "town", "country")


def _feel(_: Question) -> Type:
    return ContextType(dict.fromkeys(PARTS, STRING))


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    lines = read_lines(fields, parts=PARTS, needed=_NEEDED)
    if isinstance(lines, Wrong):
        return lines
    codes = called(lines["country"])
    if len(codes) != 1:
        return Wrong("invalid_country", parts=frozenset({"country"}))
    return Given({**lines, "country": next(iter(codes))})


def _typed(value: Json, language: str) -> Mapping[str, str]:
    return {**value, "country": names(language).get(value["country"], value["country"])}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return tuple(line for line in _typed(value, language).values() if line)


TYPE = QuestionType(
    name="international-address",
    feel=_feel,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=lambda question: look_of(question, PARTS),
    errors=ADDRESS_ERRORS | {"missing_country", "invalid_country"},
    identifying=True,
)
