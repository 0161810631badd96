"""The lists of work: what is late, what to do, and the rest of a long list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail import history
from handrail.channels.desk import paging


class TestALateCase:
    def test_is_marked_where_it_stands_and_counted_above(self, fen, monkeypatch):
        fen.applies()
        later = timezone.now() + timedelta(days=30)
        monkeypatch.setattr(timezone, "now", lambda: later)
        fen.applies()

        text = fen.staff("caseworker").get("/desk/").text

        assert "Past the day we promised: 1." in text
        assert text.count("Late: ") == 1

    def test_is_none_on_the_very_day(self, fen):
        fen.applies()

        text = fen.staff("caseworker").get("/desk/").text

        assert "Late" not in text
        assert "Past the day" not in text


class TestTheServiceOfACase:
    def test_is_not_said_where_all_are_of_one(self, fen):
        fen.applies()

        assert "What it is about" not in fen.staff("caseworker").get("/desk/").text


@pytest.fixture
def two_at_once(monkeypatch):
    monkeypatch.setattr(paging, "AT_ONCE", 2)


@pytest.mark.usefixtures("two_at_once")
class TestALongList:
    def test_ends_with_the_way_to_the_others_and_pages_lead_on_and_back(self, fen):
        references = [fen.applies() for _ in range(5)]
        desk = fen.staff("caseworker")

        home = desk.get("/desk/")
        second = desk.get("/desk/?list=free&page=2")
        third = desk.get("/desk/?list=free&page=3")

        assert [one for one in references if one in home.text] == references[:2]
        assert "Waiting, in a fair order (5)" in home.text
        assert home.link("See the other 3") == "/desk/?list=free&page=2"
        assert [one for one in references if one in second.text] == references[2:4]
        assert "Page 2 of 3" in second.text
        assert (second.link("Page before"), second.link("Next page")) == (
            "/desk/?list=free&page=1",
            "/desk/?list=free&page=3",
        )
        assert [one for one in references if one in third.text] == references[4:]
        assert "Next page" not in third.text

    @pytest.mark.parametrize("page", ["0", "99", "-1", "two", "1" * 40])
    def test_has_no_page_that_is_not_there(self, fen, page):
        reference = fen.applies()

        shown = fen.staff("caseworker").get(f"/desk/?list=free&page={page}")

        assert "Page 1 of 1" in shown.text
        assert reference in shown.text

    def test_that_does_not_exist_is_the_first_page(self, fen):
        assert "Take the next case" in _with_a_case(fen).get("/desk/?list=everything").text


def _with_a_case(fen):
    fen.applies()
    return fen.staff("caseworker")


class TestOneQueue:
    """Where cases wait in several queues, staff take from the one whose work they know."""

    def test_is_chosen_above_the_list_and_the_next_case_is_of_it(self, fen):
        early, late = fen.applies(), fen.applies()
        _put_in(fen, late, queue="home-visits")
        desk = fen.staff("caseworker")

        every = desk.get("/desk/")
        one = desk.get("/desk/?queue=home-visits")

        assert "All (2)" in every.text
        assert every.link("Home visits (1)") == "/desk/?queue=home-visits"
        assert late in one.text
        assert early not in one.text
        assert desk.post(one, "/desk/next?queue=home-visits").h1 == late

    def test_is_not_asked_for_where_there_is_one(self, fen):
        assert "Queue:" not in _with_a_case(fen).get("/desk/").text

    def test_with_nothing_in_it_says_so_and_leads_back_to_all(self, fen):
        shown = _with_a_case(fen).get("/desk/?queue=nobodys")

        assert "Nothing is waiting to be taken" in shown.text
        assert shown.link("All (1)") == "/desk/"


def _put_in(fen, reference, *, queue) -> None:
    """Put a case on the list of another queue, as a service with two of them would."""
    with history.managing(using="owner") as run:
        run.execute(
            "UPDATE history_head SET listing = listing || jsonb_build_object('queue', %s::text) "
            "WHERE reference = %s",
            (queue, reference),
        )
