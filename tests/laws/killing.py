"""A real site in a folder of its own whose processes are killed at will: PostgreSQL, and two web servers."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from handrail.site.postgres import find
from handrail.site.postgres.processes import postgres_in

ROOT = Path(__file__).parents[2]
COMES_BACK_WITHIN = 60.0


@dataclass
class WebServer:
    """`handrail serve` on a port, with every process that belongs to it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    begun_at: float = 0.0

    def start(self) -> None:
        """Start it; it answers a little later."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HANDRAIL_", "DATABASE_", "PYTEST", "DJANGO", "COV"))
        }
        log = (self.folder / f"web-{self.port}.log").open("ab")
        self.begun_at = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "handrail", "serve", "--port", str(self.port)],
            env={**environment, "HANDRAIL_DATA": str(self.folder / "data"), "PYTHONPATH": str(ROOT)},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def kill(self) -> None:
        """Kill the command, the server it runs and that server's workers, at once."""
        assert self.process is not None
        for pid in (self.process.pid, *descendants(self.process.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(timeout=30)

    def answers(self) -> bool:
        """Say whether it is ready to serve."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/ready")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@dataclass
class KilledSite:
    """The whole site; `kills` counts what was done to it, by what was killed."""

    folder: Path
    webs: tuple[WebServer, WebServer]
    kills: dict[str, int] = field(default_factory=lambda: {"web": 0, "database": 0})

    @classmethod
    def of(cls, folder: Path) -> "KilledSite":
        """A site in a folder, not started."""
        return cls(folder, tuple(WebServer(folder, port) for port in free_ports(2)))

    @property
    def data(self) -> Path:
        """Where the database and the keys are."""
        return self.folder / "data"

    def start(self) -> None:
        """Start both web servers, and wait until both answer."""
        for web in self.webs:
            web.start()
        for web in self.webs:
            wait_until(web.answers, what=f"the web server on port {web.port}")

    def kill_web(self) -> None:
        """Kill the web server that has been up longest, once it answers, and start it again."""
        web = min(self.webs, key=lambda one: one.begun_at)
        wait_until(web.answers, what=f"the web server on port {web.port}")
        web.kill()
        self.kills["web"] += 1
        web.start()

    def kill_database(self) -> None:
        """Kill every process of PostgreSQL in the folder; the site brings it back by itself."""
        cluster = self.cluster()
        for process in sorted(postgres_in(cluster), key=lambda one: not one.leads):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        self.kills["database"] += 1

    def cluster(self) -> Path:
        """The folder that PostgreSQL works in."""
        wait_until(lambda: find(self.data) is not None, what="the database")
        server = find(self.data)
        assert server is not None
        return server.folder.cluster

    def end(self) -> None:
        """Kill the web servers; the database is left to whoever looks at it next."""
        for web in self.webs:
            if web.process is not None and web.process.poll() is None:
                web.kill()

    def log(self) -> str:
        """What the web servers wrote."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("web-*.log")))


def descendants(pid: int) -> tuple[int, ...]:
    """Every process that came of one, deepest last."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return ()
    return tuple(one for child in map(int, children) for one in (child, *descendants(child)))


def free_ports(count: int) -> tuple[int, ...]:
    """As many ports that nobody listens on now."""
    with_sockets = [socket.socket() for _ in range(count)]
    try:
        for one in with_sockets:
            one.bind(("127.0.0.1", 0))
        return tuple(one.getsockname()[1] for one in with_sockets)
    finally:
        for one in with_sockets:
            one.close()


def wait_until(holds, *, what: str, within: float = COMES_BACK_WITHIN) -> None:
    """Wait for something to hold; fail when it does not in time."""
    end = time.monotonic() + within
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"{what} was not back within {within:.0f} seconds")
        time.sleep(0.05)
