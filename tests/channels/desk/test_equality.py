"""What people answer to equality questions is added up, and nobody is shown what one of them answered."""

import csv
from datetime import UTC, datetime
from io import StringIO
from secrets import token_bytes
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.bricks.ask.events import ANSWERED
from handrail.bricks.work.events import DECIDED
from handrail.definition import publish
from handrail.definition.load import load_text
from handrail.history import bulk
from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.insight.measures.equality import equality
from handrail.insight.years import Year
from handrail.terms.legal_day import legal_day
from handrail.terms.reference import new_reference
from handrail.walk.lifecycle import ERASED, SENT, STARTED
from tests.permit import SLUG, permit

IN_2025 = datetime(2025, 11, 3, 10, tzinfo=UTC)
URL = f"/desk/figures/equality?service={SLUG}&year=2025"
QUESTIONS = """
      - question: tired
        type: yes-no
        label: Are you tired for good?
        equality: true
        source: Equality Act 2010 s.149
      - question: language
        type: choices
        label: What do you speak at home?
        equality: true
        source: Equality Act 2010 s.149
        options: {en: English, cy: Welsh}
        none: None of these
"""


@pytest.fixture(scope="module")
def service():
    """The resting permit, with two equality questions of its own page each."""
    text = dict(permit().service.text)
    place = text["service.yaml"].index("  - work: assess")
    whole = text["service.yaml"]
    text["service.yaml"] = whole[:place].rstrip() + QUESTIONS + whole[place:]
    loaded = load_text(text, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


@pytest.fixture
def county(fen, service):
    publish.store(service, at=timezone.now())
    return estate.organisation("fenmarch-county", on=legal_day(timezone.now()))


def answered(**values):
    """What somebody answers, a page a question."""
    return [
        NewEvent(ANSWERED, {"step": "about-you", "page": name, "item": ""}, {"equality": {name: value}})
        for name, value in values.items()
    ]


def sent(number=1):
    return NewEvent(SENT, {"number": number})


def decided_at():
    """A decision, so that the service can be chosen."""
    data = {"step": "assess", "result": "award", "unmet": [], "district": ""}
    return NewEvent(DECIDED, data, {"applicant": {"reasons": "So."}})


def applies(organisation, service, *events, endpoint="permit", at=IN_2025, kind="live"):
    """A case in which these things happened and that stands at an endpoint."""
    staff = Actor("7", "caseworker", organisation.id, "staff")
    by = Circumstances(staff, "desk", "self", uuid4(), at)
    entries = [bulk.Entry([one], by) for one in (NewEvent(STARTED, {"language": "en"}), *events)]
    was_sent = any(one.type is SENT for one in events)
    listing = {"sent": at.isoformat() if was_sent else "", "endpoint": endpoint, "status": "decided"}
    reference = new_reference(token_bytes(8))
    return bulk.NewStream(
        uuid4(), SLUG, organisation.id, kind, service.hash, reference, entries, listing=listing
    )


def load(*streams):
    bulk.load(lambda: streams)


def counted(organisation, year=2025):
    with history.holding(organisation.id):
        found = equality(SLUG, Year(year)).counts
    return {cell: number for cell, number in found.items() if number}


class TestCounting:
    def test_each_case_counts_by_its_answer_and_by_how_it_ended(self, county, service):
        load(
            applies(county, service, *answered(tired=True), sent()),
            applies(county, service, *answered(tired=False), sent(), endpoint="no-permit"),
            applies(county, service, sent(), endpoint=""),
        )

        found = counted(county)
        assert (found["all", "granted"], found["all", "others"]) == (1, 2)
        assert (found["tired/true", "granted"], found["tired/false", "others"]) == (1, 1)
        assert found["tired/", "others"] == 1

    def test_of_several_choices_each_counts_and_none_of_them_is_no_answer(self, county, service):
        load(
            applies(county, service, *answered(language=["en", "cy"]), sent()),
            applies(county, service, *answered(language=[]), sent()),
            applies(county, service, *answered(language=None), sent()),
        )

        found = counted(county)
        assert (found["language/en", "granted"], found["language/cy", "granted"]) == (1, 1)
        assert found["language/", "granted"] == 2

    def test_what_was_sent_last_counts_and_what_was_not_sent_does_not(self, county, service):
        load(
            applies(
                county, service, *answered(tired=True), sent(), *answered(tired=False), sent(2),
                *answered(tired=True),
            ),
            applies(county, service, *answered(tired=True)),
        )  # fmt: skip

        found = counted(county)
        assert found["tired/false", "granted"] == 1
        assert ("tired/true", "granted") not in found
        assert found["all", "granted"] == 1

    def test_it_counts_in_the_year_it_was_sent_and_live_and_where_it_is_held(self, fen, county, service):
        load(
            applies(county, service, *answered(tired=True), sent(), kind="test"),
            applies(fen.north, service, *answered(tired=True), sent()),
            applies(county, service, *answered(tired=True), sent(), at=datetime(2026, 4, 2, tzinfo=UTC)),
        )

        assert counted(county) == {}
        assert counted(county, 2026)["tired/true", "granted"] == 1
        assert counted(fen.north)["tired/true", "granted"] == 1

    def test_after_erasure_the_answer_is_not_known_to_anything(self, county, service):
        one = applies(county, service, *answered(tired=True), sent())
        load(one)
        history.erase(
            one.stream,
            None,
            holder=county.id,
            event=lambda *_: NewEvent(ERASED, {"parties": ["equality"], "reason": "request"}),
            circumstances=one.entries[0].circumstances,
        )

        found = counted(county)
        assert found["tired/", "granted"] == found["all", "granted"] == 1
        assert ("tired/true", "granted") not in found

    def test_no_key_but_that_of_these_answers_is_opened(self, county, service, monkeypatch):
        load(applies(county, service, *answered(tired=True), sent(), decided_at()))
        unwrapped = []
        keeper = history.keys.keeper()
        real = type(keeper).unwrap
        monkeypatch.setattr(
            type(keeper), "unwrap", lambda self, **of: unwrapped.append(of["party"]) or real(self, **of)
        )

        assert counted(county)["tired/true", "granted"] == 1
        assert unwrapped == ["equality"]


class TestThePage:
    @pytest.fixture
    def loaded(self, county, service):
        load(
            *(applies(county, service, *answered(tired=True), sent(), decided_at()) for _ in range(40)),
            *(applies(county, service, *answered(tired=False), sent()) for _ in range(25)),
            *(applies(county, service, *answered(tired=False), sent(), endpoint="") for _ in range(20)),
            *(
                applies(county, service, *answered(tired=True), sent(), endpoint="no-permit")
                for _ in range(4)
            ),
            *(applies(county, service, sent()) for _ in range(30)),
            *(applies(county, service, sent(), endpoint="") for _ in range(31)),
        )

    @pytest.mark.parametrize("role", ["analyst", "service_owner"])
    def test_shows_who_applied_and_who_was_granted_and_hides_the_few(self, fen, county, loaded, role):
        page = fen.staff(role, organisation=county).get(URL)

        assert "Are you tired for good?" in page.text
        assert "Yes not shown fewer than 10 44" in page.text
        assert "No answer is known 30 31 61" in page.text
        assert "Everyone who applied 95 55 150" in page.text

    def test_the_csv_says_the_same_and_no_more(self, fen, county, loaded):
        url = URL.replace("equality?", "equality.csv?")
        response = fen.staff("analyst", organisation=county).client.get(url)
        rows = list(csv.DictReader(StringIO(response.content.decode())))
        found = {(row["question"], row["answer"], row["outcome"]): row["people"] for row in rows}

        assert found["tired", "true", "Granted"] == "not shown"
        assert found["tired", "", "Granted"] == "30"
        assert found["tired", "true", "Not granted, or not yet"] == "fewer than 10"
        assert found["tired", "true", "All who applied"] == "44"

    @pytest.mark.parametrize("role", ["caseworker", "team_leader", "administrator", "data_protection"])
    def test_whoever_works_on_cases_does_not_see_even_that(self, fen, county, role):
        fen.staff(role, organisation=county).get(URL, status=403)
        fen.staff(role, organisation=county).get(URL.replace("equality?", "equality.csv?"), status=403)

    def test_a_year_that_is_not_over_cannot_be_seen(self, fen, county, loaded):
        this = legal_day(timezone.now())
        year = this.year if (this.month, this.day) >= (4, 1) else this.year - 1
        fen.staff("analyst", organisation=county).get(URL.replace("2025", str(year)), status=404)
