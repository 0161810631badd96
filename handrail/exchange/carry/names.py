"""Our names for what a form names: readable, each once, and the form's own where it says something."""

import re
import unicodedata
from collections.abc import Collection, Iterable

from handrail import feel
from handrail.exchange.form import Page
from handrail.feel.syntax import Name

_LONGEST = 40
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_OURS = re.compile(r"(?=.{2,60}$)[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SAYING = re.compile(r"[aeiouy]", re.IGNORECASE)
_MADE_LETTERS = 6
"""Builders of the family name a component with so many random letters, such as `uJIluf`."""

_EMPTY_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "if",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "please",
        "select",
        "enter",
        "provide",
        "tell",
        "that",
        "the",
        "their",
        "there",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
_TAKEN = frozenset({"applicant"})
_ENDS = frozenset({"accepted", "not_accepted", "dealt_with"})
"""Names of the ends that a case of a service brought over can have."""


def words_in(text: str) -> list[str]:
    """Return the words of a name or sentence in small plain letters.

    >>> words_in("firstName-2"), words_in("Beth yw'ch enw llawn?")
    (['first', 'name', '2'], ['beth', 'yw', 'ch', 'enw', 'llawn'])
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return [one.lower() for one in _WORDS.findall(plain)]


def says_something(name: str) -> bool:
    """Say whether a form's name was chosen by a person, rather than made of random letters.

    >>> says_something("full_name"), says_something("uJIluf"), says_something("firstName")
    (True, False, True)
    """
    if re.fullmatch(rf"[A-Za-z]{{{_MADE_LETTERS}}}", name):
        return name.islower() and bool(_SAYING.search(name))
    return bool(re.search(r"[A-Za-z]{2}", name)) or ("_" in name and bool(_OURS.fullmatch(name)))


def snake(words: Iterable[str], *, longest: int = _LONGEST) -> str:
    """Return words as a name of a question, cut after a whole word; "" for none that can begin one."""
    return _joined(words, "_", longest)


def kebab(words: Iterable[str], *, longest: int = _LONGEST) -> str:
    """Return words as a name of a step or service, cut after a whole word; "" for none that can begin one."""
    return _joined(words, "-", longest)


def _joined(words: Iterable[str], by: str, longest: int) -> str:
    name = ""
    for word in words:
        if not name and not word[:1].isalpha():
            continue
        longer = f"{name}{by}{word}" if name else word[:longest]
        if len(longer) > longest:
            break
        name = longer
    return name


def short_words(title: str) -> list[str]:
    """Return the words of a title that say what it is about; all of them where none does."""
    words = words_in(title)
    telling = [one for one in words if one not in _EMPTY_WORDS and (len(one) > 1 or one.isdigit())]
    return telling[:5] or words


class Names:
    """Gives each question, page, group and step a name that nothing else has."""

    def __init__(self) -> None:
        """Start with none given."""
        self._given: set[str] = set(_TAKEN)
        self._steps: set[str] = set(_ENDS)

    def question(self, name: str, *, title: str, page: Page) -> str:
        """Return a name for a question or group: the form's own, or made of its title or its page's."""
        own = ""
        if says_something(name.partition("__")[0]):
            own = name if _OURS.fullmatch(name) else snake(words_in(name), longest=60)
        part = name.partition("__")[2]
        told = snake([*short_words(title), *words_in(part)])
        return self.once(own or told or snake(short_words(page.path)) or "question")

    def page(self, page: Page, title: str) -> str:
        """Return a name for a page: the end of its path, or made of its title."""
        end = page.path.rstrip("/").rpartition("/")[2]
        plain = end.replace("-", "_")
        if _OURS.fullmatch(plain) and len(plain) <= _LONGEST:
            return self.once(plain)
        return self.once(snake(short_words(end)) or snake(short_words(title)) or "page")

    def step(self, title: str, *, in_rules: bool = True) -> str:
        """Return a name for a step, with hyphens. in_rules: rules see what comes of it by this name."""
        name = snake(words_in(title), longest=30) or "questions"
        found = self.once(name) if in_rules else _numbered(name, self._steps)
        self._steps.add(found)
        return found.replace("_", "-")

    def once(self, name: str) -> str:
        """Return a name, with a number where it is given already."""
        found = _numbered(name, self._given | self._steps)
        self._given.add(found)
        return found


def _numbered(name: str, given: Collection[str]) -> str:
    """Return a name, with a number where it is given already."""
    name = name if is_feel_name(name) else f"{name}_answer"
    found, number = name, 2
    while found in given:
        found = f"{name}_{number}"
        number += 1
    return found


def is_feel_name(name: str) -> bool:
    """Say whether a rule reads a name as a name, and not as a word of its own."""
    try:
        return isinstance(feel.parse(name).tree, Name)
    except feel.FeelSyntaxError:
        return False
