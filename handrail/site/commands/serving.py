"""Starts the web server, says when it answers, and stops everything that was started with it."""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable

from handrail.site.console import CommandProblem, tell
from handrail.site.postgres import Server, keep_running

Then = Callable[[str], None]
"""What to tell once the site answers, given its address."""

THREADS = 8
WAIT_SECONDS = 60
FREED_WITHIN = 3.0
"""Seconds in which what holds the port may still go away."""
_BEGAN = time.monotonic()


def where_to_serve(verb: argparse.ArgumentParser, *, port: int = 8000) -> None:
    """Add the options that say where a site listens."""
    verb.add_argument("--host", default="127.0.0.1", help="where to listen; this machine only unless said")
    verb.add_argument("--port", type=int, default=int(os.environ.get("HANDRAIL_PORT", port)))
    verb.add_argument("--workers", type=int, default=1, help="web processes")


def free_to_serve(given: argparse.Namespace) -> None:
    """Raise CommandProblem when something answers where a site is to listen, or nothing may listen there.

    The web server shares its port with any other of the same account, so two sites would answer in turns.
    What was killed a moment ago is waited for.
    """
    until = time.monotonic() + FREED_WITHIN
    while problem := _in_the_way(given.host, given.port):
        if problem.errno != errno.EADDRINUSE or time.monotonic() > until:
            raise CommandProblem(
                f"cannot listen on {given.host} port {given.port}: {problem.strerror or problem}; end what "
                "is there, or choose another with --port or HANDRAIL_PORT"
            )
        time.sleep(0.1)


def _in_the_way(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OverflowError:
        return OSError(errno.EINVAL, "there is no such port")
    except OSError as problem:
        return problem
    return None


def serve(given: argparse.Namespace, server: Server | None, *, then: Then | None = None) -> int:
    """Serve until told to stop; then stop the embedded database too. Raises CommandProblem when it cannot."""
    os.environ.setdefault("HANDRAIL_BASE_URL", f"http://{given.host}:{given.port}")
    if server is not None:
        keep_running(server, say=tell)
    web = subprocess.Popen(_command(given), start_new_session=True)

    def stop(_number: int, _frame: object) -> None:
        web.terminate()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    threading.Thread(target=_announce, args=(given, then, web), daemon=True).start()
    try:
        status = web.wait()
    finally:
        if server is not None and server.stops_with_us:
            server.stop()
    if status > 0:
        raise CommandProblem(f"the web server ended with status {status}; the lines above say why")
    return 0


def _command(given: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        given.host,
        "--port",
        str(given.port),
        "--workers",
        str(given.workers),
        "--blocking-threads",
        str(THREADS),
        "--no-ws",
        "--log-level",
        "error",
        "handrail.site.wsgi:application",
    ]


def _announce(given: argparse.Namespace, then: Then | None, web: "subprocess.Popen[bytes]") -> None:
    base = f"http://{given.host}:{given.port}"
    for _ in range(WAIT_SECONDS * 10):
        if web.poll() is not None:
            return
        try:
            with urllib.request.urlopen(f"{base}/ready", timeout=2):  # noqa: S310 - our own address
                break
        except OSError:
            time.sleep(0.1)
    else:
        tell(f"Nothing answers at {base} after {WAIT_SECONDS} seconds.")
        return
    tell(f"Handrail answers at {base} after {time.monotonic() - _BEGAN:.1f} seconds")
    if then is not None:
        then(base)
