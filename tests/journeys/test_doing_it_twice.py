"""A double click, a back button, two tabs, a replayed or forged form: nothing happens twice (law 3)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.journeys.site import person


def test_a_double_click_on_continue_answers_once_and_leads_to_the_same_page(site):
    applicant = site.starts()
    form = applicant.page.form
    typed = {**form.fields, "full_name": "Ffion Dummy-Jones"}

    first = applicant.http.post(form.action, typed)
    second = applicant.http.post(form.action, typed)

    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    assert site.types(applicant.reference) == ["case.started", "ask.answered"]


def test_a_double_click_on_send_sends_once_and_shows_one_receipt(site):
    applicant = site.answers()
    form = applicant.page.form

    first = applicant.http.post(form.action, form.fields)
    second = applicant.http.post(form.action, form.fields)

    assert first.headers["Location"] == second.headers["Location"]
    assert site.types(applicant.reference).count("case.sent") == 1


def test_two_clicks_at_the_very_same_moment_send_once(site):
    applicant = site.answers()
    form = applicant.page.form
    cookie = applicant.http.cookie("handrail_case")

    def click(_):
        browser = type(applicant.http)()
        browser.cookies["handrail_case", cookie["path"]] = cookie
        try:
            return browser.post(form.action, form.fields).headers.get("Location")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as clicks:
        led_to = set(clicks.map(click, range(4)))

    assert led_to == {f"/case/{applicant.reference}/sent"}
    assert site.types(applicant.reference).count("case.sent") == 1


def test_a_double_click_on_start_starts_one_case(site):
    applicant = site.person()
    applicant.open("/north-fenmarch/single-person-discount")
    form = applicant.page.form

    first = applicant.http.post(form.action, form.fields)
    second = applicant.http.post(form.action, form.fields)

    assert first.headers["Location"] == second.headers["Location"]
    assert site.counts()["history_head"] == 1
    applicant.open(second.headers["Location"])
    assert applicant.status == 200


def test_the_start_page_left_open_does_not_lead_the_next_person_into_the_case(site):
    applicant = site.person()
    start = applicant.open("/north-fenmarch/single-person-discount").form
    applicant.open(applicant.http.post(start.action, start.fields).headers["Location"])
    applicant.send({"full_name": "Ffion Dummy-Jones"})

    again = applicant.http.post(start.action, start.fields)

    assert applicant.reference not in again.headers["Location"]
    assert site.counts()["history_head"] == 2


def test_going_back_and_answering_again_changes_the_answer_and_keeps_both_in_the_history(site):
    applicant = site.starts()
    applicant.send({"full_name": "Ffion Dummy"})
    applicant.go("page/about-you/full_name")

    applicant.send({"full_name": "Ffion Dummy-Jones"})

    assert applicant.page.url.endswith("/page/about-you/born_on")
    assert site.answer(applicant.reference, "full_name") == "Ffion Dummy-Jones"
    told = [
        event.personal["applicant"]["full_name"]
        for event in site.file(applicant.reference).events
        if event.type == "ask.answered"
    ]
    assert told == ["Ffion Dummy", "Ffion Dummy-Jones"]


def test_the_page_kept_by_the_browser_behind_the_back_button_changes_nothing_when_sent_again(site):
    applicant = site.starts()
    kept = {**applicant.page.form.fields, "full_name": "Ffion Dummy-Jones"}
    where = applicant.page.form.action
    applicant.send({"full_name": "Ffion Dummy-Jones"})
    before = site.counts()

    replayed = applicant.http.post(where, kept)

    assert replayed.headers["Location"].endswith("/page/about-you/born_on")
    assert site.counts() == before


def test_what_is_typed_anew_in_the_page_that_the_back_button_brings_counts(site):
    applicant = site.starts()
    kept = applicant.page.form

    for name in ("Ffion Dummy", "Ffion Jones", "Ffion Dummy"):
        sent = applicant.http.post(kept.action, {**kept.fields, "full_name": name})

        assert sent.headers["Location"].endswith("/page/about-you/born_on")
        assert site.answer(applicant.reference, "full_name") == name


def test_so_does_no_when_yes_was_chosen_first_in_the_page_of_a_list(site):
    applicant = site.answers("Odette Pretend")
    applicant.go("page/your-household/adults")
    kept = applicant.page.form
    added = applicant.http.post(kept.action, {**kept.fields, "adults": "yes"})
    assert added.headers["Location"].endswith("/adults/2/adult_name")
    applicant.go("page/your-household/adults/2")
    applicant.send({"remove": "yes"})

    done = applicant.http.post(kept.action, {**kept.fields, "adults": "no"})

    assert done.headers["Location"].endswith("/check")


def test_two_tabs_answer_the_same_question_and_the_later_answer_counts(site):
    applicant = site.starts()
    other = applicant.tab()
    other.go("page/about-you/full_name")

    applicant.send({"full_name": "Ffion Dummy"})
    other.send({"full_name": "Ffion Dummy-Jones"})

    assert other.status == 200
    assert site.answer(applicant.reference, "full_name") == "Ffion Dummy-Jones"


def test_two_tabs_on_different_questions_both_count(site):
    applicant = site.answers()
    one, other = applicant.tab(), applicant.tab()
    one.go("page/about-you/full_name?changing=1")
    other.go("page/finish/contact?changing=1")

    one.send({"full_name": "Ffion Dummy"})
    other.send({"phone_number": "01632 960999"})

    assert site.answer(applicant.reference, "full_name") == "Ffion Dummy"
    assert site.answer(applicant.reference, "phone_number") == "01632 960999"


def test_one_tab_sends_while_another_is_still_changing(site):
    applicant = site.answers()
    other = applicant.tab()
    other.go("page/about-you/full_name?changing=1")

    applicant.send()
    other.send({"full_name": "Ffion Dummy"})

    assert other.page.h1 == "Check your changes"
    file = site.file(applicant.reference)
    assert file.state.sent_steps["about-you"].answers["full_name", ""] == "Ffion Dummy-Jones"
    assert file.position.unsent_changes


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ffion Dummy-Jones", "Your answers have changed"),
        ("Tomos Invented-Price", "Mae eich atebion wedi newid"),
    ],
)
def test_what_another_tab_changed_is_read_before_it_is_sent(site, name, title):
    applicant = site.answers(name)
    other = applicant.tab()
    other.change("about-you/full_name", full_name="Somebody Else-Made-Up")
    before = site.types(applicant.reference)

    applicant.send()

    assert title in applicant.page.text
    assert "Somebody Else-Made-Up" in applicant.page.text
    assert site.types(applicant.reference) == before
    applicant.send()
    assert applicant.page.url.endswith("/sent")
    assert site.file(applicant.reference).state.sent_steps["about-you"].answers["full_name", ""] == (
        "Somebody Else-Made-Up"
    )


def test_what_another_tab_said_we_should_do_differently_is_read_before_it_is_sent(site):
    applicant = site.answers()
    other = applicant.tab()
    other.go("adjustments/care")
    other.send({"care.bereavement": "yes", "agreed": "agreed"})

    applicant.send()

    assert "Your answers have changed" in applicant.page.text
    assert "We know that someone close to you has died" in applicant.page.text


@pytest.mark.parametrize("names", [["Ffion Dummy-Jones"], ["Somebody Else-Made-Up", "Ffion Dummy-Jones"]])
def test_the_same_answer_given_again_in_another_tab_is_no_change(site, names):
    applicant = site.answers()
    other = applicant.tab()
    for name in names:
        other.change("about-you/full_name", full_name=name)

    applicant.send()

    assert applicant.page.url.endswith("/sent")


def test_a_page_that_says_nothing_of_until_when_it_was_read_is_read_again(site):
    applicant = site.answers()

    for said in ("", "9" * 5000, "-1", "\u0664"):
        applicant.send({"read_until": said})

        assert "Your answers have changed" in applicant.page.text
    assert "case.sent" not in site.types(applicant.reference)


def test_a_code_made_in_another_tab_does_not_keep_what_was_read_from_being_sent(site):
    applicant = site.answers()
    applicant.tab().saves()

    applicant.send()

    assert applicant.page.url.endswith("/sent")


def test_a_form_key_of_another_page_is_refused(site):
    applicant = site.starts()
    key = applicant.page.form.fields["form_key"]
    applicant.send({"full_name": "Ffion Dummy-Jones"})
    before = site.counts()

    applicant.send({"born_on.day": "1", "born_on.month": "2", "born_on.year": "1984", "form_key": key})

    assert applicant.status == 403
    assert applicant.page.h1 == "We could not accept that"
    assert site.counts() == before


def test_a_form_key_of_another_persons_case_is_refused(site):
    applicant, other = site.starts(), site.starts("Marlowe Madeup")
    before = site.counts()

    applicant.send({"full_name": "Ffion", "form_key": other.page.form.fields["form_key"]})

    assert applicant.status == 403
    assert site.counts() == before


def test_a_form_key_of_another_browser_on_the_same_case_does_nothing_and_the_page_comes_back(site):
    applicant = site.starts()
    elsewhere = site.person()
    elsewhere.returns(applicant.reference, applicant.saves())
    elsewhere.go("page/about-you/full_name")
    applicant.go("page/about-you/full_name")
    before = site.counts()

    elsewhere.send({"full_name": "Ffion", "form_key": applicant.page.form.fields["form_key"]})

    assert elsewhere.status == 422
    assert site.counts() == before


def test_a_forged_or_missing_form_key_is_refused_on_every_form_of_a_case(site):
    applicant = site.applies()
    applicant.change("about-you/full_name", full_name="Ffion Dummy")
    before = site.counts()

    for page in ("page/about-you/full_name", "check", "save", "withdraw", "review"):
        for key in ("", "0" * 64, "not a key", "é" * 64, "\0" * 64):
            data = {"form_key": key, "full_name": "Forged", "reason": "Forged"}
            response = applicant.http.post(f"/case/{applicant.reference}/{page}", data)
            assert response.status_code == 403, (page, key)

    assert site.counts() == before


def test_starting_needs_a_form_that_we_gave_out(site):
    stranger = site.person()
    stranger.open("/north-fenmarch/single-person-discount")
    before = site.counts()

    response = stranger.http.post("/north-fenmarch/single-person-discount/start", {})

    assert response.status_code == 403
    assert b"We could not accept that" in response.content
    assert site.counts() == before


def test_an_address_that_is_loaded_again_changes_nothing(site):
    applicant = site.applies("Marlowe Madeup")
    before = site.counts()

    for page in (
        "",
        "sent",
        "tasks",
        "check",
        "next",
        "save",
        "review",
        "withdraw",
        "page/about-you/full_name",
    ):
        applicant.go(page)
        applicant.go(page)

    assert site.counts() == before
    assert person("Marlowe Madeup")["answers"]["full_name"] in applicant.page.html
