"""The last look at a service before it is written: what `check` would call broken is left out and told.

Carriers know what our format can say. This is for what they did not foresee in a form of somebody: the
service is whole without it, and whoever brings the form reads what is missing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.files import SERVICE_FILE
from handrail.definition.load import load_text
from handrail.definition.source import Problem
from handrail.definition.text import Fields, Items, Node, parse
from handrail.exchange.carry.folder import as_yaml
from handrail.exchange.carry.said import spoken, without_marks
from handrail.exchange.report import Kind, Report

MOST_MENDED = 60
"""So many things are left out at most; a form with more wrong is carried as it is, and `check` says what."""

_STEP_ITSELF = 2
"""The length of a step's own path, such as ("steps", 0); a step is never left out whole."""

_PARTS: Mapping[str, Kind] = {
    "question": "component",
    "page": "page",
    "exit": "page",
    "group": "component",
    "decide": "setting",
}
_SPARE = (
    "limits",
    "errors",
    "hint",
    "find_by",
    "option_hints",
    "help",
    "guidance",
    "name_by",
    "text",
    "when",
)
"""Keys that a question or page can do without; `when` last, since it says who is asked."""

Path = tuple[str | int, ...]


def mend(tree: dict[str, Any], files: Mapping[str, str], language: str, report: Report) -> None:
    """Take out of a service's tree what is broken in it, one thing after the other, and tell each."""
    for _ in range(MOST_MENDED):
        text = as_yaml(without_marks(spoken(tree, language)))
        broken = _broken({**files, SERVICE_FILE: text})
        path = next((found for one in broken if (found := _place(text, one))), None)
        if path is None:
            return
        _take_out(tree, path, broken[0], report)


def _broken(texts: Mapping[str, str]) -> list[Problem]:
    found = check(load_text(texts, bricks=BRICKS), bricks=BRICKS)
    return [one for one in found if one.grade == "broken" and one.where.file == SERVICE_FILE]


def _place(text: str, problem: Problem) -> Path:
    """Return what to take out for a problem: a key that can be spared, or the question, page or group."""
    root = parse(text, file=SERVICE_FILE).node
    paths = [path for path, line in _lines(root, ()) if line == problem.where.line]
    for path in sorted(paths, key=len, reverse=True):
        spare = next((number for number, key in enumerate(path) if number > 1 and key in _SPARE), None)
        if spare is not None:
            return path[: spare + 1]
    deepest = max(_before(root, problem.where.line), key=len, default=())

    def within_a_step() -> bool:
        return isinstance(deepest[-1], int) and "steps" in deepest and len(deepest) > _STEP_ITSELF

    while deepest and not within_a_step():
        deepest = deepest[:-1]
    return deepest


def _before(root: Node | None, line: int) -> list[Path]:
    """Return the path of whatever begins last before a line, or on it."""
    found = [(start, path) for path, start in _lines(root, ()) if start <= line]
    last = max((start for start, _ in found), default=0)
    return [path for start, path in found if start == last]


def _lines(node: Node | None, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(node, Fields):
        for key, inner in node.entries.items():
            yield (*path, key), node.at(key).line
            yield from _lines(inner, (*path, key))
    elif isinstance(node, Items):
        for number, inner in enumerate(node.items):
            yield (*path, number), inner.where.line
            yield from _lines(inner, (*path, number))


def _take_out(tree: dict[str, Any], path: Path, problem: Problem, report: Report) -> None:
    around: Any = tree
    part: Mapping[str, Any] = {}
    for key in path[:-1]:
        around = around[key]
        part = around if isinstance(around, dict) and around.keys() & _PARTS.keys() else part
    taken = around.pop(path[-1])
    if isinstance(taken, Mapping) and taken.keys() & _PARTS.keys():
        part = taken
    sort = next((name for name in _PARTS if name in part), "")
    whole = part is taken
    what = f"the {sort} '{part.get(sort)}'" if whole else f"'{path[-1]}' of the {sort} '{part.get(sort)}'"
    kind: Kind = _PARTS.get(sort, "setting") if whole else "setting"
    report.lose(f"{SERVICE_FILE}, {part.get(sort, '')}", what=what, why=problem.problem, kind=kind)
    _drop_empty(tree)


def _drop_empty(tree: dict[str, Any]) -> None:
    """Take out pages and steps of which nothing is left."""
    for step in tree["steps"]:
        if "pages" in step:
            step["pages"] = [part for part in step["pages"] if _asks_or_tells(part)]
    tree["steps"] = [step for step in tree["steps"] if "ask" not in step or step["pages"]]


def _asks_or_tells(part: Mapping[str, Any]) -> bool:
    if "group" in part:
        return bool(part["pages"])
    return "page" not in part or bool(part["questions"] or part["guidance"] or spoken(part["text"], "en"))
