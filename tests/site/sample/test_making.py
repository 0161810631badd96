"""The sample's cases are lived through the operations that people and staff use, and each is made once."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from handrail import history
from handrail.casework import queues
from handrail.casework.found import found_by
from handrail.estate.fenmarch import fenmarch_id
from handrail.insight.measures.refusals import ALL, refusals
from handrail.insight.years import Year
from handrail.site.sample.stories import stories
from handrail.terms.legal_day import legal_day
from tests.journeys.site import SERVICE_FOLDER

SERVICES = SERVICE_FOLDER.parent


def some(story) -> bool:
    """Choose a few from all over."""
    return story.number % 29 == 0


def made(**more):
    from handrail.site.sample import making  # noqa: PLC0415 - its tables need Django

    return making.cases(SERVICES, now=timezone.now(), **more)


def heads(slug):
    with history.holding(fenmarch_id(slug)):
        return history.heads(kind="live", limit=1000)


@pytest.fixture
def few(long_offered):
    return made(chosen=some)


class TestAFewCases:
    def test_are_all_made_and_the_history_is_sound(self, few):
        assert few.made >= 10
        assert few.left_out == 0
        assert history.verify().findings == ()

    def test_are_not_made_again(self, few, site):
        before = site.counts()

        again = made(chosen=some)

        assert (again.made, again.there) == (0, few.made)
        assert site.counts() == before

    def test_happen_in_order_and_none_of_it_after_now(self, few, site):
        for head in heads("fenmarch-county"):
            moments = [event.recorded_at for event in site.file(head.reference).events]
            assert moments == sorted(moments)
            assert moments[-1] <= timezone.now()

    def test_leave_a_trace_of_each_member_of_staff_who_read_them(self, few, site):
        with site.owner() as run:
            (read,) = run.execute("SELECT count(DISTINCT stream) FROM history_access").fetchone()
            (worked,) = run.execute(
                "SELECT count(DISTINCT stream) FROM history_event WHERE role = 'caseworker'"
            ).fetchone()
        assert read >= worked > 0

    def test_are_of_people_who_can_be_found_by_the_name_they_gave(self, few):
        one = next(
            story
            for story in stories(legal_day(timezone.now()))
            if some(story) and story.organisation == "north-fenmarch"
        )
        with history.holding(fenmarch_id("north-fenmarch")):
            assert one.reference in [found.reference for found in found_by(name=one.name)]


def test_a_service_that_was_not_offered_then_leaves_its_people_out(site):
    long_ago = made(chosen=lambda story: some(story) and story.came_on < date(2025, 12, 1))

    assert long_ago.made == 0
    assert long_ago.left_out > 0
    assert site.counts()["history_head"] == 0


@pytest.mark.slow
def test_the_whole_history_fills_every_list_and_every_figure(long_offered):
    """What staff look at after `make run`; it takes about half a minute."""
    said = []

    whole = made(begun=said.append)

    assert said == [whole.made]
    assert whole.left_out == 0
    assert history.verify().findings == ()
    county = heads("fenmarch-county")
    statuses = Counter(head.listing.get("status", "draft") for head in county)
    assert {"draft", "received", "being_looked_at", "decided", "withdrawn"} <= statuses.keys()
    today = legal_day(timezone.now())
    with history.holding(fenmarch_id("fenmarch-county")):
        waiting = queues.waiting(kind="live", on=today)
        counted = refusals("blue-badge", Year(2025))
    assert [one for one in waiting if one.due_on and one.due_on < today and not one.ends_on], "some are late"
    assert [one for one in waiting if one.ends_on], "some badges end soon"
    assert [one for one in waiting if one.claimed_by], "some are in hand"
    _as_the_cases_stand(long_offered, county, counted)
    _reviews_went_both_ways(long_offered)


def _as_the_cases_stand(site, county, counted) -> None:
    """Count the refusals of a year again, from the cases themselves."""
    districts: Counter[str] = Counter()
    for head in county:
        decisions = site.file(head.reference).state.decisions
        last = next((one for one in reversed(decisions) if _in_year(one.at)), None)
        if last and last.result in {"refuse", "not-paid"} and not last.overturned:
            districts["all"] += 1
    assert sum(number for (row, _), number in counted.counts.items() if row == ALL) == districts["all"]
    assert districts["all"] >= 40
    assert len(counted.districts) >= 4


def _in_year(moment) -> bool:
    return Year(2025).first <= legal_day(moment) < Year(2025).after


def _reviews_went_both_ways(site) -> None:
    with site.owner() as run:
        found = dict(
            run.execute(
                "SELECT type, count(*) FROM history_event "
                "WHERE type IN ('work.confirmed', 'work.reopened', 'case.review_asked') GROUP BY 1"
            ).fetchall()
        )
    assert found["work.confirmed"] >= 3
    assert found["work.reopened"] >= 3
    assert found["case.review_asked"] >= 8
