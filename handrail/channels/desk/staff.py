"""Who is signed in at the desk, in which role they act, and the circumstances of what they do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.contrib.auth import get_user_model
from django.http import HttpRequest

from handrail import history
from handrail.casefile.holder import organisation_at
from handrail.channels.beside import beside
from handrail.estate import Organisation
from handrail.history.event import Actor, Channel, Circumstances, Mode


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as one request has them.

    id: of the account, as events name it. role: the one in which this page is open to them.
    """

    id: str
    name: str
    organisation: UUID
    roles: frozenset[str]
    role: str

    @property
    def actor(self) -> Actor:
        """Them, as events name them."""
        return Actor(id=self.id, role=self.role, organisation=self.organisation, capacity="staff")


class Account(Protocol):
    """What the desk needs of the account of whoever is signed in."""

    pk: int
    name: str
    organisation: UUID
    roles: list[str]


def of_account(account: Account, role: str) -> Staff:
    """The signed-in account, acting in a role."""
    return Staff(
        id=str(account.pk),
        name=account.name,
        organisation=account.organisation,
        roles=frozenset(account.roles),
        role=role,
    )


def circumstances(
    request: HttpRequest, staff: Staff, *, at: datetime, channel: Channel = "desk", mode: Mode = "self"
) -> Circumstances:
    """The circumstances of what a member of staff does: their own work, or typing for someone."""
    return Circumstances(
        actor=staff.actor,
        channel=channel,
        mode=mode,
        request=beside(request).number,
        at=at,
    )


def reader(request: HttpRequest, staff: Staff, *, purpose: str, at: datetime) -> history.Reader:
    """Them as a reader of a case, which leaves a trace."""
    return history.Reader(
        actor=staff.actor,
        purpose=purpose,
        request=beside(request).number,
        at=at,
    )


def organisation_of(staff: Staff, *, at: datetime) -> Organisation:
    """The organisation someone works for, as it is called today."""
    return organisation_at(staff.organisation, at)


def names(ids: Iterable[str], *, organisation: UUID) -> Mapping[str, str]:
    """By account id, the names of colleagues in one organisation; others are not named."""
    wanted = {int(one) for one in ids if one.isdecimal()}
    return get_user_model().objects.names(wanted, organisation=organisation) if wanted else {}
