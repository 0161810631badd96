"""A person's name as words to search by; never for display, where a name is shown as it was given."""

import re
import unicodedata

_DROPPED = re.compile(r"['’‘ʼʻ`´′ʹ＇.]")  # O'Brien, O’Brien and OBrien meet; so do St. and St
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in the order given, folded so that usual spellings of one name meet.

    Case, Latin accents and apostrophes are folded; hyphens, spaces and other marks part words. A single name
    is one word. Letters of other scripts are kept, with their marks, in one composed form.

    >>> name_words("Siân O’Brien-Łuczak")
    ('sian', 'obrien', 'luczak')
    """
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    letters = _without_latin_accents(folded).translate(_LETTERS_WITHOUT_DECOMPOSITION)
    parted = "".join(mark if _belongs_to_a_word(mark) else " " for mark in letters)
    return tuple(parted.split())


def _without_latin_accents(text: str) -> str:
    kept: list[str] = []
    base_is_latin = False
    for mark in unicodedata.normalize("NFD", text):
        if unicodedata.combining(mark):
            if base_is_latin:
                continue
        else:
            base_is_latin = unicodedata.name(mark, "").startswith("LATIN")
        kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept))


def _belongs_to_a_word(mark: str) -> bool:
    # Marks (M) are vowels and tones in many scripts: they belong to the word.
    return unicodedata.category(mark)[0] in "LNM"
