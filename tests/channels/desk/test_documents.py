"""A document that was wanted comes, is not right, is asked for again, goes back; the person sees it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.bricks import BRICKS
from handrail.casefile import seen_by
from handrail.casework.queues import waiting
from handrail.channels.desk.seen import person_screen
from handrail.definition import publish
from handrail.definition.load import load_text
from handrail.history.event import Actor, Circumstances
from handrail.journey.choose_language import choose_language
from handrail.journey.send import send
from handrail.journey.start import start
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day
from tests.channels.desk.conftest import answer_all, open_own

SERVICE = """
format: 1
service: mooring-pass
name: Apply for a mooring pass
need: I keep a boat, so I need somewhere to tie it up.
owner: {organisation: north-fenmarch, role: Head of Moorings}
phase: live
outcomes: [{id: moored, level: overall, text: Boats are tied up, measure: boats}]
promises: [{id: decision, text: We decide within 6 weeks, within: 6 weeks}]
data: {lawful_basis: public task, basis_source: Water Act 2000 section 1, keep: 2 years after the case ends}
channels: [web, phone, counter, post]
parties:
  owner: {label: The other owner of the boat}
  crew: {label: Somebody on board, each: people}
steps:
  - ask: about
    title: About you
    pages:
      - {question: full_name, type: name, label: What is your full name?, find_by: true, source: Section 1}
      - question: owner_name
        type: name
        label: Who else owns the boat?
        whose: owner
        used_for: The pass
        source: Section 2
      - question: insurance
        type: evidence
        label: How will you show us that the boat is insured?
        document: The insurance certificate
        options: {post: I will post it, counter: I will bring it}
        used_for: What staff wait for
        source: Section 3
      - question: owner_letter
        type: choice
        label: How will the other owner agree?
        document: The other owner’s letter
        whose: owner
        options: {post: By letter, none: They do not agree}
        used_for: What staff wait for
        source: Section 2
      - group: people
        title: Who sleeps on board?
        item: person
        name_by: sleeper
        whose: crew
        max: 4
        pages:
          - {question: sleeper, type: name, label: What is their name?, source: Section 4}
          - question: sleeper_card
            type: evidence
            label: How will you show us their card?
            document: The identity card
            options: {post: I will post it}
            used_for: What staff wait for
            source: Section 4
  - work: look
    title: Look at it
    queue: moorings
    promise: decision
    criteria:
      insured: {label: The boat is insured, source: Section 3, proved_by: [insurance]}
    results:
      give: {label: Give a pass, text: You have a pass., needs: all met}
      not-give: {label: Do not give one, text: You have none., needs: one not met}
    goto: {give: pass, not-give: no-pass}
endpoints:
  pass: {kind: granted, title: You have a pass, text: Tie up.}
  no-pass:
    kind: refused
    title: You have no pass
    text: We decided this.
    review: {within: 1 month, text: Write to us.}
"""
EXAMPLES = """
- name: Ffion Dummy-Jones
  story: Has it insured.
  organisation: north-fenmarch
  at: 2026-05-01
  answers:
    full_name: Ffion Dummy-Jones
    owner_name: Rhys Former-Sample
    insurance: {way: post}
    owner_letter: post
  expect: {endpoint: sent}
"""
ANSWERS = {
    "full_name": "Ffion Dummy-Jones",
    "owner_name": "Rhys Former-Sample",
    "insurance": {"way": "post"},
    "owner_letter": "post",
    "people": [
        {"sleeper": "Ada Invented", "sleeper_card": {"way": "post"}},
        {"sleeper": "Bo Invented", "sleeper_card": {"way": "none", "why": "It was lost in the water."}},
    ],
}
RECEIVED = {
    "document": "insurance",
    "way": "post",
    "copy": "original",
    "note": "Insured until June at Reedbank.",
}


@pytest.fixture
def moorings(fen):
    loaded = load_text({"service.yaml": SERVICE, "examples.yaml": EXAMPLES}, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(loaded, organisation=fen.north.id, by="Owen Owner-Sample", why="first", at=timezone.now())
    return fen


def by_the_person():
    return Circumstances(Actor("applicant", "applicant"), "web", "self", uuid4(), timezone.now())


def applies(fen):
    by = by_the_person()
    with history.holding(fen.north.id):
        begun = start(
            slug="mooring-pass", organisation=fen.north, kind="live", language="en", circumstances=by
        )
        send(answer_all(open_own(begun.stream, at=by.at), ANSWERS, by), circumstances=by)
    return begun.reference


@pytest.fixture
def reference(moorings):
    return applies(moorings)


@pytest.fixture
def desk(moorings, reference):
    found = moorings.staff("caseworker", name="Madeup Marker")
    found.state_purpose(reference)
    return found


def section(page, heading="Documents", until="What we were told"):
    return page.text.partition(heading)[2].partition(until)[0]


def today():
    return format_day(legal_day(timezone.now()), "en")


def sequence(fen, reference):
    return str(
        next(one.sequence for one in fen.file(reference).events if one.type == "case.document_received")
    )


class TestTheCasePage:
    def test_it_lists_what_is_wanted_and_how_it_will_come(self, desk, reference):
        said = section(desk.get(f"/desk/case/{reference}"))

        assert "The insurance certificate Not here yet. The person said: I will post it" in said
        assert "The identity card (Ada Invented) Not here yet" in said
        assert "The identity card (Bo Invented) The person said: I do not have it" in said

    def test_a_service_that_wants_no_document_has_no_such_list(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)

        assert "Mark as received" not in desk.get(f"/desk/case/{reference}").text

    def test_who_only_reads_cases_is_offered_nothing_to_mark(self, moorings, reference):
        reader = moorings.staff("data_protection")
        reader.state_purpose(reference)

        assert "Not here yet" in reader.get(f"/desk/case/{reference}").text
        assert "Mark as received" not in reader.get(f"/desk/case/{reference}").text
        reader.get(f"/desk/case/{reference}/received", status=403)


class TestReceiving:
    def test_it_is_marked_from_its_own_line_with_the_document_and_today_filled_in(self, desk, reference):
        page = desk.get(f"/desk/case/{reference}")
        form = desk.get(page.link("Mark as received The insurance certificate"))
        done = desk.post(form, f"/desk/case/{reference}/received", way="counter")

        assert "The document is marked as received." in done.text
        assert f"The insurance certificate Handed in at a counter on {today()}." in section(done)

    def test_what_it_shows_is_read_by_staff_and_not_by_the_person(self, moorings, desk, reference):
        done = desk.act(reference, "received", **RECEIVED)

        assert "It is the original. What it shows: Insured until June at Reedbank." in section(done)
        told = section(done, "What has happened", "You opened")
        assert re.search(r"A document came .* By Madeup Marker\. The insurance certificate\s+Insured", told)
        person = desk.get(f"/desk/case/{reference}/person")
        assert f"The insurance certificate We have it. It came by post on {today()}." in person.text
        assert re.search(r"A document came \d.* The insurance certificate", person.text)
        assert "Reedbank" not in person.text

    def test_pressing_twice_marks_it_once(self, moorings, desk, reference):
        url = f"/desk/case/{reference}/received"
        form = desk.get(url)

        desk.post(form, url, **RECEIVED)
        desk.post(form, url, **RECEIVED)

        assert moorings.types(reference).count("case.document_received") == 1

    def test_two_of_one_kind_are_two(self, moorings, desk, reference):
        desk.act(reference, "received", **RECEIVED)
        page = desk.act(reference, "received", **{**RECEIVED, "way": "email", "copy": "copy", "note": ""})

        assert "Came by post on" in section(page)
        assert "Came by email on" in section(page)
        assert "Mark another as received" in section(page)

    def test_one_members_is_that_members(self, desk, reference):
        page = desk.act(reference, "received", **{**RECEIVED, "document": "sleeper_card/2", "note": ""})

        assert "The identity card (Ada Invented) Not here yet" in section(page)
        assert "The identity card (Bo Invented) Came by post on" in section(page)

    def test_a_day_to_come_and_what_is_not_wanted_are_refused(self, moorings, desk, reference):
        url = f"/desk/case/{reference}/received"
        later = legal_day(timezone.now()) + timedelta(days=2)
        days = {"on.day": str(later.day), "on.month": str(later.month), "on.year": str(later.year)}

        assert (
            "must be today or earlier" in desk.post(desk.get(url), url, status=422, **RECEIVED, **days).text
        )
        wrong = {**RECEIVED, "document": "full_name"}
        assert "Select which document has come" in desk.post(desk.get(url), url, status=422, **wrong).text
        assert "Select how it came" in desk.post(desk.get(url), url, status=422, document="insurance").text
        assert "case.document_received" not in moorings.types(reference)

    def test_it_comes_after_the_decision_too(self, desk, reference):
        found = {"found-insured": "met", "reasons-insured": "We saw it."}
        desk.act(reference, "assess", **found)
        desk.act(reference, "decide", result="give", reasons="It is insured.")

        assert "Came by post on" in section(desk.act(reference, "received", **RECEIVED))


class TestNotRight:
    def test_it_says_what_is_the_matter_and_leads_to_asking_for_it_again(self, moorings, desk, reference):
        page = desk.act(reference, "received", **RECEIVED)
        form = desk.get(page.link("Mark as not right The insurance certificate"))
        ask = desk.post(form, f"/desk/case/{reference}/unfit", why="unreadable", note="Wet.", again="yes")

        assert ask.h1 == "Ask the person for more"
        url = f"/desk/case/{reference}/ask"
        shown = desk.post(ask, url, message="Please send the certificate again.")
        assert "It came on" in shown.text
        assert "We could not read it. We do not have it yet." in shown.text
        desk.post(shown, url)
        asked = moorings.file(reference).state.asked
        assert [one.questions for one in asked] == [("insurance",)]
        assert "It cannot be read. Wet." in section(desk.get(f"/desk/case/{reference}"))

    def test_a_mistake_is_as_if_it_had_never_come(self, moorings, desk, reference):
        desk.act(reference, "received", **RECEIVED)
        page = desk.act(reference, "unfit", document=sequence(moorings, reference), why="mistake")

        assert "The insurance certificate Not here yet" in section(page)
        assert (
            "The insurance certificate We do not have it yet."
            in desk.get(f"/desk/case/{reference}/person").text
        )

    def test_it_cannot_be_marked_twice_or_of_nothing(self, moorings, desk, reference):
        url = f"/desk/case/{reference}/unfit"
        desk.act(reference, "received", **RECEIVED)
        one = {"document": sequence(moorings, reference), "why": "wrong"}
        form, other = desk.get(url), desk.get(url)
        desk.post(form, url, **one)

        late = desk.post(other, url, status=409, **one)
        assert "No document of this case is left that could be marked so" in late.text
        assert moorings.types(reference).count("case.document_unfit") == 1


class TestReturnedOrDestroyed:
    def test_it_is_told_to_the_person_with_its_day(self, moorings, desk, reference):
        desk.act(reference, "received", **RECEIVED)
        page = desk.act(
            reference,
            "let-go",
            document=sequence(moorings, reference),
            how="returned",
            note="By recorded post.",
        )

        assert f"Returned on {today()}." in section(page)
        assert f"We gave or sent it back on {today()}." in desk.get(f"/desk/case/{reference}/person").text

    def test_not_before_it_came(self, moorings, desk, reference):
        desk.act(reference, "received", **RECEIVED)
        url = f"/desk/case/{reference}/let-go"
        early = {"on.day": "1", "on.month": "2", "on.year": "2020"}

        page = desk.post(desk.get(url), url, status=422, how="destroyed", **early)
        assert "Enter a day from the day it came to today" in page.text


class TestDeciding:
    def test_it_stands_beside_what_it_proves(self, desk, reference):
        desk.act(reference, "received", **RECEIVED)

        assess = desk.get(f"/desk/case/{reference}/assess").text
        assert re.search(r"The boat is insured.*The insurance certificate: Came by post on", assess)
        decide = desk.get(f"/desk/case/{reference}/decide").text
        assert "It helps to show: The boat is insured" in decide

    def test_a_colleague_who_is_deciding_learns_that_one_has_come(self, moorings, desk, reference):
        url = f"/desk/case/{reference}/decide"
        desk.act(reference, "assess", **{"found-insured": "met", "reasons-insured": "We saw it."})
        form = desk.get(url)
        desk.act(reference, "received", **RECEIVED)

        moved = desk.post(form, url, status=409, result="give", reasons="It is insured.")
        assert "A document came" in moved.text


class TestWaiting:
    def test_what_was_asked_for_and_has_come_is_asked_for_no_more(self, moorings, desk, reference):
        desk.act(
            reference,
            "ask",
            message="Send both.",
            **{"questions-about.insurance": "yes", "questions-about.full_name": "yes"},
        )
        desk.act(reference, "received", **RECEIVED)
        assert [one.questions for one in moorings.file(reference).state.asked] == [("full_name",)]

    def test_a_case_that_waited_for_nothing_else_is_with_staff_again(self, moorings, desk, reference):
        desk.act(reference, "ask", message="Send it.", **{"questions-about.insurance": "yes"})
        assert moorings.file(reference).head.listing["status"] == "waiting_for_you"

        desk.act(reference, "received", **RECEIVED)
        assert moorings.file(reference).head.listing["status"] == "received"
        assert "We need more from you" not in desk.get(f"/desk/case/{reference}/person").text

    def test_the_list_of_work_says_that_one_came_since_the_case_was_paused(self, moorings, desk, reference):
        desk.act(reference, "pause", reason="We wait for the certificate.")
        assert "a document has come" not in desk.get("/desk/").text

        desk.act(reference, "received", **RECEIVED)
        assert "Paused, and a document has come since" in desk.get("/desk/").text
        with history.holding(moorings.north.id):
            (one,) = waiting(kind="live", on=legal_day(timezone.now()))
        assert one.document_came


class TestWhoseItIs:
    def test_the_other_owner_sees_theirs_and_not_that_the_applicants_came(self, moorings, desk, reference):
        desk.act(reference, "received", **RECEIVED)
        desk.act(
            reference, "received", **{**RECEIVED, "document": "owner_letter", "note": "Signed in Moorhaven."}
        )

        file = moorings.file(reference)
        theirs = seen_by("owner", service=file.service, events=file.state.history)
        came = [one.data["question"] for one in theirs if one.type == "case.document_received"]
        assert came == ["owner_letter"]
        own = seen_by("applicant", service=file.service, events=file.state.history)
        assert [one.data["question"] for one in own if one.type == "case.document_received"] == ["insurance"]

    def test_once_erased_what_it_showed_is_gone_and_its_return_can_still_be_marked(
        self, moorings, desk, reference
    ):
        desk.act(reference, "received", **RECEIVED)
        guard = moorings.staff("data_protection")
        guard.state_purpose(reference)
        url = f"/desk/case/{reference}/erase"
        page = guard.get(url)
        assert "we still have: The insurance certificate" in page.text
        guard.post(page, url, **{"parties.applicant": "yes", "reason": "request", "sure": "agreed"})

        page = desk.get(f"/desk/case/{reference}")
        assert "Reedbank" not in page.html
        assert f"Came by post on {today()}. It is the original. Mark as not right" in section(page)
        gone = {
            "document": sequence(moorings, reference),
            "how": "destroyed",
            "note": "Shredded at Reedbank.",
        }
        page = desk.act(reference, "let-go", **gone)
        assert f"Destroyed on {today()}." in section(page)
        assert "Reedbank" not in page.html


class TestInWelsh:
    def test_the_person_reads_it_in_their_language(self, fen):
        reference = fen.applies("Odette Pretend")
        with history.holding(fen.north.id):
            choose_language(fen.file(reference), language="cy", circumstances=by_the_person())
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)
        desk.act(reference, "received", document="other_papers", way="post")

        screen = str(person_screen(fen.file(reference)))
        assert "Y prawf arall" in screen
        assert "Mae’r ddogfen gennym. Daeth drwy’r post ar" in screen
