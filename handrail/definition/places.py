"""Places in an author's words that take in an answer: `((full_name|you))`; how they are found and filled.

A place names a question, and after a bar has the words that stand there while the question has no answer.
Nothing here knows what was answered.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPEN = "(("
"""What every place starts with: a text without it has none."""

_PLACE = re.compile(r"\(\(\s*([a-z][a-z0-9_]*)\s*\|\s*([^()|\s][^()|]*?)\s*\)\)")
_MEANT = re.compile(r"\(\(([^()]*)\)\)")
_ADDRESS = re.compile(r"(?:\]\(|\]:|/)[^\s()]*$")
_MARKS = re.compile(r"[\\`*_\[\]<>&|~()!#]")
_FIRST = re.compile(r"[-+=:.]|\d+(?=[.)])")


@dataclass(frozen=True, slots=True)
class Place:
    """One place as it is written.

    written: all of it, with its brackets. question: the id it names, "" where it is not written as places
    are. inside_address: whether it stands in the address of a link.
    """

    written: str
    question: str
    inside_address: bool


def places(text: str) -> Iterator[Place]:
    """Yield every place of a text, and whatever else stands between two brackets."""
    if OPEN not in text:
        return
    for found in _MEANT.finditer(text):
        whole = _PLACE.fullmatch(found[0])
        before = text[: found.start()]
        yield Place(found[0], whole[1] if whole else "", _ADDRESS.search(before) is not None)


def named(text: str) -> frozenset[str]:
    """Return the questions whose answers a text takes in."""
    return frozenset(one.question for one in places(text) if one.question)


def neutral(text: str) -> str:
    """Return a text as it is read where nothing is answered, or where no answer may stand."""
    return text if OPEN not in text else _PLACE.sub(lambda found: found[2], text)


def filled(text: str, answer: Callable[[str], str], *, markdown: bool) -> str:
    """Return a text with its answers.

    answer: by the question's id, the answer on one line, "" for none. markdown: what the text is written in;
    an answer in it is text and never a mark.
    """

    def said(found: re.Match[str]) -> str:
        words = answer(found[1])
        if not words:
            return found[2]
        return as_text(words) if markdown else words

    return _PLACE.sub(said, text)


def as_text(words: str) -> str:
    """Return one line of anybody's words as Markdown that reads just so."""
    safe = _MARKS.sub(r"\\\g<0>", " ".join(words.split()))
    first = _FIRST.match(safe)
    if first is None:
        return safe
    mark = first.end() if first[0].isdigit() else 0
    return f"{safe[:mark]}\\{safe[mark:]}"
