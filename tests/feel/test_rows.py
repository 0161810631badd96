"""The rows of a decision table."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.feel import DecisionRows, parse_tests

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
CELLS = ["-", '"a"', '"a", "b"', 'not("a")', "true", "false", ">= 3", "< 3, > 7", "[2..5)", "= 3", "!= 3",
         "limit", "? > 1 and ? < limit", "null", '"a", 3', '@"2024-01-01"', "[5..2]", "1, 2", "not(1)",
         '> @"2024-01-01"']  # fmt: skip
VALUES = [
    None,
    True,
    False,
    "a",
    "b",
    Decimal(1),
    Decimal(3),
    Decimal("4.5"),
    3,
    Decimal(8),
    date(2024, 1, 1),
    date(2025, 1, 1),
    (Decimal(1), "a"),
]


def rows(*texts):
    return DecisionRows(tuple(tuple(parse_tests(text) for text in row) for row in texts))


class TestMatching:
    def test_gives_the_rows_whose_every_cell_passes(self):
        table = rows(("[0..18)", "-"), (">= 18", '"student"'), (">= 18", "-"))
        assert table.matching((Decimal(17), "student"), {}, at=AT) == (0,)
        assert table.matching((Decimal(18), "student"), {}, at=AT) == (1, 2)
        assert table.matching((Decimal(18), "student"), {}, at=AT, first=True) == (1,)
        assert table.matching((None, "student"), {}, at=AT) == ()

    def test_of_no_rows_is_empty(self):
        assert rows().matching((Decimal(1),), {}, at=AT) == ()

    def test_reads_names_from_the_scope(self):
        assert rows(("< limit",)).matching((Decimal(1),), {"limit": Decimal(2)}, at=AT) == (0,)

    def test_of_uneven_rows_is_refused(self):
        with pytest.raises(ValueError, match=r"Found rows of \[1, 2\] cells"):
            rows(("-",), ("-", "-"))

    @given(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)), min_size=1, max_size=6),
           st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)))  # fmt: skip
    def test_agrees_with_each_cell_on_its_own(self, texts, values):
        scope = {"limit": Decimal(5)}
        one_by_one = tuple(
            place
            for place, row in enumerate(texts)
            if all(parse_tests(c).matches(v, scope, at=AT) is True for c, v in zip(row, values, strict=True))
        )
        table = rows(*texts)
        assert table.matching(values, scope, at=AT) == one_by_one
        assert table.matching(values, scope, at=AT, first=True) == one_by_one[:1]
