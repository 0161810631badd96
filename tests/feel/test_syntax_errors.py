"""What an author is told about a text that is not FEEL."""

from datetime import UTC, datetime

import pytest

from handrail.feel import FeelSyntaxError, parse, parse_tests
from handrail.feel.cursor import DEEPEST


def error_of(rule, read=parse):
    with pytest.raises(FeelSyntaxError) as caught:
        read(rule)
    return caught.value


class TestMessages:
    @pytest.mark.parametrize(
        ("rule", "found", "expected", "remedy"),
        [
            ("", "found the end", "a value", ""),
            ("1 +", "found the end", "a value", ""),
            ("if a then b", "found the end", '"else"', ""),
            ("[1, 2", "found the end", '"]"', ""),
            ("count(1", "found the end", '")"', ""),
            ("{a 1}", 'found "}"', '":"', ""),
            ("a == 1", 'found "="', "a value", "Write one ="),
            ("a <> 1", 'found ">"', "a value", "Write !="),
            ("a => 1", 'found ">"', "a value", "Write >="),
            ("a && b", 'found "&"', "a sign FEEL knows", "Write and"),
            ("my name = 1", 'found "name"', "an operator", "join its words with _"),
            ("list contain([1], 1)", 'found "contain"', "an operator", 'Did you mean "list contains("?'),
            ("'yes'", "found '", "straight double quotation marks", ""),
            ("a = “yes”", "found “", "straight double quotation marks", ""),
            ('"yes', "found a text that does not end", 'a closing "', ""),
            ('"\\q"', "found \\q", "an escape FEEL knows", "for a backslash"),
            ('@"2024-02-30"', 'found "2024-02-30"', "a real date", ""),
            ("? > 1", 'found "?"', "a value", "only works in a decision table's cell"),
            ("for x in return 1", 'found "return"', "a value", ""),
            ("for 1 in [1] return 1", 'found "1"', "the name of a variable", ""),
            ("a.", "found the end", "the name of a field", ""),
            ("function(x) x", 'found "function"', "a value", "Functions cannot be defined"),
            ("1e99999", 'found "1e99999"', "6144 digits", ""),
        ],
    )
    def test_say_what_was_found_and_expected_and_how_to_mend_it(self, rule, found, expected, remedy):
        message = str(error_of(rule))
        assert found in message
        assert expected in message.partition("expected")[2]
        assert message.endswith(remedy) or remedy in message

    def test_of_a_cell_suggest_a_range_for_two_limits(self):
        assert "like [18..65)" in str(error_of(">= 18 and < 65", parse_tests))

    def test_give_line_column_and_what_could_have_stood_there(self):
        error = error_of("if a\nthen 1\n2")
        assert (error.line, error.column, error.expected) == (3, 1, ('"else"',))
        assert error.message.startswith("Line 3, column 1: found ")


class TestDepth:
    @pytest.mark.parametrize(
        "rule",
        [
            "(" * 10_000,
            "[" * 10_000,
            "{a:" * 10_000,
            "not(" * 10_000,
            "-" * 10_000 + "1",
            "- " * 10_000 + "a",
            "if " * 10_000,
            "1 in (" * 10_000,
            "(> " * 10_000,
            "a[" * 10_000,
            "a" + ".a" * 10_000,
            "1" + " + 1" * 10_000,
            "a" + " and (a" * 10_000,
            "for x in " * 10_000,
            "]" * 10_000,
        ],
    )
    def test_beyond_the_deepest_is_a_syntax_error(self, rule):
        error_of(rule)
        error_of(rule, parse_tests)

    @pytest.mark.parametrize(
        "rule",
        [
            "(" * (DEEPEST - 1) + "1" + ")" * (DEEPEST - 1),
            "1" + " + 1" * (DEEPEST - 1),
            "a" + " and a" * 500,
            "[" * (DEEPEST - 1) + "1" + "]" * (DEEPEST - 1),
            "if a then 1 else " * (DEEPEST - 1) + "2",
            "not(" * 24 + "true" + ")" * 24,
            "a[" * (DEEPEST - 1) + "1" + "]" * (DEEPEST - 1),
            "{a: " * 24 + "1" + "}" * 24,
            "1 in (" * 24 + "1" + ")" * 24,
            "for a in [1] return " * 24 + "a",
            "a or (b and (" * 20 + "a" + "))" * 20,
        ],
    )
    def test_within_it_a_rule_runs(self, rule):
        parse(rule).evaluate({"a": True}, at=datetime(2026, 1, 1, tzinfo=UTC))
        assert parse(rule).text == rule
