"""Built-in functions on strings: DMN 1.5, section 10.3.4."""

import re
from decimal import Decimal

from handrail.feel.builtins.signature import LIST, Function, Param, Signature, function
from handrail.feel.types import BOOLEAN, NUMBER, STRING, ListType
from handrail.feel.values import Value

_FLAGS = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": re.VERBOSE}
_S = Param("string", STRING)
_M = Param("match", STRING)
# Authors write the patterns and people the texts they run on, so it is the text that is bounded.
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


def _pattern(pattern: str, flags: str | None) -> re.Pattern[str]:
    options = 0
    for flag in flags or "":
        options |= _FLAGS[flag]
    return re.compile(pattern, options)


def _matches(text: str, pattern: str, flags: str | None = None) -> bool | None:
    if len(text) > _LONGEST_MATCHED:
        return None
    try:
        return _pattern(pattern, flags).search(text) is not None
    except re.error:
        return None


def _replace(text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    if len(text) > _LONGEST_MATCHED:
        return None
    python_replacement = re.sub(r"\$(\d)", r"\\g<\1>", replacement.replace("\\$", "\0")).replace("\0", "$")
    try:
        return _pattern(pattern, flags).sub(python_replacement, text)
    except re.error:
        return None


def _split(text: str, delimiter: str) -> tuple[str, ...] | None:
    try:
        return tuple(re.split(delimiter, text))
    except re.error:
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
