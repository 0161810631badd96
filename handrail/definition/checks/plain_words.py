"""Judges how the words read: long sentences, hard words, reading age; only ever advice, in English only."""

import re
from collections.abc import Iterator, Mapping

from handrail.definition.checks.subject import Subject
from handrail.definition.places import neutral
from handrail.definition.source import Problem
from handrail.definition.wording import people_words

LONGEST_SENTENCE = 25
"""Words: see "Sentence length" in the GOV.UK content design guidance."""

HARDEST_GRADE = 9.0
"""Grade of the Flesch-Kincaid formula (Kincaid and others, 1975), about the age of 14."""

_FEWEST_WORDS = 40  # fewer say nothing about how a text reads
_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n\s*\n|\n\s*(?:[-*#]|\d+\.)\s*")
_WORD = re.compile(r"[A-Za-zÀ-ÿ’']+")
_VOWELS = re.compile(r"[aeiouy]+")

HARD_WORDS: Mapping[str, str] = {
    "aforementioned": "this",
    "appertaining": "about",
    "ascertain": "find out",
    "commence": "start",
    "endeavour": "try",
    "expedite": "speed up",
    "facilitate": "help",
    "forthwith": "now",
    "hereby": "nothing: leave it out",
    "heretofore": "until now",
    "in lieu of": "instead of",
    "in respect of": "about",
    "leverage": "use",
    "notwithstanding": "even if",
    "obtain": "get",
    "prior to": "before",
    "pursuant to": "under",
    "remuneration": "pay",
    "terminate": "end",
    "utilise": "use",
}
_HARD = re.compile(r"\b(" + "|".join(HARD_WORDS) + r")[sd]?\b", re.IGNORECASE)


def judge_words(subject: Subject) -> Iterator[Problem]:
    """Yield advice on texts that are hard to read."""
    if not subject.service.languages or subject.service.languages[0] != "en":
        return
    for key, written, where in people_words(subject.service, bricks=subject.bricks):
        text = neutral(written)
        longest = max((len(_WORD.findall(one)) for one in _SENTENCE.split(text)), default=0)
        if longest > LONGEST_SENTENCE:
            yield Problem(
                where,
                "advice",
                f"'{key}' has a sentence of {longest} words; over {LONGEST_SENTENCE} are hard to follow.",
                "Make two sentences of it, or a list.",
            )
        for word in dict.fromkeys(found.lower() for found in _HARD.findall(text)):
            yield Problem(
                where,
                "advice",
                f"'{key}' says '{word}', which many people do not say.",
                f"Try: {HARD_WORDS[word]}.",
            )
        grade = grade_of(text)
        if grade is not None and grade > HARDEST_GRADE:
            yield Problem(
                where,
                "advice",
                f"'{key}' reads at about the age of {round(grade) + 5}.",
                "Use shorter words and shorter sentences.",
            )


def grade_of(text: str) -> float | None:
    """Return the Flesch-Kincaid grade of a text; None when it is too short to tell.

    0.39 x words a sentence + 11.8 x syllables a word - 15.59, with syllables counted by groups of vowels.
    """
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return None
    sentences = max(1, sum(bool(_WORD.search(one)) for one in _SENTENCE.split(text)))
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    return max(1, count)
