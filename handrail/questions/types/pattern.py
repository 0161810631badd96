"""The form that an author gives a reference, such as AA999999, and what fits it; no type is here."""

import re
from itertools import cycle

LETTER, DIGIT, EITHER = "A", "9", "X"
PATTERN = r"^[A9X]([A9X /.-]{0,48}[A9X])?$"
_FORM = re.compile(PATTERN)
_CAPITAL = re.compile(r"[A-Z]")
_LOOK_ALIKES = {LETTER: str.maketrans("01", "OI"), DIGIT: str.maketrans("OIL", "011")}
MARKS = " /.-"
"""What may part a reference; left out or put in by whoever types it."""


def is_pattern(text: str) -> bool:
    """Say whether a text is a form: A a letter, 9 a digit, X either, with spaces, hyphens, / and dots."""
    return bool(_FORM.fullmatch(text))


def fits(code: str, pattern: str) -> bool:
    """Say whether a code without marks, in capitals, has the form."""
    places = [place for place in pattern if place not in MARKS]
    return len(code) == len(places) and all(map(_fits, code, places))


def _fits(mark: str, place: str) -> bool:
    if not mark.isascii():
        return False
    return (place != LETTER and mark.isdecimal()) or (place != DIGIT and bool(_CAPITAL.fullmatch(mark)))


def written(code: str, pattern: str) -> str:
    """Return a code that fits with the form's own marks.

    >>> written("AB123456C", "AA 999999-A")
    'AB 123456-C'
    """
    marks = iter(code)
    return "".join(place if place in MARKS else next(marks) for place in pattern)


def as_meant(code: str, pattern: str) -> str:
    """Return a code as if O and 0, or I, L and 1, were mixed up in it: only to say so, never to keep."""
    places = [place for place in pattern if place not in MARKS]
    return (
        "".join(
            mark.translate(_LOOK_ALIKES.get(place, {})) for mark, place in zip(code, places, strict=False)
        )
        + code[len(places) :]
    )


def example(pattern: str) -> str:
    """Return a code of the form, to show.

    >>> example("AA 999999-A")
    'AB 123456-C'
    """
    letters, digits = cycle("ABCDEFGH"), cycle("123456789")
    return "".join(
        place if place in MARKS else next(digits if place == DIGIT else letters) for place in pattern
    )
