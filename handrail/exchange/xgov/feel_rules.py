"""Our rules, which are FEEL, as rules of a form: those shapes that forms can hold; others raise NotHeld.

A rule of ours may be null, which counts as false where it decides; so what is true and what is false are
worked out apart.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from handrail import feel
from handrail.exchange.form import (
    All,
    Comparison,
    Direction,
    Not,
    Operator,
    RelativeDate,
    Rule,
    Some,
    Unit,
    Value,
)
from handrail.exchange.rules import ALWAYS, NEVER, answered, any_of, every, opposite
from handrail.feel.syntax import And, Arithmetic, Call, Each, In, Literal, Name, Node, Or, Quantified
from handrail.feel.syntax import Comparison as Compared
from handrail.questions.types.shape import NONE

_ORDERS: Mapping[str, Operator] = {
    ">": "is more than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}
_BACK: Mapping[str, Operator] = {
    ">": "is less than",
    "<": "is more than",
    ">=": "is at most",
    "<=": "is at least",
}
_DATES: Mapping[str, tuple[Operator, bool]] = {
    "<": ("is before", True),
    ">": ("is after", True),
    "<=": ("is after", False),
    ">=": ("is before", False),
}
_LENGTHS: Mapping[str, tuple[Operator, int]] = {
    ">": ("is longer than", 0),
    ">=": ("is longer than", -1),
    "<": ("is shorter than", 0),
    "<=": ("is shorter than", 1),
    "=": ("has length", 0),
}
_UNITS: Mapping[str, Unit] = {"Y": "years", "M": "months", "D": "days"}


class NotHeld(Exception):
    """A rule that the format has no way to say; the words say what in it."""


def rule_from(text: str) -> Rule:
    """Return a rule of ours as a rule of a form: true of the same answers. Raises NotHeld."""
    try:
        return _true(feel.parse(text).tree)
    except feel.FeelSyntaxError as error:
        raise NotHeld("It is no rule that can be read.") from error


def _true(node: Node) -> Rule:
    match node:
        case And(operands=parts):
            return every(*(_true(one) for one in parts))
        case Or(operands=parts):
            return any_of(*(_true(one) for one in parts))
        case Call(function="not", arguments=(given,)):
            return _false(given.value)
    rule, _ = _test(node)
    return rule


def _false(node: Node) -> Rule:
    match node:
        case And(operands=parts):
            return any_of(*(_false(one) for one in parts))
        case Or(operands=parts):
            return every(*(_false(one) for one in parts))
        case Call(function="not", arguments=(given,)):
            return _true(given.value)
    rule, of_an_answer = _test(node)
    return every(answered(of_an_answer), opposite(rule)) if of_an_answer else opposite(rule)


def _test(node: Node) -> tuple[Rule, str]:
    """Return when a test is true, and the question without whose answer it is null, "" for none."""
    match node:
        case Literal(value=bool() as value):
            return (ALWAYS if value else NEVER), ""
        case Name(name=name):
            return Comparison(name, "is", value=True), name
        case Compared(sign=sign, left=left, right=right):
            return _compared(sign, left, right)
        case In(value=Name(name=name), tests=tests):
            return any_of(*(Comparison(name, "is", _value(one)) for one in tests)), ""
        case Call(function="list contains", arguments=(several, one)):
            name = _name(several.value)
            return Comparison(name, "contains", _value(one.value)), name
        case Quantified(every=False, variables=(Each(name=each, domain=Name(name=name), end=None),)):
            if isinstance(node.condition, In) and node.condition.value == Name(each):
                among = (Comparison(name, "contains", _value(one)) for one in node.condition.tests)
                return any_of(*among), name
    raise NotHeld(_unsaid(node))


def _compared(sign: str, left: Node, right: Node) -> tuple[Rule, str]:
    match left:
        case Call(function="string length", arguments=(given,)):
            return _length(sign, _name(given.value), _value(right))
        case Call(function="count", arguments=(given,)):
            return _none(sign, _name(given.value), right)
    name = _name(left)
    if isinstance(right, Literal) and right.value is None and sign in ("=", "!="):
        there = answered(name)
        return (there if sign == "!=" else opposite(there)), ""
    moment = _moment(right)
    if sign in ("=", "!="):
        if isinstance(moment, RelativeDate):
            raise NotHeld("It asks for one day from now exactly.")
        same = Comparison(name, "is", moment or _value(right))
        return (same if sign == "=" else opposite(same)), ""
    if isinstance(moment, RelativeDate):
        return Comparison(name, (_BACK if moment.direction == "past" else _ORDERS)[sign], moment), name
    if isinstance(moment, str):
        operator, straight = _DATES[sign]
        said = Comparison(name, operator, moment)
        return (said if straight else every(answered(name), Not(said))), name
    value = _value(right)
    if not isinstance(value, Decimal):
        raise NotHeld("It compares the order of what are no numbers.")
    return Comparison(name, _ORDERS[sign], value), name


def _length(sign: str, name: str, value: Value) -> tuple[Rule, str]:
    if not isinstance(value, Decimal):
        raise NotHeld("It compares a length with what is no number.")
    if sign == "!=":
        return every(answered(name), Not(Comparison(name, "has length", value))), name
    operator, more = _LENGTHS[sign]
    return Comparison(name, operator, value + more), name


def _none(sign: str, name: str, counted: Node) -> tuple[Rule, str]:
    """Return whether the box that rules all others out was ticked: then nothing of the list is chosen."""
    if counted != Literal(Decimal(0)) or sign not in ("=", "!=", ">"):
        raise NotHeld("It counts the choices.")
    ticked = Comparison(name, "contains", NONE)
    return (ticked if sign == "=" else every(answered(name), opposite(ticked))), name


def _moment(node: Node) -> str | RelativeDate | None:
    """Return a day, or one so long from today, None for anything else."""
    match node:
        case Literal(value=date() as day):
            return day.isoformat()
        case Call(function="date", arguments=(given,)) if isinstance(given.value, Literal):
            return str(given.value.value)
        case Call(function="today", arguments=()):
            return RelativeDate(0, "days", "past")
        case Arithmetic(
            sign=("+" | "-") as sign,
            left=Call(function="today", arguments=()),
            right=Call(function="duration", arguments=(given,)),
        ) if isinstance(given.value, Literal):
            length = str(given.value.value)
            if length[:1] == "P" and length[1:-1].isdecimal() and length[-1:] in _UNITS:
                direction: Direction = "past" if sign == "-" else "future"
                return RelativeDate(int(length[1:-1]), _UNITS[length[-1]], direction)
    return None


def _name(node: Node) -> str:
    if isinstance(node, Name):
        return node.name
    raise NotHeld(_unsaid(node))


def _value(node: Node) -> Value:
    if isinstance(node, Literal) and isinstance(node.value, str | bool | Decimal):
        return node.value
    raise NotHeld(_unsaid(node))


def _unsaid(node: Node) -> str:
    if isinstance(node, Call):
        return f"It calls {node.function}()."
    return "It says more than comparisons of one answer with one value."


def renamed(rule: Rule, names: Mapping[str, str]) -> Rule:
    """Return a rule with its questions called by other names, those that have one."""
    match rule:
        case Comparison(question, operator, value):
            return Comparison(names.get(question, question), operator, value)
        case All(of):
            return All(tuple(renamed(one, names) for one in of))
        case Some(of):
            return Some(tuple(renamed(one, names) for one in of))
        case Not(of):
            return Not(renamed(of, names))
    return rule
