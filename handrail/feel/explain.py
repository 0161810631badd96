"""Why a rule has its value: the value of each part of it, as a tree; no sentences are made here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from handrail.feel import syntax as s
from handrail.feel.generate import compile_expression, within_bounds
from handrail.feel.names import dotted
from handrail.feel.structure import fields_as_names, items_of
from handrail.feel.values import Value, is_list
from handrail.feel.write import write


@dataclass(frozen=True, slots=True)
class Explanation:
    """A part of a rule as FEEL text, its value, and the parts that made it so; literals are left out."""

    text: str
    value: Value
    parts: tuple["Explanation", ...] = ()


def explain(text: str, node: s.Node, scope: Mapping[str, Value], *, at: datetime) -> Explanation:
    """Return the value of a rule and of its parts.

    A branch not taken is left out. A condition on items (a filter, some, every) has a part for each of the
    first twenty, whose text starts with the item's place.
    """
    start, end = node.span
    return Explanation(
        text[start:end] or write(node), _value(node, scope, at), tuple(_parts(text, node, scope, at))
    )


_MOST_ITEMS = 20


def _value(node: s.Node, scope: Mapping[str, Value], at: datetime) -> Value:
    return within_bounds(compile_expression(node), scope, at)


def _parts(text: str, node: s.Node, scope: Mapping[str, Value], at: datetime) -> Iterator[Explanation]:
    if dotted(node) or isinstance(node, s.Literal):
        return
    if isinstance(node, s.If):
        yield explain(text, node.condition, scope, at=at)
        taken = node.then if _value(node.condition, scope, at) is True else node.otherwise
        yield from _told(text, taken, scope, at)
    elif isinstance(node, s.Filter):
        yield from _told(text, node.base, scope, at)
        if not isinstance(node.condition, s.Literal):
            base = _value(node.base, scope, at)
            items = base if is_list(base) else (base,)
            yield from _each_item(text, node.condition, [fields_as_names(item) for item in items], scope, at)
    elif isinstance(node, (s.Quantified, s.For)):
        yield from _over_variables(text, node, scope, at)
    elif isinstance(node, s.In):
        yield from _told(text, node.value, scope, at)
    elif isinstance(node, s.ContextOf):
        for entry in node.entries:
            yield explain(text, entry.value, scope, at=at)
            scope = {**scope, entry.key: _value(entry.value, scope, at)}
    else:
        for child in s.children(node):
            yield from _told(text, child.value if isinstance(child, s.Argument) else child, scope, at)


def _told(text: str, node: s.Node, scope: Mapping[str, Value], at: datetime) -> Iterator[Explanation]:
    if not isinstance(node, s.Literal):
        yield explain(text, node, scope, at=at)


def _over_variables(
    text: str, node: s.Quantified | s.For, scope: Mapping[str, Value], at: datetime
) -> Iterator[Explanation]:
    first = node.variables[0]
    yield from _told(text, first.domain, scope, at)
    if len(node.variables) > 1 or first.end is not None:
        return
    items = items_of(_value(first.domain, scope, at)) or ()
    body = node.body if isinstance(node, s.For) else node.condition
    yield from _each_item(text, body, [{first.name: item} for item in items], scope, at)


def _each_item(
    text: str, node: s.Node, items: list[Mapping[str, Value]], scope: Mapping[str, Value], at: datetime
) -> Iterator[Explanation]:
    for place, names in enumerate(items[:_MOST_ITEMS], start=1):
        told = explain(text, node, {**scope, **names}, at=at)
        yield Explanation(f"{place}: {told.text}", told.value, told.parts)
