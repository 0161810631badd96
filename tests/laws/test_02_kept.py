"""Laws 2 and 3. What was acknowledged is kept, once, whoever else does something at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from handrail import history
from tests.journeys.plain_browser import Browser


@pytest.fixture
def at_once():
    """Run calls in as many threads, each with database connections of its own; return what they returned."""

    def run(*calls):
        def alone(call):
            try:
                return call()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as threads:
            return list(threads.map(alone, calls))

    return run


def same_browser(applicant) -> Browser:
    """A browser with the same pass: another tab, in a thread of its own."""
    browser = Browser()
    browser.cookies.update(applicant.http.cookies)
    return browser


def test_many_tabs_at_the_same_moment_each_keep_their_answer(site, at_once):
    applicant = site.answers("Marlowe Madeup")
    typed = {
        "about-you/full_name": {"full_name": "Marlowe Unmade"},
        "about-you/account_number": {"account_number": "70099999"},
        "your-home/what_happened": {"what_happened": "moved_in"},
        "finish/contact": {"email_address": "marlowe@example.invalid"},
    }
    forms = []
    for page, fields in typed.items():
        applicant.go(f"page/{page}")
        forms.append((applicant.page.form.action, {**applicant.page.form.fields, **fields}))

    answers = at_once(*(lambda f=f: same_browser(applicant).post(*f).status_code for f in forms))

    assert answers == [302] * 4
    assert site.answer(applicant.reference, "full_name") == "Marlowe Unmade"
    assert site.answer(applicant.reference, "account_number") == "70099999"
    assert site.answer(applicant.reference, "what_happened") == "moved_in"
    assert site.answer(applicant.reference, "email_address") == "marlowe@example.invalid"


def test_sending_and_answering_and_staff_at_the_same_moment_leave_one_order_that_all_agree_on(site, at_once):
    applicant = site.applies("Marlowe Madeup")
    staff = site.staff()
    applicant.go("page/about-you/full_name")
    answer = (applicant.page.form.action, {**applicant.page.form.fields, "full_name": "Marlowe Unmade"})
    applicant.go("withdraw")
    withdrawal = (applicant.page.form.action, applicant.page.form.fields)

    def claims():
        try:
            staff.claim(applicant.reference)
        except Exception as refusal:  # noqa: BLE001 - whichever it is, it is one of ours and said so
            return type(refusal).__name__
        return "claimed"

    answered, withdrew, claimed = at_once(
        lambda: same_browser(applicant).post(*answer).status_code,
        lambda: same_browser(applicant).post(*withdrawal).status_code,
        claims,
    )

    types = site.types(applicant.reference)
    assert (answered, withdrew) == (302, 302)
    assert claimed in {"claimed", "Conflict", "NotWithStaff"}
    assert types.count("case.withdrawn") == 1
    assert ("work.claimed" in types) == (claimed == "claimed")
    assert history.verify().findings == ()


def test_ten_clicks_on_send_at_the_same_moment_are_one_sending_with_one_receipt(site, at_once):
    applicant = site.answers("Marlowe Madeup")
    form = applicant.page.form
    clicks = [lambda: same_browser(applicant).post(form.action, form.fields).headers.get("Location")] * 10

    led_to = set(at_once(*clicks))

    assert led_to == {f"/case/{applicant.reference}/sent"}
    assert site.types(applicant.reference).count("case.sent") == 1


def test_two_members_of_staff_take_the_same_case_and_one_has_it(site, at_once):
    applicant = site.applies("Marlowe Madeup")

    def takes(name):
        try:
            site.staff(id=name).claim(applicant.reference)
        except Exception as refusal:  # noqa: BLE001 - the loser is told in one way or the other
            return type(refusal).__name__
        return "has it"

    outcomes = at_once(*(lambda n=n: takes(f"worker-{n}") for n in range(4)))

    assert outcomes.count("has it") == 1
    assert set(outcomes) <= {"has it", "Conflict", "AlreadyClaimed"}
    assert site.types(applicant.reference).count("work.claimed") == 1


def test_a_sending_is_acknowledged_by_a_receipt_that_verifies(site):
    applicant = site.applies("Marlowe Madeup")
    code = applicant.page.text.split("Receipt code ")[1].split()[0]

    checked = history.check_receipt(applicant.reference, code)

    assert checked is not None
    assert checked.type == "case.sent"


def test_what_a_request_could_not_finish_is_not_there_at_all(site, monkeypatch):
    applicant = site.answers("Marlowe Madeup")
    before = site.counts()
    form = applicant.page.form

    def torn(*_, **__):
        raise RuntimeError("the lights went out")

    with monkeypatch.context() as patch:
        patch.setattr("handrail.channels.web.sending.HttpResponseRedirect", torn)
        patch.setattr("handrail.channels.web.forms.Kept", torn)
        assert applicant.http.post(form.action, form.fields).status_code == 500
    assert site.counts() == before

    applicant._arrive(applicant.http.post(form.action, form.fields), form.action)
    assert applicant.page.h1 == "We have your application"
