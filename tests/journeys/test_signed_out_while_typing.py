"""A member of staff types something long, their session ends, and what they typed is not lost."""

import random
import string
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from handrail import estate
from handrail.channels.desk import forged, lockout
from tests.journeys.plain_browser import Browser
from tests.journeys.web_person import WebPerson

PASSWORD = "a bittern booms in the reeds"
WORDS = "The bill is in another name.\nI rang <Elin> & she will send hers."


@pytest.fixture
def casey(site):
    """A caseworker in a browser of their own."""
    lockout.ACCOUNTS.clear()
    lockout.ADDRESSES.clear()
    return account(site, "casey.sample")


def account(site, username: str) -> str:
    get_user_model().objects.create(
        username=username,
        password=PASSWORD,
        name="Madeup Caseworker",
        organisation=str(site.staff().organisation),
        roles=["caseworker"],
    )
    return username


def at_the_desk(site, username: str, *, browser: Browser | None = None) -> WebPerson:
    """Someone at a browser, signed in."""
    desk = WebPerson(browser or Browser(), service=site.service)
    desk.open("/desk/sign-in")
    return signs_in(desk, username)


def signs_in(desk: WebPerson, username: str, password: str = PASSWORD) -> WebPerson:
    desk.send({"username": username, "password": password})
    return desk


def opens(desk: WebPerson, reference: str, action: str) -> WebPerson:
    """Open a form of a case, saying what for."""
    desk.open(f"/desk/case/{reference}/open")
    desk.send({"purpose": "complaint"})
    desk.open(f"/desk/case/{reference}/{action}")
    assert desk.status == 200
    return desk


def session_ends() -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def test_a_note_sent_too_late_comes_back_in_its_form_after_signing_in_and_is_not_sent_for_them(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    old_key = desk.page.form.fields["form_key"]
    session_ends()

    desk.send({"note": WORDS})

    assert (desk.status, desk.page.h1) == (403, "You are signed out")
    assert "Nothing was done just now" in desk.page.text
    assert "I rang <Elin> & she will send hers." in desk.page.text
    assert "<Elin>" not in desk.page.html
    assert "work.noted" not in site.types(reference)

    signs_in(desk, casey)

    assert (desk.status, desk.page.h1) == (200, "Write a note")
    assert "You were signed out" in desk.page.text
    assert "Nothing was done just now." in desk.page.text
    assert desk.page.form.fields["note"].strip() == WORDS
    assert desk.page.form.fields["form_key"] == old_key, "so that it is done once"
    assert "work.noted" not in site.types(reference)

    desk.send()

    assert desk.status == 200
    assert site.types(reference)[-1] == "work.noted"


def test_a_note_that_came_back_and_was_written_is_not_written_again_by_way_of_the_browsers_back(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    desk.send({"note": WORDS})
    asked_to_sign_in = desk.page
    signs_in(desk, casey)
    desk.send()
    desk.page = asked_to_sign_in

    signs_in(desk, casey)

    assert (desk.status, desk.page.h1) == (200, "Write a note")
    assert "If it was done before, it is not done again." in desk.page.text
    desk.send()
    assert (desk.status, desk.page.url) == (200, f"/desk/case/{reference}?done=note")
    assert site.types(reference).count("work.noted") == 1


def test_a_case_that_was_started_is_not_started_again_by_way_of_the_browsers_back(site, casey):
    desk = at_the_desk(site, casey)
    desk.open("/desk/start")
    session_ends()
    desk.send({"service": site.service.slug, "channel": "phone"})
    asked_to_sign_in = desk.page
    signs_in(desk, casey)
    desk.send()
    started = desk.reference
    desk.page = asked_to_sign_in

    signs_in(desk, casey)

    assert desk.page.form.fields["channel"] == "phone"
    desk.send()
    assert desk.reference == started


def test_a_wrong_password_in_between_loses_nothing(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    desk.send({"note": WORDS})

    signs_in(desk, casey, "not the password at all")

    assert desk.status == 422
    assert "Elin" not in desk.page.html
    signs_in(desk, casey)
    assert desk.page.form.fields["note"].strip() == WORDS


def test_whoever_else_signs_in_in_that_browser_does_not_get_it(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    desk.send({"note": WORDS})

    signs_in(desk, account(site, "other.sample"))

    assert desk.page.url == f"/desk/case/{reference}/open"
    assert "Elin" not in desk.page.html


def test_a_decision_comes_back_with_its_result_and_reasons_and_is_still_shown_before_it_is_told(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "decide")
    session_ends()
    desk.send({"result": "refuse", "reasons": WORDS})

    signs_in(desk, casey)

    assert desk.page.form.fields["result"] == "refuse"
    assert desk.page.form.fields["reasons"].strip() == WORDS
    desk.send()
    assert desk.page.h1 == "Check what the person will see"
    assert "work.decided" not in site.types(reference)


def test_a_case_that_moved_in_the_meantime_is_not_decided_unseen(site, casey):
    applicant = site.applies()
    desk = opens(at_the_desk(site, casey), applicant.reference, "decide")
    session_ends()
    desk.send({"result": "refuse", "reasons": WORDS})
    site.staff().pause(applicant.reference, reason="We wait for the bill.")

    signs_in(desk, casey)
    desk.send()

    assert desk.status == 409
    assert desk.page.form.fields["reasons"].strip() == WORDS
    assert "work.decided" not in site.types(applicant.reference)


def test_a_form_that_is_not_to_be_had_any_more_gives_its_text_to_be_copied(site, casey):
    applicant = site.applies()
    desk = opens(at_the_desk(site, casey), applicant.reference, "decide")
    session_ends()
    desk.send({"result": "refuse", "reasons": WORDS})
    site.staff().decide(applicant.reference, "award-25")

    signs_in(desk, casey)

    assert desk.status == 409
    assert desk.page.h1 == "Copy what you typed"
    assert "I rang <Elin> & she will send hers." in desk.page.text


def test_one_word_a_day_and_what_was_chosen_are_given_to_be_copied_too(site, casey):
    applicant = site.applies()
    desk = opens(at_the_desk(site, casey), applicant.reference, "decide")
    mark, seen = (desk.page.form.fields[name] for name in ("form_key", "seen"))
    session_ends()
    desk.page.form.fields.update(
        {"until.day": "3", "until.month": "12", "until.year": "2026", "ways.paper": "yes"}
    )
    desk.send({"result": "refuse", "reasons": "Moved"})
    site.staff().decide(applicant.reference, "award-25")

    signs_in(desk, casey)

    assert desk.page.h1 == "Copy what you typed"
    assert all(f"Text {one}" in desk.page.text for one in ("refuse", "Moved", "3 12 2026", "paper"))
    assert not any(f"Text {one}" in desk.page.text for one in (mark, seen, "complaint"))


def test_a_form_of_an_earlier_release_gives_its_text_to_be_copied_since_it_does_not_come_back(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    desk.page.form.fields["form_key"] = desk.page.form.fields["form_key"][:64]
    session_ends()

    desk.send({"note": "Rang"})

    assert "Copy what you need from here before you sign in again." in desk.page.text
    assert "Text Rang" in desk.page.text
    assert "get the form back" not in desk.page.text


def test_a_text_as_long_as_a_form_may_be_comes_back(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    long = "The bill is in another name. " * 8_000
    session_ends()
    desk.send({"note": long})

    signs_in(desk, casey)

    assert (desk.status, desk.page.h1) == (200, "Write a note")
    assert desk.page.form.fields["note"].strip() == long.strip()


def test_what_is_too_long_to_come_along_is_given_to_be_copied(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    drawn = random.Random(7)  # only so that it cannot be packed
    long = "".join(drawn.choices(string.ascii_letters + string.digits, k=250_000))
    session_ends()

    desk.send({"note": long})

    assert "Copy what you need from here before you sign in again." in desk.page.text
    assert long in desk.page.text
    signs_in(desk, casey)
    assert desk.status == 200


def test_how_somebody_tells_us_comes_back_with_where_it_leads(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "entry?page=about-you/full_name")
    session_ends()
    desk.send({"channel": "phone"})

    signs_in(desk, casey)

    assert desk.page.form.fields["channel"] == "phone"
    desk.send()
    assert desk.page.url == f"/desk/case/{reference}/page/about-you/full_name?changing=1"


def test_what_was_looked_for_comes_back(site, casey):
    desk = at_the_desk(site, casey)
    desk.open("/desk/find")
    session_ends()
    desk.send({"name": "Dummy-Jones"})

    signs_in(desk, casey)

    assert desk.page.h1 == "Find a case"
    assert desk.page.form.fields["name"] == "Dummy-Jones"


def test_a_form_with_nothing_to_show_and_no_key_says_to_start_again(site, casey):
    desk = at_the_desk(site, casey)
    token = desk.page.forms[0].fields["csrfmiddlewaretoken"]
    session_ends()

    response = desk.http.post("/desk/find", {"name": "", "csrfmiddlewaretoken": token})

    assert response.status_code == 403
    assert "Nothing was done just now. Sign in and start again." in response.content.decode()


@pytest.mark.parametrize("another_tab", [False, True], ids=["here", "in another tab"])
def test_a_case_that_is_with_another_organisation_by_now_gives_the_text_to_be_copied(
    site, casey, another_tab
):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    south = next(one for one in estate.load_fenmarch() if one.slug == "south-fenmarch")
    get_user_model().objects.update(organisation=south.id)
    if another_tab:
        at_the_desk(site, casey, browser=desk.http)
        desk.send({"note": WORDS})
    else:
        desk.send({"note": WORDS})
        signs_in(desk, casey)

    assert (desk.status, desk.page.h1) == (409, "Copy what you typed")
    assert "I rang <Elin> & she will send hers." in desk.page.text


def test_what_breaks_while_a_form_is_put_back_is_told_and_logged_like_everything_else(
    site, casey, monkeypatch, caplog
):
    def breaks(*_):
        raise RuntimeError(WORDS)

    monkeypatch.setattr(forged, "put_back", breaks)
    desk = opens(at_the_desk(site, casey), site.applies().reference, "note")
    session_ends()
    at_the_desk(site, casey, browser=desk.http)

    desk.send({"note": WORDS})

    assert (desk.status, desk.page.h1) == (500, "Sorry, there is a problem with the service")
    logged = next(one for one in caplog.records if one.name == "handrail.failure")
    assert (logged.message, logged.kind) == ("request failed", "RuntimeError")
    assert "Elin" not in caplog.text


def test_an_answer_typed_for_somebody_on_the_phone_comes_back_too(site, casey):
    desk = at_the_desk(site, casey)
    desk.open("/desk/start")
    desk.send({"service": site.service.slug, "channel": "phone"})
    assert "/page/" in desk.page.url, desk.page.text
    session_ends()
    desk.send({"full_name": "Ffion Dummy-Jones"})

    signs_in(desk, casey)

    assert desk.page.form.fields["full_name"] == "Ffion Dummy-Jones"
    desk.send()
    assert site.answer(desk.reference, "full_name") == "Ffion Dummy-Jones"


def test_signing_in_again_in_another_tab_gives_the_text_back_at_once(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    at_the_desk(site, casey, browser=desk.http)

    desk.send({"note": WORDS})

    assert (desk.status, desk.page.h1) == (200, "Write a note")
    assert desk.page.form.fields["note"].strip() == WORDS
    assert "work.noted" not in site.types(reference)


def test_somebody_else_signed_in_in_another_tab_gets_a_refusal_and_none_of_the_text(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "note")
    session_ends()
    at_the_desk(site, account(site, "other.sample"), browser=desk.http)

    desk.send({"note": WORDS})

    assert desk.status == 403
    assert "Elin" not in desk.page.html


def test_what_another_site_sends_is_not_shown_on_our_page(site, casey):
    desk = at_the_desk(site, casey)
    session_ends()

    response = desk.http.post("/desk/accounts/add", {"name": "Ring this number now", "form_key": "0" * 96})

    assert response.status_code == 403
    assert "Ring this number" not in response.content.decode()


def test_no_password_is_shown_or_carried(site, casey):
    desk = at_the_desk(site, casey)
    token = desk.page.forms[0].fields["csrfmiddlewaretoken"]
    session_ends()

    typed = {"name": "Someone New", "password": "a secret of several words", "csrfmiddlewaretoken": token}
    response = desk.http.post("/desk/accounts/add", typed)

    assert "Someone New" in response.content.decode()
    assert "several words" not in response.content.decode()


def test_a_button_without_anything_typed_leads_to_sign_in_as_ever(site, casey):
    reference = site.applies().reference
    desk = opens(at_the_desk(site, casey), reference, "take")
    session_ends()

    desk.send()

    assert desk.page.h1 == "Sign in to the desk"
