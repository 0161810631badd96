"""Folders, other processes and other accounts for the drills of the embedded server."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from handrail.site.postgres import find
from handrail.site.postgres.processes import postgres_in

ROOT = Path(__file__).parents[3]
STARTER = Path(__file__).with_name("starter.py")


@contextmanager
def new_place() -> Iterator[Path]:
    """Give a new folder that every account can pass through; remove it and its servers afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hr-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    for pid_file in folder.rglob("postmaster.pid"):
        if server := find(pid_file.parents[1]):
            server.kill()
    shutil.rmtree(folder, ignore_errors=True)


def copy_folder(made: Path, *, to: Path) -> None:
    """Copy a data folder with its owners: quicker than making one."""
    subprocess.run(["cp", "-a", str(made), str(to)], check=True)


@dataclass
class Starter:
    """Another process that holds a server."""

    process: subprocess.Popen[str]
    pid: int
    started_here: bool
    app_url: str

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


@dataclass
class Starters:
    """Makes starters, in this account or another."""

    processes: list[subprocess.Popen[str]]

    def begin(self, folder: Path, *, user: str | None = None, then: str = "wait") -> subprocess.Popen[str]:
        python, path = python_for(user)
        process = subprocess.Popen(
            [python, str(STARTER), str(folder), then],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": path, "HOME": "/nonexistent"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            **as_user(user),
        )
        self.processes.append(process)
        return process

    def start(self, folder: Path, *, user: str | None = None, then: str = "wait") -> Starter:
        process = self.begin(folder, user=user, then=then)
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            _, said = process.communicate()
            raise AssertionError(said)
        return Starter(process, **json.loads(line))


def as_user(user: str | None) -> dict[str, object]:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def python_for(user: str | None) -> tuple[str, str]:
    """Return a Python that an account can run, and its PYTHONPATH; skip where there is none."""
    path = f"{ROOT}{os.pathsep}{sysconfig.get_path('platlib')}"
    if user is None:
        return sys.executable, path
    same = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{same}", f"/usr/local/bin/{same}"):
        try:
            tried = subprocess.run(
                [python, "-c", "import psycopg, handrail.site.postgres"],
                env={"PATH": "/usr/bin:/bin", "PYTHONPATH": path},
                cwd="/",
                check=False,
                capture_output=True,
                **as_user(user),
            )
        except OSError:
            continue
        if tried.returncode == 0:
            return python, path
    pytest.skip(f"{user} can run no {same} that imports Handrail from here")


def someone() -> str:
    """The name of an ordinary account: this one, or one that root can become."""
    return pwd.getpwuid(os.geteuid()).pw_name if os.geteuid() else "nobody"


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")


def gone(cluster: Path, *, within: float = 15) -> bool:
    """Say whether every process of a cluster ends in time."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not postgres_in(cluster):
            return True
        time.sleep(0.02)
    return False
