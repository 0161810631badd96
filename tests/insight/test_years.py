"""A year of figures: every moment is in one."""

from datetime import UTC, date, datetime

from handrail.insight.years import Year, year_of


def test_a_year_begins_on_the_first_of_april():
    assert year_of(date(2026, 3, 31)) == Year(2025)
    assert year_of(date(2026, 4, 1)) == Year(2026)


def test_it_begins_at_midnight_in_london_which_is_in_summer_time():
    assert Year(2026).moments[0] == datetime(2026, 3, 31, 23, tzinfo=UTC)


def test_it_is_over_after_its_last_day():
    assert not Year(2025).over_on(date(2026, 3, 31))
    assert Year(2025).over_on(date(2026, 4, 1))
