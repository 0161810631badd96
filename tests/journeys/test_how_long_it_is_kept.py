"""How long a case is kept: a draft from its last answer, what has ended from its end, and no longer."""

from datetime import date

import pytest

REASONS = "You are the only adult."


def kept(site, applicant):
    """The last legal day on which the case is kept."""
    return site.file(applicant.reference).head.keep_until


@pytest.fixture
def decided(site):
    """Someone whose discount was decided on 2 May 2026; the service keeps it for six years from then."""
    applicant = site.applies()
    site.clock.set("2026-05-02")
    site.staff().claim(applicant.reference)
    site.staff().decide(applicant.reference, "award-25", REASONS)
    return applicant


def test_a_draft_is_kept_for_three_months_after_the_last_answer(site):
    site.clock.set("2026-11-30")
    applicant = site.starts()

    applicant.send({"full_name": "Ffion Dummy-Jones"})

    assert kept(site, applicant) == date(2027, 2, 28)


def test_an_application_that_waits_is_kept_without_end(site):
    assert kept(site, site.applies()) == date.max


def test_a_decided_case_is_kept_as_long_as_its_service_says(site, decided):
    assert kept(site, decided) == date(2032, 5, 2)


def test_a_note_or_a_new_way_in_does_not_keep_it_longer(site, decided):
    site.clock.set("2031-01-01")

    site.staff().note(decided.reference, "They rang to ask how long we keep this.")
    site.staff().gives_code(decided.reference)

    assert kept(site, decided) == date(2032, 5, 2)


def test_saying_that_it_stands_keeps_it_from_that_day(site, decided):
    site.clock.set("2026-07-01")

    site.staff().confirm(decided.reference)

    assert kept(site, decided) == date(2032, 7, 1)


def test_opening_it_again_keeps_it_until_it_is_decided_again(site, decided):
    site.staff().reopen(decided.reference, why="error")

    assert kept(site, decided) == date.max


def test_a_withdrawn_application_is_kept_from_the_day_it_was_withdrawn(site):
    applicant = site.applies()
    applicant.go("withdraw")
    applicant.send()
    site.clock.set("2027-01-01")

    site.staff().note(applicant.reference, "They rang to say so too.")

    assert kept(site, applicant) == date(2032, 5, 1)
