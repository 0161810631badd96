"""An address anywhere in the world, as the lines people write and the country."""

from collections.abc import Mapping

from handrail.feel import STRING, ContextType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, unkeepable
from handrail.terms.countries import called, names

PARTS = ("line_1", "line_2", "town", "region", "postal_code", "country")
_NEEDED = ("line_1", "town", "country")
_LONGEST_LINE = 200


def _feel(_: Question) -> Type:
    return ContextType(dict.fromkeys(PARTS, STRING))


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    lines = {part: one_line(fields.get(part, "")) for part in PARTS}
    if not any(lines.values()):
        return Wrong("missing", parts=frozenset(_NEEDED))
    for part, text in lines.items():
        if wrong := unkeepable(text):
            return Wrong(wrong.name, parts=frozenset({part}), places=wrong.places)
        if len(text) > _LONGEST_LINE:
            return Wrong("too_long", parts=frozenset({part}), places={"max_length": _LONGEST_LINE})
    blank = [part for part in _NEEDED if not lines[part]]
    if blank:
        name = f"missing_{blank[0]}" if len(blank) == 1 else "incomplete"
        return Wrong(name, parts=frozenset(blank))
    codes = called(lines["country"])
    if len(codes) != 1:
        return Wrong("invalid_country", parts=frozenset({"country"}))
    return Given({**lines, "country": next(iter(codes))})


def _typed(value: Json, language: str) -> Mapping[str, str]:
    return {**value, "country": names(language).get(value["country"], value["country"])}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return tuple(line for line in _typed(value, language).values() if line)


def _look(question: Question) -> Look:
    own = "address" if question.whose == "applicant" else ""
    return Look(kind="address", parts=PARTS, autocomplete=own)


TYPE = QuestionType(
    name="international-address",
    feel=_feel,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=_look,
    errors=frozenset(
        {"missing", "missing_line_1", "missing_town", "missing_country", "incomplete", "invalid_country"}
        | {"invalid", "too_long", "unreadable"}
    ),
    identifying=True,
)
