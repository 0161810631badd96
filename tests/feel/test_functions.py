"""The built-in functions, one example a function and one a limit."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from handrail.feel import YearsMonths, parse
from handrail.feel.builtins import FUNCTIONS
from tests.growth import growth

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
EXAMPLES = [
    ('date("2024-02-29")', date(2024, 2, 29)),
    ("date(2024, 2, 29)", date(2024, 2, 29)),
    ("date(2024, 2, 30)", None),
    ('date(@"2024-02-29T10:00:00")', date(2024, 2, 29)),
    ('time("10:30:00Z")', time(10, 30, tzinfo=UTC)),
    ("time(10, 30, 0)", time(10, 30)),
    ('date and time("2024-02-29T10:30:00")', datetime(2024, 2, 29, 10, 30)),  # noqa: DTZ001
    ('date and time(@"2024-02-29", @"10:30:00")', datetime(2024, 2, 29, 10, 30)),  # noqa: DTZ001
    ('date and time("2024-02-29T24:00:00")', datetime(2024, 3, 1)),  # noqa: DTZ001
    ('duration("P1Y2M")', YearsMonths(14)),
    ('duration("P1DT2H")', timedelta(days=1, hours=2)),
    ('duration("P1Y2D")', None),
    ('years and months duration(date("2023-12-31"), date("2024-12-30"))', YearsMonths(11)),
    ('years and months duration(from: date("2024-02-29"), to: date("2023-02-28"))', YearsMonths(-12)),
    ('number("1,234.50", ",", ".")', Decimal("1234.50")),
    ('number("ten")', None),
    ("string(1.50)", "1.50"),
    ('string([1, "a", null])', '[1, "a", null]'),
    ('string(@"2024-02-29")', "2024-02-29"),
    ("string({a: 1})", "{a: 1}"),
    ("string([1..2))", "[1..2)"),
    ("string(null)", None),
    ("not(true)", False),
    ("not(1)", None),
    ("is defined(absent)", False),
    ("is defined(1)", True),
    ('substring("foobar", 3)', "obar"),
    ('substring("foobar", -2, 1)', "a"),
    ('substring("foobar", 0)', None),
    ('string length("café")', Decimal(4)),
    ('upper case("aé")', "AÉ"),
    ('lower case("AÉ")', "aé"),
    ('substring before("foobar", "bar")', "foo"),
    ('substring after("foobar", "ob")', "ar"),
    ('contains("foobar", "ob")', True),
    ('starts with("foobar", "fo")', True),
    ('ends with("foobar", "r")', True),
    ('matches("ab12", "^[a-z]+[0-9]+$")', True),
    ('matches("AB", "ab", "i")', True),
    ('matches("a", "(")', None),
    ('replace("abc", "(b)", "[$1]")', "a[b]c"),
    ('replace("abc", "b", "$0$0")', "abbc"),
    ('replace("abc", "b", "$2")', "ac"),
    ('matches("a b", "a \\\\s b", "x")', True),
    ('matches("aa", "(a)\\\\1")', None),
    ('split("a;b;c", ";")', ("a", "b", "c")),
    ('string join(["a", "b"], ", ")', "a, b"),
    ('trim(" a ")', "a"),
    ("decimal(1/3, 2)", Decimal("0.33")),
    ("floor(-1.5)", Decimal(-2)),
    ("ceiling(1.1)", Decimal(2)),
    ("floor(1.57, 1)", Decimal("1.5")),
    ("round up(1.121, 2)", Decimal("1.13")),
    ("round down(1.129, 2)", Decimal("1.12")),
    ("round half up(5.5, 0)", Decimal(6)),
    ("round half down(5.5, 0)", Decimal(5)),
    ("round half up(1, 9999)", None),
    ("abs(-10)", Decimal(10)),
    ('abs(@"-PT5H")', timedelta(hours=5)),
    ("modulo(-12, 5)", Decimal(3)),
    ("modulo(12, -5)", Decimal(-3)),
    ("modulo(1, 0)", None),
    ("sqrt(16)", Decimal(4)),
    ("sqrt(-1)", None),
    ("log(1)", Decimal(0)),
    ("exp(0)", Decimal(1)),
    ("odd(5)", True),
    ("even(5)", False),
    ("even(1.5)", None),
    ("list contains([1, 2, null], null)", True),
    ("count([1, 2])", Decimal(2)),
    ("count([])", Decimal(0)),
    ("count(null)", None),
    ("min([3, 1, 2])", Decimal(1)),
    ('max("a", "c", "b")', "c"),
    ('max([1, "a"])', None),
    ("min([])", None),
    ("sum([1, 2.5])", Decimal("3.5")),
    ("sum(1, 2)", Decimal(3)),
    ("sum([])", None),
    ('sum([1, "a"])', None),
    ("product([2, 3, 4])", Decimal(24)),
    ("mean([1, 2])", Decimal("1.5")),
    ("median([8, 2, 5, 3])", Decimal(4)),
    ("stddev([2, 4, 7, 5])", Decimal("2.081665999466132735282297706979931")),
    ("mode([6, 3, 9, 6, 6, 3, 3])", (Decimal(3), Decimal(6))),
    ("all([true, null])", None),
    ("all([])", True),
    ("any([false, true])", True),
    ("any([])", False),
    ("distinct values([1, 2, 1])", (Decimal(1), Decimal(2))),
    ("reverse([1, 2])", (Decimal(2), Decimal(1))),
    ("flatten([[1], [[2]]])", (Decimal(1), Decimal(2))),
    ("append([1], 2, 3)", (Decimal(1), Decimal(2), Decimal(3))),
    ("concatenate([1], [2, 3])", (Decimal(1), Decimal(2), Decimal(3))),
    ("union([1, 2], [2, 3])", (Decimal(1), Decimal(2), Decimal(3))),
    ("sublist([1, 2, 3], 2, 1)", (Decimal(2),)),
    ("sublist([1, 2, 3], 5)", None),
    ("insert before([1, 3], 2, 2)", (Decimal(1), Decimal(2), Decimal(3))),
    ("remove([1, 2], 1)", (Decimal(2),)),
    ("list replace([1, 2], 2, 5)", (Decimal(1), Decimal(5))),
    ("index of([1, 2, 1], 1)", (Decimal(1), Decimal(3))),
    ('get value({a: 1}, "a")', Decimal(1)),
    ("get entries({a: 1})", ({"key": "a", "value": Decimal(1)},)),
    ('context put({a: 1}, "b", 2)', {"a": Decimal(1), "b": Decimal(2)}),
    ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": Decimal(2)}}),
    ("context merge([{a: 1}, {a: 2}])", {"a": Decimal(2)}),
    ('context([{key: "a", value: 1}])', {"a": Decimal(1)}),
    ("today()", date(2026, 6, 1)),
    ("now()", AT),
    ('day of week(@"2024-02-29")', "Thursday"),
    ('month of year(@"2024-02-29")', "February"),
    ('day of year(@"2024-02-29")', Decimal(60)),
    ('week of year(@"2024-02-29")', Decimal(9)),
    ('last day of month(@"2024-02-01")', date(2024, 2, 29)),
    ('2 in range("[1..3]")', True),
    ("before([1..5), 5)", True),
    ("after(5, [1..5])", False),
    ("meets([1..5], [5..9])", True),
    ("met by([5..9], [1..5])", True),
    ("overlaps([1..5], [5..9])", True),
    ("overlaps before([1..5], [3..9])", True),
    ("overlaps after([3..9], [1..5])", True),
    ("finishes(5, [1..5])", True),
    ("finished by([1..5], [3..5])", True),
    ("includes([1..5], 5)", True),
    ("during([2..3], [1..5])", True),
    ("starts(1, [1..5])", True),
    ("started by([1..5], [1..2])", True),
    ("coincides([1..5], [1..5])", True),
]


class TestFunctions:
    @pytest.mark.parametrize(("rule", "value"), EXAMPLES)
    def test_give_what_the_standard_says(self, rule, value):
        assert parse(rule).evaluate({}, at=AT) == value

    def test_each_have_an_example(self):
        called = {rule.partition("(")[0].rpartition(" in ")[2] for rule, _ in EXAMPLES}
        assert called == set(FUNCTIONS)

    def test_take_values_by_name_and_refuse_unknown_names(self):
        assert parse('substring(string: "abc", start position: 2)').evaluate({}, at=AT) == "bc"
        assert parse('substring(start position: 2, string: "abc", length: 1)').evaluate({}, at=AT) == "b"
        assert parse('substring(text: "abc", start position: 2)').evaluate({}, at=AT) is None

    def test_take_a_list_of_one_for_its_item_and_the_reverse(self):
        assert parse('upper case(["a"])').evaluate({}, at=AT) == "A"
        assert parse("count(5)").evaluate({}, at=AT) == Decimal(1)
        assert parse('upper case(["a", "b"])').evaluate({}, at=AT) is None

    def test_called_with_too_many_values_give_null(self):
        assert parse("count([1], [2])").evaluate({}, at=AT) is None


def test_no_pattern_takes_longer_a_character_over_the_longest_text_of_a_person():
    hostile = parse('matches(told, "^(a+)+$")')
    assert growth(lambda size: hostile.evaluate({"told": "a" * size + "!"}, at=AT), 1_250, 9_999) < 25
