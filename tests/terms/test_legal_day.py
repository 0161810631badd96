"""Legal days, ages and months."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.legal_day import NaiveInstant, add_months, age_on, legal_day

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


class TestLegalDay:
    def test_is_the_day_in_london_when_london_is_ahead_of_utc(self):
        assert legal_day(datetime(2024, 6, 30, 23, 30, tzinfo=UTC)) == date(2024, 7, 1)

    def test_is_the_utc_day_in_winter(self):
        assert legal_day(datetime(2024, 1, 31, 23, 59, tzinfo=UTC)) == date(2024, 1, 31)

    def test_follows_the_clock_change_of_the_night(self):
        assert legal_day(datetime(2024, 10, 26, 23, 30, tzinfo=UTC)) == date(2024, 10, 27)
        assert legal_day(datetime(2024, 10, 27, 23, 30, tzinfo=UTC)) == date(2024, 10, 27)

    def test_reads_an_instant_in_any_zone(self):
        sydney = timezone(timedelta(hours=11))
        assert legal_day(datetime(2024, 1, 2, 8, 0, tzinfo=sydney)) == date(2024, 1, 1)

    def test_refuses_an_instant_without_a_zone_and_says_how_to_mend_it(self):
        with pytest.raises(NaiveInstant, match=r"2024-01-01T00:00:00.*tzinfo=UTC"):
            legal_day(datetime(2024, 1, 1))  # noqa: DTZ001


class TestAge:
    @pytest.mark.parametrize(
        ("born", "day", "age"),
        [
            (date(2000, 5, 10), date(2018, 5, 9), 17),
            (date(2000, 5, 10), date(2018, 5, 10), 18),
            (date(2004, 2, 29), date(2022, 2, 28), 17),
            (date(2004, 2, 29), date(2022, 3, 1), 18),
            (date(2004, 2, 29), date(2024, 2, 28), 19),
            (date(2004, 2, 29), date(2024, 2, 29), 20),
            (date(2024, 1, 1), date(2024, 1, 1), 0),
            (date(2024, 1, 2), date(2024, 1, 1), -1),
        ],
    )
    def test_is_reached_on_the_anniversary(self, born, day, age):
        assert age_on(born, day) == age

    @given(DAYS, DAYS)
    def test_never_falls_as_days_go_by(self, born, day):
        assert age_on(born, day + timedelta(days=1)) in (age_on(born, day), age_on(born, day) + 1)


class TestMonths:
    @pytest.mark.parametrize(
        ("day", "months", "end"),
        [
            (date(2024, 9, 30), 4, date(2025, 1, 30)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2023, 1, 31), 1, date(2023, 2, 28)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 2, 29), 48, date(2028, 2, 29)),
            (date(2024, 3, 31), -1, date(2024, 2, 29)),
            (date(2024, 12, 15), 1, date(2025, 1, 15)),
            (date(2024, 5, 5), 0, date(2024, 5, 5)),
        ],
    )
    def test_go_to_the_corresponding_day_or_the_last_of_the_month(self, day, months, end):
        assert add_months(day, months) == end

    def test_beyond_the_calendar_are_refused_with_the_year_found(self):
        with pytest.raises(OverflowError, match="year 10000"):
            add_months(date(9999, 12, 1), 1)

    @given(DAYS, st.integers(-1200, 1200))
    def test_land_in_the_month_counted_to_and_no_later_in_it(self, day, months):
        end = add_months(day, months)
        assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == months
        assert end.day <= day.day
