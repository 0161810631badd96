"""What an organisation's services are called, for lists that know a service by its name in addresses."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from handrail.channels.desk.words import LANGUAGE
from handrail.definition import publish

Called = Callable[[str], str]
"""(slug) -> what staff read."""


def services_of(organisation: UUID) -> Called:
    """Return how to name a service: as it is offered now, else as it was published last."""
    offered = {
        one.slug: one.say("name", one.name, LANGUAGE)
        for one in publish.published(organisation, at=timezone.now())
    }

    def called(slug: str) -> str:
        if slug not in offered:
            offered[slug] = _last(slug, organisation)
        return offered[slug]

    return called


def _last(slug: str, organisation: UUID) -> str:
    versions = [one.version for one in publish.publications(slug, organisation) if one.version]
    if not versions:
        return slug.replace("-", " ").capitalize()
    service = publish.version(versions[-1])
    return service.say("name", service.name, LANGUAGE)
