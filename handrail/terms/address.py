"""Addresses and postcodes in the United Kingdom as people give them; no lookup and no map."""

import re
from dataclasses import dataclass
from typing import Self

_AREA = r"[A-Z]{1,2}"
_OUTWARD = rf"{_AREA}(?:\d[A-Z0-9]?)"
_INWARD = r"\d[ABD-HJLNP-UW-Z]{2}"  # the last two letters are never C, I, K, M, O or V
_POSTCODE = re.compile(rf"({_OUTWARD})({_INWARD})")
_BFPO = re.compile(r"BFPO(\d{1,4})")
_INWARD_LENGTH = 3
_DIGIT_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_FIELDS = ("line_1", "line_2", "town", "county", "postcode")


class NotAPostcode(ValueError):
    """A text is not in any format a postcode has."""


def read_postcode(text: str) -> str:
    """Return a postcode in its one written form, from what a person typed.

    Accepts the formats of Royal Mail's Postcode Address File (A9 9AA to AA9A 9AA), GIR 0AA, and forces
    numbers such as BFPO 58; case, spaces and punctuation do not matter, and O, I or L where only a digit can
    stand is read as that digit. Says nothing about whether the postcode is in use. Raises NotAPostcode with
    a sentence for the person.

    >>> read_postcode("sw1a1aa"), read_postcode("bfpo58")
    ('SW1A 1AA', 'BFPO 58')
    """
    letters = re.sub(r"[^A-Z0-9]", "", text.upper())
    forces = _BFPO.fullmatch(letters)
    if forces:
        return f"BFPO {int(forces[1])}"
    outward, inward = letters[:-_INWARD_LENGTH], letters[-_INWARD_LENGTH:]
    inward = inward[:1].translate(_DIGIT_LOOK_ALIKES) + inward[1:]
    if (outward, inward) != ("GIR", "0AA") and not _POSTCODE.fullmatch(outward + inward):
        raise NotAPostcode("Enter a full UK postcode, like AA3 1AB")
    return f"{outward} {inward}"


@dataclass(frozen=True, slots=True)
class UkAddress:
    """An address in the United Kingdom; a line that does not apply is empty text."""

    line_1: str
    line_2: str
    town: str
    county: str
    postcode: str

    def lines(self) -> tuple[str, ...]:
        """Return the lines as an envelope shows them, without the empty ones."""
        return tuple(line for line in (getattr(self, field) for field in _FIELDS) if line)

    def to_json(self) -> dict[str, str]:
        """Return the address as a JSON object with every field."""
        return {field: getattr(self, field) for field in _FIELDS}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read an address from a JSON object made by to_json; a missing line is empty.

        Raises ValueError naming the field that is unknown or is not text.
        """
        if not isinstance(value, dict):
            raise ValueError(f"Found {type(value).__name__}; expected an address as an object.")  # noqa: TRY004
        for field, text in value.items():
            if field not in _FIELDS or not isinstance(text, str):
                raise ValueError(f"Found {field!r} in an address; expected text in {', '.join(_FIELDS)}.")
        return cls(**{field: value.get(field, "") for field in _FIELDS})
