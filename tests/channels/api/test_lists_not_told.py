"""A list that another service's application says nothing of: nobody is said to have nothing to add to it."""

import re

import pytest

from tests.journeys.site import BADGE
from tests.journeys.test_before_an_end import at_desk

MADE = {"service": "national", "number": "a1b2c3d4-0000-4000-8000-00000000000b"}
TOLD = {
    "applying_for": "self",
    "lives_where": "here",
    "main_reason": "walking",
    "walking_time": "under_1",
    "aids": [{"aid": "Walking frame"}],
    "medicines": [],
}
NOT_TOLD = "Not told where the application was made"


@pytest.fixture
def brought(site, system):
    """An application with one aid, with no medicines, and with not a word of treatments and professionals."""
    system.start("fenmarch-county", service=BADGE.slug, brought_in=MADE)
    return system


def gives(system, **more):
    reply = system.put("answers", {"answers": {**TOLD, **more}, "left_blank": True})
    assert reply.status == 200, reply.body
    return reply


def test_is_named_with_the_questions_that_were_left_blank(brought):
    blank = gives(brought)["left_blank"]

    assert [one for one in blank if "/" in one or one.endswith("s")] == [
        "home_address",
        "difficulties",
        "aids/1/aid_from",
        "treatments",
        "professionals",
        "supporting_papers",
    ]


def test_changes_nothing_when_it_is_left_out_again(site, brought):
    first = gives(brought)

    assert gives(brought)["case"]["sequence"] == first["case"]["sequence"]


def test_is_told_once_it_has_a_member(brought):
    gives(brought)

    blank = gives(brought, treatments=[{"treatment": "Physiotherapy"}])["left_blank"]

    assert "treatments" not in blank
    assert "treatments/1/treatment_when" in blank


def test_is_told_once_somebody_says_that_there_is_none(brought):
    gives(brought)

    answered = brought.put("pages/health/treatments", {"answers": {"treatments": False}})

    assert answered.status == 200
    assert "treatments" not in gives(brought)["left_blank"]


def test_is_shown_as_not_told_where_one_without_members_is_shown_as_none(brought):
    gives(brought)
    shown = {
        row["key"]: row["value"]
        for block in brought.get("check")["screen"]["blocks"]
        if block["block"] == "summary"
        for row in block["rows"]
    }

    assert (shown["Medicines"], shown["Treatments"]) == ("None", NOT_TOLD)


def test_is_so_for_staff_too_who_read_it_where_they_decide(site, brought):
    gives(brought)
    brought.post("send")
    desk = at_desk()
    desk.state_purpose(brought.reference)
    case = desk.get(f"/desk/case/{brought.reference}").text
    decide = desk.get(f"/desk/case/{brought.reference}/decide").text

    assert re.search(r"Medicines\s+None", case)
    assert re.search(rf"Treatments\s+{NOT_TOLD}", case)
    assert "Treatments: not told where the application was made" in decide
    assert "Medicines: " not in decide


def test_is_asked_of_the_person_who_comes_to_it_on_the_web(site, brought):
    gives(brought)
    code = brought.post("return-code")["code"]
    someone = site.person(service=BADGE)
    someone.returns(brought.reference, code)

    someone.open(f"/case/{brought.reference}/page/health/treatments")

    assert "Treatments" in someone.page.text
