"""Finds what a command names: an organisation, the service it offers, a case."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from handrail import estate, history
from handrail.definition import publish
from handrail.definition.service import Service
from handrail.site.commands.answer import CommandProblem
from handrail.terms.legal_day import legal_day
from handrail.terms.reference import NotAReference, read_reference


def organisation_called(slug: str) -> estate.Organisation:
    """The organisation with this name in addresses today. Raises CommandProblem."""
    found = estate.organisation(slug, on=legal_day(timezone.now()))
    if found is None:
        raise CommandProblem(f"found no organisation {slug!r} today; name one that exists")
    return found


def service_of(slug: str, organisation: str) -> Service:
    """The service that an organisation offers now. Raises CommandProblem."""
    version = publish.current(slug, organisation_called(organisation).id, at=timezone.now())
    if version is None:
        raise CommandProblem(f"{organisation} does not offer {slug!r}; `handrail service list` shows what is")
    return publish.version(version)


def case(reference: str) -> tuple[UUID, UUID]:
    """The stream and holder of a case reference. Raises CommandProblem."""
    try:
        found: Any = history.locate(read_reference(reference))
    except NotAReference as refusal:
        raise CommandProblem(str(refusal)) from refusal
    if found is None:
        raise CommandProblem(f"found no case {reference}")
    stream, holder = found
    return stream, holder
