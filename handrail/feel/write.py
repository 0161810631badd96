"""A syntax tree as text again, with only the parentheses it needs; layout and comments are not kept."""

from datetime import date, time, timedelta
from decimal import Decimal

from handrail.feel import syntax as s
from handrail.feel.temporal import write_temporal
from handrail.feel.values import Value, YearsMonths

_ANY, _OR, _AND, _COMPARE, _SUM, _PRODUCT, _POWER, _NEGATE, _POSTFIX = range(9)
_ARITHMETIC = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(node: s.Node) -> str:
    """Return FEEL text that parses to an equal tree."""
    return _write(node, _ANY)


def write_literal(value: Value) -> str:
    """Return a number, string, boolean, null, date, time or duration as FEEL writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(_ESCAPES.get(mark, mark) for mark in value) + '"'
    if isinstance(value, (date, time, timedelta, YearsMonths)):
        return f'@"{write_temporal(value)}"'
    return write_number(Decimal(value))


def write_number(number: Decimal) -> str:
    """Return a number in plain digits, never with an exponent."""
    return f"{number:f}"


def _write(node: s.Node, least: int) -> str:  # noqa: C901, PLR0912  one case a kind of node
    match node:
        case s.Literal(value):
            text = write_literal(value)
            return _bound(text, _NEGATE if text.startswith("-") else _POSTFIX, least)
        case s.Name(name):
            return name
        case s.Input():
            return "?"
        case s.Path(base, name):
            return f"{_write(base, _POSTFIX)}.{name}"
        case s.Filter(base, condition):
            return f"{_write(base, _POSTFIX)}[{_write(condition, _ANY)}]"
        case s.Call(function, arguments):
            return f"{function}({', '.join(_argument(argument) for argument in arguments)})"
        case s.Negate(operand):
            # A space, because minus one is a number of its own and not the negation of one.
            return _bound(f"-{_write_negated(operand)}", _NEGATE, least)
        case s.Arithmetic(sign, left, right):
            level = _ARITHMETIC[sign]
            return _bound(f"{_write(left, level)} {sign} {_write(right, level + 1)}", level, least)
        case s.Comparison(sign, left, right):
            return _bound(f"{_write(left, _COMPARE)} {sign} {_write(right, _SUM)}", _COMPARE, least)
        case s.Between(value, low, high):
            text = f"{_write(value, _COMPARE)} between {_write(low, _SUM)} and {_write(high, _SUM)}"
            return _bound(text, _COMPARE, least)
        case s.In(value, tests):
            return _bound(f"{_write(value, _COMPARE)} in {_in_tests(tests)}", _COMPARE, least)
        case s.And(operands):
            return _bound(" and ".join(_write(part, _COMPARE) for part in operands), _AND, least)
        case s.Or(operands):
            return _bound(" or ".join(_write(part, _AND) for part in operands), _OR, least)
        case _:
            return _write_other(node, least)


def _write_other(node: s.Node, least: int) -> str:
    match node:
        case s.If(condition, then, otherwise):
            text = f"if {_write(condition, _ANY)} then {_write(then, _ANY)} else {_write(otherwise, _ANY)}"
            return _open(text, least)
        case s.For(variables, body):
            return _open(f"for {_variables(variables)} return {_write(body, _ANY)}", least)
        case s.Quantified(every, variables, condition):
            text = f"{_variables(variables)} satisfies {_write(condition, _ANY)}"
            return _open(f"{'every' if every else 'some'} {text}", least)
        case s.ListOf(items):
            return f"[{', '.join(_write(item, _ANY) for item in items)}]"
        case s.ContextOf(entries):
            pairs = (f"{write_literal(entry.key)}: {_write(entry.value, _ANY)}" for entry in entries)
            return "{" + ", ".join(pairs) + "}"
        case s.RangeOf(low, high, low_included, high_included):
            opening, closing = "[" if low_included else "(", "]" if high_included else ")"
            return f"{opening}{_write(low, _ANY)}..{_write(high, _ANY)}{closing}"
        case s.UnaryComparison():
            return f"({_limit(node)})"
        case s.Tests(tests, negated):
            return _cell(tests, negated=negated)
        case _:
            raise TypeError(f"Found {type(node).__name__}; expected a node of a rule.")


def _bound(text: str, level: int, least: int) -> str:
    return f"({text})" if level < least else text


def _open(text: str, least: int) -> str:
    # These reach as far right as they can, so they need parentheses wherever anything may follow.
    return f"({text})" if least > _ANY else text


def _write_negated(operand: s.Node) -> str:
    text = _write(operand, _NEGATE)
    positive = isinstance(operand, s.Literal) and isinstance(operand.value, Decimal) and operand.value > 0
    return f"({text})" if positive else text


def _argument(argument: s.Argument) -> str:
    return (
        f"{argument.name}: {_write(argument.value, _ANY)}" if argument.name else _write(argument.value, _ANY)
    )


def _variables(variables: tuple[s.Each, ...]) -> str:
    return ", ".join(
        f"{each.name} in {_write(each.domain, _ANY)}" + (f"..{_write(each.end, _ANY)}" if each.end else "")
        for each in variables
    )


def _cell(tests: tuple[s.Node, ...], *, negated: bool) -> str:
    text = ", ".join(_test(test) for test in tests) or "-"
    if negated:
        return f"not({text})"
    # A cell that is one call of not() would read as a negated cell.
    return (
        f"({text})"
        if len(tests) == 1 and isinstance(tests[0], s.Call) and tests[0].function == "not"
        else text
    )


def _limit(node: s.UnaryComparison) -> str:
    return f"{node.sign} {_write(node.operand, _SUM)}"


def _test(node: s.Node) -> str:
    return _limit(node) if isinstance(node, s.UnaryComparison) else _write(node, _ANY)


def _in_tests(tests: tuple[s.Node, ...]) -> str:
    if len(tests) == 1 and isinstance(tests[0], s.RangeOf):
        return _write(tests[0], _ANY)
    return f"({', '.join(_test(test) for test in tests)})"
