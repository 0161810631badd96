"""With a decision the person reads what the rules found and where it is written, and nothing hidden."""

import pytest

from tests.journeys.site import person

HEADING = "What the rules found"


def decided(site, name: str):
    """Somebody of the examples, decided on as the examples say, back at the page of their case."""
    applicant = site.applies(name)
    example = person(name)
    for act in example["staff"]:
        site.staff(example["organisation"]).does(applicant.reference, act)
    applicant.go("")
    return applicant


def rules(applicant, heading: str = HEADING, end: str = "If you think we are wrong") -> str:
    return applicant.page.text.partition(heading)[2].partition(end)[0]


def test_it_says_what_was_found_and_of_whom_and_by_which_rule(site):
    told = rules(decided(site, "Odette Pretend"))

    assert "Only 1 adult in your home is counted, so the discount is 25%." in told
    assert "The rule: LGFA 1992 s.11(1)(b)" in told
    assert "Ambrose Pretend" in told
    assert "This person’s main home is now the care home or hostel, so they are not counted." in told
    assert "before we can decide" not in told


def test_it_is_in_welsh_for_who_reads_welsh(site):
    applicant = decided(site, "Tomos Invented-Price")
    told = rules(applicant, "Yr hyn a ganfu’r rheolau", "Os ydych yn credu ein bod yn anghywir")

    assert "Y gostyngiad neu’r esemptiad Chi yw’r unig oedolyn yn eich cartref" in told
    assert "The discount" not in told
    assert "Y rheol: LGFA 1992 s.11(1)(a)" in told


def test_a_badge_says_the_rule_that_gave_it_and_why_it_lasts_as_long(site):
    told = rules(decided(site, "Una Madeup"))

    assert "You told us that the PIP award has 8 points or more for moving around." in told
    assert "The badge is for 3 years, the longest time that there is." in told


def test_it_does_not_say_why_a_badge_was_decided_quickly(site):
    told = rules(decided(site, "Moss Ephemeral"))

    assert "What you told us is urgent" in told
    assert "terminal" not in told.lower()


def test_what_staff_typed_of_somebody_else_does_not_come_out_by_a_rule(site):
    applicant = site.answers("Marlowe Madeup")
    left = {
        f"partner_left_on.{part}": text for part, text in (("day", "11"), ("month", "3"), ("year", "2026"))
    }
    site.staff().types(applicant.reference, "your-home/partner_left_on", **left)
    applicant.go("check")
    applicant.send()
    site.staff().decide(applicant.reference, "award-25", "You are the only adult.")
    applicant.go("")

    told = rules(applicant)
    assert "You are the only adult in your home, so the discount is 25%." in told
    assert "The day the discount starts" not in told


@pytest.mark.parametrize("name", ["Ffion Dummy-Jones", "Tomos Invented-Price"])
def test_nothing_of_it_is_told_before_a_decision(site, name):
    applicant = site.applies(name)
    applicant.go("")

    assert HEADING not in applicant.page.text
    assert "Yr hyn a ganfu’r rheolau" not in applicant.page.text
