"""`handrail service print`: the blank form of a service, as a PDF."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handrail.bricks import BRICKS
from handrail.definition.load import load
from handrail.site.commands import ready
from handrail.site.commands.folders import service_in
from handrail.site.console import CommandProblem, tell

if TYPE_CHECKING:
    from handrail.estate import Organisation


def add_print(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `print`."""
    verb = verbs.add_parser("print", help="write a service's blank form, for people who apply on paper")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help="where to write it")
    verb.add_argument("--lang", default="", help="the language; the service's first unless said")
    verb.add_argument("--large", action="store_true", help="in large print")
    verb.add_argument("--organisation", default="", help="where it is sent to; not on the form unless said")
    verb.set_defaults(do=_print)


def _print(given: argparse.Namespace) -> int:
    from handrail.channels.paper.blank import blank_form
    from handrail.channels.paper.typeset import CannotPrint, pdf

    service = service_in(load(given.folder, bricks=BRICKS))
    language = given.lang or service.languages[0]
    if language not in service.languages:
        known = ", ".join(service.languages)
        raise CommandProblem(f"found no words in {language!r}; the service speaks {known}")
    organisation = _organisation(given.organisation) if given.organisation else None
    form = blank_form(service, organisation=organisation, language=language, large=given.large)
    try:
        made = pdf(form, at=datetime.now(tz=UTC))
    except CannotPrint as refusal:
        raise CommandProblem(str(refusal)) from refusal
    given.to.write_bytes(made)
    tell(f"Wrote {given.to}.")
    return 0


def _organisation(slug: str) -> "Organisation":
    ready.database(say=False)
    from handrail.site.commands.find import organisation_called

    return organisation_called(slug)
