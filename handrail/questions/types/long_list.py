"""Finding one option of a long list by what somebody types of its words, in any language; no type is here."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

MOST_TICKED = 20
"""A longer list of options is searched: nobody reads through so many radios."""
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST_PART, _MOST_FOUND, _CLOSE = 2, 6, 0.62
_LONGEST_SEARCHED = 100

Said = Mapping[str, Iterable[str]]
"""By an option's value, its words in each language."""


def called(text: str, said: Said) -> tuple[str, ...]:
    """Return the options that are said just so; case, accents and punctuation do not matter.

    >>> called("cote d ivoire", {"ci": ["Côte d’Ivoire"], "fr": ["France", "Ffrainc"]})
    ('ci',)
    """
    wanted = _folded(text)
    return tuple(value for value, words in said.items() if any(_option(one) == wanted for one in words))


def like(text: str, said: Said) -> tuple[str, ...]:
    """Return the few options that a text may mean, likeliest first: it stands in their words or nearly so.

    >>> like("fra", {"ci": ["Côte d’Ivoire"], "fr": ["France"], "gf": ["French Guiana"]})
    ('fr',)
    """
    wanted = _folded(text)
    if len(wanted) < _SHORTEST_PART:
        return ()
    known: dict[str, list[str]] = {}
    for value, words in said.items():
        for one in words:
            known.setdefault(_option(one), []).append(value)
    within = [name for name in known if f" {wanted}" in f" {name}"]
    close = get_close_matches(wanted, known, n=_MOST_FOUND, cutoff=_CLOSE)
    return tuple(dict.fromkeys(value for name in (*within, *close) for value in known[name]))[:_MOST_FOUND]


@lru_cache(maxsize=20_000)
def _option(words: str) -> str:
    """Fold the words of an option, once: they are the service's own and never what somebody typed."""
    return _folded(words)


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text[:_LONGEST_SEARCHED].casefold())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark)).replace("&", " and ")
    return " ".join(_NO_WORD.sub(" ", plain.translate({ord(mark): None for mark in "'’‘ʻ"})).split())
