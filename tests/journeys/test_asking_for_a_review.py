"""A decision can be looked at again: every refusal says how, and someone else may reverse it."""

import pytest

REASONS = "Delphine Notreal will come home, so two adults count."


@pytest.fixture
def refused(site):
    applicant = site.applies()
    site.staff().claim(applicant.reference)
    site.staff().decide(applicant.reference, "refuse", REASONS)
    applicant.go("")
    return applicant


def test_a_refusal_shows_who_decided_why_and_how_to_have_it_looked_at_again(site, refused):
    assert "We cannot give you a discount" in refused.page.text
    assert REASONS in refused.page.text
    assert "If you think we are wrong" in refused.page.text
    assert "Valuation Tribunal" in refused.page.text
    assert refused.page.link("Ask us to look at the decision again")


def test_the_person_asks_in_their_own_words_and_the_case_waits_for_staff(site, refused):
    refused.open(refused.page.link("Ask us to look at the decision again"))
    refused.send({"reason": "She moved into a home for good on Monday."})

    file = site.staff().sees(refused.reference)
    assert file.as_sent.another_look
    assert file.state.review_asked.reason == "She moved into a home for good on Monday."
    assert "You asked us to look at the decision again" in refused.page.text


def test_without_words_it_is_refused_and_says_so(site, refused):
    refused.go("review")
    refused.send({"reason": "  "})

    assert refused.status == 422
    assert refused.page.errors == ["Tell us what you think we got wrong, or did not know"]
    assert "case.review_asked" not in site.types(refused.reference)


def test_more_words_than_can_be_kept_are_refused_and_none_is_lost(site, refused):
    words = "She moved. " * 1000
    refused.go("review")
    refused.send({"reason": words})

    assert refused.status == 422
    assert refused.page.form.fields["reason"].strip() == words.strip()
    assert "case.review_asked" not in site.types(refused.reference)


def test_it_is_asked_once_for_one_decision(site, refused):
    other = refused.tab()
    refused.go("review")
    other.go("review")

    refused.send({"reason": "Look again."})
    other.send({"reason": "Look again, please."})

    assert site.types(refused.reference).count("case.review_asked") == 1


def test_the_decision_is_reversed_and_both_are_kept(site, refused):
    refused.go("review")
    refused.send({"reason": "She moved into a home for good on Monday."})
    reviewer = site.staff(id="tal.leader")

    reviewer.reopen(refused.reference, why="review", reason="New facts.")
    reviewer.decide(refused.reference, "award-25", "Her main home is the care home now.")

    refused.go("")
    assert "You have a 25% discount" in refused.page.text
    assert "Her main home is the care home now." in refused.page.text
    file = site.file(refused.reference)
    assert [(one.result, one.overturned) for one in file.state.decisions] == [
        ("refuse", True),
        ("award-25", False),
    ]
    assert not file.as_sent.another_look


def test_the_decision_stands_after_another_look_and_a_new_review_may_be_asked_for(site, refused):
    refused.go("review")
    refused.send({"reason": "Look again."})
    site.staff(id="tal.leader").confirm(refused.reference, "She comes home in June.")

    refused.go("")

    assert not site.file(refused.reference).as_sent.another_look
    assert "She comes home in June." in refused.page.text
    assert refused.page.link("Ask us to look at the decision again")


def test_before_a_decision_there_is_nothing_to_review(site):
    applicant = site.applies()
    applicant.go("")
    assert "Ask us to look at the decision again" not in applicant.page.text

    applicant.go("review")

    assert applicant.page.url.endswith(applicant.reference), "there is no form for it"


@pytest.mark.parametrize("result", ["award-25", "award-50", "exempt-instead", "refuse"])
def test_every_decision_can_be_looked_at_again(site, result):
    applicant = site.applies()
    site.staff().decide(applicant.reference, result)

    applicant.go("")

    assert "If you think we are wrong" in applicant.page.text
    assert applicant.page.link("Ask us to look at the decision again")
