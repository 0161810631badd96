"""Someone corrects a fact after sending: both versions are kept, and the decision is looked at again."""

import pytest

from handrail.casework.queues import waiting
from handrail.history import holding


@pytest.fixture
def decided(site):
    """Ffion has her discount."""
    applicant = site.applies()
    staff = site.staff()
    staff.claim(applicant.reference)
    staff.decide(applicant.reference, "award-25", "You are the only adult at 1 Sedge Row.")
    return applicant


def corrects(applicant) -> None:
    """Somebody else lives there after all."""
    applicant.change("your-household/own_group", own_group="none")
    applicant.change("about-you/on_the_bill", on_the_bill="not_named")
    applicant.go("check")
    applicant.send()


def test_until_it_is_sent_staff_see_what_was_sent_before(site):
    applicant = site.applies()
    applicant.change("about-you/on_the_bill", on_the_bill="not_named")

    seen = site.staff().sees(applicant.reference)

    assert seen.as_sent.facts["on_the_bill"] == "named"
    assert seen.position.facts["on_the_bill"] == "not_named"
    applicant.go("")
    assert "You have changes that you have not sent" in applicant.page.text


def test_both_versions_are_kept_and_staff_see_both(site):
    applicant = site.applies()
    corrects(applicant)

    seen = site.staff().sees(applicant.reference)

    told = [
        event.personal["applicant"]["on_the_bill"]
        for event in seen.events
        if event.type == "ask.answered" and event.data["page"] == "on_the_bill"
    ]
    assert told == ["named", "not_named"]
    assert seen.as_sent.facts["on_the_bill"] == "not_named"
    assert [sending.number for sending in seen.state.sendings] == [1, 2]


def test_each_sending_has_a_receipt_of_its_own(site):
    applicant = site.applies()
    first = applicant.page.text.split("Receipt code ")[1].split()[0]

    corrects(applicant)
    second = applicant.page.text.split("Receipt code ")[1].split()[0]

    assert applicant.page.h1 == "We have your changes"
    assert first != second
    for code in (first, second):
        assert applicant.checks(applicant.reference, code).h1 == "This receipt is genuine"


def test_what_the_rules_find_is_recorded_anew_and_the_first_finding_is_kept(site):
    applicant = site.applies()
    corrects(applicant)

    found = [
        event.personal["applicant"]["result"]
        for event in site.file(applicant.reference).events
        if event.type == "decide.determined" and event.data["step"] == "discount"
    ]

    assert found == ["award-25", "not-on-bill"]


def test_the_decision_stands_and_is_marked_for_another_look(site, decided):
    corrects(decided)

    file = site.file(decided.reference)
    assert file.as_sent.another_look
    assert file.as_sent.endpoint.id == "discount-25"
    decided.go("")
    assert "It stands until we tell you otherwise" in decided.page.text
    with holding(site.staff().organisation):
        (waits,) = waiting(kind="live", on=site.clock.now().date())
    assert waits.another_look


def test_staff_look_again_and_say_that_it_stands(site, decided):
    corrects(decided)

    site.staff().confirm(decided.reference, "You pay rent to the person on the bill, who lives elsewhere.")

    file = site.file(decided.reference)
    assert not file.as_sent.another_look
    assert file.as_sent.endpoint.id == "discount-25"


def test_staff_open_the_decision_again_and_reverse_it(site, decided):
    corrects(decided)
    staff = site.staff()

    staff.reopen(decided.reference, why="correction", reason="The bill is in another name.")
    decided.go("")
    assert "We are looking at our decision again" in decided.page.text
    staff.decide(decided.reference, "refuse", "The bill is not in your name.")

    file = site.file(decided.reference)
    assert file.as_sent.endpoint.id == "no-discount"
    assert not file.as_sent.another_look
    assert [(one.result, one.overturned) for one in file.state.decisions] == [
        ("award-25", True),
        ("refuse", False),
    ]
    decided.go("")
    assert "The bill is not in your name." in decided.page.text
    assert "We cannot give you a discount" in decided.page.text


def test_a_correction_that_says_the_same_again_asks_for_no_other_look(site, decided):
    decided.change("about-you/on_the_bill", on_the_bill="named")

    assert not site.file(decided.reference).as_sent.another_look
    assert not site.file(decided.reference).position.unsent_changes


def test_a_correction_can_be_made_years_later(site, decided):
    code = decided.saves()
    site.clock.set("2029-04-01")
    back = site.person()
    back.returns(decided.reference, code)

    corrects(back)

    assert back.page.h1 == "We have your changes"
    assert site.file(decided.reference).as_sent.another_look


def test_changing_back_before_sending_leaves_nothing_to_send(site, decided):
    decided.change("about-you/on_the_bill", on_the_bill="not_named")
    decided.change("about-you/on_the_bill", on_the_bill="named")

    decided.go("check")

    assert decided.page.h1 == "Your application"
    assert site.types(decided.reference).count("case.sent") == 1
