"""The names people give to months and weekdays, in English and Welsh; `terms.language` writes them."""

from collections.abc import Iterable

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
_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "dydd llun", "dydd mawrth", "dydd mercher", "dydd iau", "dydd gwener", "dydd sadwrn", "dydd sul",
)  # fmt: skip
_SHORTEST = 3


def _starts(name: str) -> Iterable[str]:
    return (name[:length] for length in range(_SHORTEST, len(name) + 1))


_BY_START: dict[str, frozenset[int]] = {}
for _number, _names in enumerate(_NAMES, start=1):
    for _name in _names:
        for _start in _starts(_name):
            _BY_START[_start] = _BY_START.get(_start, frozenset()) | {_number}
_WEEKDAY_STARTS = sorted(
    {start for name in _WEEKDAYS for start in _starts(name) if name[0] != "d" or start == name},
    key=len,
    reverse=True,
)


def month_number(text: str) -> int | None:
    """Return the month, 1 to 12, that a name or the start of one means; None when it means none or two.

    >>> month_number("Sept."), month_number("Mawrth"), month_number("o Fai"), month_number("Ma")
    (9, 3, 5, None)
    """
    word = text.casefold().strip().removeprefix("o ").removeprefix("of ").rstrip(".")
    found = _BY_START.get(word, frozenset())
    return next(iter(found)) if len(found) == 1 else None


def without_weekday(text: str) -> str:
    """Return a day written whole without the weekday before it.

    >>> without_weekday("Tuesday, 5 March 2024"), without_weekday("dydd Mawrth 5 Mawrth 2024")
    ('5 March 2024', '5 Mawrth 2024')
    """
    folded = text.casefold()
    for name in _WEEKDAY_STARTS:
        rest = text[len(name) :]
        if folded.startswith(name) and rest[:1] in (" ", ",", "."):
            return rest.lstrip(" ,.")
    return text
