"""Somebody guesses return codes: they are slowed down, and the person with the right code still comes in."""

from datetime import UTC, datetime, timedelta

import pytest

from handrail.channels.web.braking import brake
from handrail.terms.reference import new_reference
from tests.journeys.plain_browser import Browser
from tests.journeys.web_person import WebPerson

WRONG = "0000-0000-0000"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(site, address: str) -> WebPerson:
    """Somebody at a browser, at an address."""
    browser = Browser()
    browser.client.defaults["REMOTE_ADDR"] = address
    return site.person(browser=browser)


def guesses(site, reference: str, *, times: int, address: str = "192.0.2.1") -> WebPerson:
    guesser = at(site, address)
    for _ in range(times):
        guesser.returns(reference, WRONG)
    return guesser


def test_after_five_wrong_codes_even_the_right_one_must_wait_from_there(site):
    applicant = site.starts()
    code = applicant.saves()
    guesser = guesses(site, applicant.reference, times=5)
    assert guesser.status == 422

    guesser.returns(applicant.reference, code)

    assert guesser.status == 429
    assert "Wait a minute, then try again" in guesser.page.text
    assert "01632" in guesser.page.text
    assert site.types(applicant.reference)[-1] == "case.return_code_made"


def test_the_wait_is_never_longer_than_five_minutes_and_trying_meanwhile_does_not_lengthen_it(site):
    applicant = site.starts()
    code = applicant.saves()
    for _ in range(16):
        guesser = guesses(site, applicant.reference, times=1)
        site.clock.forward(minutes=5)
    guesses(site, applicant.reference, times=10)
    site.clock.forward(minutes=5)

    guesser.returns(applicant.reference, code)

    assert guesser.page.h1 == "Welcome back"


def test_the_person_comes_in_from_elsewhere_while_many_others_guess(site):
    applicant = site.starts()
    code = applicant.saves()
    for number in range(10):
        guesses(site, applicant.reference, times=5, address=f"192.0.2.{number}")
    person = at(site, "198.51.100.7")
    person.returns(applicant.reference, WRONG)
    person.returns(applicant.reference, WRONG)
    assert person.status == 422

    person.returns(applicant.reference, code)

    assert person.page.h1 == "Welcome back"


def test_many_addresses_together_are_slowed_at_one_reference(site):
    applicant = site.starts()
    for number in range(8):
        guesser = guesses(site, applicant.reference, times=3, address=f"192.0.2.{number}")
        assert guesser.status == 422

    guesser.returns(applicant.reference, WRONG)

    assert guesser.status == 429


def test_many_tries_elsewhere_slow_an_address_from_its_fourth_try_at_a_reference(site):
    guesser = at(site, "192.0.2.1")
    for number in range(50):
        guesser.returns(new_reference(number.to_bytes(5)), WRONG)
    known = site.starts()
    known.saves()
    for _ in range(3):
        guesser.returns(known.reference, WRONG)
        assert guesser.status == 422

    guesser.returns(known.reference, WRONG)

    assert guesser.status == 429


def test_what_was_counted_is_forgotten_with_the_right_code_and_after_an_hour(site):
    applicant = site.starts()
    code = applicant.saves()
    guesser = guesses(site, applicant.reference, times=4)
    guesser.returns(applicant.reference, code)
    assert guesser.page.h1 == "Welcome back"
    guesses(site, applicant.reference, times=4)
    site.clock.forward(minutes=61)

    assert guesses(site, applicant.reference, times=5).status == 422


def tries(reference: str, address: str, *, at: datetime) -> bool:
    """Try a wrong code; whether it was looked at."""
    braked = brake(reference, address)
    looked_at = not braked.wait(at=at)
    if looked_at:
        braked.count(at=at)
    return looked_at


@pytest.mark.usefixtures("site")
def test_guessing_from_ever_new_addresses_does_not_keep_out_who_mistyped_three_times():
    for number in range(40):
        tries("HDR-7K2M-9QXA", f"192.0.2.{number}", at=START)
    for _ in range(3):
        assert tries("HDR-7K2M-9QXA", "198.51.100.7", at=START)

    waits = []
    for minute in range(1, 13):
        now = START + timedelta(minutes=minute)
        if minute % 4 == 0:
            assert tries("HDR-7K2M-9QXA", f"203.0.113.{minute}", at=now)
        waits.append(brake("HDR-7K2M-9QXA", "198.51.100.7").wait(at=now))

    assert waits == [timedelta(minutes=max(5 - minute, 0)) for minute in range(1, 13)]


@pytest.mark.usefixtures("site")
def test_who_shares_an_address_with_a_guesser_is_let_try_three_times():
    for second in range(120):
        tries(new_reference(second.to_bytes(5)), "192.0.2.1", at=START + timedelta(seconds=second))
    now = START + timedelta(seconds=120)

    assert [tries("HDR-7K2M-9QXA", "192.0.2.1", at=now) for _ in range(4)] == [True, True, True, False]


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:0:7::1", "2001:db8:0:7:ffff::2", True),
        ("2001:db8:0:7::1", "2001:db8:0:8::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_of_an_ipv6_address_the_first_half_counts(one, other, same):
    for _ in range(5):
        tries("HDR-7K2M-9QXA", one, at=START)

    assert (brake("HDR-7K2M-9QXA", other).wait(at=START) > timedelta(0)) is same


def test_it_is_counted_in_the_database_and_names_nobody(site):
    applicant = site.starts()
    guesses(site, applicant.reference, times=2)

    with site.owner() as run:
        rows = run.execute("SELECT key, wrong FROM history_try").fetchall()

    assert sorted(wrong for _, wrong in rows) == [2, 2, 2]
    assert all(len(key) == 64 and applicant.reference not in key for key, _ in rows)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_guesser_cannot_tell_by_the_wait_which_references_there_are(site, language):
    applicant = site.starts()
    known = guesses(site, applicant.reference, times=6)
    unknown = guesses(site, "HDR-0000-0000", times=6, address="192.0.2.9")

    assert known.status == unknown.status == 429
    assert known.page.errors == unknown.page.errors
