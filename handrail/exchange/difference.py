"""What two trees of mappings and lists differ in, by name, and one made of the other; no file is known here.

A difference is made of plain values. A mapping, or a list of parts that each bear a name, differs in what it
holds: `{"in": {name: difference}, "order": [name]}`, with an order where it is another. Anything else differs
as a whole: `{"is": value, "was": mark}`, without `is` where it is gone and without `was` where it is new. The
mark tells whether what stands there now is still what the difference was made against.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from handrail.exchange.taking import json_number

Difference = Mapping[str, Any]

NAMED_BY = ("question", "page", "exit", "group", "ask", "decide", "work", "id")
"""The keys by which a part of a list is known, the first that it has."""

_MARK = 12


def difference(tree: Any, base: Any) -> Difference:
    """Return what makes the base into the tree; nothing where they are the same."""
    holds, held = _entries(tree), _entries(base)
    if holds is None or held is None or isinstance(tree, list) is not isinstance(base, list):
        return {} if _mark(tree) == _mark(base) else {"is": tree, "was": _mark(base)}
    inner: dict[str, Any] = {}
    for name, one in holds.items():
        if name not in held:
            inner[name] = {"is": one}
        elif found := difference(one, held[name]):
            inner[name] = found
    inner |= {name: {"was": _mark(one)} for name, one in held.items() if name not in holds}
    natural = [*(name for name in held if name in holds), *(name for name in holds if name not in held)]
    order = {"order": list(holds)} if natural != list(holds) else {}
    return {**({"in": inner} if inner else {}), **order}


def changed(base: Any, found: Any, kept: list[str], *, at: str = "") -> Any:
    """Return the base with a difference made to it, whatever the difference is.

    What the base no longer has as it was stays as it is now; `kept` gets the path of each such place.
    """
    if not isinstance(found, dict) or not found:
        return base
    if "is" in found or "was" in found:
        if found.get("was") != _mark(base):
            kept.append(at)
            return base
        return found.get("is")
    held, inner, order = _entries(base), found.get("in"), found.get("order")
    if held is None:
        kept.append(at)
        return base
    entries = dict(held)
    for name, one in inner.items() if isinstance(inner, dict) else ():
        _change(entries, name, one, kept, at=f"{at}, {name}" if at else name)
    if isinstance(order, list):
        entries = {name: entries[name] for name in _ordered(list(entries), order)}
    return list(entries.values()) if isinstance(base, list) else entries


def _change(entries: dict[str, Any], name: str, found: Any, kept: list[str], *, at: str) -> None:
    if not isinstance(found, dict):
        return
    if name not in entries:
        if "is" in found and "was" not in found:
            entries[name] = found["is"]
        elif "is" in found or "in" in found:
            kept.append(at)
        return
    if "was" in found and "is" not in found:
        if found["was"] == _mark(entries[name]):
            del entries[name]
        else:
            kept.append(at)
        return
    if "is" in found and "was" not in found:
        kept.append(at)
        return
    entries[name] = changed(entries[name], found, kept, at=at)


def places(found: Difference, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of each place where a difference changes something."""
    if "is" in found or "was" in found or "order" in found:
        yield at
    for name, one in found.get("in", {}).items():
        yield from places(one, (*at, name))


def name_of(part: Any) -> str:
    """Return what a part of a list is known by, such as `question full_name`; "" for nothing."""
    if not isinstance(part, dict):
        return ""
    key = next((one for one in NAMED_BY if isinstance(part.get(one), str)), "")
    return f"{key} {part[key]}" if key else ""


def _entries(tree: Any) -> Mapping[str, Any] | None:
    """Return what a tree holds by name; None where it holds nothing by name."""
    if isinstance(tree, dict):
        return tree
    if not isinstance(tree, list) or not tree:
        return None
    found = {name_of(one): one for one in tree}
    return found if "" not in found and len(found) == len(tree) else None


def _ordered(names: Sequence[str], order: Sequence[Any]) -> list[str]:
    """Return names in an order; one that it does not know stays behind the name that it stood behind."""
    found = list(dict.fromkeys(name for name in order if isinstance(name, str) and name in names))
    for at, name in enumerate(names):
        if name not in found:
            found.insert(found.index(names[at - 1]) + 1 if at else 0, name)
    return found


def _mark(tree: Any) -> str:
    return sha256(json.dumps(tree, ensure_ascii=False, default=json_number).encode()).hexdigest()[:_MARK]
