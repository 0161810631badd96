"""A rule's text as tokens: numbers, strings, names, words of the language and signs; no grammar."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from handrail.feel.errors import syntax_error
from handrail.feel.values import NUMBERS

Kind = Literal["number", "string", "name", "word", "sign", "end"]

WORDS = frozenset(
    {
        "and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance",
        "null", "of", "or", "return", "satisfies", "some", "then", "true",
    }
)  # fmt: skip
# Properties written with a space: DMN 1.5, section 10.3.2.3.
_SPACED_PROPERTIES = ("time offset", "start included", "end included")
_TOKEN = re.compile(
    r"""
      (?P<space>(?:\s|//[^\n]*|/\*.*?\*/)+)
    | (?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<name>[^\W\d]\w*)
    | (?P<sign>\.\.|\*\*|<=|>=|!=|->|[-+*/=<>()\[\]{},:.?@])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:(?P<plain>[\"'\\bnrtf])|u(?P<four>[0-9A-Fa-f]{4})|U(?P<six>[0-9A-Fa-f]{6}))")
_PLAIN_ESCAPES = {"b": "\b", "n": "\n", "r": "\r", "t": "\t", "f": "\f"}
_BAD_ESCAPE = 'Write \\" for a quotation mark and \\\\ for a backslash.'
_REMEDIES = {
    "&": "Write and between two conditions.",
    "|": "Write or between two conditions.",
    "!": "Write not( ) around a condition, or != between two values.",
    "%": "Write modulo(a, b) for a remainder, or divide by 100 for a share.",
    "£": "Write an amount as a number alone.",
    "≥": "Write >=.",
    "≤": "Write <=.",
    "≠": "Write !=.",
}
_LAST_CODE_POINT = 0x10FFFF
_ByFirst = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `value` is what a number or string says, `text` what is written."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | str | None = None

    def __str__(self) -> str:
        if self.kind == "end":
            return "the end"
        return self.text if self.kind == "string" else f'"{self.text}"'


def tokens(text: str, *, functions: Collection[str], names: Collection[str] = ()) -> tuple[Token, ...]:
    """Split a text into tokens, ending with one of kind `end`.

    A name of several words is one token when it is among `names`, is among `functions` and is called, or is a
    property and follows a dot. Raises FeelSyntaxError at a character that begins no token.
    """
    found = _merge_spaced(list(_pieces(text)), _spaced(frozenset(functions)), _spaced(frozenset(names)))
    return (*found, Token("end", "", len(text), len(text)))


def _pieces(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _no_token(text, at)
        kind, piece, start = match.lastgroup, match[0], at
        at = match.end()
        if kind == "number":
            number = NUMBERS.create_decimal(piece)
            if not number.is_finite():
                raise syntax_error(text, start, f'"{piece}"', ("a number of at most 6144 digits",))
            yield Token("number", piece, start, at, number)
        elif kind == "string":
            yield Token("string", piece, start, at, _unescape(text, start, piece))
        elif kind == "name":
            yield Token("word" if piece in WORDS else "name", piece, start, at)
        elif kind == "sign":
            yield Token("sign", piece, start, at)


def _no_token(text: str, at: int) -> Exception:
    if text[at] == '"':
        return syntax_error(text, at, "a text that does not end", ('a closing "',))
    if text[at] in "'‘’“”":
        return syntax_error(text, at, text[at], ('a text in straight double quotation marks, like "yes"',))
    remedy = _REMEDIES.get(text[at], "")
    return syntax_error(
        text, at, f'"{text[at]}"', ("a name", "a number", "a text", "a sign FEEL knows"), remedy
    )


def _unescape(text: str, start: int, piece: str) -> str:
    inside = piece[1:-1]
    if "\\" not in inside:
        return inside
    out, at = [], 0
    while at < len(inside):
        if inside[at] != "\\":
            out.append(inside[at])
            at += 1
            continue
        match = _ESCAPE.match(inside, at)
        code = int(match["four"] or match["six"] or "0", 16) if match else 0
        if match is None or code > _LAST_CODE_POINT:
            raise syntax_error(
                text, start + 1 + at, inside[at : at + 2], ("an escape FEEL knows",), _BAD_ESCAPE
            )
        out.append(_PLAIN_ESCAPES.get(match["plain"], match["plain"]) if match["plain"] else chr(code))
        at = match.end()
    # A character beyond the first plane may be written as the two halves of UTF-16.
    return "".join(out).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@lru_cache(maxsize=64)
def _spaced(names: frozenset[str]) -> _ByFirst:
    """Names by first word, longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(name.split())
        if len(words) > 1:
            by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in by_first.items()}


_PROPERTIES = _spaced(frozenset(_SPACED_PROPERTIES))


def _merge_spaced(pieces: list[Token], functions: _ByFirst, names: _ByFirst) -> Iterator[Token]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        words: tuple[str, ...] = ()
        if piece.kind not in ("name", "word"):
            pass
        elif at > 0 and pieces[at - 1].text == ".":
            words = _longest(pieces, at, _PROPERTIES) or _longest(pieces, at, names)
        else:
            words = _longest(pieces, at, names) or _longest(pieces, at, functions, before="(")
        if words:
            last = pieces[at + len(words) - 1]
            yield Token("name", " ".join(words), piece.start, last.end)
            at += len(words)
        else:
            yield piece
            at += 1


def _longest(pieces: list[Token], at: int, spaced: _ByFirst, *, before: str = "") -> tuple[str, ...]:
    for words in spaced.get(pieces[at].text, ()):
        run = [piece.text for piece in pieces[at : at + len(words) + 1]]
        if tuple(run[: len(words)]) == words and (not before or run[len(words) :] == [before]):
            return words
    return ()
