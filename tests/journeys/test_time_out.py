"""Someone is away too long: their answers are hidden, what they had typed is kept, and they can come back."""

import re

import pytest

from tests.journeys.site import person
from tests.journeys.web_person import RETURN_CODE


def test_after_half_an_hour_nothing_of_the_case_is_shown(site):
    applicant = site.starts("Marlowe Madeup")
    applicant.answer(person("Marlowe Madeup")["answers"])
    site.clock.forward(minutes=31)

    applicant.go("page/about-you/full_name")

    assert applicant.status == 403
    assert applicant.page.h1 == "We have hidden your answers"
    assert "Marlowe" not in applicant.page.html
    assert "Contact North Fenmarch District Council. We can give you a new code" in applicant.page.text
    assert applicant.page.text.count("Phone: ") == 1
    applicant.go("page/about-you/full_name")
    assert applicant.page.h1 == "We have hidden your answers"


def test_every_page_says_beforehand_how_long_there_is(site):
    applicant = site.starts()

    assert "leave this page for 30 minutes" in applicant.page.text


def test_more_time_can_be_had_again_and_again_without_leaving_the_page(site):
    applicant = site.starts("Tomos Invented-Price")
    stay = re.search(r'data-stay="([^"]+)" data-seconds="1800" data-warning="([^"]+)"', applicant.page.html)
    assert stay[2].startswith("Mae gennych lai na dwy funud")
    for _ in range(10):
        site.clock.forward(minutes=29)
        response = applicant.http.get(stay[1])
        assert (response.status_code, response.content) == (204, b"")

    applicant.send({"full_name": "Tomos Invented-Price"})

    assert applicant.status == 200


def test_no_more_time_is_given_once_it_is_over(site):
    applicant = site.starts()
    site.clock.forward(minutes=31)

    assert applicant.http.get(f"/case/{applicant.reference}/stay").status_code == 403


def test_every_request_starts_the_half_hour_anew(site):
    applicant = site.starts()
    for _ in range(3):
        site.clock.forward(minutes=29)
        applicant.go("page/about-you/full_name")
        assert applicant.status == 200


def test_an_answer_that_was_typed_is_kept_though_the_time_ran_out(site):
    applicant = site.starts()
    code = applicant.saves()
    applicant.go("page/about-you/full_name")
    site.clock.forward(minutes=45)

    applicant.send({"full_name": "Ffion Dummy-Jones"})

    assert applicant.status == 403
    assert "What you have just sent is saved too" in applicant.page.text
    assert "Ffion" not in applicant.page.html
    assert site.answer(applicant.reference, "full_name") == "Ffion Dummy-Jones"
    back = site.person()
    back.open(back.returns(applicant.reference, code).link("Carry on"))
    assert back.page.url.endswith("/page/about-you/born_on")


def test_a_double_click_is_told_that_the_answer_is_kept_as_the_first_was(site):
    applicant = site.starts()
    form = applicant.page.form
    site.clock.forward(minutes=45)

    for _ in range(2):
        applicant.http.post(form.action, {**form.fields, "full_name": "Ffion Dummy-Jones"})
    applicant.send({"full_name": "Ffion Dummy-Jones"})

    assert "What you have just sent is saved too" in applicant.page.text
    assert site.types(applicant.reference) == ["case.started", "ask.answered"]


def test_an_answer_that_cannot_be_kept_is_not_said_to_be(site):
    applicant = site.starts()
    site.clock.forward(minutes=45)

    applicant.send({"full_name": ""})

    assert applicant.status == 403
    assert "saved too" not in applicant.page.text
    assert "What you have just sent is not saved" in applicant.page.text
    assert site.types(applicant.reference) == ["case.started"]


def test_an_answer_that_was_refused_comes_back_with_whoever_has_the_code(site):
    applicant = site.answers()
    code = applicant.saves()
    applicant.go("page/about-you/born_on?changing=1")
    site.clock.forward(minutes=45)

    applicant.send({"born_on.day": "31", "born_on.month": "2", "born_on.year": "1961"})

    assert applicant.status == 403
    assert "You get it back" in applicant.page.text
    assert "1961" not in applicant.page.html

    applicant.send({"reference": applicant.reference, "code": "0000-0000-0000"})
    assert applicant.status == 422
    applicant.send({"reference": applicant.reference, "code": code})
    assert applicant.page.h1 == "Welcome back"
    applicant.send()

    assert applicant.status == 200
    assert applicant.page.form.fields["born_on.month"] == "2"
    assert applicant.page.form.fields["born_on.year"] == "1961"
    assert "It is not saved until you send it" in applicant.page.text
    applicant.send({"born_on.month": "3"})
    assert applicant.page.url.endswith("/check")
    assert str(site.answer(applicant.reference, "born_on")) == "1961-03-31"


def test_it_comes_back_even_after_a_second_long_wait(site):
    applicant = site.starts()
    code = applicant.saves()
    applicant.go("page/about-you/full_name")
    site.clock.forward(minutes=45)
    applicant.send({"full_name": "Ffion " * 100})
    back = applicant.send({"reference": applicant.reference, "code": code})
    again = RETURN_CODE.search(back.text).group()
    site.clock.forward(minutes=45)

    applicant.send()
    assert applicant.status == 403
    applicant.send({"reference": applicant.reference, "code": again})
    applicant.send()

    assert applicant.page.form.fields["full_name"] == "Ffion " * 100


def test_what_was_typed_in_one_case_does_not_come_back_in_another(site):
    first, second = site.starts(), site.starts("Marlowe Madeup")
    code = second.saves()
    site.clock.forward(minutes=45)
    first.send({"full_name": " "})
    site.clock.forward(minutes=1)

    first.send({"reference": second.reference, "code": code})

    assert first.page.h1 == "Welcome back"
    assert first.page.link("Carry on")
    assert [form for form in first.page.forms if form.method == "post"] == []


def test_the_reason_of_a_withdrawal_comes_back_and_nothing_is_withdrawn(site):
    applicant = site.applies("Tomos Invented-Price")
    code = applicant.saves()
    applicant.go("withdraw")
    site.clock.forward(minutes=45)

    applicant.send({"reason": "Rydym wedi symud i ffwrdd"})

    assert applicant.page.language == "cy"
    assert "Fe’i cewch yn ôl" in applicant.page.text
    assert "symud" not in applicant.page.html
    applicant.send({"reference": applicant.reference, "code": code})
    applicant.send()
    assert applicant.page.form.fields["reason"] == "Rydym wedi symud i ffwrdd"
    assert "Heb ei gadw eto" in applicant.page.text
    assert "case.withdrawn" not in site.types(applicant.reference)


@pytest.mark.parametrize("reason", ["Moved", "7"])
def test_one_word_is_enough_to_come_back(site, reason):
    applicant = site.applies()
    code = applicant.saves()
    applicant.go("withdraw")
    site.clock.forward(minutes=45)

    applicant.send({"reason": reason})

    assert "You get it back" in applicant.page.text
    applicant.send({"reference": applicant.reference, "code": code})
    applicant.send()
    assert applicant.page.form.fields["reason"] == reason


def test_an_answer_to_a_page_that_is_no_longer_asked_is_not_said_to_be_kept(site):
    applicant = site.starts()
    typing = applicant.tab()
    applicant.go("withdraw")
    applicant.send()
    site.clock.forward(minutes=45)

    typing.send({"full_name": "Ffion Dummy-Jones"})

    assert typing.status == 403
    assert "saved too" not in typing.page.text
    assert site.answer(applicant.reference, "full_name") is None


def test_a_form_that_we_did_not_give_out_saves_nothing_after_time_ran_out(site):
    applicant = site.starts()
    site.clock.forward(minutes=45)
    form = applicant.page.form
    before = site.counts()

    applicant.send({"full_name": "Ffion Dummy-Jones", "form_key": "0" * 64}, to=form.action)

    assert applicant.status == 403
    assert site.counts() == before


def test_sending_the_application_is_not_done_by_a_screen_left_open(site):
    applicant = site.answers()
    site.clock.forward(minutes=45)

    applicant.send()

    assert applicant.page.h1 == "We have hidden your answers"
    assert "What you have just sent is not saved" in applicant.page.text
    assert "case.sent" not in site.types(applicant.reference)


def test_what_was_written_about_a_decision_is_kept_though_the_time_ran_out(site):
    applicant = site.applies()
    site.staff().decide(applicant.reference, "refuse", reasons="The bill is in another name.")
    applicant.go("review")
    site.clock.forward(minutes=45)

    applicant.send({"reason": "You did not see my letter of 3 May"})

    assert applicant.status == 403
    assert "What you have just sent is saved too" in applicant.page.text
    assert "letter of 3 May" not in applicant.page.html
    assert site.types(applicant.reference)[-1] == "case.review_asked"


def test_withdrawing_is_not_done_by_a_screen_left_open(site):
    applicant = site.applies()
    applicant.go("withdraw")
    site.clock.forward(minutes=45)

    applicant.send()

    assert "What you have just sent is not saved" in applicant.page.text
    assert "case.withdrawn" not in site.types(applicant.reference)


def test_it_is_said_in_the_language_of_the_case(site):
    applicant = site.starts("Tomos Invented-Price")
    site.clock.forward(minutes=31)

    applicant.go("page/about-you/full_name")

    assert applicant.page.language == "cy"
    assert applicant.status == 403
