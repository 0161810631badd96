"""Which names a rule uses."""

import pytest

from handrail.feel import parse, parse_tests


class TestNames:
    @pytest.mark.parametrize(
        ("rule", "names", "item_names"),
        [
            ("a + b.c.d", {"a", "b.c.d"}, set()),
            ("a[1].b", {"a"}, set()),
            ("adults[counted = true and item.age > limit]", {"adults"}, {"counted", "limit"}),
            ("adults[age > limit] = limit", {"adults", "limit"}, {"age"}),
            ("some x in xs satisfies x.a > y", {"xs", "y"}, set()),
            ("for x in xs, y in x.ys return x + y + z", {"xs", "z"}, set()),
            ("for i in a..b return partial", {"a", "b"}, set()),
            ("for x in x return x", {"x"}, set()),
            ("{a: b, c: a}", {"b"}, set()),
            ("count(a)", {"a"}, set()),
            ('date("2024-01-01") + d', {"d"}, set()),
            ("if a then b else c", {"a", "b", "c"}, set()),
            ("a in (b, > c)", {"a", "b", "c"}, set()),
            ("1", set(), set()),
        ],
    )
    def test_leave_out_what_the_rule_itself_binds(self, rule, names, item_names):
        assert (parse(rule).names, parse(rule).item_names) == (names, item_names)

    def test_of_a_cell_leave_out_its_input(self):
        assert parse_tests("? > limit, other").names == {"limit", "other"}

    def test_with_spaces_are_read_when_they_are_known(self):
        rule = parse("Monthly Salary * 12 + date and time", names=["Monthly Salary", "date and time"])
        assert rule.names == {"Monthly Salary", "date and time"}
