"""Judges the words of other languages: there, and of today's text; whether they are good, a speaker says."""

from collections.abc import Iterator, Mapping
from itertools import takewhile

from handrail.definition.checks.subject import Subject
from handrail.definition.files import WORDS_FOLDER
from handrail.definition.reader import nearest
from handrail.definition.service import Service, Word
from handrail.definition.source import Problem, Where
from handrail.definition.wording import Wording, coverage, is_stale, people_words, staff_words
from handrail.definition.words_waiting import where_to_write

_SHOWN = 60
"""Characters of a text that are enough to know it by."""


def judge_translations(subject: Subject) -> Iterator[Problem]:
    """Yield texts without their translation, translations of a text that has changed, and of none."""
    service = subject.service
    people = [one for one in people_words(service, bricks=subject.bricks) if one[1]]
    staff = [one for one in staff_words(service, bricks=subject.bricks) if one[1]]
    for language in service.languages[1:]:
        words = service.words.get(language, {})
        if words:
            yield from _missing(people, words, language, service)
        else:
            yield Problem(
                service.place("languages"),
                "to decide",
                f"There are no words in '{language}': {len(people)} texts wait to be translated.",
                f"Write them in {WORDS_FOLDER}{language}.yaml (`handrail service words` lists them), or take "
                f"'{language}' out of 'languages'.",
            )
        yield from _stale([*people, *staff], words)
        if subject.whole:
            yield from _unknown([*people, *staff], words)
    yield from _sentences(subject)
    yield from _unchecked(subject)


def _missing(
    texts: list[Wording], words: Mapping[str, Word], language: str, service: Service
) -> Iterator[Problem]:
    for key, text, where in texts:
        if key not in words:
            yield Problem(
                where,
                "to decide",
                f"'{key}' has no words in '{language}': {_short(text)}",
                where_to_write(service, language, key),
            )


def _stale(texts: list[Wording], words: Mapping[str, Word]) -> Iterator[Problem]:
    for key, text, where in texts:
        word = words.get(key)
        if word is not None and is_stale(word.of, text):
            yield Problem(
                word.where,
                "to decide",
                f"'{key}' renders {_short(word.of, text)}, and the text is now {_short(text, word.of)}.",
                f"Translate the text of {where.file} line {where.line} again, and copy it to 'of'.",
            )


def _unknown(texts: list[Wording], words: Mapping[str, Word]) -> Iterator[Problem]:
    known = {key for key, _, _ in texts}
    for key, word in words.items():
        if key not in known:
            yield Problem(
                word.where,
                "to decide",
                f"'{key}' is not the key of any text in the service.",
                f"{nearest(key, known)}Mend the key, or delete these words.",
            )


def _sentences(subject: Subject) -> Iterator[Problem]:
    languages = subject.service.languages
    for one in subject.steps:
        if one.brick is None or one.step.spec is None:
            continue
        said = tuple(one.brick.sentences(one.step))
        spoken = {language for _, by_language, _ in said for language in by_language}
        for language in languages if said else ():
            if language not in spoken:
                yield Problem(
                    Where(said[0][2].file, 1),
                    "to decide",
                    f"The table has no sentences in '{language}' for the people its rows are about.",
                    f"Add a column '{language}', and write a sentence in each of its {len(said)} rows.",
                )
        for key, by_language, where in said:
            for language in languages:
                if language in spoken and not by_language.get(language):
                    yield Problem(
                        where,
                        "to decide",
                        f"'{key}' has no sentence in '{language}' for the person it is about.",
                        f"Write one under the column '{language}'.",
                    )
            for language in by_language:
                if language not in languages:
                    yield Problem(
                        where,
                        "advice",
                        f"'{key}' has a sentence in '{language}', which the service does not speak.",
                        "Add the language to 'languages', or delete the column.",
                    )


def _unchecked(subject: Subject) -> Iterator[Problem]:
    for language, found in coverage(subject.service, bricks=subject.bricks).items():
        if found.unchecked:
            yield Problem(
                Where(f"{WORDS_FOLDER}{language}.yaml", 1),
                "advice",
                f"{found.unchecked} of {found.texts} texts in '{language}' are not checked by a speaker.",
                "Ask someone who speaks it, and write their name or role under 'checked'.",
            )


def _short(text: str, beside: str = "") -> str:
    """Return a text as sentences show it; of a long one, the part where it begins to differ from another."""
    line, other = " ".join(text.split()), " ".join(beside.split())
    if len(line) <= _SHOWN:
        return f"“{line}”"
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(line, other, strict=False)))
    start = line.rfind(" ", 0, same - _SHOWN // 2) + 1 if same > _SHOWN // 2 else 0
    end = start + _SHOWN - 1
    return f"“{'…' * (start > 0)}{line[start:end]}{'…' * (end < len(line))}”"
