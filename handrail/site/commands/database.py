"""`handrail database`: bring the tables up to date, stop the embedded server."""

import argparse
import os
from pathlib import Path

from handrail.site.commands import ready
from handrail.site.console import tell
from handrail.site.postgres import stop


def add(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of `database`."""
    verbs = nouns.add_parser("database", help="the database").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    verbs.add_parser(
        "migrate", help="bring the tables up to this release; for a new installation, make its keys too"
    ).set_defaults(do=_migrate)
    verbs.add_parser("stop", help="stop the embedded server of the data folder").set_defaults(do=_stop)


def _migrate(_given: argparse.Namespace) -> int:
    server = ready.database(new=True)
    try:
        ready.migrate()
        ready.first_keys()
    finally:
        if server is not None and server.stops_with_us:
            server.stop()
    tell("The tables are up to date.")
    return 0


def _stop(_given: argparse.Namespace) -> int:
    stopped = stop(Path(os.environ.get("HANDRAIL_DATA", "data")))
    tell("Stopped." if stopped else "No server is running in the data folder.")
    return 0
