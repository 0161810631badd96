"""Who is in the sample's history: the same people for everyone, on the same days, in every way there is."""

from collections import Counter
from datetime import date, timedelta

import pytest

from handrail.insight.years import year_of
from handrail.site.sample.stories import stories
from tests.journeys.site import EVERYONE

TODAY = date(2026, 11, 28)


def test_everyone_has_the_same_history():
    assert stories(TODAY) == stories(TODAY)


def test_nobody_shares_a_name_or_a_reference():
    people = stories(TODAY)

    assert 150 <= len(people) <= 400
    assert len({one.reference for one in people}) == len({one.name for one in people}) == len(people)


def test_everybody_follows_an_example_of_their_service():
    known = {(service.slug, one["name"]) for service, one in EVERYONE}

    assert {(one.service, one.example) for one in stories(TODAY)} <= known


def test_they_come_by_every_channel_to_every_council_that_offers_a_service():
    people = stories(TODAY)

    assert {one.channel for one in people} == {"web", "phone", "post", "counter", "helper"}
    assert {one.organisation for one in people} == {
        *("fenmarch-county", "glanhesg", "strathsedge"),
        *("north-fenmarch", "south-fenmarch"),
    }


@pytest.mark.parametrize("later", [1, 60, 123])
def test_those_of_last_year_stay_on_their_days_until_the_next_year(later):
    last = year_of(year_of(TODAY).first - timedelta(days=1))

    def of_last_year(today):
        return [one for one in stories(today) if last.first <= one.came_on < last.after]

    whole = [one for one in of_last_year(TODAY) if one in of_last_year(TODAY + timedelta(days=later))]
    assert len(whole) > 200


@pytest.mark.parametrize("today", [date(2026, 4, 1), date(2027, 3, 31), date(2028, 2, 29)])
def test_on_any_day_some_came_lately_and_some_long_ago(today):
    weeks = Counter((today - one.came_on).days // 7 for one in stories(today))

    assert all(weeks[one] for one in range(1, 17))
    assert sum(often for week, often in weeks.items() if 150 < week < 165) >= 15
    assert min(weeks) >= 0
