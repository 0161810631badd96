"""North and South Fenmarch with the discount published, staff of both, and people who have applied."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.casefile import CaseFile, open_case
from handrail.channels.desk import lockout
from handrail.definition import publish
from handrail.history.event import Actor, Circumstances
from handrail.journey.answer import answer_page
from handrail.journey.send import send
from handrail.journey.start import start
from handrail.site.wiring import create_keys, wire
from handrail.terms.legal_day import legal_day
from tests.journeys.filling import fields
from tests.journeys.page import Page

FOLDER = Path(__file__).parents[3] / "services" / "single-person-discount"
PASSWORD = "a marsh harrier over the fen"
HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_LOADED = publish.load(FOLDER, bricks=BRICKS)


@dataclass(frozen=True)
class Desk:
    """A browser that is signed in at the desk."""

    client: Client
    account: object

    @property
    def id(self) -> str:
        return str(self.account.pk)

    def get(self, url: str, *, status: int = 200) -> Page:
        """Open a page, and where it leads."""
        response = self.client.get(url, follow=True)
        assert response.status_code == status, f"{url}: {response.status_code}"
        return Page(response.content.decode(), url)

    def post(self, page: Page, url: str, *, status: int = 200, **typed: str) -> Page:
        """Send the form of a page, its hidden fields with it, to an address, and follow where it leads."""
        response = self.client.post(url, {**page.form.fields, **typed}, follow=True)
        assert response.status_code == status, (
            f"{url}: {response.status_code} {response.content.decode()[:2000]}"
        )
        return Page(response.content.decode(), url)

    def state_purpose(self, reference: str) -> None:
        """Say what a case is opened for, as the page that asks does."""
        session = self.client.session
        session["purposes"] = {**session.get("purposes", {}), reference: "casework"}
        session.save()

    def act(self, reference: str, name: str, **typed: str) -> Page:
        """Open an action's form, send it, and send the preview too where there is one."""
        url = f"/desk/case/{reference}/{name}"
        page = self.post(self.get(url), url, **typed)
        if page.h1 == "Check what the person will see":
            page = self.post(page, url)
        return page


@dataclass(frozen=True)
class Fen:
    """The two districts, ready for people and staff."""

    north: estate.Organisation
    south: estate.Organisation

    def staff(self, *roles: str, organisation: estate.Organisation | None = None, name: str = "") -> Desk:
        """A member of staff, signed in."""
        account = get_user_model().objects.create(
            username=f"staff-{uuid4().hex[:8]}",
            password=PASSWORD,
            name=name or f"Madeup {roles[0].title()}",
            organisation=(organisation or self.north).id,
            roles=list(roles),
        )
        client = Client(enforce_csrf_checks=False)
        client.force_login(account)
        return Desk(client, account)

    def applies(
        self, name: str = "Ffion Dummy-Jones", *, organisation=None, sent: bool = True, **changes
    ) -> str:
        """An invented person of the examples applies, online; return the reference."""
        held = organisation or self.north
        now = timezone.now()
        recent = (legal_day(now) - timedelta(days=30)).isoformat()
        answers = {**person(name)["answers"], "moved_in_on": recent, "began_on": recent, **changes}
        by = Circumstances(
            actor=Actor("applicant", "applicant"), channel="web", mode="self", request=uuid4(), at=now
        )
        with history.holding(held.id):
            begun = start(
                slug="single-person-discount",
                organisation=held,
                kind="live",
                language=person(name).get("language", "en"),
                circumstances=by,
            )
            file = open_own(begun.stream, at=now)
            file = answer_all(file, answers, by)
            if sent:
                send(file, circumstances=by)
        return begun.reference

    def corrects(self, reference: str, *, send_it: bool = True, **changes) -> None:
        """The person changes answers after sending."""
        stream, holder = history.locate(reference)
        now = timezone.now()
        by = Circumstances(
            actor=Actor("applicant", "applicant"), channel="web", mode="self", request=uuid4(), at=now
        )
        with history.holding(holder):
            file = open_own(stream, at=now)
            for question, value in changes.items():
                page = next(one.ref for one in file.position.pages if one.ref.page == question)
                form = fields(file.service, page, {question: value})
                file = answer_page(file, ref=page, form=form, language="en", circumstances=by)
            if send_it:
                send(file, circumstances=by)

    def file(self, reference: str) -> CaseFile:
        """The case as it is."""
        stream, holder = history.locate(reference)
        with history.holding(holder):
            return open_own(stream, at=timezone.now())

    def types(self, reference: str) -> list[str]:
        """The types of a case's events in order."""
        return [event.type for event in self.file(reference).events]


def person(name: str) -> dict:
    """One of the service's invented people."""
    written = yaml.safe_load((FOLDER / "examples.yaml").read_text(encoding="utf-8"))
    return next(one for one in written if one["name"] == name)


def open_own(stream, *, at: datetime) -> CaseFile:
    """The person's own reading."""
    return open_case(
        stream=stream, reader=history.Reader(Actor("applicant", "applicant"), "", uuid4()), at=at
    )


def answer_all(file: CaseFile, answers: dict, by: Circumstances) -> CaseFile:
    """Answer page after page until nothing is left to ask."""
    while (ref := file.position.next) is not None:
        state = file.state.steps.get(ref.step)
        members = len(state.items(ref.page, ref.item)) if state else 0
        form = fields(file.service, ref, answers, members=members)
        file = answer_page(file, ref=ref, form=form, language="en", circumstances=by)
    return file


def apply(organisation: estate.Organisation, slug: str, answers: dict, *, language: str = "en") -> str:
    """Somebody answers everything that a service asks and sends it; return the reference."""
    now = timezone.now()
    by = Circumstances(Actor("applicant", "applicant"), "web", "self", uuid4(), now)
    with history.holding(organisation.id):
        begun = start(slug=slug, organisation=organisation, kind="live", language=language, circumstances=by)
        send(answer_all(open_own(begun.stream, at=now), answers, by), circumstances=by)
    return begun.reference


@pytest.fixture
def fen(database, settings, tmp_path, monkeypatch) -> Fen:
    """The districts with the service published for both."""
    settings.PASSWORD_HASHERS = HASHERS
    settings.KEY_FOLDER = tmp_path / "keys"
    create_keys()
    wire()
    lockout.ACCOUNTS.clear()
    lockout.ADDRESSES.clear()
    bodies = {one.slug: one for one in estate.load_fenmarch()}
    now = timezone.now()
    service = _LOADED.service
    for slug in ("north-fenmarch", "south-fenmarch"):
        offer(bodies[slug], service, now)
    return Fen(bodies["north-fenmarch"], bodies["south-fenmarch"])


def offer(organisation, service, now) -> None:
    """Publish without running the service's fifty people, whose own test runs them."""
    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(_LOADED, organisation=organisation.id, by="Owen Owner-Sample", why="first", at=now)
