"""Someone withdraws: before sending, after it, and not after a decision."""

import pytest

from handrail.casework.step import NotWithStaff


def test_it_asks_first_and_says_what_it_means(site):
    applicant = site.applies()

    applicant.go("withdraw")

    assert applicant.page.h1 == "Withdraw your application"
    assert "What you type here is kept only when you send it." in applicant.page.text
    assert "saved as you go" not in applicant.page.text
    assert "case.withdrawn" not in site.types(applicant.reference)


def test_the_case_ends_and_nothing_can_be_changed_or_sent(site):
    applicant = site.applies()
    other = applicant.tab()
    other.go("page/about-you/full_name")
    applicant.go("withdraw")
    applicant.send({"reason": "My sister moved back in."})
    before = site.types(applicant.reference)

    other.send({"full_name": "Ffion Dummy"})

    assert "Withdrawn" in applicant.page.text
    assert site.types(applicant.reference) == before
    assert site.file(applicant.reference).as_sent.here == "ended"
    assert site.file(applicant.reference).as_sent.endpoint.kind == "withdrawn"


def test_the_page_that_asks_leads_to_the_case_when_there_is_nothing_left_to_withdraw(site):
    applicant = site.applies()
    applicant.go("withdraw")
    applicant.send()

    applicant.go("withdraw")

    assert applicant.page.url == f"/case/{applicant.reference}"


def test_a_draft_is_withdrawn_too(site):
    applicant = site.starts()
    applicant.go("withdraw")
    assert "You have not sent it, so we have not looked at it." in applicant.page.text
    assert "We will stop looking" not in applicant.page.text
    applicant.send()

    assert "Withdrawn" in applicant.page.text
    applicant.go("page/about-you/full_name")
    assert "/page/" not in applicant.page.url


def test_a_reason_with_a_character_that_nothing_can_keep_is_kept_without_it(site):
    applicant = site.applies()
    applicant.go("withdraw")

    applicant.send({"reason": "My sister\0 moved\r\nback in.\x07"})

    withdrawn = site.file(applicant.reference).events[-1]
    assert withdrawn.personal["applicant"]["reason"] == "My sister moved\nback in."


def test_withdrawing_twice_withdraws_once(site):
    applicant = site.applies()
    other = applicant.tab()
    applicant.go("withdraw")
    other.go("withdraw")

    applicant.send()
    other.send()

    assert site.types(applicant.reference).count("case.withdrawn") == 1


def test_staff_have_nothing_to_do_with_it_any_more(site):
    applicant = site.applies()
    site.staff().claim(applicant.reference)
    applicant.go("withdraw")
    applicant.send()

    with pytest.raises(NotWithStaff):
        site.staff().decide(applicant.reference, "award-25")


def test_after_a_decision_there_is_nothing_to_withdraw(site):
    applicant = site.applies()
    applicant.go("withdraw")
    site.staff().decide(applicant.reference, "award-25")

    applicant.send({"reason": "Too late."})

    assert "case.withdrawn" not in site.types(applicant.reference)
    assert "Decided" in applicant.page.text


def test_their_words_are_kept_for_staff_and_sealed(site):
    applicant = site.applies()
    applicant.go("withdraw")
    applicant.send({"reason": "My sister moved back in."})

    assert site.staff().sees(applicant.reference).state.withdrawn.reason == "My sister moved back in."
    with site.owner() as run:
        assert not run.execute("SELECT 1 FROM history_event e WHERE e::text LIKE '%sister%'").fetchall()
