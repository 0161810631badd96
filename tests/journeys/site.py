"""The site as a journey meets it: Fenmarch, its staff, the services published, and a clock that a test sets.

`migrated` is overridden by a database in which the services are published already, once a run: each test gets
its own copy of it, with keys of its own.
"""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
import yaml
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from handrail import history
from handrail.bricks import BRICKS
from handrail.casefile import CaseFile, open_case
from handrail.definition import publish
from handrail.definition.load import load
from handrail.definition.service import Service
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor
from handrail.site.wiring import create_keys, wire
from handrail.walk.examples import noon
from handrail.walk.journeys import Journey
from tests.conftest import RUN, connect_django, disconnect_django
from tests.journeys.plain_browser import Browser
from tests.journeys.staff import StaffMember
from tests.journeys.web_person import WebPerson

ROOT = Path(__file__).parents[2]
SERVICE_FOLDER = ROOT / "services" / "single-person-discount"
BADGE_FOLDER = ROOT / "services" / "blue-badge"
SECOND_FOLDER = Path(__file__).parent / "versions" / "single-person-discount-v2"
SLUG = "single-person-discount"
READY = "handrail_template_ready"
PUBLISHED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TODAY = "2026-05-01"


def people_of(folder: Path) -> list[dict]:
    """The invented people of a service, as their file has them."""
    people = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
    return [{**one, "at": date.fromisoformat(str(one["at"]))} for one in people]


FIRST = load(SERVICE_FOLDER, bricks=BRICKS).service
BADGE = load(BADGE_FOLDER, bricks=BRICKS).service
PEOPLE = people_of(SERVICE_FOLDER)
EVERYONE = [(FIRST, one) for one in PEOPLE] + [(BADGE, one) for one in people_of(BADGE_FOLDER)]
"""Each invented person of every service, with the service."""
COUNTED = (
    "history_head",
    "history_event",
    "history_token",
    "history_access",
    "history_form_key",
    "keys.data_key",
    "definition_version",
    "definition_publication",
    "definition_value",
    "definition_invite_use",
)


class Clock:
    """The moment it is."""

    def __init__(self, day: str) -> None:
        self.moment = noon(date.fromisoformat(day))

    def now(self) -> datetime:
        return self.moment

    def set(self, day: str | date) -> None:
        """Make it noon of a legal day."""
        self.moment = noon(date.fromisoformat(str(day)))

    def forward(self, **length: float) -> None:
        """Let time pass: `forward(minutes=31)`."""
        self.moment += timedelta(**length)


@dataclass(frozen=True)
class Site:
    """A served site, and what a test may ask of it."""

    clock: Clock
    service: Service
    owner_url: str
    app_url: str

    def person(self, *, browser: Browser | None = None, service: Service | None = None) -> WebPerson:
        """Someone at a browser of their own."""
        return WebPerson(browser or Browser(), service=service or self.service)

    def starts(self, name: str = "Ffion Dummy-Jones", **more) -> WebPerson:
        """An invented person of the examples starts, in their language, and is at the first page."""
        example = person(name)
        applicant = self.person(**{"service": served(name), **more})
        applicant.start(example["organisation"], language=example["language"])
        return applicant

    def answers(self, name: str = "Ffion Dummy-Jones", *, but: dict | None = None, **more) -> WebPerson:
        """They answer everything, and are at check your answers."""
        applicant = self.starts(name, **more)
        applicant.answer_everything({**person(name)["answers"], **(but or {})})
        return applicant

    def applies(self, name: str = "Ffion Dummy-Jones", *, but: dict | None = None, **more) -> WebPerson:
        """They send it, and are at the receipt."""
        applicant = self.answers(name, but=but, **more)
        applicant.send()
        assert applicant.page.url.endswith("/sent"), applicant.page.text[:500]
        return applicant

    def staff(self, slug: str = "north-fenmarch", **more) -> StaffMember:
        """A member of staff of an organisation."""
        return StaffMember(fenmarch_id(slug), **more)

    def file(self, reference: str) -> CaseFile:
        """The whole case, read without leaving a trace."""
        stream, holder = history.locate(reference)
        with history.holding(holder):
            reader = history.Reader(Actor("applicant", "applicant"), "", uuid4())
            return open_case(stream=stream, reader=reader, at=timezone.now())

    def types(self, reference: str) -> list[str]:
        """The types of a case's events, in order."""
        return [event.type for event in self.file(reference).events]

    def answer(self, reference: str, question: str, item: str = ""):
        """What the case holds as the answer to a question now."""
        for step in self.file(reference).state.steps.values():
            found = getattr(step, "answers", {}).get((question, item))
            if found is not None:
                return found
        return None

    def counts(self) -> dict[str, int]:
        """How many rows every table of the history and of versions holds, behind every wall."""
        with self.owner() as run:
            return {
                name: run.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # names are ours
                for name in COUNTED
            }

    @contextmanager
    def owner(self) -> Iterator[psycopg.Connection]:
        """The database as its owner, seeing everything."""
        with psycopg.connect(self.owner_url) as run:
            run.execute("SET handrail.everything = 'on'")
            yield run

    def offer(self, service: Service, *, organisation: UUID, at: datetime | None = None) -> None:
        """Make a version current without running its examples, which have a test of their own."""
        at = at or timezone.now()
        publish.store(service, at=at)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO definition_publication "
                "(service, organisation, version, from_at, by, why, beside, recorded_at) "
                "VALUES (%s, %s, %s, %s, 'Ola Owner (sample)', 'for a test', '{}', %s)",
                (service.slug, organisation, service.hash, at, at),
            )


def stands(file) -> Journey:
    """The case as a journey, so that it is compared as the examples of a service are."""
    position = file.as_sent if file.state.sent_at else file.position
    route = tuple(str(page.ref) for page in position.pages)
    return Journey(state=file.state, position=position, route=route, events=file.events)


def person(name: str) -> dict:
    """One of the invented people."""
    return next(one for _, one in EVERYONE if one["name"] == name)


def served(name: str) -> Service:
    """The service that one of the invented people uses."""
    return next(service for service, one in EVERYONE if one["name"] == name)


@pytest.fixture(scope="session")
def migrated(migrated, postgres_server, django_db_blocker) -> str:
    """A database with Fenmarch, its accounts and the services in it: published once a run."""
    done = RUN / "ready"
    with (RUN / "ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            connect_django(postgres_server.make(READY, template=migrated))
            with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
                patch.setattr(timezone, "now", lambda: PUBLISHED_AT)
                patch.setattr(
                    django_settings,
                    "PASSWORD_HASHERS",
                    ["django.contrib.auth.hashers.MD5PasswordHasher"],
                )
                from handrail.site.sample import installation  # noqa: PLC0415 - its tables need Django

                # Without the people of their examples, who have tests of their own.
                publish.wire(bricks=BRICKS)
                installation.estate_and_accounts()
                installation.services(SERVICE_FOLDER.parent)
            disconnect_django()
            done.touch()
    return READY


@pytest.fixture
def site(database, settings, tmp_path, monkeypatch) -> Site:
    """The site, with its clock at noon of 1 May 2026."""
    clock = Clock(TODAY)
    monkeypatch.setattr(timezone, "now", clock.now)
    monkeypatch.setattr(logging.getLogger("handrail.request"), "disabled", True)
    settings.KEY_FOLDER = tmp_path / "keys"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    create_keys()
    wire()
    return Site(clock=clock, service=FIRST, owner_url=database.owner_url, app_url=database.app_url)


@pytest.fixture
def second() -> Service:
    """The second version of the discount: one more question, one changed rule."""
    return load(SECOND_FOLDER, bricks=BRICKS).service
