"""Words that are true of an entry of any of several lists, put together from what each list says."""

from collections.abc import Iterable, Sequence
from itertools import takewhile
from re import escape, sub
from typing import TypeVar

from handrail.exchange.carry.said import MISSING, Said, said
from handrail.exchange.form import Words

_OR: Words = {"en": "or", "cy": "neu"}

_Any = TypeVar("_Any")


def of_any(each: Sequence[Said], titles: Sequence[Words]) -> Said:
    """Return words that are true of an entry of any of the lists."""
    if all(one == each[0] for one in each):
        return each[0]
    found = [(spoken_words(one), title) for one, title in zip(each, titles, strict=True) if one.parts]
    languages = [one for one in found[0][0] if all(one in words for words, _ in found)]
    return said(
        {
            language: _any_of(
                [(words[language], title.get(language, "")) for words, title in found], language
            )
            for language in languages
        }
    )


def _any_of(found: Sequence[tuple[str, str]], language: str) -> str:
    """Return one wording for several, each with its list's title: without the titles, or all of them.

    >>> _any_of([("First name", "Person"), ("Close contact first name", "Close contact")], "en")
    'First name'
    >>> _any_of([("Details of a child", "Child"), ("Details of the other adult", "Adult")], "en")
    'Details of a child or the other adult'
    """
    bare = [_without(text, title) for text, title in found]
    if len({one.casefold() for one in bare}) == 1:
        return bare[0]
    texts = once(text for text, _ in found)
    words = [text.split() for text in texts]
    common = len(list(takewhile(lambda row: len(set(row)) == 1, zip(*words, strict=False))))
    rests = [" ".join(one[common:]) for one in words]
    if len(texts) == 1 or not all(rests):
        return max(texts, key=len)
    *others, last = (rests[0], *(_small(rest) for rest in rests[1:]))
    listed = f"{', '.join(one.rstrip('?.:') for one in others)} {_OR.get(language, '/')} {last}"
    return " ".join([*words[0][:common], listed])


def _without(text: str, title: str) -> str:
    """Return words without the title of their list, if anything is left."""
    left = sub(rf"(?i)\b{escape(title)}\s+", "", text, count=1) if title else text
    return left[:1].upper() + left[1:] if text[:1].isupper() else left


def _small(text: str) -> str:
    """Return words as they are written within a sentence."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def spoken_words(text: Said) -> Words:
    """Return a text in each language that all of it is in."""
    languages = dict.fromkeys(language for words in text.parts for language in words)
    spoken = {language: text.in_language(language) for language in languages}
    return {language: words for language, words in spoken.items() if MISSING not in words}


def once(found: Iterable[_Any]) -> list[_Any]:
    """Return what is there, each once."""
    listed = list(found)
    return [one for number, one in enumerate(listed) if one not in listed[:number]]
