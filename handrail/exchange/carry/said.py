"""A service's text while it is put together: words in every language at once, and one language of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handrail.exchange.carry.expression import TRUE, Joined, Term, written
from handrail.exchange.form import Words

MISSING = "\u2063"
"""Stands before words that a language does not have; an invisible sign that no text needs."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words where a text stands: in each language, parts below one another with an empty line between."""

    parts: tuple[Words, ...]

    def in_language(self, language: str) -> str:
        """Return the words in a language; where a part has none, its first ones, marked as missing."""
        return "\n\n".join(_in_language(words, language) for words in self.parts if any(words.values()))


def said(*parts: Words) -> Said:
    """Return words as a text of a service."""
    return Said(tuple(part for part in parts if any(one.strip() for one in part.values())))


def _in_language(words: Words, language: str) -> str:
    if words.get(language, "").strip():
        return words[language].strip()
    return MISSING + next((one.strip() for one in words.values() if one.strip()), "")


def spoken(tree: Any, language: str) -> Any:
    """Return a tree of mappings, lists and values in one language, rules as FEEL, without what is empty."""
    if isinstance(tree, Term | Joined):
        return "" if tree == TRUE else written(tree)
    if isinstance(tree, Said):
        return tree.in_language(language)
    if isinstance(tree, Mapping):
        inner = {key: spoken(one, language) for key, one in tree.items()}
        return {key: one for key, one in inner.items() if one not in (None, "", {}, [])}
    if isinstance(tree, list | tuple):
        return [spoken(one, language) for one in tree]
    return tree


def without_marks(tree: Any) -> Any:
    """Return a tree as it is written: without the marks of missing words."""
    if isinstance(tree, str):
        return tree.replace(MISSING, "")
    if isinstance(tree, Mapping):
        return {key: without_marks(one) for key, one in tree.items()}
    return [without_marks(one) for one in tree] if isinstance(tree, list) else tree


def languages_in(tree: Any) -> Iterator[str]:
    """Yield the languages that any words of a tree are in."""
    if isinstance(tree, Said):
        for words in tree.parts:
            yield from (language for language, text in words.items() if text.strip())
    elif isinstance(tree, Mapping):
        for one in tree.values():
            yield from languages_in(one)
    elif isinstance(tree, list | tuple):
        for one in tree:
            yield from languages_in(one)
