"""Case references and return codes that survive being read out, written down and typed; no storage.

Nothing in a reference says which organisation holds the case, so that a case can change hands.
"""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_VALUE = {letter: value for value, letter in enumerate(_ALPHABET)}
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PREFIX = "HDR"
_BODY_LENGTH = 8  # seven drawn and one check character
_CODE_LENGTH = 12  # 60 bits
_GROUP = 4
_BITS = 5


class NotAReference(ValueError):
    """A text cannot be a case reference, whatever cases there are."""


class NotACode(ValueError):
    """A text cannot be a return code."""


def new_reference(random_bytes: bytes) -> str:
    """Make a case reference such as HDR-7K2M-9QXA from at least 5 random bytes.

    It carries 35 random bits and a check character, so two cases may draw the same one: the caller keeps
    references unique and draws again.
    """
    drawn = _draw(random_bytes, count=_BODY_LENGTH - 1)
    body = drawn + _ALPHABET[_times_two(_remainder(drawn))]
    return f"{_PREFIX}-{_in_groups(body)}"


def read_reference(text: str) -> str:
    """Return a case reference in its one written form, from what a person typed.

    Spaces, dashes, case and a missing HDR do not matter; O is read as 0, I and L as 1. Raises NotAReference
    with a sentence for the person when characters are missing, extra or mistyped: any one wrong character,
    and any two swapped, are noticed.
    """
    body = _letters(text)
    if len(body) == _BODY_LENGTH + len(_PREFIX) and body.startswith(_PREFIX):
        body = body[len(_PREFIX) :]
    if len(body) != _BODY_LENGTH or any(letter not in _VALUE for letter in body):
        raise NotAReference("Enter a reference in the correct format, like HDR-7K2M-9QXA")
    if _remainder(body):
        raise NotAReference("Check the reference: one of its letters or numbers is not right")
    return f"{_PREFIX}-{_in_groups(body)}"


def other_number(text: str) -> str:
    """Return a number that somebody else gave a case as it is compared: capitals, no spaces, no dashes.

    "" for one that has neither a letter nor a digit.
    """
    return _letters(text)


def new_code(random_bytes: bytes) -> str:
    """Make a return code of 60 random bits, such as 7K2M-9QXC-04TZ, from at least 8 random bytes."""
    return _in_groups(_draw(random_bytes, count=_CODE_LENGTH))


def read_code(text: str) -> str:
    """Return a return code in its one written form, from what a person typed.

    Forgives what read_reference forgives. Raises NotACode with a sentence for the person.
    """
    letters = _letters(text)
    if len(letters) != _CODE_LENGTH or any(letter not in _VALUE for letter in letters):
        raise NotACode("Enter a return code in the correct format, like 7K2M-9QXC-04TZ")
    return _in_groups(letters)


def _letters(text: str) -> str:
    # Characters that are neither letter nor digit are how people space things out; the rest must count.
    return "".join(mark for mark in text.upper() if mark.isalnum()).translate(_LOOK_ALIKES)


def _in_groups(letters: str) -> str:
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _draw(random_bytes: bytes, *, count: int) -> str:
    if len(random_bytes) * 8 < count * _BITS:
        raise ValueError(
            f"Found {len(random_bytes)} random bytes; expected at least {-(-count * _BITS // 8)}. "
            "Draw more from secrets.token_bytes."
        )
    number = int.from_bytes(random_bytes)
    return "".join(_ALPHABET[number >> _BITS * place & 31] for place in range(count))


def _times_two(element: int) -> int:
    # Multiplication by x in the field of 32 elements, modulo x^5 + x^2 + 1. Powers of x differ at every
    # place, which is why a swap is noticed as surely as a wrong character.
    doubled = element << 1
    return doubled ^ 0b100101 if doubled > 31 else doubled  # noqa: PLR2004


def _remainder(letters: str) -> int:
    total = 0
    for letter in letters:
        total = _times_two(total) ^ _VALUE[letter]
    return total
