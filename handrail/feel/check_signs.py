"""The type each sign of arithmetic gives for two types, or that they do not go together."""

from handrail.feel.types import (
    ANY,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    DURATIONS,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_DURATION,
    Type,
    plain,
)

_PLUS = {
    (DATE, DAYS_DURATION): DATE,
    (DATE, YEARS_DURATION): DATE,
    (DATE_TIME, DAYS_DURATION): DATE_TIME,
    (DATE_TIME, YEARS_DURATION): DATE_TIME,
    (TIME, DAYS_DURATION): TIME,
    (DAYS_DURATION, DAYS_DURATION): DAYS_DURATION,
    (YEARS_DURATION, YEARS_DURATION): YEARS_DURATION,
}
_MINUS = {
    **_PLUS,
    (DATE, DATE): DAYS_DURATION,
    (DATE_TIME, DATE_TIME): DAYS_DURATION,
    (DATE, DATE_TIME): DAYS_DURATION,
    (DATE_TIME, DATE): DAYS_DURATION,
    (TIME, TIME): DAYS_DURATION,
}
_RESULTS: dict[str, dict[tuple[Type, Type], Type]] = {
    "+": {
        **_PLUS,
        **{(right, left): kind for (left, right), kind in _PLUS.items()},
        (STRING, STRING): STRING,
    },
    "-": _MINUS,
    "*": {pair: kind for kind in DURATIONS for pair in ((kind, NUMBER), (NUMBER, kind))},
    "/": {
        pair: kind for kind in DURATIONS for pair, kind in (((kind, NUMBER), kind), ((kind, kind), NUMBER))
    },
    "**": {},
}


def result_of(sign: str, left: Type, right: Type) -> Type | None:
    """Return the type of the result; None when the types do not go together."""
    left, right = plain(left), plain(right)
    if left == right == NUMBER:
        return NUMBER
    table = _RESULTS[sign]
    if left in (ANY, NULL) or right in (ANY, NULL):
        known = right if left in (ANY, NULL) else left
        if known in (ANY, NULL):
            return ANY
        possible = {kind for pair, kind in table.items() if known in pair} | (
            {NUMBER} if known == NUMBER else set()
        )
        if not possible:
            return None
        return possible.pop() if len(possible) == 1 else ANY
    return table.get((left, right))
