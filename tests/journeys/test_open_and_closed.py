"""A service that is not open yet, is closed, is withdrawn, or is open by invitation."""

from datetime import datetime

import pytest
from django.utils import timezone

from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.load import load
from handrail.estate.fenmarch import fenmarch_id
from handrail.terms.legal_day import LONDON
from tests.journeys.site import SERVICE_FOLDER, SLUG

NORTH = fenmarch_id("north-fenmarch")
START = f"/north-fenmarch/{SLUG}"


def variant(tmp_path, *lines: str):
    """The discount with more lines at its top, as its author would write it."""
    folder = tmp_path / SLUG
    folder.mkdir()
    for path in SERVICE_FOLDER.iterdir():
        if path.is_file():
            (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "words").mkdir()
    for path in (SERVICE_FOLDER / "words").iterdir():
        (folder / "words" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (folder / "service.yaml").read_text(encoding="utf-8")
    (folder / "service.yaml").write_text(
        text.replace("phase: live\n", "phase: live\n" + "".join(f"{line}\n" for line in lines)),
        encoding="utf-8",
    )
    loaded = load(folder, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


def test_before_it_opens_the_page_says_from_when_and_nothing_can_be_started(site, tmp_path):
    site.offer(variant(tmp_path, "opens: 2026-06-01"), organisation=NORTH)
    visitor = site.person()

    visitor.open(START)

    assert visitor.status == 410
    assert visitor.page.h1 == "This service is not open yet"
    assert "You can apply from 1 June 2026" in visitor.page.text
    site.clock.set("2026-06-01")
    visitor.open(START)
    assert visitor.status == 200


def test_it_opens_at_the_first_moment_of_the_legal_day(site, tmp_path):
    site.offer(variant(tmp_path, "opens: 2026-06-01"), organisation=NORTH)
    visitor = site.person()
    site.clock.moment = datetime(2026, 5, 31, 23, 59, tzinfo=LONDON)
    visitor.open(START)
    assert visitor.status == 410

    site.clock.moment = datetime(2026, 6, 1, 0, 0, tzinfo=LONDON)
    visitor.open(START)

    assert visitor.status == 200


def test_a_start_page_left_open_past_closing_starts_nothing(site, tmp_path):
    site.offer(variant(tmp_path, "closes: 2026-05-02"), organisation=NORTH)
    visitor = site.person()
    visitor.open(START)
    site.clock.set("2026-05-03")

    visitor.send()

    assert visitor.status == 410
    assert visitor.page.h1 == "This service is closed"
    assert site.counts()["history_head"] == 0


def test_a_case_begun_before_closing_is_finished_after_it(site, tmp_path):
    site.offer(variant(tmp_path, "closes: 2026-05-02"), organisation=NORTH)
    applicant = site.starts()
    code = applicant.saves()
    site.clock.set("2026-05-10")
    back = site.person()
    welcome = back.returns(applicant.reference, code)

    back.open(welcome.link("Carry on"))

    assert back.page.h1 == "What is your full name?"


def test_a_withdrawn_service_says_so_and_open_cases_go_on(site):
    applicant = site.starts()
    publish.withdraw(SLUG, NORTH, by="Ola Owner (sample)", why="For a test", at=timezone.now())
    visitor = site.person()

    visitor.open(START)
    assert visitor.status == 410
    assert visitor.page.h1 == "This service is closed"
    assert visitor.page.link("Go back to an application")
    visitor.open("/")
    assert START not in visitor.page.html

    applicant.send({"full_name": "Ffion Dummy-Jones"})
    assert applicant.page.url.endswith("/born_on")


def test_the_other_district_still_offers_what_one_has_withdrawn(site):
    publish.withdraw(SLUG, NORTH, by="Ola Owner (sample)", why="For a test", at=timezone.now())
    visitor = site.person()

    visitor.open(f"/south-fenmarch/{SLUG}")

    assert visitor.status == 200


@pytest.fixture
def by_invitation(site, tmp_path):
    """The discount open to those with a code; returns two codes."""
    site.offer(variant(tmp_path, "invite: true"), organisation=NORTH)
    return publish.make_invites(SLUG, NORTH, count=2, by="Ola Owner (sample)", at=timezone.now())


def test_an_invitation_code_lets_one_person_start_once(site, by_invitation):
    visitor = site.person()
    visitor.open(START)
    visitor.send({"invite": by_invitation[0].lower()})
    assert visitor.page.h1 == "What is your full name?"

    late = site.person()
    late.open(START)
    late.send({"invite": by_invitation[0]})

    assert late.status == 422
    assert late.page.errors == ["Enter the invitation code from your letter. It can be used once"]
    assert late.page.form.fields["invite"] == by_invitation[0]
    assert site.counts()["history_head"] == 1


@pytest.mark.parametrize("code", ["", "7K2M-9QXC-04TZ", "x" * 5000, "\0", "<script>"])
def test_a_wrong_code_starts_nothing(site, by_invitation, code):
    visitor = site.person()
    visitor.open(START)

    visitor.send({"invite": code})

    assert visitor.status == 422
    assert site.counts()["history_head"] == 0


def test_a_helper_needs_the_code_too(site, by_invitation):
    helper = site.person()
    helper.open(f"{START}/helper")
    helper.send({"name": "Hedwig Neighbourly", "consent": "yes", "invite": "wrong"})
    assert helper.status == 422
    assert site.counts()["history_head"] == 0

    helper.send({"name": "Hedwig Neighbourly", "consent": "yes", "invite": by_invitation[1]})

    assert helper.page.h1 == "What is your full name?"
