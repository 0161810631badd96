"""Words in the person's own way: one line where the limit is short, several where it is long."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import LONGEST, Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, tidy, unkeepable

_ONE_LINE = 120
"""A limit of this many characters or fewer is asked for on one line."""


def _limit(question: Question, name: str) -> int | None:
    found = question.limits.get(name)
    return found if isinstance(found, int) else None


def _is_one_line(question: Question) -> bool:
    return (_limit(question, "max_length") or LONGEST) <= _ONE_LINE


def _parse(question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    raw = fields.get("", "")
    short = _is_one_line(question)
    text = one_line(raw) if short else tidy(raw)
    if not text:
        return Wrong("missing")
    if wrong := unkeepable(text, prose=not short):
        return wrong
    longest, most_words = bounds.whole("max_length"), bounds.whole("max_words")
    if longest is not None and len(text) > longest:
        return Wrong("too_long", places={"max_length": longest})
    if most_words is not None and len(text.split()) > most_words:
        return Wrong("too_many_words", places={"max_words": most_words})
    return Given(text)


def _look(question: Question) -> Look:
    words = _limit(question, "max_words")
    return Look(
        kind="text" if _is_one_line(question) else "textarea",
        # One count is shown: that of words where both are limited, as people write in words.
        max_length=None if words else _limit(question, "max_length"),
        max_words=words,
    )


TYPE = QuestionType(
    name="text",
    feel=lambda _: STRING,
    parse=_parse,
    typed=lambda value, _language: {"": value},
    lines=lambda value, _options, _language: tuple(value.split("\n")),
    look=_look,
    errors=frozenset({"missing", "too_long", "too_many_words", "unreadable"}),
    limits=frozenset({"max_length", "max_words"}),
    identifying=True,
)
