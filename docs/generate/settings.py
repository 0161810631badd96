"""The page of settings: every environment variable that the code reads, with its default and meaning.

Which there are is found in the code; what each means is written in settings.yaml, and the page is refused
when the two differ.
"""

import ast
import re
from pathlib import Path

import yaml

from docs.generate.markdown import code, table, whole

_ROOT = Path(__file__).parents[2]
_NAME = re.compile(r"(HANDRAIL|DATABASE)_[A-Z_]*[A-Z]")
_INTRO = (
    "For the people who run Handrail. There is no file of settings: each is an environment variable, read "
    "when a command starts, and each has a default that suits one machine."
)


def found() -> frozenset[str]:
    """Return the names of the variables that the code reads."""
    return frozenset(
        node.value
        for path in (_ROOT / "handrail").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _NAME.fullmatch(node.value)
    )


def page() -> str:
    """Return the page. Raises LookupError for a variable with no meaning written, or a meaning of none."""
    said = yaml.safe_load((Path(__file__).parent / "settings.yaml").read_text(encoding="utf-8"))
    differing = sorted(found() ^ set(said))
    if differing:
        raise LookupError(f"Found {', '.join(differing)} in the code or in docs/generate/settings.yaml only.")
    rows = ((code(name), one["default"], one["meaning"]) for name, one in sorted(said.items()))
    return whole("Settings", _INTRO, [table(("Variable", "When it is not set", "What it is for"), rows)])
