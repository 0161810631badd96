"""Whether a folder was edited since a form was brought into it: by marks of what the import wrote.

The marks are lines at the end of decisions.yaml, the one file that is there to be edited between two imports.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from handrail.exchange.carry.decisions import DECISIONS_FILE

_MARK = re.compile(r"^# wrote ([0-9a-f]{16}) (.+)$", re.MULTILINE)
_WHAT_FOR = "# By the next lines the import sees whether a file was edited since. Leave them as they are."


def with_marks(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts by path, those of the others marked in decisions.yaml, where there is one.

    There is none for a service of ours that comes home in a form's file.
    """
    if DECISIONS_FILE not in texts:
        return dict(texts)
    others = {path: text for path, text in texts.items() if path != DECISIONS_FILE}
    lines = [_WHAT_FOR, *(f"# wrote {_mark(text)} {path}" for path, text in sorted(others.items()))]
    return {**others, DECISIONS_FILE: "\n".join([texts[DECISIONS_FILE].rstrip("\n"), "", *lines, ""])}


def edited(folder: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return which files would be written over and are not as an import wrote them. Raises OSError."""
    marked = _marks(folder / DECISIONS_FILE)
    return tuple(
        path
        for path, text in texts.items()
        if path != DECISIONS_FILE
        and (folder / path).exists()
        and _mark(_read(folder / path)) not in (_mark(text), marked.get(path))
    )


def _marks(file: Path) -> dict[str, str]:
    return {path: mark for mark, path in _MARK.findall(_read(file))} if file.exists() else {}


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _mark(text: str) -> str:
    """Return the mark of a text; how lines end and what follows the last does not matter."""
    lines = [line.rstrip() for line in text.rstrip().splitlines()]
    return sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
