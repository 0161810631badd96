"""What a rule would give and what is wrong with it, from the types of the names; nothing is evaluated.

Whatever is not known is `any`, and `any` is never wrong: only what is certain to be a mistake is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.feel import operators, remedies
from handrail.feel import syntax as s
from handrail.feel import types as t
from handrail.feel.check_calls import call_problem, type_of_value
from handrail.feel.check_signs import result_of
from handrail.feel.generate import asks_about_input
from handrail.feel.problem import Checked, Problem, suggestion
from handrail.feel.remedies import a as _a
from handrail.feel.types import Type

_BOOLEANS = (t.BOOLEAN, t.ANY, t.NULL)
_DAY = {"year": t.NUMBER, "month": t.NUMBER, "day": t.NUMBER, "weekday": t.NUMBER}
_CLOCK = {
    "hour": t.NUMBER,
    "minute": t.NUMBER,
    "second": t.NUMBER,
    "time offset": t.DAYS_DURATION,
    "timezone": t.STRING,
}
_PROPERTIES: dict[Type, dict[str, Type]] = {
    t.DATE: _DAY,
    t.TIME: _CLOCK,
    t.DATE_TIME: {**_DAY, **_CLOCK},
    t.YEARS_DURATION: {"years": t.NUMBER, "months": t.NUMBER},
    t.DAYS_DURATION: dict.fromkeys(("days", "hours", "minutes", "seconds"), t.NUMBER),
}
_Scope = tuple["Mapping[str, Type] | Type", ...]


def check_expression(text: str, tree: s.Node, types: Mapping[str, Type]) -> Checked:
    """Return the type of an expression's value and every problem in it, in the order of the text."""
    checker = _Checker(text, types)
    return checker.checked(checker.type_of(tree, ()))


def check_tests(text: str, tree: s.Tests, input_type: Type, types: Mapping[str, Type]) -> Checked:
    """Return every problem in a decision table's cell over an input of a type."""
    checker = _Checker(text, types, input_type)
    for test in tree.tests:
        checker.test(test, input_type, ())
    return checker.checked(t.BOOLEAN)


@dataclass
class _Checker:
    """The names in scope and the problems so far; one method for each kind of node."""

    text: str
    types: Mapping[str, Type]
    input_type: Type = t.ANY
    problems: list[tuple[int, str, str]] = field(default_factory=list)

    def checked(self, kind: Type) -> Checked:
        found = []
        for at, message, remedy in sorted(dict.fromkeys(self.problems)):
            before = self.text[:at]
            found.append(Problem(message, remedy, at - before.rfind("\n"), before.count("\n") + 1))
        return Checked(kind, tuple(found))

    def wrong(self, node: s.Node, message: str, remedy: str) -> None:
        self.problems.append((node.span[0], message, remedy))

    def said(self, node: s.Node) -> str:
        return self.text[slice(*node.span)]

    def type_of(self, node: s.Node, scope: _Scope) -> Type:
        kind: Type = getattr(self, f"_{type(node).__name__.lower()}")(node, scope)
        return kind

    # Values and names

    def _literal(self, node: s.Literal, scope: _Scope) -> Type:
        del scope
        return t.Choice(frozenset({node.value})) if isinstance(node.value, str) else type_of_value(node.value)

    def _name(self, node: s.Name, scope: _Scope) -> Type:
        for bound in reversed(scope):
            if isinstance(bound, Type):
                if node.name == "item":
                    return bound
                if isinstance(bound, t.ContextType) and node.name in bound.fields:
                    return bound.fields[node.name]
                if bound == t.ANY or (isinstance(bound, t.ContextType) and bound.open):
                    return self.types.get(node.name, t.ANY)
            elif node.name in bound:
                return bound[node.name]
        if node.name in self.types:
            return self.types[node.name]
        known = {*self.types}.union(*(_names_of(bound) for bound in scope))
        options = self.input_type.options if isinstance(self.input_type, t.Choice) else frozenset()
        self.wrong(
            node,
            f'Found "{node.name}", which is not a name here; expected a name this rule can use.',
            remedies.of_name(node.name, known, options=options),
        )
        return t.ANY

    def _input(self, node: s.Input, scope: _Scope) -> Type:
        del node, scope
        return self.input_type

    def _path(self, node: s.Path, scope: _Scope) -> Type:
        base = self.type_of(node.base, scope)
        if isinstance(base, t.ListType):
            return t.ListType(self._field(node, base.of))
        return self._field(node, base)

    def _field(self, node: s.Path, base: Type) -> Type:
        if base in (t.ANY, t.NULL) or (
            isinstance(base, t.ContextType) and base.open and node.name not in base.fields
        ):
            return t.ANY
        if isinstance(base, t.RangeType):
            known: Mapping[str, Type] = {
                "start": base.of, "end": base.of, "start included": t.BOOLEAN, "end included": t.BOOLEAN,
            }  # fmt: skip
        else:
            known = base.fields if isinstance(base, t.ContextType) else _PROPERTIES.get(t.plain(base), {})
        if node.name in known:
            return known[node.name]
        self.wrong(
            node,
            f'Found ".{node.name}" after {self.said(node.base)}, {_a(base)} without that field.',
            suggestion(node.name, known, what="field in it"),
        )
        return t.ANY

    def _listof(self, node: s.ListOf, scope: _Scope) -> Type:
        return t.ListType(t.common(tuple(self.type_of(item, scope) for item in node.items)))

    def _contextof(self, node: s.ContextOf, scope: _Scope) -> Type:
        fields: dict[str, Type] = {}
        for entry in node.entries:
            fields[entry.key] = self.type_of(entry.value, (*scope, dict(fields)))
        return t.ContextType(fields)

    def _rangeof(self, node: s.RangeOf, scope: _Scope) -> Type:
        low, high = self.type_of(node.low, scope), self.type_of(node.high, scope)
        self._ordered(node, (node.low, low), (node.high, high))
        ends = [end.value for end in (node.high, node.low) if isinstance(end, s.Literal)]
        if len(ends) == 2 and operators.lt(*ends):  # noqa: PLR2004  both ends written out
            self.wrong(
                node,
                f"Found the range {self.said(node)}, which holds nothing; expected its lower end first.",
                "Swap the two ends.",
            )
        return t.RangeType(t.plain(t.common((low, high))))

    def _unarycomparison(self, node: s.UnaryComparison, scope: _Scope) -> Type:
        return t.RangeType(t.plain(self.type_of(node.operand, scope)))

    # Signs

    def _negate(self, node: s.Negate, scope: _Scope) -> Type:
        kind = self.type_of(node.operand, scope)
        if kind not in (t.NUMBER, *t.DURATIONS, t.ANY, t.NULL):
            self.wrong(
                node,
                f"Found minus before {_a(kind)}; expected a number or a duration.",
                "Take the minus away.",
            )
        return kind

    def _arithmetic(self, node: s.Arithmetic, scope: _Scope) -> Type:
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        kind = result_of(node.sign, left, right)
        if kind is None:
            self.wrong(
                node,
                f"Found {_a(left)} {node.sign} {_a(right)}; the two do not go together.",
                "Use string() to join texts, number() to compute with one, or duration() to move a date.",
            )
        return kind or t.ANY

    def _comparison(self, node: s.Comparison, scope: _Scope) -> Type:
        left, right = self.type_of(node.left, scope), self.type_of(node.right, scope)
        self._compared(node, node.sign, (node.left, left), (node.right, right))
        return t.BOOLEAN

    def _compared(
        self, node: s.Node, sign: str, left: tuple[s.Node | None, Type], right: tuple[s.Node, Type]
    ) -> None:
        if sign not in ("=", "!="):
            self._ordered(node, left, right)
        elif not t.overlap(left[1], right[1]):
            self.wrong(
                node,
                f"Found {_a(left[1])} compared with {_a(right[1])}; the two are never equal.",
                remedies.of_pair(self._side(*left), self._side(*right)),
            )
        else:
            self._options(node, left, right)

    def _side(self, node: s.Node | None, kind: Type) -> remedies.Side:
        return self.said(node) if node is not None else "?", node, kind

    def _options(self, node: s.Node, left: tuple[s.Node | None, Type], right: tuple[s.Node, Type]) -> None:
        one, other = left[1], right[1]
        if not isinstance(one, t.Choice) or not isinstance(other, t.Choice) or one.options & other.options:
            return
        if isinstance(left[0], s.Literal):
            one, other, left = other, one, right
        elif left[0] is None or not isinstance(right[0], s.Literal):
            pass
        found = next(iter(sorted(other.options)))
        what = self.said(left[0]) if left[0] is not None else "the input"
        self.wrong(
            node,
            f'Found "{found}", which is not an option of {what}; expected {one}.',
            suggestion(found, one.options, what="option"),
        )

    def _ordered(
        self, node: s.Node, left: tuple[s.Node | None, Type], right: tuple[s.Node | None, Type]
    ) -> None:
        for _, kind in (left, right):
            if t.plain(kind) not in (*t.ORDERED, t.ANY, t.NULL):
                self.wrong(
                    node,
                    f"Found {_a(kind)} where order matters; expected a number, text, date, time or duration.",
                    "Compare it with = or !=.",
                )
                return
        if not t.overlap(left[1], right[1]):
            self.wrong(
                node,
                f"Found {_a(left[1])} compared with {_a(right[1])}; neither comes before the other.",
                remedies.of_pair(self._side(*left), self._side(*right)),
            )

    def _and(self, node: s.And | s.Or, scope: _Scope) -> Type:
        for operand in node.operands:
            self._condition(operand, scope, "and" if isinstance(node, s.And) else "or")
        return t.BOOLEAN

    _or = _and

    def _condition(self, node: s.Node, scope: _Scope, word: str) -> None:
        kind = self.type_of(node, scope)
        if kind not in _BOOLEANS:
            self.wrong(
                node,
                f'Found {_a(kind)} beside "{word}"; expected a condition that is true or false.',
                f"Compare it with something, like {self.said(node)} = …",
            )

    def _between(self, node: s.Between, scope: _Scope) -> Type:
        value = self.type_of(node.value, scope)
        for end in (node.low, node.high):
            self._ordered(node, (node.value, value), (end, self.type_of(end, scope)))
        return t.BOOLEAN

    # Words

    def _if(self, node: s.If, scope: _Scope) -> Type:
        self._condition(node.condition, scope, "if")
        return t.common((self.type_of(node.then, scope), self.type_of(node.otherwise, scope)))

    def _for(self, node: s.For, scope: _Scope) -> Type:
        inner = self._variables(node.variables, scope)
        return t.ListType(self.type_of(node.body, (*inner, {"partial": t.ListType(t.ANY)})))

    def _quantified(self, node: s.Quantified, scope: _Scope) -> Type:
        self._condition(node.condition, self._variables(node.variables, scope), "satisfies")
        return t.BOOLEAN

    def _variables(self, variables: tuple[s.Each, ...], scope: _Scope) -> _Scope:
        for each in variables:
            kind = self.type_of(each.domain, scope)
            if each.end is not None:
                self.type_of(each.end, scope)
            elif isinstance(kind, (t.ListType, t.RangeType)):
                kind = kind.of
            scope = (*scope, {each.name: kind})
        return scope

    def _filter(self, node: s.Filter, scope: _Scope) -> Type:
        base = self.type_of(node.base, scope)
        item = base.of if isinstance(base, t.ListType) else base
        condition = self.type_of(node.condition, (*scope, item))
        if condition == t.NUMBER:
            return item
        if condition not in _BOOLEANS:
            self.wrong(
                node.condition,
                f"Found {_a(condition)} in [ ]; expected a condition, or a place in the list.",
                f"Compare it with something, like {self.said(node.condition)} = …",
            )
        return t.ANY if condition == t.ANY else t.ListType(item)

    def _call(self, node: s.Call, scope: _Scope) -> Type:
        kinds = tuple(self.type_of(argument.value, scope) for argument in node.arguments)
        result, problem = call_problem(node, kinds)
        if problem:
            self.wrong(node, *problem)
        return result

    # Tests

    def _in(self, node: s.In, scope: _Scope) -> Type:
        value = self.type_of(node.value, scope)
        outer, self.input_type = self.input_type, value
        for test in node.tests:
            self.test(test, value, scope, of=node.value)
        self.input_type = outer
        return t.BOOLEAN

    def test(self, test: s.Node, value: Type, scope: _Scope, of: s.Node | None = None) -> None:
        """Check one test over a value of a type; `of` is the value's node when it has one."""
        if isinstance(test, s.UnaryComparison):
            operand = self.type_of(test.operand, scope)
            self._compared(test, test.sign, (of, value), (test.operand, operand))
            return
        if asks_about_input(test):
            self._condition(test, scope, "?")
            return
        kind = self.type_of(test, scope)
        if isinstance(kind, t.RangeType):
            self._ordered(test, (of, value), (None, kind.of))
        elif isinstance(kind, t.ListType) and not isinstance(value, t.ListType):
            for item in test.items if isinstance(test, s.ListOf) else ():
                self.test(item, value, scope, of)
        else:
            self._compared(test, "=", (of, value), (test, kind))


def _names_of(bound: Mapping[str, Type] | Type) -> set[str]:
    if isinstance(bound, t.ContextType):
        return {"item", *bound.fields}
    return {"item"} if isinstance(bound, Type) else {*bound}
