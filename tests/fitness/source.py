"""The source as the fitness tests read it: files, modules and syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "handrail"
NOT_OURS = frozenset(
    {".git", ".venv", ".cache", "node_modules", "data", "build", "__pycache__", ".hypothesis"}
    | {".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"}
)
LANGUAGES_OF_CODE = frozenset(
    {".py", ".js", ".scss", ".html", ".yaml", ".yml", ".sql", ".toml", ".json", ".csv", ".txt", ".in"}
)


def files() -> Iterator[Path]:
    """Yield every file of the project, without what was built, installed or kept."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.name in NOT_OURS or path.name.endswith(".egg-info") or path.is_symlink():
                continue
            if path.is_dir():
                waiting.append(path)
            else:
                yield path


def rooms(*names: str) -> Iterator[Path]:
    """Yield the modules of some rooms of the house; of all when none is named."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).parts
        if not names or inside[0].removesuffix(".py") in names:
            yield path


def below_the_channels() -> Iterator[Path]:
    """Yield the modules of the rooms that know no clock and no settings."""
    return (path for path in rooms() if path.relative_to(PACKAGE).parts[0] not in ("site", "channels"))


@cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Return where something is, as an editor takes it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def imports(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    """Yield every module and name that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield one.name, node
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                yield f"{node.module}.{one.name}", node


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call by the dotted name it is written with, such as `history.append`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def texts(path: Path) -> Iterator[tuple[str, ast.Constant]]:
    """Yield every text that a module holds, its docstrings left out."""
    said = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                said.add(id(first.value))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value, node
