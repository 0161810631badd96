"""A syntax tree as a Python function: its text is generated once, then runs at Python's speed.

Only text this module writes is compiled. Whatever an author wrote reaches it as constants and dictionary
keys, passed in by number, so a rule can name nothing in Python.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from types import MappingProxyType
from typing import Any

from handrail.feel import arithmetic, operators, structure
from handrail.feel import syntax as s
from handrail.feel.builtins import FUNCTIONS
from handrail.feel.values import Value, YearsMonths

_RUNTIME: dict[str, Any] = {
    "__builtins__": {"type": type, "tuple": tuple},
    "Decimal": Decimal,
    "eq": operators.eq, "ne": operators.ne, "lt": operators.lt,
    "le": operators.le, "gt": operators.gt, "ge": operators.ge,
    "between": operators.between, "either": operators.either, "negation": operators.negation,
    "passes": operators.passes, "inside": operators.inside, "span": operators.span, "limit": operators.limit,
    "add": arithmetic.add, "subtract": arithmetic.subtract, "multiply": arithmetic.multiply,
    "divide": arithmetic.divide, "power": arithmetic.power, "minus": arithmetic.minus,
    "field": structure.field, "path": structure.path, "filtered": structure.filtered,
    "loop": structure.loop, "some": structure.some, "every": structure.every, "steps": structure.steps,
}  # fmt: skip
_COMPARE = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "**": "power"}
_UNIFORM = (str, bool, date, timedelta, YearsMonths)
_OF_THE_MOMENT = frozenset({"today", "now"})

Compiled = Callable[..., Value]
# Where names may be bound, innermost last: variables to Python names, or the Python name of a filter's item.
_Scope = tuple["dict[str, str] | str", ...]


def compile_expression(node: s.Node) -> Compiled:
    """Return a function of (scope, at) that evaluates the expression."""
    writer = Writer()
    body = writer.emit(node, ())
    return writer.function("scope, at", body)


def compile_tests(node: s.Tests) -> Compiled:
    """Return a function of (value, scope, at) that says whether the value passes the tests."""
    writer = Writer()
    body = writer.tests(node, "value", ())
    return writer.function("value, scope, at", body)


def within_bounds(run: Compiled, *values: Any) -> Value:
    """Run a generated function; null when it takes more steps than any rule about people needs."""
    try:
        return run(*values)
    except structure.TooManySteps:
        return None


@dataclass
class Writer:
    """Collects the constants and outside names that one generated function uses, and writes its text."""

    constants: dict[str, Value] = field(default_factory=dict)
    outside: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)
    asked: str = "value"
    counts: bool = False

    def function(self, parameters: str, body: str) -> Compiled:
        """Compile `return body`, preceded by the look-ups of the outside names it uses."""
        names = [f"    {python} = scope.get({self.constant(name)})" for name, python in self.outside.items()]
        spent = ["    spent = [0]"] if self.counts else []
        text = "\n".join([f"def generated({parameters}):", *spent, *names, *self.lines, f"    return {body}"])
        space: dict[str, Any] = {**_RUNTIME, **self.constants}
        exec(compile(text, "<rule>", "exec"), space)  # noqa: S102  see the module's first lines
        made: Compiled = space["generated"]
        return made

    def constant(self, value: Value) -> str:
        """Return the Python name under which a value is passed in."""
        if value is None or isinstance(value, bool):
            return str(value)
        name = f"k{next(self._numbers)}"
        self.constants[name] = value
        return name

    def _fresh(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"

    # Expressions

    def emit(self, node: s.Node, scope: _Scope) -> str:
        """Return a Python expression that computes the node."""
        made = getattr(self, f"_{type(node).__name__.lower()}")(node, scope)
        return str(made)

    def _literal(self, node: s.Literal, scope: _Scope) -> str:
        del scope
        return self.constant(node.value)

    def _name(self, node: s.Name, scope: _Scope) -> str:
        items: list[str] = []
        for bound in reversed(scope):
            if isinstance(bound, str):
                if node.name == "item":
                    found = bound
                    break
                items.append(bound)
            elif node.name in bound:
                found = bound[node.name]
                break
        else:
            if node.name not in self.outside:
                self.outside[node.name] = self._fresh("n")
            found = self.outside[node.name]
        for item in reversed(items):
            found = f"field({item}, {self.constant(node.name)}, {found})"
        return found

    def _input(self, node: s.Input, scope: _Scope) -> str:
        del node, scope
        return self.asked

    def _path(self, node: s.Path, scope: _Scope) -> str:
        return f"path({self.emit(node.base, scope)}, {self.constant(node.name)})"

    def _negate(self, node: s.Negate, scope: _Scope) -> str:
        return f"minus({self.emit(node.operand, scope)})"

    def _arithmetic(self, node: s.Arithmetic, scope: _Scope) -> str:
        return f"{_ARITHMETIC[node.sign]}({self.emit(node.left, scope)}, {self.emit(node.right, scope)})"

    def _comparison(self, node: s.Comparison, scope: _Scope) -> str:
        sign, left, right = node.sign, node.left, node.right
        if isinstance(left, s.Literal) and not isinstance(right, s.Literal):
            left, right, sign = right, left, _MIRRORED.get(sign, sign)  # type: ignore[assignment]
        return self._compare(sign, self.emit(left, scope), right, scope)

    def _compare(self, sign: str, left: str, right: s.Node, scope: _Scope) -> str:
        call = f"{_COMPARE[sign]}({left}, "
        if isinstance(right, s.Literal) and left.isidentifier():
            quick = self.quick(sign, left, right.value)
            if quick:
                test, known = quick
                return f"({test} if {known} else {call}{self.emit(right, scope)}))"
        return f"{call}{self.emit(right, scope)})"

    def quick(self, sign: str, left: str, value: Value) -> tuple[str, str] | None:
        """Return Python for comparing a variable with a constant, and the condition under which it holds."""
        kind = type(value)
        if kind is Decimal or (kind in _UNIFORM and (kind is not bool or sign in ("=", "!="))):
            self.constants.setdefault(kind.__name__, kind)
            python_sign = "==" if sign == "=" else sign
            return f"{left} {python_sign} {self.constant(value)}", f"type({left}) is {kind.__name__}"
        return None

    def _and(self, node: s.And, scope: _Scope) -> str:
        kept = [(self._fresh("t"), self.emit(operand, scope)) for operand in node.operands]
        stops = " or ".join(f"({name} := {text}) is False" for name, text in kept)
        holds = " and ".join(f"{name} is True" for name, _ in kept)
        return f"(False if {stops} else True if {holds} else None)"

    def _or(self, node: s.Or, scope: _Scope) -> str:
        kept = [(self._fresh("t"), self.emit(operand, scope)) for operand in node.operands]
        stops = " or ".join(f"({name} := {text}) is True" for name, text in kept)
        fails = " and ".join(f"{name} is False" for name, _ in kept)
        return f"(True if {stops} else False if {fails} else None)"

    def _between(self, node: s.Between, scope: _Scope) -> str:
        parts = (self.emit(part, scope) for part in (node.value, node.low, node.high))
        return f"between({', '.join(parts)})"

    def _if(self, node: s.If, scope: _Scope) -> str:
        then, otherwise = self.emit(node.then, scope), self.emit(node.otherwise, scope)
        return f"({then} if {self.emit(node.condition, scope)} is True else {otherwise})"

    def _listof(self, node: s.ListOf, scope: _Scope) -> str:
        if not node.items:
            return self.constant(())
        return f"({''.join(self.emit(item, scope) + ', ' for item in node.items)})"

    def _contextof(self, node: s.ContextOf, scope: _Scope) -> str:
        bound: dict[str, str] = {}
        pairs = []
        for entry in node.entries:
            value = self.emit(entry.value, (*scope, dict(bound)))
            bound[entry.key] = self._fresh("c")
            pairs.append(f"{self.constant(entry.key)}: ({bound[entry.key]} := {value})")
        return "{" + ", ".join(pairs) + "}"

    def _filter(self, node: s.Filter, scope: _Scope) -> str:
        item = self._fresh("i")
        condition = self.emit(node.condition, (*scope, item))
        self.counts = True
        return f"filtered(spent, {self.emit(node.base, scope)}, lambda {item}: {condition})"

    def _rangeof(self, node: s.RangeOf, scope: _Scope) -> str:
        low, high = self.emit(node.low, scope), self.emit(node.high, scope)
        return f"span({low}, {high}, {node.low_included}, {node.high_included})"

    def _unarycomparison(self, node: s.UnaryComparison, scope: _Scope) -> str:
        return f"limit({self.constant(node.sign)}, {self.emit(node.operand, scope)})"

    def _for(self, node: s.For, scope: _Scope) -> str:
        domains, names, inner = self._domains(node.variables, scope)
        partial = self._fresh("p")
        body = self.emit(node.body, (*inner, {"partial": partial}))
        self.counts = True
        return f"loop(spent, {domains}, lambda {', '.join((*names, partial))}: {body})"

    def _quantified(self, node: s.Quantified, scope: _Scope) -> str:
        domains, names, inner = self._domains(node.variables, scope)
        condition = self.emit(node.condition, inner)
        self.counts = True
        return (
            f"{'every' if node.every else 'some'}(spent, {domains}, lambda {', '.join(names)}: {condition})"
        )

    def _domains(self, variables: tuple[s.Each, ...], scope: _Scope) -> tuple[str, list[str], _Scope]:
        names: list[str] = []
        written = []
        for each in variables:
            domain = self.emit(each.domain, scope)
            if each.end is not None:
                domain = f"steps({domain}, {self.emit(each.end, scope)})"
            written.append(f"lambda {', '.join(names)}: {domain}, ")
            names.append(self._fresh("x"))
            scope = (*scope, {each.name: names[-1]})
        return f"({''.join(written)})", names, scope

    def _call(self, node: s.Call, scope: _Scope) -> str:
        function = FUNCTIONS.get(node.function)
        if function is None:
            return "None"
        named = [argument for argument in node.arguments if argument.name]
        if named and len(named) != len(node.arguments):
            return "None"
        values = [argument.value for argument in node.arguments]
        if (
            node.function not in _OF_THE_MOMENT
            and not named
            and all(isinstance(v, s.Literal) for v in values)
        ):
            literals = [v.value for v in values if isinstance(v, s.Literal)]
            return self.constant(_frozen(function(_NO_MOMENT, *literals)))
        called = self.constant(function)
        if named:
            pairs = (f"{self.constant(a.name)}: {self.emit(a.value, scope)}" for a in named)
            return f"{called}.named(at, {{{', '.join(pairs)}}})"
        return f"{called}(at{''.join(', ' + self.emit(value, scope) for value in values)})"

    # Tests

    def _in(self, node: s.In, scope: _Scope) -> str:
        value = self._fresh("v")
        outer, self.asked = self.asked, value
        tests = self._any(node.tests, value, scope)
        self.asked = outer
        return f"(lambda {value}: {tests})({self.emit(node.value, scope)})"

    def tests(self, node: s.Tests, value: str, scope: _Scope) -> str:
        """Return a Python expression that says whether the variable passes the cell's tests."""
        self.asked = value
        if not node.tests:
            return "True"
        passed = self._any(node.tests, value, scope)
        return f"negation({passed})" if node.negated else passed

    def _any(self, tests: tuple[s.Node, ...], value: str, scope: _Scope) -> str:
        written = [self._test(test, value, scope) for test in tests]
        return written[0] if len(written) == 1 else f"either({', '.join(written)})"

    def _test(self, test: s.Node, value: str, scope: _Scope) -> str:
        if isinstance(test, s.UnaryComparison):
            return self._compare(test.sign, value, test.operand, scope)
        if isinstance(test, s.Literal):
            return self._compare("=", value, test, scope)
        written = self.emit(test, scope)
        if isinstance(test, s.RangeOf):
            return f"inside({value}, {written})"
        return written if asks_about_input(test) else f"passes({value}, {written})"


def asks_about_input(test: s.Node) -> bool:
    """Return whether a test is a condition on the question mark, rather than a value to compare with it."""
    if isinstance(test, s.Input):
        return True
    if isinstance(test, s.In):  # its tests have a question mark of their own
        return asks_about_input(test.value)
    return any(asks_about_input(child) for child in s.children(test))


_NO_MOMENT = datetime.min.replace(tzinfo=UTC)  # for calls that do not depend on the moment


def _frozen(value: Value) -> Value:
    return MappingProxyType(value) if isinstance(value, dict) else value
