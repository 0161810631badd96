"""References of Ordnance Survey's National Grid, as eastings and northings in metres; no map, no datum."""

import re
from typing import NamedTuple

_REFERENCE = re.compile(r"([HNOST])([A-HJ-Z])(\d*)")
_LETTERS = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
_SIDE, _SQUARE, _MOST_FIGURES = 5, 100_000, 5
_WEST_SQUARES, _SOUTH_SQUARES = 10, 19
"""The false origin: square AA is 10 squares west and, by its top, 19 north of the grid's own corner (SV)."""
EASTINGS, NORTHINGS = range(700_000), range(1_300_000)
"""Of the National Grid, in metres."""


class GridPoint(NamedTuple):
    """The south-west corner of what a reference names, in metres east and north of the grid's corner."""

    easting: int
    northing: int


class NotOnTheGrid(ValueError):
    """A text has two letters and figures and names no square of the grid."""


def read_reference(text: str) -> tuple[str, GridPoint] | None:
    """Return a grid reference in its one written form and where it is; None for what is no reference at all.

    text: capitals and figures without spaces, 2 to 10 figures. Raises NotOnTheGrid for an odd number of them
    and for letters of no square. Source: Ordnance Survey, A guide to coordinate systems in Great Britain, 7.

    >>> read_reference("TL123456")
    ('TL 123 456', GridPoint(easting=512300, northing=245600))
    """
    found = _REFERENCE.fullmatch(text)
    if found is None or not found[3]:
        return None
    first, second, figures = _LETTERS.index(found[1]), _LETTERS.index(found[2]), found[3]
    half = len(figures) // 2
    if len(figures) % 2 or half > _MOST_FIGURES:
        raise NotOnTheGrid(f"Found {len(figures)} figures; expected 2, 4, 6, 8 or 10.")
    east = (first % _SIDE) * _SIDE + second % _SIDE - _WEST_SQUARES
    north = _SOUTH_SQUARES - (first // _SIDE) * _SIDE - second // _SIDE
    scale = 10 ** (_MOST_FIGURES - half)
    point = GridPoint(
        east * _SQUARE + int(figures[:half]) * scale, north * _SQUARE + int(figures[half:]) * scale
    )
    if point.easting not in EASTINGS or point.northing not in NORTHINGS:
        raise NotOnTheGrid(f"Found the square {found[1]}{found[2]}; expected one of the National Grid.")
    return f"{found[1]}{found[2]} {figures[:half]} {figures[half:]}", point
