"""One choice of several that the author lists: ticked, or in a list of over 20 found by its words."""

from collections.abc import Mapping

from handrail.feel import Choice, Type
from handrail.questions.question import Question
from handrail.questions.types.long_list import MOST_TICKED, called, like
from handrail.questions.types.shape import MEANT, Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import one_line, unkeepable


def _feel(question: Question) -> Type:
    return Choice(frozenset(question.options))


def _parse(question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    chosen = fields.get("", "").strip()
    if not chosen:
        return Wrong("missing")
    if len(question.options) > MOST_TICKED:
        return _found(question, fields, bounds)
    return Given(chosen) if chosen in question.options else Wrong("invalid")


def _found(question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    """Return the option that typed words are those of, or that was then chosen of those like it."""
    typed = one_line(fields.get("", ""))
    if wrong := unkeepable(typed):
        return wrong
    said = bounds.said or {value: (label,) for value, label in question.options.items()}
    exact = called(typed, said)
    if len(exact) == 1:
        return Given(*exact)
    if typed in question.options:
        return Given(typed)
    meant = fields.get(MEANT, "").strip()
    if meant in question.options:
        return Given(meant)
    return Wrong("which_one" if exact or like(typed, said) else "invalid")


def _meant(
    fields: Mapping[str, str], _language: str, options: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the options that a text may mean; all of them where it is like none, to choose from."""
    typed = one_line(fields.get("", ""))
    if len(options) <= MOST_TICKED or not typed:
        return ()
    said = {value: (label,) for value, label in options.items()}
    likely = called(typed, said) or like(typed, said) or tuple(options)
    return tuple((value, options[value]) for value in likely)


def _look(question: Question) -> Look:
    return Look(kind="search" if len(question.options) > MOST_TICKED else "radios")


TYPE = QuestionType(
    name="choice",
    feel=_feel,
    parse=_parse,
    lines=lambda value, options, _language: (options.get(value, value),),
    look=_look,
    meant=_meant,
    errors=frozenset({"missing", "invalid", "which_one", "too_long", "unreadable"}),
    options="one",
)
