"""A number or code from a letter or card, in a form that the author may give; in any case and spacing."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types import pattern
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code, closed_up, line_typed

_LONGEST = 50


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    typed = line_typed(fields)
    if isinstance(typed, Wrong):
        return typed
    form = bounds.text("pattern")
    if form:
        return _in_form(closed_up(typed, marks=pattern.MARKS), form)
    code, longest = as_code(typed), bounds.whole("max_length") or _LONGEST
    if len(code) > longest:
        return Wrong("too_long", places={"max_length": longest})
    return Given(code) if any(mark.isalnum() for mark in code) else Wrong("invalid")


def _in_form(code: str, form: str) -> Given | Wrong:
    if pattern.fits(code, form):
        return Given(pattern.written(code, form))
    name = "look_alike" if pattern.fits(pattern.as_meant(code, form), form) else "wrong_form"
    return Wrong(name, places={"example": pattern.example(form)})


def _look(question: Question) -> Look:
    form = question.limits.get("pattern")
    return Look(kind="text", width=max(len(form), 10) if isinstance(form, str) else 20, code=True)


TYPE = QuestionType(
    name="reference-number",
    feel=lambda _: STRING,
    parse=_parse,
    look=_look,
    errors=frozenset({"missing", "invalid", "wrong_form", "look_alike", "too_long", "unreadable"}),
    limits=frozenset({"max_length", "pattern"}),
    identifying=True,
)
