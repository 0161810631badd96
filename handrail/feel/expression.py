"""Rules ready to use: parse a text once, then check, evaluate and explain it as often as needed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from handrail.feel.builtins import FUNCTIONS
from handrail.feel.check import check_expression, check_tests
from handrail.feel.explain import Explanation, explain
from handrail.feel.generate import Compiled, compile_expression, compile_tests, within_bounds
from handrail.feel.names import outside_names
from handrail.feel.parser import parse_expression, parse_unary_tests
from handrail.feel.problem import Checked
from handrail.feel.syntax import Node, Tests
from handrail.feel.types import Type
from handrail.feel.values import Value


@dataclass(frozen=True)
class Expression:
    """A rule: its text and what it says."""

    text: str
    tree: Node

    @cached_property
    def names(self) -> frozenset[str]:
        """The names it certainly takes from outside, as dotted paths such as `moved.on`."""
        return outside_names(self.tree)[0]

    @cached_property
    def item_names(self) -> frozenset[str]:
        """The names in filters that are fields of the item or, when it has no such field, from outside."""
        return outside_names(self.tree)[1]

    @cached_property
    def _run(self) -> Compiled:
        return compile_expression(self.tree)

    def check(self, types: Mapping[str, Type]) -> Checked:
        """Return the type of the rule's value and what is wrong with it, given the types of the names."""
        return check_expression(self.text, self.tree, types)

    def evaluate(self, scope: Mapping[str, Value], *, at: datetime) -> Value:
        """Return the rule's value for these names at a moment; null (None) where FEEL says so.

        A name that is missing is null. Never raises for what the rule says or the values are.
        """
        return within_bounds(self._run, scope, at)

    def explain(self, scope: Mapping[str, Value], *, at: datetime) -> Explanation:
        """Return the rule's value and the values of its parts, as a tree that follows the text."""
        return explain(self.text, self.tree, scope, at=at)


@dataclass(frozen=True)
class UnaryTests:
    """A decision table's cell: its text and what it says."""

    text: str
    tree: Tests

    @cached_property
    def names(self) -> frozenset[str]:
        """The names it certainly takes from outside, as dotted paths."""
        return outside_names(self.tree)[0]

    @cached_property
    def _run(self) -> Compiled:
        return compile_tests(self.tree)

    def check(self, input_type: Type, types: Mapping[str, Type]) -> Checked:
        """Return what is wrong with the cell, given the type of the column's input and of the names."""
        return check_tests(self.text, self.tree, input_type, types)

    def matches(self, value: Value, scope: Mapping[str, Value], *, at: datetime) -> bool | None:
        """Return whether a value passes; null (None) where FEEL cannot say, which is no match."""
        answer = within_bounds(self._run, value, scope, at)
        return answer if isinstance(answer, bool) else None


def parse(text: str, *, names: Collection[str] = ()) -> Expression:
    """Read a rule. `names` are those in it that hold spaces, if any; ids of a service never do.

    Raises FeelSyntaxError, which says what was found and what was expected, with line and column.
    """
    return Expression(text, parse_expression(text, functions=FUNCTIONS, names=names))


def parse_tests(text: str, *, names: Collection[str] = ()) -> UnaryTests:
    """Read a decision table's cell. Raises FeelSyntaxError."""
    return UnaryTests(text, parse_unary_tests(text, functions=FUNCTIONS, names=names))
