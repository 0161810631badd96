"""Children, each with homes, each with others who live there: told online, corrected, asked for, erased."""

from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.casework.erasing import erase
from handrail.history.event import Actor, Circumstances
from handrail.walk.examples import endpoint_of, results_by_step
from tests.journeys.site import stands
from tests.walk.family import PEOPLE, published

BRONWEN = PEOPLE[0]


@pytest.fixture
def applicant(site):
    """Bronwen has answered everything and is at check your answers."""
    person = site.person(service=published())
    person.start("north-fenmarch")
    person.answer_everything(BRONWEN["answers"])
    return person


def told(site, applicant) -> list[str]:
    """The numbers of every member, of each list."""
    family = site.file(applicant.reference).state.steps["family"]
    return [item for items in family.members.values() for item in items]


def test_everything_is_asked_in_order_and_found_as_the_example_says(site, applicant):
    assert applicant.route == BRONWEN["expect"]["route"]
    applicant.send()
    site.staff().decide(applicant.reference, "award")

    journey = stands(site.file(applicant.reference))
    assert list(journey.route) == BRONWEN["expect"]["route"]
    assert results_by_step(journey) == BRONWEN["expect"]["determinations"]
    assert endpoint_of(journey) == BRONWEN["expect"]["endpoint"]


def test_check_your_answers_says_whose_home_is_whose(site, applicant):
    home = "Idris Fictitious, 1 Sedge Row, Wickenholm, FM4 7QX"
    for title in ("Idris Fictitious", home, f"{home}, Nia Unreal", "Mabli Fictitious"):
        assert title in applicant.page.text
    assert "page/family/children/1/homes/2/nights?changing=1" in applicant.page.html
    assert "page/family/children/2/homes?changing=1" in applicant.page.html


def test_a_home_is_added_from_check_your_answers(site, applicant):
    applicant.go("page/family/children/2/homes?changing=1")
    assert "About: Mabli Fictitious" in applicant.page.text
    applicant.send({"homes": "yes"})
    assert applicant.page.url.split("?")[0].endswith("/page/family/children/2/homes/1/home_address")
    assert "Where the child lives: Mabli Fictitious, Number 1" in applicant.page.text


def test_the_list_of_children_leads_to_each_childs_homes(site, applicant):
    applicant.go("page/family/children")
    assert "page/family/children/1/homes" in applicant.page.html
    applicant.go("page/family/children/1/homes")
    assert "1 Sedge Row, Wickenholm, FM4 7QX" in applicant.page.text
    assert "page/family/children/1/homes/2" in applicant.page.html


def test_a_home_is_removed_with_who_lives_there_and_its_number_is_not_used_again(site, applicant):
    applicant.go("page/family/children/1/homes/1")
    assert "Are you sure you want to remove “1 Sedge Row, Wickenholm, FM4 7QX”?" in applicant.page.text
    applicant.send({"remove": "yes"})
    assert told(site, applicant) == ["1", "2", "1.2"]
    applicant.go("page/family/children/1/homes")
    applicant.send({"homes": "yes"})
    assert told(site, applicant) == ["1", "2", "1.2", "1.3"]


def test_a_page_of_a_member_that_is_not_there_leads_to_where_the_person_should_be(site, applicant):
    for page in ("children/3/homes", "children/1/homes/9/nights", "children/1/homes/9", "children/9"):
        applicant.go(f"page/family/{page}")
        assert applicant.page.url.endswith("/check"), page


def test_staff_ask_again_about_one_home_and_only_that_is_asked(site, applicant):
    applicant.send()
    site.staff().ask(applicant.reference, "nights/1.2", message="Which nights?")
    applicant.go("")
    wanted = [str(ref) for ref in site.file(applicant.reference).position.wanted]
    assert wanted == ["family/children/1/homes/2/nights"]
    applicant.go("page/family/children/1/homes/2/nights")
    assert "Which nights?" in applicant.page.text
    applicant.send({"nights": "most"})
    applicant.go("check")
    applicant.send()
    assert site.file(applicant.reference).as_sent.here == "with_staff"


def test_erasing_a_child_erases_the_homes_and_leaves_who_else_is_there(site, applicant):
    applicant.send()
    stream, holder = history.locate(applicant.reference)
    by = Circumstances(
        actor=Actor("dee.protect", "data_protection", holder, "staff"),
        channel="desk",
        mode="staff_entered",
        request=uuid4(),
        at=timezone.now(),
    )
    erase(stream, parties=["child-1"], holder=holder, reason="request", circumstances=by)

    answers = site.file(applicant.reference).state.steps["family"].answers
    hidden = {key for key, value in answers.items() if repr(value) == "HIDDEN"}
    assert ("child_name", "1") in hidden
    assert ("home_address", "1.2") in hidden
    assert answers["child_name", "2"] == "Mabli Fictitious"
    assert answers["sharer_name", "1.1.2"] == "Ola Unreal"
    assert history.verify().findings == ()
