"""`handrail run` and `handrail serve`: the whole site on one machine, with its database."""

import argparse
import os
import time
from pathlib import Path

from handrail.site.commands import ready
from handrail.site.commands.serving import free_to_serve, serve, where_to_serve
from handrail.site.console import CommandProblem, tell


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `run` and `serve`."""
    run = nouns.add_parser("run", help="set up, load the samples and serve on this machine")
    where_to_serve(run)
    run.add_argument("--services", type=Path, default=Path("services"), help="the folder of services")
    run.add_argument("--no-cases", action="store_true", help="leave out the sample's cases")
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
    from django.utils import timezone

    from handrail.site.sample import installation
    from handrail.terms.legal_day import legal_day

    installation.estate_and_accounts()
    if given.no_cases:
        installation.services(given.services)
        return serve(given, server, then=installation.announce)
    begins = installation.since(legal_day(timezone.now()))
    installation.services(given.services, offered_from=begins)
    return serve(given, server, then=lambda base: _announce_and_make(base, given.services))


def _announce_and_make(base: str, folder: Path) -> None:
    """Say where everything is; then make the sample's cases behind the site, which answers meanwhile."""
    from django.db import InterfaceError, OperationalError, connections
    from django.utils import timezone

    from handrail.site.sample import installation, making

    installation.announce(base)
    begun = time.monotonic()
    try:
        made = making.cases(folder, now=timezone.now(), begun=_say_begun)
    except (InterfaceError, OperationalError):  # the site was stopped, or its database was
        return
    finally:
        connections.close_all()
    if made.made:
        tell(f"  All of them are there, after {time.monotonic() - begun:.0f} seconds.")
    if made.left_out:
        tell(
            f"  {made.left_out} were left out: the services here are not the sample's, or were first offered "
            "after they would have applied. A new data folder has them all."
        )


def _say_begun(number: int) -> None:
    tell("")
    tell(f"  Making {number} cases of invented people, the latest first. Lists and figures fill meanwhile.")


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
