"""Somebody has typed for long in one tab and comes back in another: what they typed is not lost."""

import pytest

from tests.journeys.web_person import RETURN_CODE

LONG = "The house has been empty since my mother moved. " * 20


def types_a_review(site):
    """A person with a long text about a decision in one tab, and their return code."""
    applicant = site.applies()
    code = applicant.saves()
    site.staff().decide(applicant.reference, "refuse", reasons="The bill is in another name.")
    applicant.go("review")
    return applicant, code


def test_it_comes_back_in_its_page_when_they_came_back_in_another_tab(site):
    typing, code = types_a_review(site)
    other = typing.tab()
    site.clock.forward(minutes=45)
    other.returns(typing.reference, code)
    assert other.page.h1 == "Welcome back"
    before = site.counts()

    typing.send({"reason": LONG})

    assert typing.page.form.fields["reason"].strip() == LONG.strip()
    assert "It is not saved until you send it" in typing.page.text
    assert site.counts() == before
    typing.send()
    assert typing.status == 200
    assert site.types(typing.reference)[-1] == "case.review_asked"


def test_it_is_kept_when_another_tab_was_told_first_that_the_time_is_up(site):
    typing, _ = types_a_review(site)
    other = typing.tab()
    site.clock.forward(minutes=45)
    other.go("")
    assert other.page.h1 == "We have hidden your answers"

    typing.send({"reason": LONG})

    assert "What you have just sent is saved too" in typing.page.text
    assert site.types(typing.reference)[-1] == "case.review_asked"


def test_it_comes_back_when_the_other_tab_has_run_out_of_time_again(site):
    typing, code = types_a_review(site)
    other = typing.tab()
    site.clock.forward(minutes=45)
    back = other.returns(typing.reference, code)
    again = RETURN_CODE.search(back.text).group()
    site.clock.forward(minutes=45)

    typing.send({"reason": LONG})

    assert "You get it back" in typing.page.text
    typing.send({"reference": typing.reference, "code": again})
    typing.send()
    assert typing.page.form.fields["reason"].strip() == LONG.strip()


@pytest.mark.parametrize("page", ["page/about-you/full_name", "withdraw"])
def test_so_does_one_word(site, page):
    typing = site.starts()
    code = typing.saves()
    typing.go(page)
    field = next(name for name in ("full_name", "reason") if name in typing.page.form.names)
    typing.tab().returns(typing.reference, code)

    typing.send({field: "Moved"})

    assert typing.page.form.fields[field] == "Moved"
    assert site.types(typing.reference)[-1] == "case.return_code_made"


def test_a_form_of_another_page_or_another_case_brings_nothing_back(site):
    typing, other = site.starts(), site.starts()
    code = typing.saves()
    typing.go("page/about-you/full_name")
    own, foreign = typing.page.form.fields["form_key"], other.page.form.fields["form_key"]
    typing.tab().returns(typing.reference, code)

    for page, key in (("withdraw", own), ("page/about-you/full_name", foreign)):
        url = f"/case/{typing.reference}/{page}"
        response = typing.http.post(url, {"form_key": key, "full_name": "Forged", "reason": "Forged"})
        assert response.status_code == 403
        assert b"Forged" not in response.content
