"""A case is kept for its period from the end of what it gave, or from its own end; never for less."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.definition.keep import CASE_ENDS, Keep, parse_keep
from handrail.terms.period import Period
from handrail.walk.keeping import kept_after

AFTER_THE_BADGE = parse_keep("4 years after the badge ends")
AFTER_THE_CASE = parse_keep("4 years after the case ends")
DECIDED, ENDS = date(2026, 5, 2), date(2029, 4, 30)

DAYS = st.dates(date(1990, 1, 1), date(2200, 1, 1))
PERIODS = st.builds(
    Period,
    years=st.integers(0, 20),
    months=st.integers(0, 11),
    weeks=st.integers(0, 9),
    days=st.integers(0, 40),
    working_days=st.integers(0, 9),
)
KEEPS = st.builds(Keep, PERIODS, st.sampled_from([CASE_ENDS, "the badge ends"]))
NATIONS = st.sampled_from(["england", "scotland", "wales"])


def kept(keep, *, given_until=ENDS, ended_on=DECIDED):
    found = kept_after(keep, ended_on=ended_on, given_until=given_until, nation="england")
    return found.until, found.since, found.from_what


class TestTheDay:
    def test_counts_from_the_end_of_what_was_given_where_the_service_says_so(self):
        assert kept(AFTER_THE_BADGE) == (date(2033, 4, 30), ENDS, "end")

    def test_counts_from_the_case_where_the_service_says_that(self):
        assert kept(AFTER_THE_CASE) == (date(2030, 5, 2), DECIDED, "case")

    @pytest.mark.parametrize("keep", [AFTER_THE_BADGE, AFTER_THE_CASE])
    def test_counts_from_the_case_where_nothing_was_given_for_a_time(self, keep):
        assert kept(keep, given_until=None) == (date(2030, 5, 2), DECIDED, "case")

    def test_is_the_end_itself_where_that_is_after_the_period(self):
        keep = parse_keep("1 year after the case ends")

        assert kept(keep) == (ENDS, ENDS, "end")

    def test_is_not_earlier_for_what_had_ended_before_it_was_decided(self):
        assert kept(AFTER_THE_BADGE, given_until=date(2026, 1, 1)) == (date(2030, 5, 2), DECIDED, "case")

    def test_is_never_where_what_was_given_has_no_end_in_the_calendar(self):
        assert kept(AFTER_THE_BADGE, given_until=date.max) == (date.max, date.max, "end")


class TestNothingIsEverErased:
    """The retention run erases what was to be kept until before its day."""

    @given(keep=KEEPS, ended_on=DAYS, given_until=DAYS, nation=NATIONS)
    def test_before_the_end_of_what_was_given_and_the_period_after_it(
        self, keep, ended_on, given_until, nation
    ):
        found = kept_after(keep, ended_on=ended_on, given_until=given_until, nation=nation)

        assert found.until >= given_until
        if keep.after != CASE_ENDS:
            assert found.until >= keep.period.end_from(given_until, nation=nation)

    @given(keep=KEEPS, ended_on=DAYS, given_until=st.none() | DAYS, nation=NATIONS)
    def test_before_the_end_of_the_case_and_the_period_after_it(self, keep, ended_on, given_until, nation):
        found = kept_after(keep, ended_on=ended_on, given_until=given_until, nation=nation)

        assert found.until >= keep.period.end_from(ended_on, nation=nation)

    @given(keep=KEEPS, ended_on=DAYS, given_until=DAYS, later=st.integers(0, 4000), nation=NATIONS)
    def test_sooner_because_it_was_given_for_longer(self, keep, ended_on, given_until, later, nation):
        before = kept_after(keep, ended_on=ended_on, given_until=given_until, nation=nation)
        longer = given_until + timedelta(days=later)

        assert kept_after(keep, ended_on=ended_on, given_until=longer, nation=nation).until >= before.until

    @given(keep=KEEPS, ended_on=DAYS, given_until=st.none() | DAYS, nation=NATIONS)
    def test_for_another_reason_than_staff_are_told(self, keep, ended_on, given_until, nation):
        found = kept_after(keep, ended_on=ended_on, given_until=given_until, nation=nation)

        assert found.since == (given_until if found.from_what == "end" else ended_on)
        assert found.until in (found.since, keep.period.end_from(found.since, nation=nation))
