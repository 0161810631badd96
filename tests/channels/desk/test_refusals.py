"""How many were refused last year, by criterion and district: counted by hand, and nothing few is told."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from secrets import token_bytes
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.bricks.work.events import DECIDED, NOTED, REOPENED
from handrail.channels.desk.measured import harmless
from handrail.definition import publish
from handrail.history import bulk
from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.insight.measures import refusals as measure
from handrail.insight.measures.refusals import refusals, services_with_decisions
from handrail.insight.years import Year
from handrail.terms.legal_day import legal_day
from handrail.terms.reference import new_reference
from handrail.walk.lifecycle import STARTED
from tests.growth import rows_read
from tests.permit import SLUG, permit

IN_2025 = datetime(2025, 11, 3, 10, tzinfo=UTC)
URL = f"/desk/figures/refusals?service={SLUG}&year=2025"


def decided(result="refuse", unmet=("standing",), district="north-fenmarch"):
    return NewEvent(
        DECIDED,
        {"step": "assess", "result": result, "unmet": list(unmet), "district": district},
        {"applicant": {"reasons": "Because."}},
    )


def reopened():
    return NewEvent(REOPENED, {"step": "assess", "why": "review"}, {"applicant": {"reason": "A letter."}})


def stream(organisation, *events, at=IN_2025, kind="live"):
    """A case in which these things happened, each a day after the one before."""
    staff = Actor("7", "caseworker", organisation.id, "staff")
    entries = [
        bulk.Entry([event], Circumstances(staff, "desk", "self", uuid4(), at + timedelta(days=day)))
        for day, event in enumerate((NewEvent(STARTED, {"language": "en"}), *events))
    ]
    return bulk.NewStream(
        uuid4(), SLUG, organisation.id, kind, permit().service.hash, new_reference(token_bytes(8)), entries
    )


@pytest.fixture
def county(fen):
    found = estate.organisation("fenmarch-county", on=legal_day(timezone.now()))
    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(permit(), organisation=found.id, by="Owen Owner-Sample", why="first", at=timezone.now())
    return found


def load(*streams):
    bulk.load(lambda: streams)


def counted(organisation, year=2025):
    with history.holding(organisation.id):
        return refusals(SLUG, Year(year)).counts


def many(number, organisation, **what):
    return [stream(organisation, decided(**what)) for _ in range(number)]


class TestCounting:
    def test_a_case_counts_under_each_criterion_it_names_and_once_in_all(self, county):
        load(
            stream(county, decided(unmet=["standing"])),
            stream(county, decided(unmet=["standing", "sleeping"])),
            stream(county, decided(unmet=["sleeping"], district="south-fenmarch")),
            stream(county, decided("award", [])),
        )

        assert counted(county) == {
            ("all", "north-fenmarch"): 2,
            ("standing", "north-fenmarch"): 2,
            ("sleeping", "north-fenmarch"): 1,
            ("all", "south-fenmarch"): 1,
            ("sleeping", "south-fenmarch"): 1,
        }

    def test_a_refusal_that_was_opened_again_counts_no_more_until_it_is_made_again(self, county):
        load(
            stream(county, decided(), reopened()),
            stream(county, decided(), reopened(), decided("award", [])),
            stream(county, decided(), reopened(), decided(unmet=["sleeping"])),
        )
        assert counted(county) == {("all", "north-fenmarch"): 1, ("sleeping", "north-fenmarch"): 1}

    def test_it_counts_in_the_year_in_which_it_was_last_decided(self, county):
        new_year = datetime(2026, 4, 2, 10, tzinfo=UTC)
        load(
            stream(county, decided(), at=datetime(2026, 3, 29, 10, tzinfo=UTC)),
            stream(county, decided(), at=new_year),
        )
        assert counted(county)["all", "north-fenmarch"] == 1
        assert counted(county, 2026)["all", "north-fenmarch"] == 1

    def test_decisions_from_before_criteria_were_kept_name_none(self, county):
        old = NewEvent(DECIDED, {"step": "assess", "result": "refuse"}, {"applicant": {"reasons": "So."}})
        load(stream(county, old))
        assert counted(county) == {("all", ""): 1, ("none-named", ""): 1}

    def test_test_and_training_cases_count_for_nothing(self, county):
        load(stream(county, decided(), kind="test"), stream(county, decided(), kind="training"))
        assert counted(county) == {}

    def test_a_case_of_another_body_is_never_counted(self, fen, county):
        load(stream(fen.north, decided()), stream(fen.south, decided()), stream(county, decided()))
        assert counted(county) == {("all", "north-fenmarch"): 1, ("standing", "north-fenmarch"): 1}
        assert counted(fen.north) == {("all", "north-fenmarch"): 1, ("standing", "north-fenmarch"): 1}

    def test_what_is_counted_stays_when_the_people_are_erased(self, county):
        one = stream(county, decided())
        load(one)
        with history.holding(county.id):
            before = refusals(SLUG, Year(2025)).counts
        history.erase(
            one.stream,
            None,
            holder=county.id,
            event=lambda *_: reopened_nothing(),
            circumstances=one.entries[0].circumstances,
        )
        assert counted(county) == before


class TestTheWork:
    """Counting reads a body's own cases at most, and no decision of another's."""

    def test_does_not_grow_with_what_other_bodies_decide(self, fen, county):
        load(*many(50, county), *(stream(county) for _ in range(500)))
        load(*many(1500, fen.south), *many(1500, fen.north))
        load(stream(county, decided(), *(NewEvent(NOTED, {"step": "assess"}, {}) for _ in range(100))))
        with history.managing() as run:
            run.execute("ANALYZE history_event; ANALYZE history_head")
        given = {"service": SLUG, "begins": Year(2025).moments[0], "ends": Year(2025).moments[1]}

        # 51 decisions looked at twice, 551 cases, and 100 notes where it goes by case: none of the 3,000.
        assert 51 < rows_read(county.id, measure._DECIDED, given) < 1500


class TestTheServicesToChooseFrom:
    def test_are_those_in_which_something_was_decided_by_the_body_that_asks(self, fen, county):
        load(stream(county, decided()), stream(fen.north), stream(fen.south, decided(), kind="test"))

        chosen = {}
        for body in (county, fen.north, fen.south):
            with history.holding(body.id):
                chosen[body.slug] = services_with_decisions()

        assert chosen == {"fenmarch-county": (SLUG,), "north-fenmarch": (), "south-fenmarch": ()}


def reopened_nothing():
    from handrail.walk.lifecycle import ERASED  # noqa: PLC0415 - only here

    return NewEvent(ERASED, {"parties": ["applicant"], "reason": "request"})


class TestThePage:
    @pytest.fixture
    def loaded(self, county):
        load(
            *many(40, county, unmet=["standing"]),
            *many(30, county, unmet=["sleeping"]),
            *many(25, county, unmet=["standing"], district="south-fenmarch"),
            *many(4, county, unmet=["sleeping"], district="south-fenmarch"),
        )

    def test_shows_the_counts_and_hides_the_few(self, fen, county, loaded):
        page = fen.staff("analyst", organisation=county).get(URL)

        assert "2025 to 2026" in page.text
        assert "North Fenmarch District Council" in page.text
        assert "You cannot stand for long" in page.text
        assert "65" in page.text
        assert "fewer than 10" in page.text
        assert "An application counts once in the year" in page.text
        assert "Rest Act 2000 section 3" in page.text

    def test_the_csv_says_the_same_and_no_more(self, fen, county, loaded):
        response = fen.staff("analyst", organisation=county).client.get(
            URL.replace("refusals?", "refusals.csv?")
        )
        rows = list(csv.DictReader(StringIO(response.content.decode())))
        found = {(row["criterion"], row["district"]): row["refusals"] for row in rows}

        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert found["standing", "Total"] == "65"
        assert found["all", "South Fenmarch District Council"] == "29"
        assert found["sleeping", "South Fenmarch District Council"] == "fewer than 10"
        assert "not shown" in {number for (row, _), number in found.items() if row == "sleeping"}

    def test_another_body_sees_nothing_of_it(self, fen, loaded):
        page = fen.staff("service_owner").get("/desk/figures/refusals")
        assert "Nothing has been decided yet" in page.text
        fen.staff("service_owner").get(URL, status=200)

    def test_a_year_that_is_not_over_says_so(self, fen, county, loaded):
        this = legal_day(timezone.now())
        year = this.year if (this.month, this.day) >= (4, 1) else this.year - 1
        page = fen.staff("team_leader", organisation=county).get(URL.replace("2025", str(year)))
        assert "This year is not over" in page.text

    @pytest.mark.parametrize("asked", ["year=1066", f"service={SLUG}&year=soon", "service=other&year=2025"])
    def test_there_is_no_page_of_another_cut_of_time(self, fen, county, loaded, asked):
        fen.staff("analyst", organisation=county).get(f"/desk/figures/refusals?{asked}", status=404)

    @pytest.mark.parametrize("role", ["caseworker", "administrator", "helper"])
    def test_who_has_no_business_with_figures_sees_none(self, fen, county, role):
        fen.staff(role, organisation=county).get(URL, status=403)
        fen.staff(role, organisation=county).get(URL.replace("refusals?", "refusals.csv?"), status=403)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


def test_words_stay_as_they_are():
    assert harmless("You cannot stand for long") == "You cannot stand for long"
