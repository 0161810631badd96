"""Judges the places in a step's words: what each takes in is asked before and may be read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handrail.bricks.ask.taking_in import questions_of
from handrail.definition.checks.places import nowhere, renderings
from handrail.definition.places import OPEN, Place, named, places
from handrail.definition.reader import nearest
from handrail.definition.rules import Names
from handrail.definition.service import Service
from handrail.definition.source import Problem, Where
from handrail.definition.wording import Wording

WORDLESS = frozenset({"declaration", "evidence"})
"""The types whose answer is no words of its own."""

_NEVER = frozenset({"paper", "why", "needs", "document", "item"})
"""The ends of the keys of texts that are read apart from the page, where nobody's answer may stand."""

_OF_ANSWERS = frozenset({"options", "option_hints", "errors"})
"""What has keys of its own below it, which may be called anything."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Where words are read.

    names: of what is answered by then. on_page: the questions of the page itself.
    """

    service: Service
    names: Names
    on_page: frozenset[str] = frozenset()


def every_named(service: Service, texts: Iterable[Wording]) -> frozenset[str]:
    """Return every question whose answer some texts take in, in any language."""
    return frozenset(name for text, _ in _in_every_language(service, texts) for name in named(text))


def judge_places(texts: Iterable[Wording], reader: Reader) -> Iterator[Problem]:
    """Yield what is wrong with the places in texts that are read at one point of the way."""
    for key, first, where in texts:
        *before, end = key.split(".")
        never = end in _NEVER and _OF_ANSWERS.isdisjoint(before)
        for text, at in _in_every_language(reader.service, [(key, first, where)]):
            for place in places(text):
                yield from [nowhere(place, at)] if never else _place(place, at, reader)
        yield from _unlike(key, first, reader.service)


def _in_every_language(service: Service, texts: Iterable[Wording]) -> Iterator[tuple[str, Where]]:
    for key, text, where in texts:
        yield text, where
        yield from ((word.text, word.where) for word in renderings(service, key))


def _place(place: Place, where: Where, reader: Reader) -> Iterator[Problem]:
    if not place.question:
        meant = "|" in place.written or place.written.strip("() ") in questions_of(reader.service)
        yield Problem(
            where,
            "broken" if meant else "advice",
            f"Found {place.written}, which is not written as words take in an answer.",
            "Write the question's id, a bar and what stands there without an answer, such as "
            "((full_name|you)); or use single brackets.",
        )
        return
    wrong = _why_not(place, reader)
    if wrong:
        yield Problem(where, "broken", f"{place.written}: {wrong[0]}", wrong[1])


def _why_not(place: Place, reader: Reader) -> tuple[str, str] | None:
    """Return what is wrong with a place, and the remedy; None for nothing."""
    name, known = place.question, questions_of(reader.service)
    found = known.get(name)
    if found is None:
        near = nearest(name, known)
        return f"'{name}' is not a question that the person is asked.", f"{near}Name a question by its id."
    if found.asked.question.equality:
        return f"'{name}' is an equality question, and its answer is shown nowhere.", "Say it without."
    if found.asked.question.type in WORDLESS:
        kind = found.asked.question.type
        return f"The answer to '{name}', of type {kind}, is no words to put here.", "Say it without."
    if place.inside_address:
        return (
            "An answer never goes into the address of a link.",
            "Put it in the words of the link.",
        )
    if name in reader.on_page:
        return f"'{name}' is asked on this page, and has no answer yet.", "Ask it on a page before this one."
    if name in reader.names:
        return None
    if found.group:
        group = found.group.rpartition(".")[2]
        return (
            f"'{name}' is asked of each member of '{group}', and here that is nobody or comes later.",
            "Name it on pages of the same group, after the page that asks it.",
        )
    return f"'{name}' is asked later.", f"Move this after '{name}', or say it without."


def _unlike(key: str, first: str, service: Service) -> Iterator[Problem]:
    """Yield advice where a text is said elsewhere with other answers in it."""
    for word in renderings(service, key):
        if OPEN not in first and OPEN not in word.text:
            continue
        here, there = named(first), named(word.text)
        if here != there:
            names = ", ".join(f"'{name}'" for name in sorted(here ^ there))
            yield Problem(
                word.where,
                "advice",
                f"'{key}' takes in {names} in one wording and not in the other.",
                "See that nobody is told less for reading it in these words.",
            )
