"""Staff pause a case: the person sees why and until when, and the work comes back by itself."""

from datetime import date

import pytest

from handrail.bricks.work.refusals import NotPaused, PauseInThePast
from handrail.casework.queues import waiting
from handrail.history import holding

WHY = "We are waiting for the register of deaths."


@pytest.fixture
def paused(site):
    applicant = site.applies()
    site.staff().claim(applicant.reference)
    site.staff().pause(applicant.reference, until=date(2026, 5, 20), reason=WHY)
    return applicant


def queue(site):
    with holding(site.staff().organisation):
        return waiting(kind="live", on=site.clock.now().date())


def test_the_person_sees_why_and_until_when(site, paused):
    paused.go("")

    assert "We have paused work on your application" in paused.page.text
    assert WHY in paused.page.text
    assert "20 May 2026" in paused.page.text


def test_it_comes_back_by_itself_on_the_day(site, paused):
    assert [one.paused for one in queue(site)] == [True]
    site.clock.set("2026-05-20")

    assert [one.paused for one in queue(site)] == [False]
    assert site.file(paused.reference).as_sent.waiting_for == "staff"


def test_it_is_still_paused_the_day_before_until_midnight_in_london(site, paused):
    site.clock.set("2026-05-19")
    site.clock.forward(hours=11, minutes=59)  # 22:59 in UTC, 23:59 in London
    assert site.file(paused.reference).as_sent.waiting_for == "clock"

    site.clock.forward(minutes=1)

    assert site.file(paused.reference).as_sent.waiting_for == "staff"


def test_staff_take_it_up_again_before_the_day(site, paused):
    site.staff().resume(paused.reference)

    assert site.file(paused.reference).as_sent.waiting_for == "staff"
    with pytest.raises(NotPaused):
        site.staff().resume(paused.reference)


def test_the_promise_is_still_shown_while_it_is_paused(site, paused):
    paused.go("")

    assert "We will decide by" in paused.page.text


def test_a_pause_until_today_or_before_is_refused(site):
    applicant = site.applies()

    for day in (date(2026, 5, 1), date(2026, 4, 30)):
        with pytest.raises(PauseInThePast):
            site.staff().pause(applicant.reference, until=day, reason=WHY)


def test_the_person_can_still_correct_what_they_told(site, paused):
    paused.change("finish/contact", phone_number="01632 960999")
    paused.send()

    assert paused.page.h1 == "We have your changes"
    assert site.file(paused.reference).as_sent.facts["phone_number"] == "01632 960999"
