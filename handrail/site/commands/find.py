"""Finds what a command names: an organisation, the service it offers, a case."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from handrail import estate, history
from handrail.definition import publish
from handrail.definition.service import Service
from handrail.history import Head, MakeEvent
from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.site.console import CommandProblem
from handrail.terms.legal_day import legal_day
from handrail.terms.reference import NotAReference, read_reference
from handrail.walk.lifecycle import ERASED


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


def latest_service(slug: str, organisation: str) -> tuple[estate.Organisation, Service]:
    """An organisation and the version that it published last, in force or not. Raises CommandProblem."""
    body = organisation_called(organisation)
    versions = [one.version for one in publish.publications(slug, body.id) if one.version is not None]
    if not versions:
        raise CommandProblem(
            f"{organisation} has never published {slug!r}; `handrail service list` shows what is"
        )
    return body, publish.version(versions[-1])


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


def as_operator(by: str) -> Circumstances:
    """The circumstances of an operator's command. by: who orders it, for the record."""
    return Circumstances(
        actor=Actor(id=by, role="administrator", capacity="system"),
        channel="system",
        mode="self",
        request=uuid4(),
        at=timezone.now(),
    )


def erasing(reason: str) -> MakeEvent:
    """Make the event that says whose data was erased and why."""

    def event(_head: Head, parties: tuple[str, ...]) -> NewEvent:
        return NewEvent(type=ERASED, data={"parties": list(parties), "reason": reason})

    return event
