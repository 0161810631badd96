"""`handrail run`: the whole site on one machine, with its database, the proof services and sample data."""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from handrail.site.commands import ready
from handrail.site.commands.answer import CommandProblem, tell
from handrail.site.postgres import Server

Then = Callable[[str], None]
"""What to tell once the site answers, given its address."""

THREADS = 8
WAIT_SECONDS = 60


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run` and `serve`."""
    run = nouns.add_parser("run", help="set up, load the samples and serve on this machine")
    _where(run)
    run.add_argument("--services", type=Path, default=Path("services"), help="the folder of services")
    run.set_defaults(do=_run)
    serve = nouns.add_parser("serve", help="serve what is already set up")
    _where(serve)
    serve.set_defaults(do=_serve)


def _where(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on; this machine only unless said"
    )
    verb.add_argument("--port", type=int, default=int(os.environ.get("HANDRAIL_PORT", "8000")))
    verb.add_argument("--workers", type=int, default=1, help="web processes")


def _run(given: argparse.Namespace) -> int:
    began = time.monotonic()
    server = ready.database()
    ready.migrate()
    ready.keys()
    from handrail.site import sample

    sample.estate_and_accounts()
    sample.services(given.services)
    return _serve_with(given, server, began=began, then=sample.announce)


def _serve(given: argparse.Namespace) -> int:
    began = time.monotonic()
    server = ready.database()
    return _serve_with(given, server, began=began, then=None)


def _serve_with(given: argparse.Namespace, server: Server | None, *, began: float, then: Then | None) -> int:
    os.environ.setdefault("HANDRAIL_BASE_URL", f"http://{given.host}:{given.port}")
    web = subprocess.Popen(_command(given), start_new_session=True)

    def stop(number: int, frame: object) -> None:  # noqa: ARG001
        web.terminate()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    threading.Thread(target=_announce, args=(given, began, then, web), daemon=True).start()
    try:
        status = web.wait()
    finally:
        if server is not None:
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


def _announce(
    given: argparse.Namespace, began: float, then: Then | None, web: "subprocess.Popen[bytes]"
) -> None:
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
    tell(f"Handrail answers at {base} after {time.monotonic() - began:.1f} seconds")
    if then is not None:
        then(base)
