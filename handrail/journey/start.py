"""Start an application: the first event of a case."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from handrail import history
from handrail.casefile.listing import kept_from_start, listing_of_start
from handrail.definition import publish
from handrail.definition.service import Service
from handrail.estate import Organisation
from handrail.history.event import Circumstances, Kind, NewEvent
from handrail.terms.reference import new_reference
from handrail.walk.lifecycle import STARTED

_MOST_DRAWS = 5
"""Of 34 thousand million references; among a million cases one draw in 34,000 is of one that is taken."""


class NotPublished(Exception):
    """The organisation does not offer this service."""


class NotOpen(Exception):
    """The service has not opened yet, or has closed."""

    def __init__(self, service: Service) -> None:
        """Keep the service, whose opens and closes the page shows."""
        super().__init__()
        self.service = service


class InviteNeeded(Exception):
    """The service is open by invitation, and no good code was given."""


@dataclass(frozen=True, slots=True)
class Started:
    """A case that has just begun."""

    stream: UUID
    holder: UUID
    reference: str


def service_offered(*, slug: str, organisation: Organisation, at: datetime) -> Service:
    """The version that a new case would start on now. Raises NotPublished or NotOpen."""
    version = publish.current(slug, organisation.id, at=at)
    if version is None:
        raise NotPublished
    service = publish.version(version)
    if (service.opens and at < service.opens) or (service.closes and at >= service.closes):
        raise NotOpen(service)
    return service


def start(
    *,
    slug: str,
    organisation: Organisation,
    kind: Kind,
    language: str,
    circumstances: Circumstances,
    invite: str = "",
    reference: str = "",
) -> Started:
    """Start a case on the version that is current, and give it a reference.

    reference: the one to give it, drawn unless given; what another case has is drawn again. Run inside
    `history.holding(organisation.id)`. Raises NotPublished, NotOpen or InviteNeeded.
    """
    service = service_offered(slug=slug, organisation=organisation, at=circumstances.at)
    used = ""
    if service.invite:
        used = publish.use_invite(slug, organisation.id, code=invite, at=circumstances.at) or ""
        if not used:
            raise InviteNeeded
    begun = NewEvent(
        type=STARTED,
        data={"language": language, "organisation": str(organisation.id), "invite": used},
        at=circumstances.happened_at,
    )

    kept = kept_from_start(at=circumstances.at, nation=organisation.nation)

    def opened(reference: str) -> Started:
        stream = history.open_stream(
            service=slug,
            organisation=organisation.id,
            kind=kind,
            version=service.hash,
            reference=reference,
            circumstances=replace(circumstances, version=service.hash),
            events=[begun],
            keep_until=kept.until,
            listing=listing_of_start(kept),
        )
        return Started(stream=stream, holder=organisation.id, reference=reference)

    if reference:
        return opened(reference)
    for _ in range(_MOST_DRAWS - 1):
        with suppress(history.ReferenceTaken):
            return opened(_drawn())
    return opened(_drawn())


def _drawn() -> str:
    return new_reference(secrets.token_bytes(8))
