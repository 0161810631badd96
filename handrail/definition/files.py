"""A service's folder as texts by path, within limits and never outside it; nothing is parsed here."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handrail.definition.source import Problem, Where
from handrail.definition.text import canonical, unwelcome

MAX_FILES = 200
MAX_BYTES = 2 * 1024 * 1024
MAX_FOLDERS_DEEP = 4
SERVICE_FILE = "service.yaml"
EXAMPLES_FILE = "examples.yaml"
PARAMETERS_FILE = "parameters.yaml"
WORDS_FOLDER = "words/"

_SUFFIXES = (".yaml", ".csv")
_SAFE_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


@dataclass(frozen=True, slots=True)
class Files:
    """The canonical text of every file by its path in the folder, and what could not be taken."""

    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def safe_path(path: str) -> bool:
    """Whether a path stays in its folder: plain letters, digits, dots, hyphens and slashes, no '..'."""
    return bool(_SAFE_PATH.fullmatch(path)) and ".." not in path.split("/")


def read_folder(folder: Path | str) -> Files:
    """Read every YAML and CSV file of a folder; other files and hidden ones are left alone.

    At most 200 files of 2 MB each, four folders deep, UTF-8. Links are refused: they may lead out.
    """
    root = Path(folder)
    if not root.is_dir():
        return Files(
            {},
            (
                _broken(
                    SERVICE_FILE,
                    f"There is no folder {root.name or str(root)!r} to read.",
                    "Give the path of the folder that holds service.yaml.",
                ),
            ),
        )
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in _paths(root, problems):
        if len(texts) >= MAX_FILES:
            problems.append(
                _broken(
                    path, f"There are more than {MAX_FILES} files in the folder.", "Keep one service in it."
                )
            )
            break
        taken = _read(root / path, path)
        if isinstance(taken, Problem):
            problems.append(taken)
        else:
            _take(path, taken, texts, problems)
    return Files(texts, tuple(problems))


def read_texts(files: Mapping[str, str]) -> Files:
    """Take texts by path, as a stored version keeps them, within the same limits as a folder's."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(files)[:MAX_FILES]:
        if not safe_path(path):
            problems.append(
                _broken(SERVICE_FILE, f"{path!r} is not a path in the folder.", "Rename the file.")
            )
        elif len(files[path]) > MAX_BYTES:
            problems.append(_too_large(path))
        else:
            _take(path, files[path], texts, problems)
    if len(files) > MAX_FILES:
        problems.append(
            _broken(SERVICE_FILE, f"There are more than {MAX_FILES} files.", "Keep one service in it.")
        )
    return Files(texts, tuple(problems))


def content_hash(texts: Mapping[str, str]) -> str:
    """Return the SHA-256, in hexadecimal, of texts by path: order and newline style do not matter."""
    digest = sha256(b"handrail service 1\n")
    for path in sorted(texts):
        content = canonical(texts[path]).encode()
        digest.update(f"{path}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _paths(root: Path, problems: list[Problem]) -> Iterator[str]:
    for folder, folders, names in os.walk(root, followlinks=False):
        here = Path(folder).relative_to(root)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(here.parts) >= MAX_FOLDERS_DEEP:
            folders[:] = []
        for name in sorted(names):
            if not name.startswith(".") and name.endswith(_SUFFIXES):
                path = (here / name).as_posix()
                if safe_path(path):
                    yield path
                else:
                    shown = ascii(path).strip("'\"")
                    problems.append(
                        _broken(
                            SERVICE_FILE,
                            f"The file name {shown} has characters that not every computer takes.",
                            "Rename it with plain letters, digits, hyphens and dots.",
                        )
                    )


def _read(path: Path, name: str) -> bytes | Problem:
    if path.is_symlink() or not path.is_file():
        return _broken(name, "This is a link or not an ordinary file.", "Put the file itself in the folder.")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return _broken(name, f"The file cannot be opened: {error.strerror}.", "Check who may read it.")
    return data if len(data) <= MAX_BYTES else _too_large(name)


def _take(path: str, content: bytes | str, texts: dict[str, str], problems: list[Problem]) -> None:
    decoded = _decode(path, content) if isinstance(content, bytes) else content
    if isinstance(decoded, Problem):
        problems.append(decoded)
        return
    text = canonical(decoded)
    hidden = unwelcome(text, file=path, tabs=False)
    if hidden:
        problems.extend(hidden)
    else:
        texts[path] = text


def _decode(path: str, data: bytes) -> str | Problem:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(
            Where(path, data.count(b"\n", 0, error.start) + 1),
            "broken",
            f"This line is not UTF-8 text (byte 0x{data[error.start]:02X}).",
            "Save the file as UTF-8; a spreadsheet program calls it CSV UTF-8.",
        )


def _too_large(path: str) -> Problem:
    return _broken(path, "The file is larger than 2 MB.", "Divide it, or move what no rule uses elsewhere.")


def _broken(path: str, problem: str, remedy: str) -> Problem:
    return Problem(Where(path, 1), "broken", problem, remedy)
