"""What was given for a time: its last day is known, and so long before it staff have something to do."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from handrail import history
from handrail.casework import queues
from handrail.casework.erasing import erase
from handrail.casework.step import NotWithStaff
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor, Circumstances
from handrail.questions.question import EQUALITY
from handrail.site.commands.find import erasing
from tests.channels.desk.conftest import Desk
from tests.journeys.site import person, stands

UNA = "Una Madeup"
ENDS, FROM = "30 April 2029", "5 February 2029"


def has_a_badge(site, name=UNA):
    """Somebody of the examples applies and is given a badge; return them."""
    applicant = site.applies(name)
    staff = site.staff(person(name)["organisation"])
    for act in person(name)["staff"]:
        staff.does(applicant.reference, act)
    applicant.go("")
    return applicant


def waiting(day, organisation="fenmarch-county", queue="blue-badge"):
    with history.holding(fenmarch_id(organisation)):
        return [one.reference for one in queues.waiting(kind="live", on=day, queue=queue)]


def at_desk(role: str = "caseworker", organisation: str = "fenmarch-county") -> Desk:
    """Somebody of an organisation signs in at the desk, each time somebody else."""
    account = get_user_model().objects.create(
        username=f"{role}.{uuid4().hex[:8]}",
        password="a marsh harrier over the fen",
        name="Madeup Renewer",
        organisation=fenmarch_id(organisation),
        roles=[role],
    )
    client = Client()
    client.force_login(account)
    return Desk(client, account)


class TestThePerson:
    def test_reads_with_the_decision_when_it_ends_and_from_when_to_apply_again(self, site):
        text = has_a_badge(site).page.text

        assert f"Ends on {ENDS}" in text
        assert f"Apply for the next badge From {FROM}" in text

    def test_reads_it_in_welsh(self, site):
        text = has_a_badge(site, "Blodwen Ffug").page.text

        assert "Yn dod i ben ar 30 Ebrill 2029" in text
        assert "Gwneud cais am y bathodyn nesaf O 5 Chwefror 2029 ymlaen" in text

    def test_goes_by_what_their_own_council_says(self, site):
        assert "Apply for the next badge From 5 March 2029" in has_a_badge(site, "Angus MacPretend").page.text

    def test_who_was_refused_reads_of_no_end(self, site):
        assert "Ends on" not in has_a_badge(site, "Dorian Imaginary").page.text


class TestTheQueue:
    def test_has_the_case_from_that_day_on_and_not_a_day_before(self, site):
        reference = has_a_badge(site).reference

        assert reference not in waiting(date(2029, 2, 4))
        assert reference in waiting(date(2029, 2, 5))
        assert reference in waiting(date(2029, 6, 1))
        assert reference not in waiting(date(2029, 2, 5), queue="blue-badge-urgent")

    def test_has_it_no_more_when_staff_have_done_it(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-10")
        staff = site.staff("fenmarch-county")

        staff.does(reference, {"step": "renewal", "result": "told", "reasons": "We wrote on Monday."})

        assert reference not in waiting(date(2029, 2, 10))
        assert stands(site.file(reference)).position.ahead[0].done

    def test_nothing_can_be_done_before_its_day(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-04")

        with pytest.raises(NotWithStaff):
            site.staff("fenmarch-county").claim(reference)

    def test_it_has_no_case_that_was_opened_again(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-10")
        site.staff("fenmarch-county").reopen(reference, why="error")

        listed = {one.reference: one for one in _all(date(2029, 2, 10))}
        assert listed[reference].ends_on is None


def _all(day):
    with history.holding(fenmarch_id("fenmarch-county")):
        return queues.waiting(kind="live", on=day)


class TestTheDecision:
    def test_stands_as_it_did_on_any_later_day(self, site):
        reference = has_a_badge(site).reference
        before = stands(site.file(reference)).position
        site.clock.set("2029-04-29")

        assert stands(site.file(reference)).position == before

    def test_is_not_looked_at_again_because_something_was_done_before_the_end(self, site):
        applicant = has_a_badge(site)
        site.clock.set("2029-02-10")
        staff = site.staff("fenmarch-county")
        staff.does(applicant.reference, {"step": "renewal", "result": "told", "reasons": "We wrote."})

        position = site.file(applicant.reference).as_sent
        assert (position.here, position.endpoint.id, position.another_look) == ("ended", "badge", False)


class TestAtTheDesk:
    def test_it_is_taken_as_the_next_case_and_concluded(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-10")

        desk = at_desk()
        home = desk.get("/desk/")
        assert "What we gave ends on this day" in home.text
        assert "Apply for the next badge" in home.text
        case = desk.post(home, "/desk/next")
        assert case.h1 == reference
        assert f"What we gave ends on {ENDS}" in case.text
        assert "This has fallen due." in case.text
        desk.act(reference, "decide", result="told", reasons="We rang on Monday.")

        after = desk.get(f"/desk/case/{reference}")
        assert "This has been done." in after.text
        assert "Nothing is waiting to be taken" in desk.get("/desk/").text

    def test_before_its_day_the_desk_offers_nothing_to_decide(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-04")
        desk = at_desk()
        desk.state_purpose(reference)

        assert "/decide" not in desk.get(f"/desk/case/{reference}").html


class TestWhenTheDataIsErased:
    """Nothing falls due, on the list either: whoever took the case on could do nothing with it."""

    DUE = date(2029, 2, 5)

    def test_nothing_falls_due(self, site):
        reference = has_a_badge(site).reference
        site.clock.set("2029-02-10")
        site.staff("fenmarch-county").does(
            reference, {"step": "renewal", "result": "told", "reasons": "We wrote."}
        )
        erases(site, reference, None)

        position = site.file(reference).as_sent
        assert (position.here, position.ahead) == ("ended", ())

    @pytest.mark.parametrize("parties", [None, ["applicant"]])
    def test_no_list_has_the_case_while_its_renewal_was_open(self, site, parties):
        reference = has_a_badge(site).reference

        erases(site, reference, parties)

        assert reference not in waiting(self.DUE, queue="")
        site.clock.set("2029-02-10")
        assert "Nothing is waiting to be taken" in at_desk().get("/desk/").text

    def test_nobody_is_offered_a_case_that_was_waiting_to_be_taken(self, site):
        reference = site.applies(UNA).reference
        assert at_desk().get("/desk/").text.count(reference) == 1

        erases(site, reference, ["applicant"])

        assert "Nothing is waiting to be taken" in at_desk("team_leader").get("/desk/").text

    def test_a_retention_run_leaves_it_on_no_list(self, site):
        reference = has_a_badge(site).reference

        certificate = history.retention_run(
            on=date(2034, 1, 1), event=erasing("retention"), circumstances=by_guard(site, reference)
        )

        assert [one.reference for one in certificate.erased] == [reference]
        assert reference not in waiting(date(2034, 1, 1), queue="")

    def test_a_renewal_falls_due_when_only_equality_answers_are_erased(self, site):
        reference = has_a_badge(site).reference

        certificate = erases(site, reference, [EQUALITY])

        assert [one.parties for one in certificate.erased] == [(EQUALITY,)]
        assert reference in waiting(self.DUE)


def erases(site, reference, parties):
    """Somebody of data protection erases some parties of a case, None for all, as they were asked to."""
    stream, holder = history.locate(reference)
    by = by_guard(site, reference)
    return erase(stream, parties=parties, holder=holder, reason="request", circumstances=by)


def by_guard(site, reference):
    """Somebody of data protection of who holds a case, now."""
    _, holder = history.locate(reference)
    dat = Actor("dat.county", "data_protection", holder, "staff")
    return Circumstances(
        actor=dat, channel="desk", mode="staff_entered", request=uuid4(), at=site.clock.now()
    )
