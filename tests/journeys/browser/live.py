"""A site of its own: `handrail run` in a folder or on a database, until the block ends. Nothing of tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[3]
WAIT_SECONDS = 240


@contextmanager
def served(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a site with its data in a folder; yield its address. Raises RuntimeError when nothing answers."""
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    named = {**os.environ, "HANDRAIL_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    for name in ("HANDRAIL_BASE_URL", "HANDRAIL_KEYS", "DATABASE_URL", "DATABASE_OWNER_URL"):
        named.pop(name, None)
    log = folder / "site.log"
    with log.open("w") as lines:
        site = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "handrail",
                "run",
                "--no-cases",
                "--port",
                str(port),
                "--services",
                str(ROOT / "services"),
            ],
            cwd=folder,
            env={**named, **(environment or {})},
            stdout=lines,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(site, base, log)
        yield base
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=60)


def _wait(site: subprocess.Popen, base: str, log: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and site.poll() is None:
        with suppress(OSError), urllib.request.urlopen(f"{base}/ready", timeout=5):
            return
        time.sleep(0.3)
    raise RuntimeError(f"the site does not answer at {base}:\n{log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
