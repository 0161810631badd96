"""The names people give to months, in English and Welsh; writing a month is for `terms.language`."""

# Welsh names are given with their soft mutations ("o Fawrth"), and both languages with usual short forms.
_NAMES: tuple[tuple[str, ...], ...] = (
    ("january", "ionawr"),
    ("february", "chwefror", "chwefrol"),
    ("march", "mawrth", "fawrth"),
    ("april", "ebrill"),
    ("may", "mai", "fai"),
    ("june", "mehefin", "fehefin"),
    ("july", "gorffennaf", "orffennaf"),
    ("august", "awst"),
    ("september", "medi", "fedi"),
    ("october", "hydref"),
    ("november", "tachwedd", "dachwedd"),
    ("december", "rhagfyr", "ragfyr"),
)
_SHORTEST = 3
_BY_START: dict[str, frozenset[int]] = {}
for _number, _names in enumerate(_NAMES, start=1):
    for _name in _names:
        for _length in range(_SHORTEST, len(_name) + 1):
            _start = _name[:_length]
            _BY_START[_start] = _BY_START.get(_start, frozenset()) | {_number}


def month_number(text: str) -> int | None:
    """Return the month, 1 to 12, that a name or the start of one means; None when it means none or two.

    >>> month_number("Sept."), month_number("Mawrth"), month_number("o Fai"), month_number("Ma")
    (9, 3, 5, None)
    """
    word = text.casefold().strip().removeprefix("o ").rstrip(".")
    found = _BY_START.get(word, frozenset())
    return next(iter(found)) if len(found) == 1 else None
