"""Which processes of this machine are PostgreSQL at work in a given folder; a number alone proves nothing.

Linux tells through /proc; elsewhere, macOS above all, `lsof` and `ps` tell.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Found:
    """A process of PostgreSQL; `leads` is true for the one that the others are children of."""

    pid: int
    leads: bool


def postgres_in(cluster: Path) -> list[Found]:
    """Return PostgreSQL's processes whose working directory is this cluster, in order of number."""
    if not cluster.is_dir():
        return []
    if sys.platform == "linux":
        return _by_proc(cluster)
    return by_lsof(cluster)


def leader_in(cluster: Path, *, pid: int) -> bool:
    """Say whether this very process leads a server in this cluster."""
    return Found(pid=pid, leads=True) in postgres_in(cluster)


def _by_proc(cluster: Path) -> list[Found]:
    here = cluster.stat()
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            if (process / "comm").read_text().strip() != "postgres":
                continue
            if not os.path.samestat((process / "cwd").stat(), here):
                continue
            title = (process / "cmdline").read_bytes()
        except OSError:
            # It ended meanwhile, or is a zombie, or belongs to somebody whose folder this is not.
            continue
        found.append(Found(pid=int(process.name), leads=_leads(title.decode(errors="replace"))))
    return sorted(found, key=lambda one: one.pid)


def by_lsof(cluster: Path) -> list[Found]:
    """Return the same from `lsof` and `ps`, for machines without /proc."""
    listed = _said(["lsof", "-a", "-c", "postgres", "-d", "cwd", "-F", "pn"])
    found = []
    pid = 0
    for line in listed.splitlines():
        if line.startswith("p"):
            pid = int(line[1:])
        elif line.startswith("n") and _same(Path(line[1:]), cluster):
            found.append(Found(pid=pid, leads=_leads(_said(["ps", "-ww", "-o", "command=", "-p", str(pid)]))))
    return sorted(found, key=lambda one: one.pid)


def _leads(title: str) -> bool:
    """Tell the leader by its command line: its children write `postgres: what they do` over theirs."""
    return bool(title) and not title.startswith("postgres:")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout
