"""The site under attack: North's cases with planted data, staff of both bodies, every log line kept."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from handrail.channels.desk import lockout
from handrail.channels.desk.access import ROLES
from handrail.estate.fenmarch import fenmarch_id
from handrail.site.logs import JsonLine, RequestNumber
from tests.attacks import planted
from tests.journeys.site import SLUG, Site, migrated, site

__all__ = ["migrated", "site"]

NORTH, SOUTH = fenmarch_id("north-fenmarch"), fenmarch_id("south-fenmarch")


@dataclass(frozen=True)
class North:
    """North's cases: one with everything in it, one that waits, and a draft."""

    decided: planted.Case
    waiting: planted.Case
    draft: planted.Case

    @property
    def cases(self) -> tuple[planted.Case, ...]:
        """All of them."""
        return self.decided, self.waiting, self.draft


@pytest.fixture
def north(site: Site) -> North:
    """Three of North's cases, with planted data."""
    cases = planted.applies(site), planted.applies(site), planted.applies(site, send=False)
    planted.worked_on(site, cases[0])
    return North(*cases)


@pytest.fixture(autouse=True)
def the_gallery_too(settings) -> None:
    """Let every address answer that could."""
    settings.GALLERY = True


@pytest.fixture(autouse=True)
def open_brakes() -> Iterator[None]:
    """Let no test's wrong passwords slow the next one's."""
    lockout.ACCOUNTS.clear()
    lockout.ADDRESSES.clear()
    yield
    lockout.ACCOUNTS.clear()
    lockout.ADDRESSES.clear()


@pytest.fixture
def logged(site: Site, monkeypatch) -> io.StringIO:
    """Everything that the site logs, as its own format writes it, and as it was said before formatting."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Both())
    handler.addFilter(RequestNumber())
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [*root.handlers, handler])
    monkeypatch.setattr(logging.getLogger("handrail.request"), "disabled", False)
    monkeypatch.setattr(root, "level", logging.INFO)
    return written


class Both(JsonLine):
    """The site's own line, then the bare message with its arguments."""

    def format(self, record: logging.LogRecord) -> str:
        """Two lines a record."""
        return f"{super().format(record)}\n{record.getMessage()}"


def staff_of(organisation, *roles: str) -> tuple[Client, object]:
    """A browser signed in as a new member of staff, and their account; forgery checks are on."""
    account = get_user_model().objects.create(
        username=f"attacker-{uuid4().hex[:12]}",
        password="a marsh harrier over the fen",
        name=f"Madeup {(roles or ('nobody',))[0]}",
        organisation=organisation,
        roles=list(roles),
    )
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    return client, account


def with_purpose(client: Client, *references: str) -> Client:
    """State a purpose for cases, as the page that asks does; South's staff can only have forged it."""
    session = client.session
    session["purposes"] = dict.fromkeys(references, "casework")
    session.save()
    return client


EVERY_ROLE = ROLES
SERVICE = SLUG
