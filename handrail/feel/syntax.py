"""The syntax tree of a rule: frozen nodes, their place in the text and their children; no meaning.

Two trees are equal when they say the same; where each node stood in its text does not count.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Literal as Exactly

from handrail.feel.values import Value

Span = tuple[int, int]
ComparisonSign = Exactly["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, kw_only=True)
class Node:
    """Any part of a rule; `span` is its first and one past its last character in the text."""

    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class Literal(Node):
    """A number, string, boolean, null, date, time or duration written out."""

    value: Value


@dataclass(frozen=True)
class Name(Node):
    """A name looked up where the rule is evaluated."""

    name: str


@dataclass(frozen=True)
class Input(Node):
    """The question mark: the value that a unary test is about."""


@dataclass(frozen=True)
class Path(Node):
    """A field of a context, or a property of a date, time, duration or range: base.name."""

    base: Node
    name: str


@dataclass(frozen=True)
class Negate(Node):
    """Minus a value."""

    operand: Node


@dataclass(frozen=True)
class Arithmetic(Node):
    """A sum, difference, product, quotient or power."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Comparison(Node):
    """Two values compared."""

    sign: ComparisonSign
    left: Node
    right: Node


@dataclass(frozen=True)
class And(Node):
    """Operands that must all be true."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Or(Node):
    """Operands of which one must be true."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Between(Node):
    """A value between two others, both included."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True)
class In(Node):
    """A value that passes one of some tests."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True)
class UnaryComparison(Node):
    """A comparison whose left side is the value tested: >= 18."""

    sign: ComparisonSign
    operand: Node


@dataclass(frozen=True)
class RangeOf(Node):
    """A range written out: [1..5)."""

    low: Node
    high: Node
    low_included: bool
    high_included: bool


@dataclass(frozen=True)
class If(Node):
    """One of two values, by a condition."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True)
class Each(Node):
    """A variable that runs over a list, or over the whole numbers from `domain` to `end`."""

    name: str
    domain: Node
    end: Node | None = None


@dataclass(frozen=True)
class For(Node):
    """A list with one value for each combination of the variables."""

    variables: tuple[Each, ...]
    body: Node


@dataclass(frozen=True)
class Quantified(Node):
    """Whether a condition holds for some, or for every, combination of the variables."""

    every: bool
    variables: tuple[Each, ...]
    condition: Node


@dataclass(frozen=True)
class ListOf(Node):
    """A list written out."""

    items: tuple[Node, ...]


@dataclass(frozen=True)
class Entry(Node):
    """A key of a context and its value."""

    key: str
    value: Node


@dataclass(frozen=True)
class ContextOf(Node):
    """A context written out; a later entry may use an earlier one."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Filter(Node):
    """The items of a list for which a condition holds, or its n-th item."""

    base: Node
    condition: Node


@dataclass(frozen=True)
class Argument(Node):
    """A value passed to a function, by place, or by name when `name` is not empty."""

    value: Node
    name: str = ""


@dataclass(frozen=True)
class Call(Node):
    """A function called by its name."""

    function: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Tests(Node):
    """A decision table's cell: any of its tests, none of them when negated; no tests at all is `-`."""

    tests: tuple[Node, ...]
    negated: bool = False


def children(node: Node) -> Iterator[Node]:
    """Yield the nodes directly under a node, in the order they stand in the text."""
    for part in fields(node):
        value = getattr(node, part.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything under it."""
    yield node
    for child in children(node):
        yield from walk(child)
