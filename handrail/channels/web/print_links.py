"""Where people find what they can print: the blank form of a service, and a copy of what they told."""

from handrail.bricks.ask.on_paper import CHANNEL
from handrail.casefile import CaseFile
from handrail.channels.paper.typeset import can_print
from handrail.channels.web.doors import APPLICANT
from handrail.channels.web.words import say
from handrail.definition.screen import Link
from handrail.definition.service import Service

LARGE = "large"
"""In the address, that a document is wanted in large print."""


def has_form(service: Service) -> bool:
    """Whether a service can be applied for on paper, and this installation can print it."""
    return CHANNEL in service.channels and can_print()


def form_links(service: Service, where: str, language: str) -> tuple[Link, ...]:
    """Where to print the blank form, in usual and in large print. where: the service's address."""
    if not has_form(service):
        return ()
    address = f"{where}/form.pdf?lang={language}"
    return (
        Link(say("print.form", language), address),
        Link(say("print.form.large", language), f"{address}&{LARGE}=1"),
    )


def copy_links(file: CaseFile, party: str) -> tuple[Link, ...]:
    """Where to print a copy of what one told; only in large print for whoever asked for all of it so."""
    if not can_print():
        return ()
    language = file.state.language
    usual = Link(say("print.copy", language), "do:print")
    large = Link(say("print.copy.large", language), f"do:print?{LARGE}=1")
    return (usual,) if always_large(file, party) else (usual, large)


def always_large(file: CaseFile, party: str) -> bool:
    """Whether somebody asked for all print to be large: what the applicant asked for is theirs alone."""
    return party == APPLICANT and file.state.adjustments.large_print
