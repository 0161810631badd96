"""Conditions as trees: what the family's expression strings and its condition objects both say.

The strings are those of the expr-eval library with `and`, `or` and `not` in words. What is written here is
the part that conditions use; anything else raises Unreadable. Meaning is given in meaning.py.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from handrail.exchange.taking import fields, text

DEEPEST = 40
"""How deep brackets may nest in a string."""

LONGEST = 5000
"""How long a string may be."""

Sign = Literal["==", "!=", ">", "<", ">=", "<=", "in"]


Scalar = str | bool | Decimal
"""A value as it is written in a condition."""


class Unreadable(Exception):
    """A condition that is not of the part of the language that is read, and why."""


@dataclass(frozen=True, slots=True)
class Literally:
    """A value as written."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its parts: a question, a section's question, or a condition."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A condition by name, as the objects say it, which is never a question."""

    condition: str


@dataclass(frozen=True, slots=True)
class Several:
    """Values in square brackets."""

    values: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Called:
    """A function and what it is given."""

    function: str
    given: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values and how they are compared; of `in`, what is looked for is on the left."""

    sign: Sign
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Negated:
    """True when the other is not."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions; the right one is looked at only when the left one leaves it open."""

    by: Literal["and", "or"]
    left: "Expression"
    right: "Expression"


Expression = Literally | Named | Reference | Several | Called | Compared | Negated | Joined

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<name>[A-Za-z_$][\w$]*)
    | (?P<sign>==|!=|>=|<=|\|\||[-+*/%^<>()\[\],.!?:])
    )""",
    re.VERBOSE | re.DOTALL,
)
_COMPARING = ("==", "!=", ">", "<", ">=", "<=", "in")


def parse(written: str) -> Expression:
    """Read an expression string. Raises Unreadable."""
    if len(written) > LONGEST:
        raise Unreadable(f"it has {len(written)} characters, more than {LONGEST}")
    reader = _Reader(_tokens(written))
    found = reader.any()
    if reader.here[0] != "end":
        raise Unreadable(f"“{reader.here[1]}” stands where it should end")
    return found


def _tokens(written: str) -> list[tuple[str, str]]:
    found, at = [], 0
    written = written.rstrip()
    while at < len(written):
        match = _TOKEN.match(written, at)
        if match is None:
            raise Unreadable(f"“{written[at : at + 10].strip()}” is not a part of a condition")
        kind = str(match.lastgroup)
        piece = match[kind]
        at = match.end()
        found.append((kind, piece))
    return [*found, ("end", "")]


class _Reader:
    """A recursive descent over the tokens, in expr-eval's order of binding."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def here(self) -> tuple[str, str]:
        return self.tokens[self.at]

    def take(self) -> tuple[str, str]:
        token = self.here
        self.at += token[0] != "end"
        return token

    def sees(self, *pieces: str) -> bool:
        return self.here[0] in ("name", "sign") and self.here[1] in pieces

    def expect(self, sign: str) -> None:
        if not self.sees(sign):
            raise Unreadable(f"“{sign}” is missing before “{self.here[1]}”")
        self.take()

    def any(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"it nests more than {DEEPEST} deep")
        left = self.all()
        while self.sees("or"):
            self.take()
            left = Joined("or", left, self.all())
        if self.sees("?"):
            raise Unreadable("it chooses between two values with “?”")
        self.depth -= 1
        return left

    def all(self) -> Expression:
        left = self.comparison()
        while self.sees("and"):
            self.take()
            left = Joined("and", left, self.comparison())
        return left

    def comparison(self) -> Expression:
        left = self.sum()
        while self.sees(*_COMPARING):
            sign: Any = self.take()[1]
            left = Compared(sign, left, self.sum())
        return left

    def sum(self) -> Expression:
        left = self.product()
        while self.sees("+", "-", "||"):
            left = _reckoned(self.take()[1], left, self.product())
        return left

    def product(self) -> Expression:
        left = self.factor()
        while self.sees("*", "/", "%"):
            left = _reckoned(self.take()[1], left, self.factor())
        return left

    def factor(self) -> Expression:
        signs = []
        while self.sees("not", "!", "-", "+", "length"):
            if self.sees("length") and self.tokens[self.at + 1] == ("sign", "("):
                break
            signs.append(self.take()[1])
            if len(signs) > DEEPEST:
                raise Unreadable("it has too many signs, one after another")
        found = self.member()
        if self.sees("^"):
            raise Unreadable("it reckons a power")
        for sign in reversed(signs):
            found = _signed(sign, found)
        return found

    def member(self) -> Expression:
        kind, piece = self.take()
        if kind == "number":
            return Literally(Decimal(piece.rstrip(".")))
        if kind == "string":
            return Literally(re.sub(r"\\(.)", r"\1", piece[1:-1], flags=re.DOTALL))
        if kind == "sign" and piece == "(":
            inside = self.any()
            self.expect(")")
            return inside
        if kind == "sign" and piece == "[":
            return Several(self.given("]"))
        if kind != "name" or piece in ("and", "or", "in"):
            raise Unreadable(f"“{piece}” stands where a value should be" if piece else "it ends too early")
        if piece in ("true", "false"):
            return Literally(piece == "true")
        if self.sees("("):
            self.take()
            return Called(piece, self.given(")"))
        parts = [piece]
        while self.sees("."):
            self.take()
            parts.append(self.take()[1])
        return Named(tuple(parts))

    def given(self, end: str) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while not self.sees(end):
            found.append(self.any())
            if not self.sees(end):
                self.expect(",")
        self.take()
        return tuple(found)


def _signed(sign: str, of: Expression) -> Expression:
    if sign in ("not", "!"):
        return Negated(of)
    if sign == "length":
        return Called("length", (of,))
    if isinstance(of, Literally) and isinstance(of.value, Decimal):
        return Literally(-of.value if sign == "-" else of.value)
    raise Unreadable("it reckons with an answer")


def _reckoned(sign: str, left: Expression, right: Expression) -> Expression:
    """Work out arithmetic of numbers as written; of answers there is none in a comparison of ours."""
    if not (isinstance(left, Literally) and isinstance(right, Literally)):
        raise Unreadable(f"it reckons with an answer (“{sign}”)")
    one, two = left.value, right.value
    if not (isinstance(one, Decimal) and isinstance(two, Decimal)) or sign == "||":
        raise Unreadable(f"it reckons with what is no number (“{sign}”)")
    if sign in ("/", "%") and two == 0:
        raise Unreadable("it divides by nothing")
    match sign:
        case "+":
            return Literally(one + two)
        case "-":
            return Literally(one - two)
        case "*":
            return Literally(one * two)
        case "/":
            return Literally(one / two)
    return Literally(one % two)


def of_object(value: Mapping[str, Any]) -> Expression:
    """Read a condition object, `and` binding tighter than `or`. Raises Unreadable."""
    items = value.get("conditions")
    if not isinstance(items, list) or not items:
        raise Unreadable("it has no conditions in it")
    alternatives: list[Expression] = []
    for at, item in enumerate(items):
        if not isinstance(item, dict):
            raise Unreadable(f"its part {at + 1} is no condition")
        found = _of_item(item)
        if at == 0 or item.get("coordinator") == "or":
            alternatives.append(found)
        elif item.get("coordinator") == "and":
            alternatives[-1] = Joined("and", alternatives[-1], found)
        else:
            raise Unreadable(f"its part {at + 1} is joined by neither “and” nor “or”")
    whole = alternatives[0]
    for other in alternatives[1:]:
        whole = Joined("or", whole, other)
    return whole


def _of_item(item: Mapping[str, Any]) -> Expression:
    if "conditions" in item:
        return of_object(item)
    if "conditionName" in item:
        return Reference(text(item["conditionName"]))
    field, value = fields(item.get("field")), fields(item.get("value"))
    named = Named(tuple(text(field.get("name")).split(".")))
    if not all(named.parts):
        raise Unreadable("it names no question")
    kind, operator = text(field.get("type")), usual_operator(text(item.get("operator")))
    if value.get("type") == "RelativeTime" or "timePeriod" in value:
        return _relative(named, operator, value)
    said = text(value.get("value")) if value else text(item.get("value"))
    return _compared(named, kind, operator, said)


_SIGNS: Mapping[str, Sign] = {
    "is": "==",
    "is not": "!=",
    "is at least": ">=",
    "is at most": "<=",
    "is less than": "<",
    "is more than": ">",
    "is before": "<",
    "is after": ">",
}
_LENGTHS: Mapping[str, Sign] = {"is longer than": ">", "is shorter than": "<", "has length": "=="}
_BY_HAND: Mapping[str, str] = {
    "equals": "is",
    "==": "is",
    "notequals": "is not",
    "!=": "is not",
    "greaterthan": "is more than",
    ">": "is more than",
    "lessthan": "is less than",
    "<": "is less than",
    "greaterthanorequal": "is at least",
    ">=": "is at least",
    "lessthanorequal": "is at most",
    "<=": "is at most",
}


def usual_operator(written: str) -> str:
    """Return the family's word for an operator that an author wrote otherwise, without the designer.

    >>> usual_operator("greaterThan")
    'is more than'
    """
    return _BY_HAND.get(written.strip().lower().replace("_", "").replace("-", ""), written)


def _compared(named: Named, kind: str, operator: str, said: str) -> Expression:
    if operator in ("contains", "does not contain"):
        found = Compared("in", Literally(said), named)
        return found if operator == "contains" else Negated(found)
    if operator in _LENGTHS:
        return Compared(_LENGTHS[operator], Called("length", (named,)), Literally(_as_number(said)))
    if operator not in _SIGNS:
        raise Unreadable(f"it compares by “{operator}”" if operator else "it does not say how to compare")
    literal: Scalar = said
    if kind == "YesNoField" and said in ("true", "false"):
        literal = said == "true"
    elif kind == "NumberField":
        literal = _as_number(said)
    return Compared(_SIGNS[operator], named, Literally(literal))


def _as_number(said: str) -> Decimal:
    if not re.fullmatch(r"\s*[-+]?\d{1,20}(\.\d{1,20})?\s*", said):
        raise Unreadable(f"it compares a number with “{said}”")
    return Decimal(said.strip())


def _relative(named: Named, operator: str, value: Mapping[str, Any]) -> Expression:
    past = value.get("direction") == "in the past"
    if value.get("direction") not in ("in the past", "in the future"):
        raise Unreadable("it compares with a time that is neither past nor future")
    signs: Mapping[str, Sign] = {
        "is at least": "<=",
        "is at most": ">=",
        "is less than": ">",
        "is more than": "<",
    }
    turned: Mapping[Sign, Sign] = {"<=": ">=", ">=": "<=", ">": "<", "<": ">"}
    if operator not in signs:
        raise Unreadable(f"it compares with a time from now by “{operator}”")
    sign = signs[operator] if past else turned[signs[operator]]
    amount = _as_number(text(value.get("timePeriod")))
    given = (Literally(-amount if past else amount), Literally(text(value.get("timeUnit"))))
    function = "timeForComparison" if value.get("timeOnly") is True else "dateForComparison"
    return Compared(sign, named, Called(function, given))
