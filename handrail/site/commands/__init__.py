"""The `handrail` command: nouns then verbs. One noun a file; this is the list."""

import argparse
import os
import sys
from collections.abc import Sequence

from handrail.site.commands import (
    account,
    backup,
    database,
    history,
    organisation,
    parameter,
    retention,
    run,
    service,
)
from handrail.site.console import CommandProblem

NOUNS = (run, database, organisation, service, parameter, history, retention, backup, account)
"""Every file of commands. A noun adds its own verbs with `add(nouns)`."""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="handrail", description="Run, understand and improve public services from one text file."
    )
    nouns = top.add_subparsers(dest="noun", required=True, metavar="NOUN")
    for noun in NOUNS:
        noun.add(nouns)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status 0 when it did what was asked, 1 when it refused, 2 for wrong words."""
    given = parser().parse_args(arguments)
    try:
        return int(given.do(given) or 0)
    except CommandProblem as problem:
        sys.stderr.write(f"handrail: {problem}\n")
        return 1
    except BrokenPipeError:
        # Whoever was reading, such as `head`, has read enough; Python would complain once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
