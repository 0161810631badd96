"""Words in the person's own way: one line where the limit is short, several where it is long."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import LONGEST, Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, tidy, unkeepable

_ONE_LINE = 120
"""A limit of this many characters or fewer is asked for on one line."""


def _is_one_line(question: Question) -> bool:
    longest = question.limits.get("max_length", LONGEST)
    return isinstance(longest, int) and longest <= _ONE_LINE


def _parse(question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    raw = fields.get("", "")
    short = _is_one_line(question)
    text = one_line(raw) if short else tidy(raw)
    if not text:
        return Wrong("missing")
    if wrong := unkeepable(text, prose=not short):
        return wrong
    if bounds.max_length is not None and len(text) > bounds.max_length:
        return Wrong("too_long", places={"max_length": bounds.max_length})
    return Given(text)


def _look(question: Question) -> Look:
    limit = question.limits.get("max_length")
    longest = limit if isinstance(limit, int) else None
    return Look(kind="text" if _is_one_line(question) else "textarea", max_length=longest)


TYPE = QuestionType(
    name="text",
    feel=lambda _: STRING,
    parse=_parse,
    typed=lambda value: {"": value},
    lines=lambda value, _options, _language: tuple(value.split("\n")),
    look=_look,
    errors=frozenset({"missing", "too_long", "unreadable"}),
    limits=frozenset({"max_length"}),
)
