"""What the checks of pages need from npm and Java, installed once into .cache; tests skip where it cannot."""

import fcntl
import hashlib
import shutil
from functools import cache
from pathlib import Path

import pytest

from handrail.channels.govuk.build import BuildFailed, install

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAMED = ("package.json", "package-lock.json")


@cache
def npm_tools() -> Path:
    """The node_modules of this folder's package-lock.json, installed when they are not there yet."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in NAMED)).hexdigest()[:12]
    folder = ROOT / ".cache" / f"browser-checks-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            for name in NAMED:
                shutil.copy(HERE / name, folder)
            try:
                install(folder=folder)
            except BuildFailed as failed:
                pytest.skip(f"the checks' npm packages cannot be installed here: {failed}")
            (folder / "installed").touch()
    return folder / "node_modules"


@cache
def java() -> str:
    """The java program."""
    found = shutil.which("java")
    if not found:
        pytest.skip("there is no java on this machine for the HTML checker")
    return found
