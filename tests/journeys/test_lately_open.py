"""What a web process remembers of a case lately open is what the database holds, or it is not used."""

from dataclasses import fields, replace
from datetime import timedelta
from uuid import uuid4

import pytest

from handrail import history
from handrail.bricks import BRICKS
from handrail.casefile import lately
from handrail.casework.erasing import erase
from handrail.channels.desk.words import PHRASES
from handrail.definition import publish
from handrail.history.event import Actor, Circumstances
from handrail.walk.fold import fold
from tests.attacks.conftest import NORTH, SOUTH, staff_of, with_purpose
from tests.journeys.page import Page
from tests.journeys.site import PEOPLE

NAMES = [one["name"] for one in PEOPLE[::5]]


@pytest.fixture(autouse=True)
def nothing_known():
    lately.forget_all()
    yield
    lately.forget_all()


def stored(stream, holder) -> history.History:
    """The case as the database holds it."""
    person = history.Reader(Actor("applicant", "applicant"), "", uuid4())
    return history.read(stream, reader=person, holder=holder)


def agrees(site, stream, holder, *, sight="own") -> bool:
    """Whether what is remembered is what is stored, event by event and folded; False when nothing is."""
    kept = lately.known(stream, sight=sight, at=site.clock.now())
    if kept is None:
        return False
    found = stored(stream, holder)
    assert kept.file.head == found.head
    for remembered, read in zip(kept.file.events, found.events, strict=True):
        for one in fields(read):
            if one.name != "cause":
                assert getattr(remembered, one.name) == getattr(read, one.name), (read.type, one.name)
    folded = fold(publish.version(found.version), found.events, kind=found.kind, bricks=BRICKS)
    for one in fields(folded):
        if one.name != "history":
            assert getattr(kept.file.state, one.name) == getattr(folded, one.name), one.name
    return True


@pytest.mark.parametrize("name", NAMES)
def test_after_every_request_it_is_what_is_stored(site, name):
    applicant = site.starts(name)
    stream, holder = history.locate(applicant.reference)
    send = applicant.send
    compared = []

    def sent_and_compared(*given, **more):
        send(*given, **more)
        compared.append(agrees(site, stream, holder))

    applicant.send = sent_and_compared
    person = next(one for one in PEOPLE if one["name"] == name)
    applicant.answer_everything(person["answers"])
    applicant.send()
    assert len(compared) > 8
    assert all(compared)


def test_nothing_is_known_a_minute_later_or_of_a_clock_put_back(site):
    applicant = site.starts()
    stream, _ = history.locate(applicant.reference)
    now = site.clock.now()
    assert lately.known(stream, sight="own", at=now) is not None
    assert lately.known(stream, sight="own", at=now - timedelta(seconds=1)) is None
    assert lately.known(stream, sight="own", at=now + timedelta(seconds=61)) is None


def test_only_so_many_are_kept(site, monkeypatch):
    monkeypatch.setattr(lately, "AT_MOST", 2)
    streams = [history.locate(site.starts().reference)[0] for _ in range(3)]
    known = [lately.known(stream, sight="own", at=site.clock.now()) is not None for stream in streams]
    assert known == [False, True, True]


def test_what_staff_did_a_moment_ago_is_seen(site):
    applicant = site.applies()
    applicant.open(f"/case/{applicant.reference}")
    site.staff().decide(applicant.reference, "refuse")
    applicant.open(f"/case/{applicant.reference}")
    assert "We cannot give you a discount" in applicant.page.text


def test_what_was_erased_a_moment_ago_is_not_shown(site):
    applicant = site.starts("Odette Pretend")
    applicant.answer({"full_name": "Odette Pretend"})
    stream, holder = history.locate(applicant.reference)
    address = f"/case/{applicant.reference}/page/about-you/full_name"
    applicant.open(address)
    assert "Odette" in applicant.page.html

    actor = Actor("dee.protect", "data_protection", holder, "staff")
    by = Circumstances(actor=actor, channel="desk", mode="self", request=uuid4(), at=site.clock.now())
    erase(stream, parties=None, holder=holder, reason="request", circumstances=by)

    applicant.open(address)
    assert "Odette" not in applicant.page.html


def test_a_key_that_is_gone_though_the_chain_is_the_same_opens_nothing(site, database):
    """As when somebody with the database destroys a key by hand."""
    applicant = site.starts("Odette Pretend")
    applicant.answer({"full_name": "Odette Pretend"})
    with history.managing() as run:
        run.execute("DELETE FROM keys.data_key")

    applicant.open(f"/case/{applicant.reference}/page/about-you/full_name")

    assert "Odette" not in applicant.page.html


def test_an_answer_that_was_rolled_back_is_not_remembered(site, monkeypatch):
    applicant = site.starts("Odette Pretend")
    stream, holder = history.locate(applicant.reference)

    def fail(*given, **more):
        raise RuntimeError("after the answer was added")

    with monkeypatch.context() as broken:
        broken.setattr("handrail.channels.web.pages.next_address", fail)
        applicant.send({"full_name": "Odette Pretend"})
        assert applicant.status == 500
    applicant.open(f"/case/{applicant.reference}/page/about-you/full_name")

    assert "Odette" not in applicant.page.html
    assert stored(stream, holder).sequence == 1


class TestForStaff:
    """A case that staff have open is remembered apart from what its person has open."""

    @staticmethod
    def desk(reference: str, *roles: str, organisation=NORTH):
        client, _ = staff_of(organisation, *(roles or ("caseworker",)))
        return with_purpose(client, reference)

    @staticmethod
    def known_to_staff(site, reference: str):
        stream, _ = history.locate(reference)
        return lately.known(stream, sight="staff", at=site.clock.now())

    def test_the_same_page_again_is_made_of_what_is_remembered(self, site):
        reference = site.applies().reference
        client = self.desk(reference)
        first = client.get(f"/desk/case/{reference}")
        state = self.known_to_staff(site, reference).file.state

        again = client.get(f"/desk/case/{reference}")

        assert self.known_to_staff(site, reference).file.state is state
        assert self.known_to_staff(site, reference).file.made[("told", True)][1].cards
        assert Page(first.content.decode(), "").text == Page(again.content.decode(), "").text

    def test_whatever_staff_do_each_of_their_pages_is_as_if_it_were_made_anew(self, site):
        applicant = site.applies()
        reference, seen = applicant.reference, []
        case = f"/desk/case/{reference}"
        clients = {role: self.desk(reference, role) for role in ("caseworker", "team_leader")}

        def look():
            pages = [
                (client, f"{case}{page}")
                for page in ("", "/person", "/ask", "/ask?about=full_name")
                for client in clients.values()
            ]
            kept = [Page(client.get(page).content.decode(), "") for client, page in pages]
            lately.forget_all()
            anew = [Page(client.get(page).content.decode(), "") for client, page in pages]
            assert [one.text for one in kept] == [one.text for one in anew]
            assert [one.links for one in kept] == [one.links for one in anew]
            seen.append(kept[0].text)

        def do(name, client=clients["caseworker"], **typed):
            form = Page(client.get(f"{case}/{name}").content.decode(), "").form
            assert client.post(f"{case}/{name}", {**form.fields, **typed}).status_code == 302, name
            assert client.get(case).status_code == 200

        look()
        do("note", note="Plainly noted once")
        look()
        do("take")
        look()
        do("note", clients["team_leader"], note="Plainly noted twice")
        look()
        assert "Plainly noted twice" in seen[-1]

        site.clock.set(site.file(reference).due_on)
        site.clock.forward(hours=11, minutes=59, seconds=45)
        clients = {role: self.desk(reference, role) for role in clients}
        look()
        site.clock.forward(seconds=30)
        look()
        late = PHRASES.say("standing.late", "en")
        assert [late in text for text in seen[-2:]] == [False, True]

    def test_what_is_no_part_of_the_case_is_asked_each_time(self, site):
        """Who looks and what for, what they may do, what a colleague is called."""
        reference = site.applies().reference
        case = f"/desk/case/{reference}"
        client, account = staff_of(NORTH, "caseworker")
        with_purpose(client, reference)
        pages = [client.get(case).content.decode()]

        session = client.session
        session["purposes"] = {reference: "complaint"}
        session.save()
        pages.append(client.get(case).content.decode())
        account.roles = ["data_protection"]
        account.save()
        pages.append(client.get(case).content.decode())

        said = [PHRASES.say(f"purpose.{name}", "en") for name in ("casework", "complaint")]
        assert [[words in page for words in said] for page in pages] == [
            *([True, False], [False, True], [False, True])
        ]
        assert [f"{case}/decide" in page for page in pages] == [True, True, False]

    def test_who_may_not_correct_is_offered_it_no_more_after_one_who_may(self, site):
        reference = site.applies().reference
        offered = [
            "/entry?page=" in self.desk(reference, role).get(f"/desk/case/{reference}").content.decode()
            for role in ("caseworker", "data_protection", "caseworker")
        ]
        assert offered == [True, False, True]

    def test_what_was_recorded_leaves_nothing_that_was_made_before(self, site):
        reference = site.applies().reference
        self.desk(reference).get(f"/desk/case/{reference}")
        file = self.known_to_staff(site, reference).file
        assert file.made
        assert not replace(file, state=file.state).made

    def test_what_was_made_is_made_again_when_what_it_rests_on_is_other(self, site):
        reference = site.applies().reference
        self.desk(reference).get(f"/desk/case/{reference}")
        file, made = self.known_to_staff(site, reference).file, iter(range(9))
        assert [file.once("one", lambda: next(made), of=of) for of in ("a", "a", "b", "b", "a")] == [
            *(0, 0, 1, 1, 2)
        ]

    def test_each_reader_leaves_a_trace_though_nothing_was_fetched(self, site):
        reference = site.applies().reference
        for role in ("caseworker", "team_leader"):
            assert self.desk(reference, role).get(f"/desk/case/{reference}").status_code == 200
        with history.managing() as run:
            traces = run.execute(
                "SELECT role, party FROM history_access WHERE stream = %s ORDER BY role",
                [history.locate(reference)[0]],
            ).fetchall()
        assert traces == [("caseworker", "applicant"), ("team_leader", "applicant")]

    def test_what_they_did_is_remembered_with_the_rest_and_is_what_is_stored(self, site):
        reference = site.applies().reference
        stream, holder = history.locate(reference)
        staff = site.staff()
        staff.claim(reference)
        claimed = self.known_to_staff(site, reference).file
        assert claimed.events[-1].type == "work.claimed"
        assert agrees(site, stream, holder, sight="staff")

        staff.note(reference, "Rang the number they gave.")
        staff.decide(reference, "award-25", "You are the only adult at 1 Sedge Row.")

        decided = self.known_to_staff(site, reference).file
        assert decided.state.decisions
        assert agrees(site, stream, holder, sight="staff")
        before = decided.state
        assert self.desk(reference).get(f"/desk/case/{reference}").status_code == 200
        assert self.known_to_staff(site, reference).file.state is before

    def test_what_the_person_sent_a_moment_ago_is_seen(self, site):
        applicant = site.applies()
        client = self.desk(applicant.reference)
        assert "Ffion Changed" not in client.get(f"/desk/case/{applicant.reference}").content.decode()

        applicant.open(f"/case/{applicant.reference}/page/about-you/full_name?changing=1")
        applicant.send({"full_name": "Ffion Changed-Example"})
        applicant.go("check")
        applicant.send()

        assert "Ffion Changed-Example" in client.get(f"/desk/case/{applicant.reference}").content.decode()

    def test_a_case_that_another_organisation_has_open_is_none_of_theirs(self, site):
        reference = site.applies().reference
        assert self.desk(reference).get(f"/desk/case/{reference}").status_code == 200

        got = self.desk(reference, organisation=SOUTH).get(f"/desk/case/{reference}")

        assert got.status_code == 404

    def test_what_was_erased_a_moment_ago_is_not_shown(self, site):
        applicant = site.applies()
        stream, holder = history.locate(applicant.reference)
        client = self.desk(applicant.reference)
        assert "Dummy-Jones" in client.get(f"/desk/case/{applicant.reference}").content.decode()

        actor = Actor("dee.protect", "data_protection", holder, "staff")
        by = Circumstances(actor=actor, channel="desk", mode="self", request=uuid4(), at=site.clock.now())
        erase(stream, parties=None, holder=holder, reason="request", circumstances=by)

        assert "Dummy-Jones" not in client.get(f"/desk/case/{applicant.reference}").content.decode()
