"""A badge goes through several hands: only what decides is told as the decision, and then with its rule."""

import pytest

from handrail.casework.step import at_hand
from handrail.channels.desk.found import determinations
from tests.journeys.site import person

STROLLER = "Leopold Stroller"


@pytest.fixture
def stroller(site):
    return site.applies(STROLLER)


def test_what_is_only_a_stage_is_told_as_something_that_happened(site, stroller):
    proof, _ = person(STROLLER)["staff"]

    site.staff("fenmarch-county").does(stroller.reference, proof)
    stroller.go("")

    assert "Our decision" not in stroller.page.text
    assert "A stage of our work was finished" in stroller.page.text
    assert "Ask us to look at the decision again" not in stroller.page.text


def test_a_refusal_names_the_condition_that_is_not_met_and_how_to_ask(site, stroller):
    for act in person(STROLLER)["staff"]:
        site.staff("fenmarch-county").does(stroller.reference, act)
    stroller.go("")

    told = stroller.page.text
    assert "We cannot give a Blue Badge" in told
    assert "You cannot walk, or find it very hard to walk" in told
    assert "Walks more than a kilometre without stopping." in told
    assert "The last day to ask on is 29 May 2026." in told
    assert "Ask us to look at the decision again" in told


def test_what_comes_after_an_award_does_not_take_the_place_of_the_decision(site):
    una = site.applies("Una Madeup")

    for act in person("Una Madeup")["staff"]:
        site.staff("fenmarch-county").does(una.reference, act)
    una.go("")

    decision = una.page.text.partition("Our decision")[2].partition("If you think we are wrong")[0]
    assert "We have decided that you can have a Blue Badge." in decision
    assert "Paid by card" not in decision
    assert "Ordered in the register" not in decision


def test_who_takes_the_fee_is_shown_how_much_it_is(site):
    una = site.applies("Una Madeup")
    for act in person("Una Madeup")["staff"][:2]:
        site.staff("fenmarch-county").does(una.reference, act)
    file = site.file(una.reference)
    step, _, _ = at_hand(file)
    (card,) = determinations(file, only=step.spec.advice)

    assert step.id == "fee"
    shown = {row.key: row.value for row in card.rows}
    assert shown["The fee if we give a badge"] == "£10"
    assert "There is a fee for the badge." in shown["Because"]
    assert "10 pounds" in shown["Values used"]


def test_who_is_awarded_a_badge_is_told_of_a_fee_before_it_is_taken(site):
    una = site.applies("Una Madeup")
    for act in person("Una Madeup")["staff"][:2]:
        site.staff("fenmarch-county").does(una.reference, act)
    una.go("")

    assert "If there is a fee, we will ask for it before we send the badge." in una.page.text
