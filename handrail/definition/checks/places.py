"""Judges words that take in an answer where none may stand; where one may, the brick judges that itself."""

from collections.abc import Iterator

from handrail.definition.checks.subject import Subject
from handrail.definition.places import Place, places
from handrail.definition.service import Service, Word
from handrail.definition.source import Problem, Where
from handrail.definition.wording import people_words, staff_words


def judge_places(subject: Subject) -> Iterator[Problem]:
    """Yield places for answers in texts that are read apart from the questions."""
    for text, where in _apart(subject):
        for place in places(text):
            if place.question:
                yield nowhere(place, where)


def nowhere(place: Place, where: Where) -> Problem:
    """Return the problem of a place in a text that takes in no answer."""
    return Problem(
        where,
        "broken",
        f"Found {place.written} in a text that takes in no answer.",
        "Say it without the answer: only the texts of pages, groups and questions take in answers.",
    )


def renderings(service: Service, key: str) -> Iterator[Word]:
    """Yield how a text is said in other languages and in voices."""
    for by_language in (service.words, *(voice.words for voice in service.voices.values())):
        yield from (words[key] for words in by_language.values() if key in words)


def _apart(subject: Subject) -> Iterator[tuple[str, Where]]:
    """Yield every text that takes in no answer, in every language."""
    service, bricks = subject.service, subject.bricks
    own = {
        key
        for one in subject.steps
        if one.brick and one.brick.takes_in and one.step.spec is not None
        for key, _, _ in one.brick.words(one.step)
    }
    for key, text, where in (*people_words(service, bricks=bricks), *staff_words(service, bricks=bricks)):
        if key in own:
            continue
        yield text, where
        yield from ((word.text, word.where) for word in renderings(service, key))
    for one in subject.steps:
        if one.brick and one.step.spec is not None:
            for _, by_language, where in one.brick.sentences(one.step):
                yield from ((text, where) for text in by_language.values())
