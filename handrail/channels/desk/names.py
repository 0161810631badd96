"""What an organisation's services and their steps are called, for lists that know each by its short name."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from handrail.channels.desk.words import LANGUAGE
from handrail.definition import publish
from handrail.definition.service import Service

Known = Callable[[str], Service | None]
"""(slug) -> the service as it is offered now, else as it was published last; None when it never was."""

Called = Callable[[str], str]
"""(slug) -> what staff read."""


def known_to(organisation: UUID) -> Known:
    """Return how to find an organisation's services by slug."""
    found: dict[str, Service | None] = {
        one.slug: one for one in publish.published(organisation, at=timezone.now())
    }

    def known(slug: str) -> Service | None:
        if slug not in found:
            found[slug] = _last(slug, organisation)
        return found[slug]

    return known


def services_of(organisation: UUID) -> Called:
    """Return how to name a service."""
    known = known_to(organisation)
    return lambda slug: service_name(known, slug)


def service_name(known: Known, slug: str) -> str:
    """What a service is called."""
    service = known(slug)
    return service.say("name", service.name, LANGUAGE) if service else slug.replace("-", " ").capitalize()


def step_title(known: Known, slug: str, step: str) -> str:
    """What a step of a service is called; "" where the service no longer has it."""
    service = known(slug)
    found = next((one for one in service.steps if one.id == step), None) if service else None
    return service.title_of(found, LANGUAGE) if service and found else ""


def _last(slug: str, organisation: UUID) -> Service | None:
    versions = [one.version for one in publish.publications(slug, organisation) if one.version]
    return publish.version(versions[-1]) if versions else None
