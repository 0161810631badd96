"""Countries and territories: their names in each language, and which one somebody means.

Codes and names are those of the Unicode CLDR, by ISO 3166-1; other names are in `countries.yaml`.
"""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

_CODE = re.compile(r"[A-Z]{2}")
_NO_LETTER = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(the|yr|y|ynysoedd y) ")
_LANGUAGES = ("en", "cy")
_LONGEST_SEARCHED = 100
_SHORTEST_PART, _MOST_FOUND, _CLOSE = 3, 6, 0.62


@cache
def names(language: str) -> Mapping[str, str]:
    """Return the countries' names by code, in the order of a dictionary of the language."""
    written = _written()
    found = {
        code: written["shown"].get(code, {}).get(language) or _plain(name, language)
        for code, name in Locale.parse(language).territories.items()
        if _CODE.fullmatch(code) and code not in written["left_out"]
    }
    return dict(sorted(found.items(), key=lambda one: _without_article(_folded(one[1]))))


def _plain(name: str, language: str) -> str:
    """Return a name of the CLDR as the GOV.UK style writes it: no ampersand, no full stop after St."""
    return name.replace(" & ", " and ").replace("St. ", "St ") if language == "en" else name


def is_country(code: str) -> bool:
    """Say whether a code is that of a country or territory."""
    return code in names("en")


def called(text: str) -> frozenset[str]:
    """Return the codes of the countries that have exactly this name, in either language, now or formerly.

    Case, accents, punctuation and articles do not matter. A code in capitals is a name too.

    >>> called("cote d'ivoire"), called("Burma"), called("Yr Almaen") == called("Germany")
    (frozenset({'CI'}), frozenset({'MM'}), True)
    """
    if _CODE.fullmatch(text) and is_country(text):
        return frozenset({text})
    folded = _folded(text[:_LONGEST_SEARCHED])
    found = _by_name()
    return found.get(folded) or found.get(_without_article(folded)) or frozenset()


def like(text: str) -> tuple[str, ...]:
    """Return the codes of the few countries that a text may mean, likeliest first; () for none.

    Those that bear the name when there are several, else those with the text among the words of a name, else
    those whose names are nearly written so.
    """
    exact = called(text)
    if exact:
        return tuple(code for code in names("en") if code in exact)
    folded = _without_article(_folded(text[:_LONGEST_SEARCHED]))
    if len(folded) < _SHORTEST_PART:
        return ()
    known = _by_name()
    within = [name for name in known if f" {folded}" in f" {name}"]
    close = get_close_matches(folded, known, n=_MOST_FOUND, cutoff=_CLOSE)
    found = dict.fromkeys(code for name in (*within, *close) for code in sorted(known[name]))
    return tuple(found)[:_MOST_FOUND]


@cache
def _by_name() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    also = _written()["also"]
    for code in names("en"):
        spoken = [names(language)[code] for language in _LANGUAGES]
        spoken += [Locale.parse(language).territories[code] for language in _LANGUAGES]
        for name in (*spoken, *also.get(code, ())):
            folded = _folded(name)
            for one in {folded, _without_article(folded)}:
                found[one] = found.get(one, frozenset()) | {code}
    return found


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark)).replace("&", " and ")
    plain = plain.translate({ord(mark): None for mark in "'’‘.ʻ"})
    words = _NO_LETTER.sub(" ", plain).split()
    return " ".join(
        {"st": "saint", "ste": "saint", "a": "and", "ac": "and"}.get(word, word) for word in words
    )


def _without_article(folded: str) -> str:
    return _ARTICLE.sub("", folded)


@cache
def _written() -> Mapping[str, Any]:
    path = Path(__file__).with_name("countries.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
