"""Staff ask for more: the person sees what and why, answers, sends, and staff go on."""

import pytest

from handrail.bricks.work.refusals import NothingAsked, NotYours, ReasonsMissing, UnknownQuestion

MESSAGE = "Your account number is of another home. Please check it on your bill."


@pytest.fixture
def asked(site):
    applicant = site.applies()
    site.staff().claim(applicant.reference)
    site.staff().ask(applicant.reference, "account_number", message=MESSAGE)
    return applicant


def test_the_case_page_says_what_is_asked_and_leads_to_it(site, asked):
    asked.go("")

    assert "We need more from you" in asked.page.text
    assert MESSAGE in asked.page.text
    assert "We are waiting for you" in asked.page.text
    asked.open(asked.page.link("Answer what we asked"))
    assert asked.page.url.endswith("/page/about-you/account_number")
    assert MESSAGE in asked.page.text
    assert asked.page.form.fields["account_number"] == "70012345"


def test_the_answer_goes_back_to_staff_once_it_is_sent(site, asked):
    asked.go("next")
    asked.send({"account_number": "70099999"})
    assert asked.page.h1 == "Check your changes"
    assert site.file(asked.reference).as_sent.here != "with_staff"

    asked.send()

    file = site.file(asked.reference)
    assert asked.page.h1 == "We have your changes"
    assert file.as_sent.here == "with_staff"
    assert file.state.asked == ()
    assert file.as_sent.facts["account_number"] == "70099999"


def test_saying_the_same_again_answers_what_was_asked(site, asked):
    asked.go("next")
    asked.send({"account_number": "70012345"})
    asked.send()

    assert site.file(asked.reference).as_sent.here == "with_staff"


def test_it_cannot_be_sent_before_it_is_answered(site, asked):
    asked.go("check")

    assert asked.page.url.endswith("/page/about-you/account_number")


def test_staff_may_decide_without_it_and_then_nothing_is_wanted(site, asked):
    site.staff().decide(asked.reference, "award-25")

    asked.go("")

    assert "We need more from you" not in asked.page.text
    assert site.file(asked.reference).as_sent.endpoint.id == "discount-25"


def test_the_person_may_withdraw_instead(site, asked):
    asked.go("withdraw")
    asked.send({"reason": "I moved away."})

    assert "Withdrawn" in asked.page.text
    assert "We need more from you" not in asked.page.text


def test_two_things_asked_one_after_the_other_are_both_wanted(site, asked):
    site.staff().ask(asked.reference, "phone_number", message="May we ring you?")

    wanted = [str(ref) for ref in site.file(asked.reference).position.wanted]

    assert wanted == ["about-you/account_number", "finish/contact"]
    asked.go("next")
    asked.send({"account_number": "70099999"})
    assert asked.page.url.endswith("/page/finish/contact")
    asked.send({"phone_number": "01632 960999"})
    assert asked.page.h1 == "Check your changes"


def test_it_is_asked_of_questions_there_are_with_words_and_by_whoever_has_the_case(site, asked):
    before = site.types(asked.reference)

    for refused, questions, message in (
        (UnknownQuestion, ["shoe_size"], MESSAGE),
        (NothingAsked, [], MESSAGE),
        (ReasonsMissing, ["account_number"], "  "),
        (ReasonsMissing, ["account_number"], "\0"),
    ):
        with pytest.raises(refused):
            site.staff().ask(asked.reference, *questions, message=message)
    with pytest.raises(NotYours):
        site.staff(id="another.worker").ask(asked.reference, "account_number", message=MESSAGE)

    assert site.types(asked.reference) == before
