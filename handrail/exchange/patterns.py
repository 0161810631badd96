r"""Regular expressions that a form looks for in an answer, as ones that the whole answer fits; and back.

A form's expression is JavaScript's, and is met where any part of the answer fits it, unless it begins with ^
and ends with $. What the two engines call otherwise is written as RE2 reads it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from handrail.exchange.report import Report
from handrail.questions.types.pattern import DIGIT, EITHER, LETTER, MARKS
from handrail.terms.text_pattern import NotAPattern, check_pattern

_CODE = re.compile(r"(?<!\\)((?:\\\\)*)\\u([0-9a-fA-F]{4})")
_PLACES: Mapping[str, str] = {
    DIGIT: "[0-9]",
    LETTER: "[A-Za-z]",
    EITHER: "[0-9A-Za-z]",
    "": f"[{MARKS}]*",
}
_ANY = r"[\s\S]*"


def fitted(searched: str) -> str:
    r"""Return an expression that is looked for as one that a whole text fits.

    >>> fitted("^[0-9]{7}$"), fitted("[0-9]"), fitted("^(?:a|b)$")
    ('[0-9]{7}', '[\\s\\S]*[0-9][\\s\\S]*', 'a|b')
    """
    found = _CODE.sub(r"\1\\x{\2}", searched)
    if _has_ways(found):
        return f"{_ANY}(?:{found}){_ANY}"
    begins, ends = found.startswith("^"), _ends(found)
    inner = found[1 if begins else 0 : -1 if ends else None]
    if begins and ends and _is_one_group(inner) and _has_ways(inner[3:-1]):
        return inner[3:-1]
    return f"{'' if begins else _ANY}{inner}{'' if ends else _ANY}"


def expression_of(form: str) -> str:
    """Return the form that an author gave a reference as an expression that a whole text fits.

    Its marks may be left out or be others, and letters may be small, as in whatever people type.

    >>> expression_of("AA 999-X")
    '[A-Za-z]{2}[ /.-]*[0-9]{3}[ /.-]*[0-9A-Za-z]'
    """
    found = []
    for mark, run in groupby(form, key=lambda one: "" if one in MARKS else one):
        count = len(list(run))
        found.append(_PLACES[mark] + (f"{{{count}}}" if mark and count > 1 else ""))
    return "".join(found)


def searched(fitted_: str) -> str:
    """Return an expression that a whole text fits as one that is looked for.

    >>> searched("[0-9]{7}"), searched("a|b")
    ('^[0-9]{7}$', '^(?:a|b)$')
    """
    return f"^(?:{fitted_})$" if _has_ways(fitted_) else f"^{fitted_}$"


def held_to(found: str, *, where: str, report: Report) -> str:
    """Return a form's expression as answers are held to it; "" where they cannot be, which is told."""
    pattern = fitted(found)
    try:
        check_pattern(pattern)
    except NotAPattern as problem:
        report.lose(
            where,
            what=f"the pattern '{found[:80]}'",
            why=f"Answers are held only to patterns that never go back over the text ({problem}).",
            kind="setting",
        )
        return ""
    return pattern


def _ends(text: str) -> bool:
    """Say whether a text ends with a $ that stands for the end."""
    before = text[:-1]
    return text.endswith("$") and (len(before) - len(before.rstrip("\\"))) % 2 == 0


def _has_ways(text: str) -> bool:
    """Say whether an expression is one of several, at its outermost."""
    return any(mark == "|" and depth == 0 for mark, depth in _marks(text))


def _is_one_group(text: str) -> bool:
    """Say whether all of an expression is inside one group that is not numbered."""
    depths = [depth for mark, depth in _marks(text)]
    return text.startswith("(?:") and bool(depths) and depths[-1] == 0 and 0 not in depths[:-1]


def _marks(text: str) -> Iterator[tuple[str, int]]:
    """Yield each mark with how many groups it is in, after it; without what is escaped or in a class."""
    depth, place = 0, 0
    while place < len(text):
        mark = text[place]
        if mark == "\\":
            place += 1
        elif mark == "[":
            place = _end_of_class(text, place)
        else:
            depth += {"(": 1, ")": -1}.get(mark, 0)
        yield ("" if mark in "\\[" else mark), depth
        place += 1


def _end_of_class(text: str, place: int) -> int:
    """Return where a class ends that begins here."""
    place += 1
    while place < len(text) and text[place] != "]":
        place += 2 if text[place] == "\\" else 1
    return place
