"""FEEL values as JSON and back."""

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.feel import (
    BOOLEAN,
    DATE,
    NUMBER,
    Choice,
    ContextType,
    ListType,
    NotAValue,
    Range,
    YearsMonths,
    from_feel,
    to_feel,
)

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=10),
    NUMBERS,
    st.dates(),
    st.times(timezones=st.none() | OFFSETS),
    st.datetimes(timezones=st.none() | OFFSETS),
    st.timedeltas(),
    st.integers(-(10**9), 10**9).map(YearsMonths),
    st.tuples(NUMBERS, NUMBERS, st.booleans(), st.booleans()).map(lambda parts: Range(*parts)),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, max_size=3)
    ),
    max_leaves=8,
)


class TestRoundTrip:
    @given(VALUES)
    def test_through_json_text_loses_nothing(self, value):
        assert to_feel(json.loads(json.dumps(from_feel(value)))) == value

    def test_marks_what_json_cannot_hold(self):
        assert from_feel((Decimal("12.50"), date(2024, 2, 29), "a", True, None)) == [
            {"$number": "12.50"},
            {"$date": "2024-02-29"},
            "a",
            True,
            None,
        ]

    def test_takes_numbers_of_json_as_they_are_written(self):
        assert to_feel([1, 0.1]) == (Decimal(1), Decimal("0.1"))


class TestTyped:
    @pytest.mark.parametrize(
        ("value", "kind", "found"),
        [
            ("2024-02-29", DATE, date(2024, 2, 29)),
            ("12.50", NUMBER, Decimal("12.50")),
            (12, NUMBER, Decimal(12)),
            (["1", "2"], ListType(NUMBER), (Decimal(1), Decimal(2))),
            ({"on": "2024-02-29"}, ContextType({"on": DATE}), {"on": date(2024, 2, 29)}),
            ("a", Choice(frozenset({"a"})), "a"),
            (None, DATE, None),
            ({"$date": "2024-02-29"}, DATE, date(2024, 2, 29)),
        ],
    )
    def test_text_is_read_as_the_type_asked_for(self, value, kind, found):
        assert to_feel(value, type=kind) == found

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ("2024-02-30", DATE),
            ("ten", NUMBER),
            ("NaN", NUMBER),
            ("yes", BOOLEAN),
            ("b", Choice(frozenset({"a"}))),
            ({"$date": "10:30:00"}, None),
            ({"$unknown": "1"}, None),
            ({"$date": "2024-02-29", "more": 1}, None),
            (object(), None),
        ],
    )
    def test_other_values_are_refused_saying_what_was_expected(self, value, kind):
        with pytest.raises(NotAValue, match=r"Found .*expected"):
            to_feel(value, type=kind)

    @pytest.mark.parametrize("value", [object(), {"$date": 1}, {1: 2}])
    def test_what_is_no_feel_value_is_refused(self, value):
        with pytest.raises(NotAValue, match=r"Found .*expected"):
            from_feel(value)

    def test_whole_numbers_and_zones_are_kept(self):
        assert from_feel(3) == {"$number": "3"}
        assert from_feel(datetime(2024, 1, 1, tzinfo=UTC)) == {"$date_time": "2024-01-01T00:00:00Z"}
        assert from_feel(time(1, 2, 3, 500000)) == {"$time": "01:02:03.5"}
