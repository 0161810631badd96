"""`handrail run` and `handrail serve`: the whole site on one machine, with its database."""

import argparse
import os
from pathlib import Path

from handrail.site.commands import ready
from handrail.site.commands.serving import free_to_serve, serve, where_to_serve
from handrail.site.console import CommandProblem


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run` and `serve`."""
    run = nouns.add_parser("run", help="set up, load the samples and serve on this machine")
    where_to_serve(run)
    run.add_argument("--services", type=Path, default=Path("services"), help="the folder of services")
    run.set_defaults(do=_run)
    serving = nouns.add_parser("serve", help="serve what is already set up")
    where_to_serve(serving)
    serving.set_defaults(do=_serve)


def _run(given: argparse.Namespace) -> int:
    free_to_serve(given)
    os.environ.setdefault("HANDRAIL_GALLERY", "1")
    server = ready.database(new=True)
    ready.migrate()
    ready.keys()
    from handrail.site import sample

    sample.estate_and_accounts()
    sample.services(given.services)
    return serve(given, server, then=sample.announce)


def _serve(given: argparse.Namespace) -> int:
    free_to_serve(given)
    server = ready.database()
    try:
        server, _ = ready.looked(server, ready.up_to_date)
    except CommandProblem:
        if server is not None and server.stops_with_us:
            server.stop()
        raise
    return serve(given, server)
