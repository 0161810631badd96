"""Law 13. Cases pass to a successor body: nothing that people hold names the old one, and nothing is lost."""

import re
from datetime import date
from uuid import uuid4

import pytest

from handrail import estate, history
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.walk.lifecycle import HANDED_OVER
from tests.journeys.site import person
from tests.laws.canonical import digest
from tests.laws.stories import everything

NORTH, SOUTH = fenmarch_id("north-fenmarch"), fenmarch_id("south-fenmarch")


def hand_over(site) -> int:
    """North Fenmarch's cases pass to South Fenmarch."""

    def said(head, parties) -> NewEvent:
        why = {"from": str(NORTH), "to": str(SOUTH), "reason": "The districts merge (a test)"}
        return NewEvent(HANDED_OVER, why)

    by = Circumstances(
        actor=Actor("addy.min", "administrator", SOUTH, "staff"),
        channel="system",
        mode="staff_entered",
        request=uuid4(),
        at=site.clock.now(),
    )
    return history.rewrap(NORTH, SOUTH, event=said, circumstances=by)


@pytest.fixture
def case(site) -> str:
    return everything(site)


def test_every_case_passes_and_the_record_still_verifies(site, case):
    site.applies("Marlowe Madeup")
    theirs = site.applies("Tomos Invented-Price").reference

    assert hand_over(site) == 2

    assert history.verify().findings == ()
    assert history.locate(case)[1] == SOUTH
    assert history.locate(theirs)[1] == SOUTH


def test_the_new_holder_opens_it_and_the_old_one_cannot(site, case):
    hand_over(site)

    assert site.staff("south-fenmarch").sees(case).as_sent.endpoint.id == "discount-25"
    with pytest.raises(history.NoSuchStream):
        site.staff("north-fenmarch").sees(case)


def test_answers_findings_decisions_and_the_end_are_what_they_were(site, case):
    """Though the new holder's own policies differ: what was found before is kept with what it used."""
    before = site.file(case)

    hand_over(site)

    after = site.file(case)
    assert after.events[:-1] == before.events
    assert after.events[-1].type == "case.handed_over"
    for name in ("here", "endpoint", "pages", "determinations", "results", "another_look", "dropped"):
        assert digest(getattr(after.as_sent, name)) == digest(getattr(before.as_sent, name)), name


def test_the_old_holders_key_is_not_needed_any_more(site, case, settings):
    hand_over(site)
    (settings.KEY_FOLDER / "holders" / f"{NORTH}.key").unlink()
    history.wire(history.FileKeys(settings.KEY_FOLDER))

    assert site.answer(case, "full_name") == "Odette Pretend"


def test_a_receipt_from_before_is_still_good(site):
    applicant = site.applies()
    code = applicant.page.text.split("Receipt code ")[1].split()[0]

    hand_over(site)

    assert applicant.checks(applicant.reference, code).h1 == "This receipt is genuine"


def test_a_draft_is_gone_on_with_by_the_same_reference_and_code(site):
    applicant = site.starts()
    applicant.answer(person("Ffion Dummy-Jones")["answers"])
    code = applicant.saves()

    hand_over(site)

    applicant.returns(applicant.reference, code)
    assert applicant.page.h1 == "Welcome back"
    applicant.go("next")
    assert "South Fenmarch" in applicant.page.text
    applicant.answer_everything(person("Ffion Dummy-Jones")["answers"])
    applicant.send()
    assert applicant.page.h1 == "We have your application"


def test_a_pass_from_before_shows_the_way_back_in(site):
    applicant = site.applies()

    hand_over(site)
    applicant.go("")

    assert applicant.status == 403
    assert applicant.page.h1 == "You need your reference and return code"


def test_a_succession_is_recorded_by_date_and_found_by_it(site):
    passed = estate.Succession(
        predecessor=NORTH,
        successor=SOUTH,
        on=date(2026, 4, 1),
        how="merged into",
        area="",
        source="An invented order",
    )
    estate.record_succession(passed)

    assert estate.successor(NORTH, on=date(2026, 3, 31)) == NORTH
    assert estate.successor(NORTH, on=date(2026, 4, 1)) == SOUTH


def test_nothing_that_people_hold_names_the_organisation(site):
    north, south = site.applies(), site.applies("Tomos Invented-Price")

    for one in (north, south):
        assert re.fullmatch(r"HDR-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", one.reference)
        assert one.page.url == f"/case/{one.reference}/sent"
