"""Laws that hold for every rule."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from handrail.feel import ANY, NUMBER, FeelSyntaxError, parse, parse_tests
from handrail.feel.lexer import WORDS
from handrail.feel.write import write

AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
SCOPE = {"a": Decimal(1), "b": "x", "c": ({"a": Decimal(2)}, {"a": None}), "d": None}
TRUTH = st.sampled_from([True, False, None])
TEXT = {True: "true", False: "false", None: "null"}

ATOMS = st.sampled_from(
    ["1", "2.50", "-3", '"x"', '"q\\"\\\\\\n"', "true", "null", "a", "b", "c", "d", "c.a", '@"2024-02-29"',
     '@"P1Y"', '@"-PT5M"', '@"10:30:00Z"', "[]", "{}", "0", "-0", "0.00"]
)  # fmt: skip


def grown(inner):
    two = st.tuples(inner, inner)
    return st.one_of(
        two.flatmap(
            lambda pair: st.sampled_from(
                ["+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "in"]
            ).map(lambda sign: f"({pair[0]}) {sign} ({pair[1]})")
        ),
        inner.map(lambda x: f"-({x})"),
        inner.map(lambda x: f"- {x}"),
        inner.map(lambda x: f"not({x})"),
        inner.map(lambda x: f"({x}).a"),
        two.map(lambda p: f"({p[0]})[{p[1]}]"),
        two.map(lambda p: f"[{p[0]}, {p[1]}]"),
        two.map(lambda p: f"{{a: {p[0]}, e: {p[1]}}}"),
        two.map(lambda p: f"[{p[0]}..{p[1]})"),
        two.map(lambda p: f"({p[0]}) in (> {p[1]}, {p[0]})"),
        two.map(lambda p: f"for x in {p[0]} return {p[1]}"),
        two.map(lambda p: f"for x in ({p[0]})..({p[1]}) return x"),
        two.map(lambda p: f"some x in {p[0]}, y in x satisfies {p[1]}"),
        two.map(lambda p: f"every x in {p[0]} satisfies x = ({p[1]})"),
        st.tuples(inner, inner, inner).map(lambda t: f"if {t[0]} then {t[1]} else {t[2]}"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]}) between ({t[1]}) and ({t[2]})"),
        two.map(lambda p: f"sum({p[0]}, {p[1]})"),
        inner.map(lambda x: f"string({x})"),
        inner.map(lambda x: f"count(list: {x})"),
        inner.map(lambda x: f"(<= ({x}))"),
    )


RULES = st.recursive(ATOMS, grown, max_leaves=8)
PIECES = st.sampled_from(
    [*sorted(WORDS), *"()[]{},:.?@=<>+-*/", "..", "**", "<=", ">=", "!=", "1", "1.5", '"x"', '"2024-02-29"',
     '"P1D"', "a", "b", "item", "partial", "date", "date and time", "duration", "count", "list contains",
     "not", "string", "context put", "range", "matches", "time offset", " ", "9e6144", '"(a+"']
)  # fmt: skip


class TestLogic:
    @given(TRUTH, TRUTH)
    def test_and_or_and_not_follow_the_three_valued_tables(self, p, q):
        def said(rule):
            return parse(rule).evaluate({"p": p, "q": q}, at=AT)

        both = False if False in (p, q) else None if None in (p, q) else True
        either = True if True in (p, q) else None if None in (p, q) else False
        assert said("p and q") is said(f"{TEXT[p]} and {TEXT[q]}") is both
        assert said("p or q") is either
        assert said("not(p)") is (None if p is None else not p)
        assert said("not(p and q)") is said("not(p) or not(q)")
        assert said("some x in [p, q] satisfies x") is either
        assert said("every x in [p, q] satisfies x") is both
        assert said("all([p, q])") is both
        assert said("any([p, q])") is either


class TestRoundTrip:
    @given(RULES)
    def test_what_a_tree_writes_reads_as_the_same_tree(self, text):
        try:
            tree = parse(text).tree
        except FeelSyntaxError:  # deeper than allowed
            return
        assert parse(write(tree)).tree == tree

    @given(RULES)
    def test_what_a_tree_writes_means_the_same(self, text):
        try:
            rule = parse(text)
        except FeelSyntaxError:
            return
        assert parse(write(rule.tree)).evaluate(SCOPE, at=AT) == rule.evaluate(SCOPE, at=AT)

    @given(st.lists(RULES, min_size=1, max_size=3), st.booleans())
    def test_a_cell_too(self, texts, negated):
        text = ", ".join(texts)
        try:
            tree = parse_tests(f"not({text})" if negated else text).tree
        except FeelSyntaxError:
            return
        assert parse_tests(write(tree)).tree == tree


def survives(text):
    """Read a text in every way; only FeelSyntaxError may be raised."""
    for read in (parse, parse_tests):
        try:
            rule = read(text)
        except FeelSyntaxError:
            continue
        assert rule.names is not None
        if read is parse:
            rule.check({"a": NUMBER, "b": ANY})
            value = rule.evaluate(SCOPE, at=AT)
            assert rule.explain(SCOPE, at=AT).value == value
        else:
            rule.check(NUMBER, {"a": NUMBER})
            assert rule.matches(Decimal(1), SCOPE, at=AT) in (True, False, None)


class TestRobustness:
    @given(st.text(max_size=200))
    @example('duration("-P999999999DT23H").days')
    @example('-duration("P999999999DT23H59M59.999999S")')
    @example('abs(duration("-P999999999D"))')
    @example('@"0001-01-01T00:00:00+14:00" < @"0001-01-01T00:00:00Z"')
    @example('@"9999-12-31T23:59:59@Pacific/Kiritimati" - @"PT1S"')
    @example("9.9e6144 + 9.9e6144")
    @example("odd(9e6144)")
    @example("[1][9e6144]")
    @example('substring("a", 9e6144)')
    @example("date(9e6144, 1, 1)")
    @example("for x in 9e6144..9e6143 return x")
    @example("decimal(1, 9e6144)")
    @example('1 in range("[1..")')
    @example("1e-6143 ** 9e6144")
    @example('matches("aaaaaaaaaaaaaaaaaaaaa", "\\\\")')
    @example("mode([[1]])")
    def test_any_text_is_a_rule_or_a_syntax_error(self, text):
        survives(text)

    @given(st.lists(PIECES, max_size=25).map(" ".join))
    def test_any_pieces_of_the_language_are_too(self, text):
        survives(text)

    @given(RULES)
    def test_any_rule_evaluates(self, text):
        survives(text)
