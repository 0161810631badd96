"""Periods in words and the days they end on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.period import NotAPeriod, Period, parse_period

AMOUNTS = st.integers(0, 999)


class TestParsing:
    @pytest.mark.parametrize(
        ("text", "period"),
        [
            ("12 weeks", Period(weeks=12)),
            ("10 working days", Period(working_days=10)),
            ("1 working day", Period(working_days=1)),
            ("3 years", Period(years=3)),
            (" 1 Year and 6 months ", Period(years=1, months=6)),
            ("1 year, 6 months", Period(years=1, months=6)),
            ("0 days", Period()),
        ],
    )
    def test_reads_words(self, text, period):
        assert parse_period(text) == period

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "soon",
            "12",
            "weeks",
            "twelve weeks",
            "-3 days",
            "1.5 days",
            "3 fortnights",
            "and",
            "1 day and",
        ],
    )
    def test_refuses_other_text_quoting_it_and_showing_how(self, text):
        with pytest.raises(NotAPeriod) as error:
            parse_period(text)
        assert repr(text) in str(error.value)
        assert "'12 weeks', '10 working days'" in str(error.value)

    def test_refuses_a_unit_said_twice(self):
        with pytest.raises(NotAPeriod, match="says weeks twice"):
            parse_period("1 week and 2 weeks")

    def test_refuses_a_negative_period(self):
        with pytest.raises(NotAPeriod, match="-1 days"):
            Period(days=-1)

    @given(st.tuples(*[AMOUNTS] * 5))
    def test_reads_back_what_a_period_writes(self, amounts):
        period = Period(*amounts)
        assert parse_period(str(period)) == period


class TestEnd:
    @pytest.mark.parametrize(
        ("text", "end"),
        [
            ("12 weeks", date(2025, 4, 25)),
            ("1 month", date(2025, 2, 28)),
            ("3 years", date(2028, 1, 31)),
            ("10 working days", date(2025, 2, 14)),
            ("1 month and 1 day", date(2025, 3, 1)),
        ],
    )
    def test_counts_each_unit_as_the_law_does(self, text, end):
        assert parse_period(text).end_from(date(2025, 1, 31), nation="england") == end
