"""Bank holidays and working days per nation; the lists of days are those published on GOV.UK."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.terms.working_days import NATIONS, NotANation, add_working_days, is_bank_holiday, is_working_day

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


class TestBankHolidays:
    @pytest.mark.parametrize(
        ("day", "nations"),
        [
            (date(2025, 4, 21), {"england", "wales", "northern_ireland"}),  # Easter Monday
            (date(2025, 1, 2), {"scotland"}),
            (date(2025, 3, 17), {"northern_ireland"}),  # St Patrick's Day
            (date(2025, 7, 14), {"northern_ireland"}),  # Battle of the Boyne, substitute day
            (date(2025, 8, 4), {"scotland"}),  # summer
            (date(2025, 8, 25), {"england", "wales", "northern_ireland"}),  # summer
            (date(2025, 12, 1), {"scotland"}),  # St Andrew's Day, substitute day
            (date(2025, 12, 25), set(NATIONS)),
            (date(2022, 6, 3), set(NATIONS)),  # platinum jubilee
            (date(2022, 9, 19), set(NATIONS)),  # the late Queen's funeral
            (date(2023, 5, 8), set(NATIONS)),  # coronation
            (date(2025, 6, 10), set()),
        ],
    )
    def test_differ_by_nation(self, day, nations):
        assert {nation for nation in NATIONS if is_bank_holiday(day, nation=nation)} == nations

    def test_of_an_unknown_nation_are_refused_naming_the_known_ones(self):
        with pytest.raises(NotANation, match=r"'cornwall'.*england, wales, scotland, northern_ireland"):
            is_bank_holiday(date(2025, 1, 1), nation="cornwall")


class TestWorkingDays:
    def test_leave_out_weekends(self):
        assert not is_working_day(date(2025, 6, 14), nation="england")
        assert is_working_day(date(2025, 6, 16), nation="england")

    def test_start_counting_the_day_after(self):
        assert add_working_days(date(2025, 6, 12), 1, nation="england") == date(2025, 6, 13)
        assert add_working_days(date(2025, 6, 13), 1, nation="england") == date(2025, 6, 16)

    def test_pass_over_christmas_and_its_substitutes(self):
        assert add_working_days(date(2026, 12, 24), 1, nation="england") == date(2026, 12, 29)

    def test_of_two_nations_part_at_easter(self):
        assert add_working_days(date(2025, 4, 17), 1, nation="england") == date(2025, 4, 22)
        assert add_working_days(date(2025, 4, 17), 1, nation="scotland") == date(2025, 4, 21)

    def test_may_be_counted_back(self):
        assert add_working_days(date(2025, 6, 16), -1, nation="wales") == date(2025, 6, 13)

    def test_of_none_is_the_day_itself(self):
        assert add_working_days(date(2025, 6, 14), 0, nation="wales") == date(2025, 6, 14)

    @given(DAYS, st.integers(1, 60), st.sampled_from(NATIONS))
    def test_counted_on_and_back_return_to_a_working_day(self, day, count, nation):
        start = add_working_days(day, 1, nation=nation)
        assert add_working_days(add_working_days(start, count, nation=nation), -count, nation=nation) == start
