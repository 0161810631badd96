"""A place in words, or as a grid reference, an easting and northing or a latitude and longitude."""

import re
from collections.abc import Mapping
from decimal import Decimal

from handrail.definition.brick import Fact
from handrail.feel import NUMBER, STRING, ContextType, Type
from handrail.history.event import Json
from handrail.questions.question import Question
from handrail.questions.types.shape import Bounds, Given, Look, QuestionType, Wrong
from handrail.questions.types.writing import as_code, closed_up, one_line, unkeepable
from handrail.terms.grid import EASTINGS, NORTHINGS, NotOnTheGrid, read_reference

TEXT = "text"
"""The field of JSON and of examples that says the place; all others follow from it."""
_METRES = re.compile(r"(?:E(?:ASTING)?:?)?\s?(\d{5,6})[\s,]+(?:N(?:ORTHING)?:?)?\s?(\d{5,7})", re.ASCII)
_DEGREES = re.compile(
    r"([+-]?\d{1,2}(?:\.\d{1,9}))°?\s?([NS]?)[\s,]+([+-]?\d{1,3}(?:\.\d{1,9}))°?\s?([EW]?)", re.ASCII
)
_FURTHEST_NORTH, _FURTHEST_EAST = 90, 180
_LONGEST = 500


def _feel(_: Question) -> Type:
    numbers = dict.fromkeys(("easting", "northing", "latitude", "longitude"), NUMBER)
    return ContextType({"kind": STRING, TEXT: STRING, **numbers})


def _parse(_question: Question, fields: Mapping[str, str], bounds: Bounds) -> Given | Wrong:
    typed = one_line(fields.get("", "") or fields.get(TEXT, ""))
    if not typed:
        return Wrong("missing")
    if wrong := unkeepable(typed):
        return wrong
    longest = bounds.whole("max_length") or _LONGEST
    if len(typed) > longest:
        return Wrong("too_long", places={"max_length": longest})
    try:
        found = read_reference(closed_up(typed))
    except NotOnTheGrid:
        return Wrong("not_on_the_grid")
    if found:
        written, point = found
        return Given(
            {"kind": "grid-reference", TEXT: written, "easting": point.easting, "northing": point.northing}
        )
    code = as_code(typed).upper()
    if metres := _METRES.fullmatch(code):
        return _metres(int(metres[1]), int(metres[2]))
    if degrees := _DEGREES.fullmatch(code):
        return _degrees(*degrees.groups())
    return Given({"kind": "words", TEXT: typed}) if any(map(str.isalnum, typed)) else Wrong("invalid")


def _metres(easting: int, northing: int) -> Given | Wrong:
    if easting not in EASTINGS or northing not in NORTHINGS:
        return Wrong("not_on_the_grid")
    text = f"{easting}, {northing}"
    return Given({"kind": "easting-northing", TEXT: text, "easting": easting, "northing": northing})


def _degrees(north: str, south: str, east: str, west: str) -> Given | Wrong:
    latitude, longitude = _signed(north, minus=south == "S"), _signed(east, minus=west == "W")
    if abs(latitude) > _FURTHEST_NORTH or abs(longitude) > _FURTHEST_EAST:
        return Wrong("not_on_the_globe")
    return Given(
        {
            "kind": "latitude-longitude",
            TEXT: f"{latitude:f}, {longitude:f}",
            "latitude": f"{latitude:f}",
            "longitude": f"{longitude:f}",
        }
    )


def _signed(figures: str, *, minus: bool) -> Decimal:
    found = Decimal(figures)
    return -found if minus and found > 0 else found


def _fact(value: Json) -> Fact:
    numbers = {
        name: Decimal(value[name]) if name in value else None
        for name in ("easting", "northing", "latitude", "longitude")
    }
    return {"kind": value["kind"], TEXT: value[TEXT], **numbers}


TYPE = QuestionType(
    name="place",
    feel=_feel,
    parse=_parse,
    typed=lambda value, _language: {"": value[TEXT]},
    lines=lambda value, _options, _language: (value[TEXT],),
    look=lambda _: Look(kind="text", hint="place"),
    fact=_fact,
    errors=frozenset({"missing", "invalid", "not_on_the_grid", "not_on_the_globe", "too_long", "unreadable"}),
    limits=frozenset({"max_length"}),
    identifying=True,
)
