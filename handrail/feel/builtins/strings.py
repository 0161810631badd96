"""Built-in functions on strings: DMN 1.5, section 10.3.4."""

import re
from decimal import Decimal
from typing import Any

from handrail.feel.builtins.signature import LIST, Function, Param, Signature, function
from handrail.feel.types import BOOLEAN, NUMBER, STRING, ListType
from handrail.feel.values import Value
from handrail.terms.text_pattern import NotAPattern, compiled

_PLACE = re.compile(r"\$(\d)|\\(.)")
_S = Param("string", STRING)
_M = Param("match", STRING)
# Patterns take a time that grows with the text only, so it is enough that the text is bounded.
_LONGEST_MATCHED = 10_000


def _substring(text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    first = int(start) - 1 if start > 0 else len(text) + int(start)
    if start == 0 or not 0 <= first <= len(text):
        return None
    if length is None:
        return text[first:]
    return text[first : first + int(length)] if int(length) >= 0 else None


def _before(text: str, match: str) -> str:
    return text.partition(match)[0] if match and match in text else ""


def _after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


def _matches(text: str, pattern: str, flags: str | None = None) -> bool | None:
    if len(text) > _LONGEST_MATCHED:
        return None
    try:
        return compiled(pattern, flags or "").search(text) is not None
    except (NotAPattern, UnicodeEncodeError):
        return None


def _replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    if len(text) > _LONGEST_MATCHED:
        return None
    try:
        found = compiled(pattern, flags or "")
        return str(found.sub(lambda match: _filled(replacement, match), text))
    except (NotAPattern, UnicodeEncodeError):
        return None


def _filled(replacement: str, match: Any) -> str:
    """Return what stands for a match: $0 is all of it, $1 its first group; one not there is empty."""

    def group(place: re.Match[str]) -> str:
        number = int(place[1] or -1)
        found = match.group(number) if 0 <= number <= match.re.groups else ""
        return place[2] or str(found or "")

    return _PLACE.sub(group, replacement)


def _split(text: str, delimiter: str) -> tuple[str, ...] | None:
    if len(text) > _LONGEST_MATCHED:
        return None
    try:
        return tuple(compiled(delimiter).split(text))
    except (NotAPattern, UnicodeEncodeError):
        return None


def _join(items: tuple[Value, ...], delimiter: str | None = None) -> str | None:
    texts = [item for item in items if item is not None]
    if any(not isinstance(text, str) for text in texts):
        return None
    return (delimiter or "").join(texts)


STRING_FUNCTIONS: tuple[Function, ...] = (
    function(
        "substring",
        Signature(
            (_S, Param("start position", NUMBER), Param("length", NUMBER, optional=True)), STRING, _substring
        ),
    ),
    function("string length", Signature((_S,), NUMBER, len)),
    function("upper case", Signature((_S,), STRING, str.upper)),
    function("lower case", Signature((_S,), STRING, str.lower)),
    function("substring before", Signature((_S, _M), STRING, _before)),
    function("substring after", Signature((_S, _M), STRING, _after)),
    function("contains", Signature((_S, _M), BOOLEAN, lambda text, match: match in text)),
    function("starts with", Signature((_S, _M), BOOLEAN, str.startswith)),
    function("ends with", Signature((_S, _M), BOOLEAN, str.endswith)),
    function(
        "matches",
        Signature(
            (Param("input", STRING), Param("pattern", STRING), Param("flags", STRING, optional=True)),
            BOOLEAN,
            _matches,
        ),
    ),
    function(
        "replace",
        Signature(
            (
                Param("input", STRING),
                Param("pattern", STRING),
                Param("replacement", STRING),
                Param("flags", STRING, optional=True),
            ),
            STRING,
            _replace,
        ),
    ),
    function("split", Signature((_S, Param("delimiter", STRING)), ListType(STRING), _split)),
    function(
        "string join",
        Signature(
            (Param("list", LIST), Param("delimiter", STRING, optional=True, nullable=True)), STRING, _join
        ),
    ),
    function("trim", Signature((_S,), STRING, str.strip)),
)
