"""Lists of a form that ask the same of each entry, found by what each asks.

What is asked, with which choices, under which rules, must be the same; only the words around it may differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from re import escape, sub
from typing import Any

from handrail.exchange.carry.expression import TRUE, Joined, Term, written
from handrail.exchange.carry.pages import Part
from handrail.exchange.carry.said import Said

WORDS_AROUND = frozenset({"title", "label", "hint", "text", "errors", "help", "item", "add"})
"""What may differ: words that ask the same of another sort of entry."""

_NAMES = frozenset({"group", "page", "question", "exit", "name_by"})
_OWN = frozenset({"group", "when", "min", "max"})
"""What a list says of itself, and not of its entries."""


def asking_the_same(groups: Sequence[Part]) -> tuple[tuple[Part, ...], ...]:
    """Return lists that ask the same of each entry, two or more together, in the order of the first."""
    found: dict[object, list[Part]] = {}
    for group in groups:
        own = {key: group[key] for key in group if key not in _OWN}
        found.setdefault(_asked(own, _names(group)), []).append(group)
    return tuple(tuple(some) for some in found.values() if len(some) > 1)


def _asked(tree: Any, names: Mapping[str, str], key: str = "") -> object:
    """Return what is asked, with nothing in it that two lists may say in their own way."""
    if isinstance(tree, Term | Joined):
        return "" if tree == TRUE else _with_names(written(tree), names)
    if isinstance(tree, Said):
        return tuple(tuple(sorted(words.items())) for words in tree.parts)
    if isinstance(tree, Mapping):
        inner = ((one, _asked(tree[one], names, one)) for one in tree if one not in WORDS_AROUND)
        return tuple((one, found) for one, found in inner if found not in ("", (), None))
    if isinstance(tree, list | tuple):
        return tuple(_asked(one, names) for one in tree)
    return names.get(tree, tree) if key in _NAMES else tree


def _names(group: Part) -> Mapping[str, str]:
    """Return every name that a list gives, with its number in order."""
    return {name: f"#{number}" for number, name in enumerate(_given(group["pages"]))}


def _given(pages: Sequence[Part]) -> Iterator[str]:
    for part in pages:
        yield next(part[key] for key in ("group", "page", "question", "exit") if key in part)
        yield from _given(part.get("questions") or part.get("pages") or ())


def _with_names(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = sub(rf"\b{escape(old)}\b(?!\")", new, text)
    return text
