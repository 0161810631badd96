"""A country or territory, found by its name in English or Welsh, now or formerly; no script is needed."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import MEANT, Bounds, Given, Look, QuestionType, Wrong, autofill
from handrail.questions.types.writing import line_typed, one_line
from handrail.terms.countries import called, like, names


def _parse(_question: Question, fields: Mapping[str, str], _bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    exact = called(typed)
    if len(exact) == 1:
        return Given(*exact)
    likely = like(typed)
    chosen = fields.get(MEANT, "").strip()
    if chosen in likely:
        return Given(chosen)
    return Wrong("which_one" if likely else "invalid")


def _meant(
    fields: Mapping[str, str], language: str, _options: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    typed = one_line(fields.get("", ""))
    likely = like(typed) if len(called(typed)) != 1 else ()
    return tuple((code, names(language)[code]) for code in likely)


def _typed(value: Json, language: str) -> Mapping[str, str]:
    return {"": names(language).get(value, value)}


def _lines(value: Json, _options: Mapping[str, str], language: str) -> tuple[str, ...]:
    return (names(language).get(value, value),)


def _look(question: Question) -> Look:
    return Look(kind="search", autocomplete=autofill(question, "country-name"), suggests=names)


TYPE = QuestionType(
    name="country",
    feel=lambda _: STRING,
    parse=_parse,
    typed=_typed,
    lines=_lines,
    look=_look,
    meant=_meant,
    errors=frozenset({"missing", "invalid", "which_one", "too_long", "unreadable"}),
)
