"""A served site to measure: started as it is shipped, in a folder of its own, its CPU read."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Site:
    """A running site: its address, the process that started it, and the settings it runs with."""

    base: str
    pid: int
    environment: dict[str, str]

    def cpu(self) -> tuple[float, float]:
        """CPU seconds so far of the web processes, and of PostgreSQL's."""
        web = postgres = 0.0
        for pid in _descendants(self.pid):
            name, seconds = _used(pid)
            if "postgres" in name:
                postgres += seconds
            elif pid != self.pid:
                web += seconds
        return web, postgres


@contextmanager
def site(*more: str) -> Iterator[Site]:
    """Run the site with its shipped settings until the block ends. Linux only: CPU is read from /proc.

    more: arguments of `handrail run`; without the sample's cases unless any are given.
    """
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {**os.environ, "HANDRAIL_DATA": f"{folder}/data", "PYTHONUNBUFFERED": "1"}
        environment.pop("DATABASE_URL", None)
        process = subprocess.Popen(
            [sys.executable, "-m", "handrail", "run", "--port", str(port), *(more or ("--no-cases",))],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(base, process)
            yield Site(base, process.pid, environment)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _wait(base: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        if process.poll() is not None:
            message = f"the site ended with status {process.returncode} before it answered"
            raise RuntimeError(message)
        try:
            with urllib.request.urlopen(f"{base}/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the site did not answer within two minutes")


def _descendants(pid: int) -> list[int]:
    """The process and all below it. Threads' CPU is counted with their process."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(stat[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def _used(pid: int) -> tuple[str, float]:
    """A process's name and CPU seconds: its own to the nanosecond, and those of children that have ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
        own = time.clock_gettime(_clock(pid))
    except OSError:
        return "", 0.0
    name, rest = text.partition("(")[2].rpartition(")")[0], text.rpartition(")")[2].split()
    return name, own + sum(int(rest[index]) for index in (13, 14)) / TICK


def _clock(pid: int) -> int:
    """The clock of the CPU time of a process, as Linux numbers them (`clock_getcpuclockid`)."""
    return ~pid << 3 | 2
