"""Someone leaves half-way and comes back in another browser, with what they wrote down."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from handrail.channels.web import passes
from tests.journeys.page import Page
from tests.journeys.site import person


def half_way(site):
    applicant = site.starts("Marlowe Madeup")
    for _ in range(6):
        applicant.answer(person("Marlowe Madeup")["answers"])
    return applicant


def test_the_code_lets_them_back_in_where_they_were_in_another_browser(site):
    applicant = half_way(site)
    left_at = applicant.page.url
    code = applicant.saves()

    elsewhere = site.person()
    welcome = elsewhere.returns(applicant.reference, code)
    elsewhere.open(welcome.link("Carry on"))

    assert welcome.h1 == "Welcome back"
    assert elsewhere.page.url == left_at
    elsewhere.go("page/about-you/full_name")
    assert elsewhere.page.form.fields["full_name"] == "Marlowe Madeup"


def test_what_was_begun_in_one_browser_is_sent_from_another(site):
    applicant = half_way(site)
    elsewhere = site.person()
    welcome = elsewhere.returns(applicant.reference, applicant.saves())
    elsewhere.open(welcome.link("Carry on"))

    elsewhere.answer_everything(person("Marlowe Madeup")["answers"])
    elsewhere.send()

    assert elsewhere.page.h1 == "We have your application"
    assert site.types(applicant.reference).count("ask.answered") == 18


def test_whoever_lost_the_code_reads_which_council_to_ring(site):
    page = site.person().open("/return")

    assert "North Fenmarch District Council: 01632 960" in page.text


def test_the_code_works_once_and_a_new_one_is_given(site):
    applicant = half_way(site)
    code = applicant.saves()
    reference = applicant.reference
    second = site.person()
    welcome = second.returns(reference, code)
    fresh = welcome.text.split("Return code ")[1].split()[0]

    third = site.person()
    third.returns(reference, code)
    assert third.status == 422
    assert third.page.errors == [
        "Check the reference and the return code. They do not belong together, or the code has been used"
    ]
    third.go("check")
    assert third.status == 403

    assert third.returns(reference, fresh).h1 == "Welcome back"


def test_a_code_that_was_replaced_by_a_later_one_is_refused(site):
    applicant = half_way(site)
    first, second = applicant.saves(), applicant.saves()
    stranger = site.person()

    stranger.returns(applicant.reference, first)
    assert stranger.status == 422

    assert stranger.returns(applicant.reference, second).h1 == "Welcome back"


def test_a_guess_is_refused_in_the_same_words_whether_or_not_the_case_exists(site):
    applicant = half_way(site)
    applicant.saves()
    before = site.counts()
    stranger = site.person()

    stranger.returns(applicant.reference, "7K2M-9QXC-04TZ")
    wrong_code = stranger.page.errors
    stranger.returns("HDR-7K2M-9QXA", "7K2M-9QXC-04TZ")
    badly_written = stranger.page.errors
    stranger.returns("HDR-0000-0000", "7K2M-9QXC-04TZ")

    assert wrong_code == [
        "Check the reference and the return code. They do not belong together, or the code has been used"
    ]
    assert badly_written != []
    assert site.counts() == before
    assert stranger.http.cookie("handrail_case") is None


def test_a_fact_that_others_may_know_is_no_way_in(site):
    applicant = half_way(site)
    applicant.saves()
    stranger = site.person()

    for guess in ("Marlowe Madeup", "1990-07-19", "FM4 1RG", "19 07 1990", ""):
        stranger.returns(applicant.reference, guess)
        assert stranger.status == 422, guess

    assert stranger.http.cookie("handrail_case") is None


def test_without_a_pass_every_page_of_the_case_asks_for_the_code(site):
    applicant = site.applies()
    stranger = site.person()

    for page in (
        "",
        "next",
        "tasks",
        "page/about-you/full_name",
        "check",
        "sent",
        "save",
        "withdraw",
        "review",
    ):
        stranger.reference = applicant.reference
        stranger.go(page)
        assert stranger.status == 403, page
        assert stranger.page.h1 == "You need your reference and return code"
        assert "Ffion" not in stranger.page.html


def test_finishing_clears_the_screen_and_the_way_in(site):
    applicant = half_way(site)
    code = applicant.saves()

    applicant.open(applicant.page.link("Leave and clear"))
    assert applicant.page.h1 == "You have left your application"
    assert "Marlowe" not in applicant.page.html
    applicant.go("page/about-you/full_name")
    assert applicant.status == 403

    assert applicant.returns(applicant.reference, code).h1 == "Welcome back"


@pytest.mark.parametrize("leaving", ["Gorffen a chlirio", "Gadael a chlirio"])
def test_it_is_said_in_the_language_of_the_case(site, leaving):
    applicant = site.starts("Tomos Invented-Price")
    if leaving.startswith("Gadael"):
        applicant.saves()

    left = applicant.open(applicant.page.link(leaving))

    assert left.language == "cy"
    assert left.h1 == "Rydych wedi gadael eich cais"


def test_the_other_language_of_the_page_that_shows_the_code_leads_to_where_there_is_another(site):
    applicant = half_way(site)
    code = applicant.saves()
    back = site.person().returns(applicant.reference, code)

    assert back.link("Cymraeg") == f"/case/{applicant.reference}/save?lang=cy"


def test_the_code_is_kept_only_as_a_slow_hash(site):
    applicant = half_way(site)
    code = applicant.saves()

    with site.owner() as run:
        rows = run.execute("SELECT e::text FROM history_event e").fetchall()
        made = run.execute(
            "SELECT data->>'hash' FROM history_event WHERE type = 'case.return_code_made'"
        ).fetchone()[0]

    assert not any(code in row[0] for row in rows)
    assert len(made.split("$")[1]) == 128


def test_a_double_click_on_coming_back_still_shows_a_code_that_works(site):
    applicant = half_way(site)
    code = applicant.saves()
    elsewhere = site.person()
    elsewhere.open("/return")
    form = elsewhere.page.form
    typed = {**form.fields, "reference": applicant.reference, "code": code}
    elsewhere.http.post(form.action, typed)

    elsewhere._arrive(elsewhere.http.post(form.action, typed), form.action)
    shown = elsewhere.page.text.split("Return code ")[1].split()[0]

    assert elsewhere.page.h1 == "Welcome back"
    assert site.types(applicant.reference).count("case.return_code_used") == 1
    assert site.person().returns(applicant.reference, shown).h1 == "Welcome back"


def test_the_form_of_someone_who_came_back_is_no_way_in_a_minute_later(site):
    applicant = half_way(site)
    code = applicant.saves()
    shared = site.person()
    shared.open("/return")
    form = shared.page.form
    typed = {**form.fields, "reference": applicant.reference, "code": code}
    shared._arrive(shared.http.post(form.action, typed), form.action)
    shared.open(shared.page.link("Leave and clear"))

    site.clock.forward(minutes=1)
    shared._arrive(shared.http.post(form.action, typed), form.action)

    assert shared.status == 422
    assert shared.http.cookie("handrail_case") is None


def test_a_double_click_on_save_shows_a_code_that_works(site):
    applicant = half_way(site)
    applicant.go("save")
    form = applicant.page.form
    applicant.http.post(form.action, form.fields)

    applicant._arrive(applicant.http.post(form.action, form.fields), form.action)
    shown = applicant.page.text.split("Return code ")[1].split()[0]

    assert site.types(applicant.reference).count("case.return_code_made") == 1
    assert site.person().returns(applicant.reference, shown).h1 == "Welcome back"


def test_two_clicks_on_save_at_the_very_same_moment_both_show_the_code_that_works(site):
    applicant = half_way(site)
    applicant.go("save")
    form = applicant.page.form
    cookie = applicant.http.cookie(passes.COOKIE)

    def click(_):
        browser = type(applicant.http)()
        browser.cookies[passes.COOKIE, cookie["path"]] = cookie
        try:
            page = Page(browser.post(form.action, form.fields).content.decode(), form.action)
            return page.text.split("Return code ")[1].split()[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as clicks:
        (shown,) = set(clicks.map(click, range(3)))

    assert site.person().returns(applicant.reference, shown).h1 == "Welcome back"


@pytest.mark.parametrize(
    "reference", ["x; Domain=elsewhere.example", "x%0d%0aSet-Cookie: a=b", "HDR-0000-0001"]
)
def test_an_address_that_names_no_reference_clears_nothing(site, reference):
    stranger = site.person()

    response = stranger.http.get(f"/case/{reference}/finish")

    assert response.status_code == 404
    assert not response.cookies


def test_a_pass_is_for_one_case_wherever_it_is_sent(site):
    applicant, other = site.starts(), site.starts("Marlowe Madeup")
    sent_on = Client()
    sent_on.cookies[passes.COOKIE] = applicant.http.cookie(passes.COOKIE).value

    assert sent_on.get(f"/case/{applicant.reference}/page/about-you/full_name").status_code == 200
    assert sent_on.get(f"/case/{other.reference}/page/about-you/full_name").status_code == 403
