"""What changed between two versions of a service, step by step, question by question, rule by rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from handrail import feel
from handrail.definition.service import Service
from handrail.definition.source import Where

Path = tuple[str, ...]

_UNCOMPARED = frozenset({"text", "hash", "places", "words", "checked", "format"})
"""Fields of a service that follow from the rest, or are compared word by word."""

_NAMES = {"TableRow": "row", "Result": "result", "ParameterDeclaration": "parameter"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise in the new version.

    path: from the outside in, such as ("step about-you", "question full_name", "label").
    before, after: what it said, "" where it was not there.
    """

    kind: Literal["added", "removed", "changed"]
    path: Path
    before: str
    after: str

    def __str__(self) -> str:
        place = ", ".join(self.path)
        match self.kind:
            case "added":
                return f"Added: {place}" + (f": {_short(self.after)}" if self.after else "")
            case "removed":
                return f"Removed: {place}" + (f": {_short(self.before)}" if self.before else "")
        return f"Changed: {place}: from {_short(self.before)} to {_short(self.after)}"


def compare(old: Service, new: Service) -> tuple[Change, ...]:
    """Return every change from one version to another, in the order of the new one, removals last.

    A part that is wholly new or gone is one change, not one for each thing it says.
    """
    before, after = dict(_said(old)), dict(_said(new))
    old_parts, new_parts = _parts(before), _parts(after)
    changes: list[Change] = []
    told: set[Path] = set()
    for path, text in after.items():
        if path not in before:
            whole = _whole(path, old_parts)
            if whole not in told:
                told.add(whole)
                changes.append(Change("added", whole, "", text if whole == path else ""))
        elif before[path] != text:
            changes.append(Change("changed", path, before[path], text))
    for path, text in before.items():
        if path not in after:
            whole = _whole(path, new_parts)
            if whole not in told:
                told.add(whole)
                changes.append(Change("removed", whole, text if whole == path else "", ""))
    return tuple(changes)


def as_json(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Return changes as programs read them: kind, path, before, after."""
    return [
        {"kind": one.kind, "path": list(one.path), "before": one.before, "after": one.after}
        for one in changes
    ]


def _parts(said: Mapping[Path, str]) -> frozenset[Path]:
    """Return every part that something is said of, from the outside in."""
    return frozenset(path[:length] for path in said for length in range(1, len(path) + 1))


def _whole(path: Path, others: frozenset[Path]) -> Path:
    """Return the outermost part of a path that the other version has nothing of."""
    for length in range(1, len(path)):
        if path[:length] not in others:
            return path[:length]
    return path


def _said(service: Service) -> Iterator[tuple[Path, str]]:
    """Yield everything a service says, by where it says it."""
    for field in fields(service):
        if field.name not in _UNCOMPARED:
            yield from _flat(getattr(service, field.name), (_plain(field.name),))
    for language, words in service.words.items():
        for key, word in words.items():
            yield (f"words in {language}", key), word.text


def _flat(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, (feel.Expression, feel.UnaryTests)):
        yield path, value.text
    elif is_dataclass(value) and not isinstance(value, type):
        yield from _record(value, path)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _flat(item, _named(path, str(name), item))
    elif isinstance(value, (tuple, list)):
        yield from _listed(value, path)
    elif value not in (None, "", False):
        yield path, str(value)


def _record(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for field in fields(value):
        found = getattr(value, field.name)
        if field.name == "id" or isinstance(found, Where) or field.name == "goto_where":
            continue
        inner = path if field.name == "spec" else (*path, _plain(field.name))
        yield from _flat(found, inner)


def _listed(value: tuple[Any, ...] | list[Any], path: Path) -> Iterator[tuple[Path, str]]:
    named = [item for item in value if getattr(item, "id", "")]
    if len(named) != len(value) or not value:
        texts = [text for item in value for _, text in _flat(item, path)]
        if texts:
            yield path, " | ".join(texts)
        return
    outer = path[:-1]
    yield path, ", ".join(item.id for item in named)
    for item in named:
        yield from _flat(item, _named(outer, item.id, item))


def _named(path: Path, name: str, item: Any) -> Path:
    """Return the path of a part with a name: its sort and its name."""
    if not is_dataclass(item):
        return (*path, name)
    sort = type(item).__name__
    outer = path[:-1] if path and path[-1].rstrip("s") == _NAMES.get(sort, sort).lower().rstrip("s") else path
    return (*outer, f"{_NAMES.get(sort, sort).lower()} {name}")


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1]}…”"
