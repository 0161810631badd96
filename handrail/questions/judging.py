"""Judges a question: its party, errors, limits and label; how it is written is in `reading`."""

from collections.abc import Iterator, Mapping

from handrail.definition.places import neutral
from handrail.definition.reader import listing, nearest
from handrail.definition.rules import Bounds, Names, check_rule
from handrail.definition.service import Service
from handrail.definition.source import Problem, Where
from handrail.feel import ANY, Choice, Expression, ListType, Type
from handrail.questions.question import Question
from handrail.questions.types import TYPES, is_countable
from handrail.questions.types.shape import QuestionType, no_tokens

_LONGEST_LABEL = 120
_BOUNDED = {
    "whole-number": ("min", "max"),
    "decimal-number": ("min", "max"),
    "money": ("min", "max"),
    "date": ("not_before", "not_after"),
}
"""The types whose answers are held by nothing but these limits: the least and the most."""


def type_of(question: Question) -> Type:
    """Return the type of a question's fact; any for one whose own type or options could not be read."""
    kind = TYPES.get(question.type)
    found = kind.feel(question) if kind else ANY
    one = found.of if isinstance(found, ListType) else found
    return ANY if isinstance(one, Choice) and not one.options else found


def bounds_in_rules(question: Question) -> Mapping[str, Bounds]:
    """Return by its name the least and the most that the question accepts, where a table can rely on them.

    Nothing for a type that has bounds of its own, nor where a limit looks at another answer or a parameter.
    """
    names = _BOUNDED.get(question.type)
    limits = [question.limits.get(name) for name in names or ()]
    rules = [one for one in limits if one is None or (isinstance(one, Expression) and not one.names)]
    return {question.id: (rules[0], rules[1])} if names and len(rules) == len(limits) else {}


def _equality(question: Question) -> Iterator[Problem]:
    """Yield what would let an answer to an equality question reach whoever decides."""
    for name in ("counts", "find_by", "shown_to"):
        if question.equality and getattr(question, name):
            yield Problem(
                question.where,
                "broken",
                f"An equality question has '{name}', which would link its answer to the person.",
                f"Delete '{name}'.",
            )
    if question.equality and question.whose != "applicant":
        yield Problem(
            question.where,
            "broken",
            "An equality question is asked about somebody else or for each member of a group.",
            "Ask it once, of the person themselves, outside any group.",
        )
    if question.equality and not is_countable(question.type):
        yield Problem(
            question.where,
            "advice",
            f"Answers of type {question.type} to an equality question are kept, and cannot be counted.",
            "Let people choose: 'type: choice' with 'options'.",
        )


def used(question: Question) -> str:
    """Return why the question is asked, apart from rules."""
    if question.type == "declaration":
        return "what the person agrees to"
    if question.equality:
        return "seeing whether the service is fair"
    return question.used_for or question.counts or ("finding the case" if question.find_by else "")


def words_of(question: Question, step: str) -> Iterator[tuple[str, str, Where]]:
    """Yield everything a question says to people: stable key, text, where."""
    key = f"{step}.{question.id}"
    for name in ("label", "hint", "text", "prefix", "suffix", "why", "document"):
        if getattr(question, name):
            yield f"{key}.{name}", getattr(question, name), question.where
    for value, text in question.options.items():
        yield f"{key}.options.{value}", text, question.where
    for value, text in question.option_hints.items():
        yield f"{key}.option_hints.{value}", text, question.where
    if question.none:
        yield f"{key}.none", question.none, question.where
    for error, text in question.errors.items():
        yield f"{key}.errors.{error}", text, question.where


def no_party(where: Where, key: str, name: str, service: Service) -> Problem:
    """Return the problem of a party that the service does not have."""
    known = {"applicant", *service.parties}
    return Problem(
        where,
        "broken",
        f"'{key}' is '{name}', which is not a party of the service.",
        f"{nearest(name, known)}Use one of {listing(known)}, or add it under 'parties'.",
    )


def judge(question: Question, service: Service, names: Names) -> Iterator[Problem]:
    """Yield what is wrong in a question. names: what its limits may use."""
    kind = TYPES.get(question.type)
    yield from _equality(question)
    for party in (question.whose, *question.shown_to):
        if party != "applicant" and party not in service.parties:
            key = "whose" if party == question.whose else "shown_to"
            yield no_party(question.where, key, party, service)
    for name in question.errors:
        if kind is not None and name not in kind.errors:
            yield Problem(
                question.where,
                "broken",
                f"A question of type {question.type} never has the error '{name}'.",
                f"{nearest(name, kind.errors)}Use {listing(kind.errors)}.",
            )
    for name, limit in question.limits.items():
        if isinstance(limit, Expression):
            yield from check_rule(limit, names, what=name, expected=type_of(question))
    if "matches" in question.limits and not question.errors.keys() & {"wrong_form", "invalid"}:
        yield Problem(
            question.where,
            "advice",
            "Whoever writes it otherwise is not told how it should look.",
            "Under 'errors', write 'wrong_form' with what is wanted and an example.",
        )
    if kind is not None:
        yield from _uses(question, kind)
    length = len(neutral(question.label))
    if length > _LONGEST_LABEL:
        yield Problem(
            question.where,
            "advice",
            f"The label has {length} characters; over {_LONGEST_LABEL} are hard to take in.",
            "Ask it in fewer words and put the rest in 'hint' or 'help'.",
        )


def _uses(question: Question, kind: QuestionType) -> Iterator[Problem]:
    """Yield what a question's answers are to be used for and its type is not fit for."""
    if question.counts and kind.identifying:
        yield Problem(
            question.where,
            "to decide",
            f"An answer of type {question.type} kept open for counting can tell who somebody is.",
            "Delete 'counts', or count a choice that follows from the answer instead.",
        )
    if question.find_by and kind.tokens is no_tokens:
        finding = (one.name for one in TYPES.values() if one.tokens is not no_tokens)
        yield Problem(
            question.where,
            "broken",
            f"No case is ever found by an answer of type {question.type}.",
            f"Delete 'find_by'; it is for {listing(finding)}.",
        )
    if kind.options != "none" and len(question.options) == 1 and not question.none:
        yield Problem(
            question.where,
            "advice",
            "There is only one option to choose.",
            "Add another, or ask for a yes or no.",
        )


def lone_label(question: Question) -> Iterator[Problem]:
    """Yield advice on a label that is its page's heading and does not ask anything."""
    if question.type != "declaration" and question.label and not question.label.endswith("?"):
        yield Problem(
            question.where,
            "advice",
            f"'{question.label[:60]}' is the heading of its page and is not a question.",
            "Ask it as people would, with a question mark at the end.",
        )
