"""What an author is told about a rule that reads well but cannot be meant."""

import pytest

from handrail.feel import (
    ANY,
    BOOLEAN,
    DATE,
    DAYS_DURATION,
    NULL,
    NUMBER,
    STRING,
    YEARS_DURATION,
    Choice,
    ContextType,
    ListType,
    RangeType,
    parse,
    parse_tests,
)

ADULT = ContextType({"age": NUMBER, "counted": BOOLEAN, "kind": Choice(frozenset({"student", "carer"}))})
TYPES = {
    "adults": ListType(ADULT),
    "status": Choice(frozenset({"owner", "tenant"})),
    "other_status": Choice(frozenset({"lodger"})),
    "income": NUMBER,
    "moved": ContextType({"on": DATE}),
    "name": STRING,
    "happy": BOOLEAN,
    "unknown": ANY,
}


def problems(rule):
    return parse(rule).check(TYPES).problems


class TestTypes:
    @pytest.mark.parametrize(
        ("rule", "kind"),
        [
            ("1 + 1", NUMBER),
            ('"a"', Choice(frozenset({"a"}))),
            ('name + "a"', STRING),
            ("income > 1 and happy", BOOLEAN),
            ('moved.on + duration("P1D")', DATE),
            ("moved.on - moved.on", DAYS_DURATION),
            ('duration("P1Y")', YEARS_DURATION),
            ("moved.on.year", NUMBER),
            ("adults.age", ListType(NUMBER)),
            ("adults[1].age", NUMBER),
            ("adults[counted]", ListType(ADULT)),
            ("adults[age > income].counted", ListType(BOOLEAN)),
            ("count(adults)", NUMBER),
            ("min(adults.age)", NUMBER),
            ("for a in adults return a.age", ListType(NUMBER)),
            ("for i in 1..3 return i", ListType(NUMBER)),
            ("some a in adults satisfies a.counted", BOOLEAN),
            ('if happy then "owner" else "other"', Choice(frozenset({"owner", "other"}))),
            ("if happy then 1 else null", NUMBER),
            ("{a: 1, b: a}.b", NUMBER),
            ("[1..5]", RangeType(NUMBER)),
            ("unknown.field", ANY),
            ("null", NULL),
            ("unknown * 2", ANY),
        ],
    )
    def test_are_worked_out(self, rule, kind):
        checked = parse(rule).check(TYPES)
        assert checked.problems == ()
        assert checked.type == kind


class TestProblems:
    @pytest.mark.parametrize(
        ("rule", "message", "remedy"),
        [
            ("incme > 1", 'Found "incme", which is not a name here', 'Did you mean "income"?'),
            ("income = True", 'Found "True"', 'Did you mean "true"?'),
            ("moved.onn", 'Found ".onn" after moved, a context without that field', 'Did you mean "on"?'),
            ("moved.on.yaer", 'Found ".yaer" after moved.on, a date', 'Did you mean "year"?'),
            ("adults[agee > 3]", 'Found "agee"', 'Did you mean "age"?'),
            ("some a in adults satisfies a.ag > 3", 'Found ".ag" after a', 'Did you mean "age"?'),
            (
                'status = "tennant"',
                'Found "tennant", which is not an option of status',
                'Did you mean "tenant"?',
            ),
            (
                '"lodger" = status',
                'Found "lodger", which is not an option of status',
                "Use one of: owner, tenant.",
            ),
            ('status in ("owner", "guest")', 'Found "guest"', "Use one of"),
            ('status in ["guest"]', 'Found "guest"', "Use one of"),
            (
                'adults[kind = "carers"]',
                'Found "carers", which is not an option of kind',
                'Did you mean "carer"?',
            ),
            ("status = other_status", "not an option of status", "Use one of"),
            ('income = "1"', "a number compared with a string; the two are never equal", "Compare a number"),
            ('income > "1"', "a number compared with a string; neither comes before", "Compare a number"),
            ("happy > true", "Found a boolean where order matters", "= or !="),
            ('income = "1"', "a number compared with a string", "write 1."),
            ('happy = "yes"', "a boolean compared with a string", "write true."),
            ("happy = no", 'Found "no", which is not a name', 'Did you mean "false"?'),
            ("status = landlord", 'Found "landlord", which is not a name', 'double quotes: "landlord"'),
            ('moved.on > "2026-06-01"', "a date compared with a string", 'write date("2026-06-01").'),
            ("moved.on > 2026-06-01", "a date compared with a number", 'write date("2026-06-01").'),
            ("moved.on > 1/6/2026", "a date compared with a number", 'write date("2026-06-01").'),
            ("moved.on > 2026-02-30", "a date compared with a number", "Compare a date with a date."),
            ("adults.age = 3", "a list compared with a number", "list contains(adults.age, 3)."),
            ("3 = adults.age", "a number compared with a list", "list contains(adults.age, 3)."),
            ('adults.age = "3"', "a list compared with a string", "list contains(adults.age, …)."),
            ("income between name and 3", "a number compared with a string", "Compare a number"),
            ("income in [1..name]", "Found a number compared with a string", "Compare"),
            ("income in [5..1]", "Found the range [5..1], which holds nothing", "Swap the two ends."),
            ("moved.on + 1", "Found a date + a number", "duration()"),
            ('income + "1"', "Found a number + a string", "string()"),
            ("happy * 2", "Found a boolean * a number", "string()"),
            ("-name", "Found minus before a string", "Take the minus away"),
            ("if income then 1 else 2", 'Found a number beside "if"', "income = …"),
            ("happy and income", 'Found a number beside "and"', "income = …"),
            ("some a in adults satisfies a.age", 'beside "satisfies"', "a.age = …"),
            ("adults[name]", "Found a string in [ ]", "name = …"),
            ("cuont(adults)", 'Found "cuont(", which is not a function', 'Did you mean "count"?'),
            ("count(adults, adults)", "Found count() with 2 values; expected count(list)", "count(list)"),
            (
                "substring(income, 1)",
                "Found a number as the string of substring(); expected a string",
                "substring(",
            ),
            ('date("2024-02-30")', 'Found date("2024-02-30"), which is not a date', 'date("2024-02-29")'),
            ("count(items: adults)", "Found count() with 1 value", "count(list)"),
        ],
    )
    def test_say_what_was_found_and_how_to_mend_it(self, rule, message, remedy):
        found = problems(rule)
        assert len(found) == 1
        assert message in found[0].message
        assert remedy in found[0].remedy

    def test_are_all_given_in_one_pass_with_their_places(self):
        found = problems("incme > 1 and\n  stats = 2 and foo(3)")
        assert [(problem.line, problem.column) for problem in found] == [(1, 1), (2, 3), (2, 17)]


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "kind", "message"),
        [
            ('"tennant"', TYPES["status"], 'Found "tennant", which is not an option of the input'),
            ('not("guest")', TYPES["status"], 'Found "guest"'),
            ('>= "18"', NUMBER, "a number compared with a string"),
            ("[1..5]", STRING, "a string compared with a number"),
            ("true", NUMBER, "a number compared with a boolean"),
            ("? + 1", NUMBER, 'beside "?"'),
            ("> limt", NUMBER, 'Found "limt"'),
        ],
    )
    def test_are_checked_against_their_column(self, cell, kind, message):
        found = parse_tests(cell).check(kind, TYPES).problems
        assert len(found) == 1
        assert message in found[0].message

    @pytest.mark.parametrize(
        ("cell", "kind"),
        [
            ("-", NUMBER),
            ('"owner", "tenant"', TYPES["status"]),
            (">= income", NUMBER),
            ("? > 3 and ? < 9", NUMBER),
            ("[1..5]", NUMBER),
            ("null", NUMBER),
            ("adults.age", NUMBER),
            ('contains(?, "x")', STRING),
            ('"anything"', STRING),
            ("1", ANY),
        ],
    )
    def test_that_can_match_have_no_problem(self, cell, kind):
        assert parse_tests(cell).check(kind, TYPES).problems == ()
