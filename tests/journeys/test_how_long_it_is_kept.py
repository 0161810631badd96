"""How long a case is kept: a draft from its last answer, what has ended from its end, and no longer."""

from datetime import date
from uuid import uuid4

import pytest

from handrail import history
from handrail.casework.erasing import erase
from handrail.casework.queues import counts
from handrail.history.event import Actor, Circumstances
from handrail.journey.withdraw import withdraw
from handrail.questions.question import EQUALITY
from handrail.site.commands.find import erasing
from tests.journeys.site import person
from tests.journeys.test_before_an_end import at_desk

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


class TestAStartThatNobodyAnswered:
    """It counts as a draft for three months, and then for nothing."""

    @pytest.fixture
    def begun(self, site):
        """Somebody pressed the start button, and no more."""
        site.clock.set("2026-11-30")
        return site.starts()

    def test_is_kept_for_three_months(self, site, begun):
        assert kept(site, begun) == date(2027, 2, 28)
        assert counts_from(site, begun) == ("2026-11-30", "start")

    def test_is_kept_from_its_first_answer_when_there_is_one(self, site, begun):
        site.clock.set("2026-12-31")

        begun.send({"full_name": "Ffion Dummy-Jones"})

        assert kept(site, begun) == date(2027, 3, 31)
        assert counts_from(site, begun) == ("2026-12-31", "answer")

    def test_is_kept_no_longer_for_a_return_code(self, site, begun):
        site.clock.set("2026-12-31")

        site.staff().gives_code(begun.reference)

        assert kept(site, begun) == date(2027, 2, 28)
        assert counts_from(site, begun) == ("2026-11-30", "start")

    def test_is_listed_at_the_desk_when_it_is_due(self, site, begun):
        site.clock.set("2027-02-01")

        text = at_desk("data_protection", "north-fenmarch").get("/desk/retention").text

        assert f"{begun.reference} Apply for a council tax discount Not sent 28 February 2027" in text
        assert "30 November 2026, the start. Nothing was answered" in text

    def test_is_no_draft_after_the_run_and_is_not_listed_or_run_again(self, site, begun):
        _, holder = history.locate(begun.reference)
        site.clock.set("2027-03-01")
        runs = [
            history.retention_run(
                on=date.fromisoformat(day), event=erasing("retention"), circumstances=by_guard(site, holder)
            )
            for day in ("2027-02-28", "2027-03-01", "2027-03-02")
        ]

        assert [[one.reference for one in run.erased] for run in runs] == [[], [begun.reference], []]
        assert site.types(begun.reference) == ["case.started", "case.erased"]
        with history.holding(holder):
            assert counts(kind="live") == {}
        assert begun.reference not in at_desk("data_protection", "north-fenmarch").get("/desk/retention").text


def test_a_draft_is_kept_no_longer_for_a_note_or_a_new_way_in(site):
    site.clock.set("2026-11-30")
    applicant = site.starts()
    applicant.send({"full_name": "Ffion Dummy-Jones"})
    site.clock.set("2027-01-31")

    site.staff().note(applicant.reference, "They rang to ask how long we keep this.")
    site.staff().gives_code(applicant.reference)

    assert kept(site, applicant) == date(2027, 2, 28)
    assert counts_from(site, applicant) == ("2026-11-30", "answer")


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


class TestABadge:
    """It is kept for two years after it ends, or after the case does where none is given."""

    UNA = "Una Madeup"
    ENDS, KEPT = date(2029, 4, 30), date(2031, 4, 30)

    @pytest.fixture
    def given(self, site):
        """Somebody who has a badge, given on 1 May 2026."""
        return gives(site, site.applies(self.UNA), self.UNA)

    def test_is_kept_from_its_last_day(self, site, given):
        assert kept(site, given) == self.KEPT
        assert counts_from(site, given) == (self.ENDS.isoformat(), "end")

    def test_that_is_refused_is_kept_from_the_decision(self, site):
        refused = gives(site, site.applies("Dorian Imaginary"), "Dorian Imaginary")

        assert kept(site, refused) == date(2028, 5, 1)
        assert counts_from(site, refused) == ("2026-05-01", "case")

    def test_is_kept_no_less_when_something_is_done_before_it_ends(self, site, given):
        site.clock.set("2029-02-10")
        staff = site.staff("fenmarch-county")

        staff.does(given.reference, {"step": "renewal", "result": "told", "reasons": "We wrote."})
        staff.note(given.reference, "They rang.")

        assert kept(site, given) == self.KEPT

    def test_given_again_after_another_look_is_kept_from_the_new_end(self, site, given):
        site.clock.set("2027-06-01")
        site.staff("fenmarch-county").reopen(given.reference, why="error")
        assert kept(site, given) == date.max
        assert counts_from(site, given) == ("", "")

        decides_again(site, given, self.UNA)

        ends = site.file(given.reference).as_sent.ends_on
        assert ends > date(2027, 6, 1)
        assert kept(site, given) == ends.replace(year=ends.year + 2)

    def test_withdrawn_while_it_is_looked_at_again_is_kept_from_that_day(self, site, given):
        site.clock.set("2027-06-01")
        site.staff("fenmarch-county").reopen(given.reference, why="error")
        _, holder = history.locate(given.reference)
        own = Circumstances(Actor("applicant", "applicant"), "web", "self", uuid4(), site.clock.now())
        with history.holding(holder):
            withdraw(site.file(given.reference), reason="I have moved away.", circumstances=own)

        assert kept(site, given) == date(2029, 6, 1)
        assert counts_from(site, given) == ("2027-06-01", "case")

    def test_stays_kept_when_what_says_its_end_is_erased(self, site, given):
        stream, holder = history.locate(given.reference)
        by = by_guard(site, holder)
        erase(stream, parties=["applicant"], holder=holder, reason="request", circumstances=by)
        assert site.file(given.reference).as_sent.ends_on is None

        site.staff("fenmarch-county").note(given.reference, "Somebody rang about it.")

        assert kept(site, given) == self.KEPT

    @pytest.mark.parametrize(("day", "erased"), [("2031-04-30", []), ("2031-05-01", ["all of it"])])
    def test_is_erased_by_the_run_after_that_day_and_by_none_before(self, site, given, day, erased):
        certificate = history.retention_run(
            on=date.fromisoformat(day),
            event=erasing("retention"),
            circumstances=by_guard(site, history.locate(given.reference)[1]),
        )

        assert [one.reference for one in certificate.erased] == [given.reference for _ in erased]

    def test_is_listed_at_the_desk_with_the_day_that_it_counts_from(self, site, given):
        site.clock.set("2031-03-01")

        text = at_desk("data_protection").get("/desk/retention").text

        assert f"{given.reference} Apply for a Blue Badge Decided 30 April 2031" in text
        assert "30 April 2031 30 April 2029, the end of what we gave" in text

    @pytest.mark.parametrize(("parties", "listed"), [([EQUALITY], True), (None, False)])
    def test_is_listed_at_the_desk_as_long_as_something_is_left_to_erase(self, site, given, parties, listed):
        stream, holder = history.locate(given.reference)
        erase(stream, parties=parties, holder=holder, reason="request", circumstances=by_guard(site, holder))
        site.clock.set("2031-03-01")

        assert (given.reference in at_desk("data_protection").get("/desk/retention").text) is listed


def gives(site, applicant, name):
    """Staff do what the examples have them do."""
    staff = site.staff(person(name)["organisation"])
    for act in person(name)["staff"]:
        staff.does(applicant.reference, act)
    return applicant


def decides_again(site, applicant, name):
    """Staff decide as they did before."""
    site.staff(person(name)["organisation"]).does(applicant.reference, person(name)["staff"][-1])


def counts_from(site, applicant):
    """From when its time counts and what that is the day of, as lists say it."""
    says = site.file(applicant.reference).head.listing
    return says["kept_since"], says["kept_from"]


def by_guard(site, holder):
    """Somebody of data protection, now."""
    guard = Actor("dat.county", "data_protection", holder, "staff")
    now = site.clock.now()
    return Circumstances(actor=guard, channel="desk", mode="staff_entered", request=uuid4(), at=now)
