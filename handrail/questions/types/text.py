"""Words in the person's own way: on one line where the limit is one or is short, else on several."""

from collections.abc import Mapping

from handrail.feel import STRING
from handrail.questions.question import Question
from handrail.questions.types.shape import LONGEST, Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code, one_line, tidy, unkeepable
from handrail.terms.text_pattern import whole_text_fits

_ONE_LINE = 120
"""A limit of this many characters or fewer is asked for on one line."""


def _limit(question: Question, name: str) -> int | None:
    found = question.limits.get(name)
    return found if isinstance(found, int) else None


def _is_one_line(question: Question) -> bool:
    lines = _limit(question, "max_lines")
    return lines == 1 if lines else (_limit(question, "max_length") or LONGEST) <= _ONE_LINE


def _parse(question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    raw = fields.get("", "")
    short = _is_one_line(question)
    text = one_line(raw) if short else tidy(raw)
    if not text:
        return Wrong("missing")
    if wrong := unkeepable(text, prose=not short):
        return wrong
    return _beyond(text, bounds) or _in_form(text, bounds.text("matches"))


def _in_form(text: str, form: str) -> Given | Wrong:
    """Return a text that fits its question's form, with plain marks and digits where only they fit."""
    if not form or whole_text_fits(text, form):
        return Given(text)
    plain = as_code(text) if "\n" not in text else text
    return Given(plain) if whole_text_fits(plain, form) else Wrong("wrong_form")


def _beyond(text: str, bounds: Bounds) -> Wrong | None:
    """Return what is wrong with a text that is outside its question's limits."""
    longest, most_words = bounds.whole("max_length"), bounds.whole("max_words")
    least, lines = bounds.whole("min_length"), bounds.whole("max_lines")
    if least is not None and len(text) < least:
        return Wrong("too_short", places={"min_length": least})
    if lines is not None and text.count("\n") >= lines:
        return Wrong("too_many_lines", places={"max_lines": lines})
    if longest is not None and len(text) > longest:
        return Wrong("too_long", places={"max_length": longest})
    if most_words is not None and len(text.split()) > most_words:
        return Wrong("too_many_words", places={"max_words": most_words})
    return None


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
    lines=lambda value, _options, _language: tuple(value.split("\n")),
    look=_look,
    errors=frozenset(
        {
            "missing",
            "wrong_form",
            "too_short",
            "too_long",
            "too_many_words",
            "too_many_lines",
            "unreadable",
        }
    ),
    limits=frozenset({"min_length", "max_length", "max_words", "max_lines", "matches"}),
    identifying=True,
    takes_units=True,
)
