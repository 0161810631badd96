"""Whoever works on a case, in any role and on any page, never meets an answer to an equality question."""

from argparse import Namespace

import pytest

from handrail import history
from handrail.bricks import BRICKS
from handrail.casefile import lately
from handrail.channels.desk.access import ROLES
from handrail.definition.load import load_text
from handrail.site.commands import find, ready
from handrail.site.commands.history import _erase as erase_by_command
from tests.attacks.conftest import NORTH, staff_of, with_purpose
from tests.attacks.routes import every_route
from tests.attacks.test_former_partner import everything
from tests.journeys.page import Page
from tests.journeys.site import FIRST, SLUG, person

PLANTED = "Zoroastrian-Plainly-Planted"
PAGE = """
      - question: faith
        type: text
        label: What is your religion?
        equality: true
        source: Equality Act 2010 s.149
"""


@pytest.fixture
def service():
    """The discount, with one equality question at its end."""
    text = dict(FIRST.text)
    place = text["service.yaml"].index("  - work: check")
    text["service.yaml"] = (
        text["service.yaml"][:place].rstrip() + "\n" + PAGE + "\n" + text["service.yaml"][place:]
    )
    loaded = load_text(text, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


@pytest.fixture
def applied(site, service):
    """Someone who answered it and sent."""
    site.offer(service, organisation=NORTH)
    applicant = site.person(service=service)
    applicant.start("north-fenmarch")
    applicant.answer_everything({**person("Ffion Dummy-Jones")["answers"], "faith": PLANTED})
    assert PLANTED in applicant.page.html
    applicant.send()
    return applicant


def test_the_person_sees_their_own_answer(site, applied):
    assert PLANTED in applied.go("").html
    assert site.answer(applied.reference, "faith") == PLANTED


def test_the_person_sees_what_staff_typed_of_it_for_them(site, applied):
    staff = site.staff("north-fenmarch")
    staff.types(applied.reference, "finish/faith", faith="Jain-Plainly-Typed")
    applied.go("check")
    applied.send()
    assert "Jain-Plainly-Typed" in applied.go("").html


def test_no_rule_is_told_it(site, applied):
    assert PLANTED not in str(site.file(applied.reference).position.facts)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_the_desk_shows_it(site, applied, role):
    client, account = staff_of(NORTH, role)
    with_purpose(client, applied.reference)
    places = {
        "reference": applied.reference,
        "party": "applicant",
        "account_id": str(account.pk),
        "slug": SLUG,
    }
    places |= {
        "organisation": "north-fenmarch",
        "service": SLUG,
        "version": "0",
        "name": "manifest.json",
        "part": "contact",
    }
    opened = 0
    for route in every_route():
        got = client.get(route.address({**places, "path": "finish/faith"}))
        opened += got.status_code == 200
        assert PLANTED not in everything(got), route
    assert opened


def test_staff_do_not_meet_it_in_what_its_person_has_open(site, applied):
    """The person's own look a moment before, which this process remembers, opened it."""
    applied.go("")
    client, _ = staff_of(NORTH, "caseworker")
    with_purpose(client, applied.reference)
    for _ in range(2):
        page = Page(client.get(f"/desk/case/{applied.reference}").content.decode(), "")
        assert "1 Sedge Row" in page.html
        assert PLANTED not in page.html
    stream, _ = history.locate(applied.reference)
    now = site.clock.now()
    own, staff = (lately.known(stream, sight=sight, at=now) for sight in ("own", "staff"))
    assert PLANTED in str([event.personal for event in own.file.events])
    assert PLANTED not in str([event.personal for event in staff.file.events])


def test_staff_do_not_meet_what_one_of_them_typed_a_moment_ago(site, applied):
    staff = site.staff("north-fenmarch")
    staff.sees(applied.reference)
    staff.types(applied.reference, "finish/faith", faith="Jain-Plainly-Typed")
    stream, _ = history.locate(applied.reference)
    known = lately.known(stream, sight="staff", at=site.clock.now())
    assert known is None or "Jain-Plainly-Typed" not in str([event.personal for event in known.file.events])
    assert "Jain-Plainly-Typed" not in str(staff.sees(applied.reference).state)


def test_no_preview_of_a_decision_shows_it(site, applied):
    staff = site.staff("north-fenmarch")
    staff.claim(applied.reference)
    client, _ = staff_of(NORTH, "caseworker", "team_leader")
    with_purpose(client, applied.reference)
    url = f"/desk/case/{applied.reference}"
    page = Page(client.get(url).content.decode(), url)
    assert "1 Sedge Row" in page.html
    assert "What is your religion?" not in page.html


def test_it_is_erased_with_the_person(site, applied):
    client, _ = staff_of(NORTH, "data_protection")
    with_purpose(client, applied.reference)
    url = f"/desk/case/{applied.reference}/erase"
    page = Page(client.get(url).content.decode(), url)
    assert "Their answers to equality questions" in page.text

    typed = {**page.form.fields, "parties.applicant": "yes", "reason": "request", "sure": "agreed"}
    client.post(url, typed)

    with history.managing() as run:
        kept = {party for (party,) in run.execute("SELECT party FROM keys.data_key").fetchall()}
    assert kept.isdisjoint({"applicant", "equality"})


def test_a_command_that_erases_the_person_erases_it_too(site, applied, monkeypatch):
    monkeypatch.setattr(ready, "database", lambda **_: None)
    monkeypatch.setattr(find, "case", lambda _: history.locate(applied.reference))
    given = Namespace(reference=applied.reference, parties=["applicant"], why="request", by="Sam Sample")

    erase_by_command(given)

    with history.managing() as run:
        kept = {party for (party,) in run.execute("SELECT party FROM keys.data_key").fetchall()}
    assert kept.isdisjoint({"applicant", "equality"})
