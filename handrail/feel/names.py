"""Which names from outside a rule uses, as dotted paths; what they mean is for whoever evaluates it."""

from handrail.feel import syntax as s

Bound = tuple[frozenset[str], ...]


def outside_names(node: s.Node) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names a rule certainly takes from outside, and those that may be fields of a filter's item.

    In `adults[age >= limit]`, `adults` is certain; `age` and `limit` may each be a field of an adult or a
    name outside: only types can tell, see check.
    """
    certain: set[str] = set()
    possible: set[str] = set()
    _collect(node, frozenset(), in_filter=False, certain=certain, possible=possible)
    return frozenset(certain), frozenset(possible - certain)


def dotted(node: s.Node) -> tuple[str, ...]:
    """Return the parts of a name or of a path on a name; nothing for any other node."""
    if isinstance(node, s.Name):
        return (node.name,)
    if isinstance(node, s.Path):
        base = dotted(node.base)
        return (*base, node.name) if base else ()
    return ()


def _collect(  # noqa: C901  one case a kind of node
    node: s.Node, bound: frozenset[str], *, in_filter: bool, certain: set[str], possible: set[str]
) -> None:
    found = possible if in_filter else certain

    def within(child: s.Node, more: frozenset[str] = frozenset(), *, filtering: bool = in_filter) -> None:
        _collect(child, bound | more, in_filter=filtering, certain=certain, possible=possible)

    parts = dotted(node)
    if parts:
        if parts[0] not in bound:
            found.add(".".join(parts))
    elif isinstance(node, s.Filter):
        within(node.base)
        within(node.condition, frozenset({"item"}), filtering=True)
    elif isinstance(node, (s.For, s.Quantified)):
        names: frozenset[str] = frozenset()
        for each in node.variables:
            for child in s.children(each):
                within(child, names)
            names |= {each.name}
        body = node.body if isinstance(node, s.For) else node.condition
        within(body, names | {"partial"} if isinstance(node, s.For) else names)
    elif isinstance(node, s.ContextOf):
        keys: frozenset[str] = frozenset()
        for entry in node.entries:
            within(entry.value, keys)
            keys |= {entry.key}
    else:
        for child in s.children(node):
            within(child)
