"""Which rows match, and what a table is known to have looked at."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.bricks.decide.events import determined, recorded
from handrail.bricks.decide.read import read_table
from handrail.bricks.decide.rules import MANY_MATCHED, NONE_MATCHED, evaluate, hangs_on
from handrail.bricks.decide.spec import DecisionTable, TableInput, TableRow
from handrail.bricks.decide.table import LookedAt, prepare
from handrail.definition.reader import Reader
from handrail.definition.service import NOWHERE
from handrail.feel import parse, parse_tests
from tests.walk.garden import Case, stored

AT = datetime(2026, 5, 1, tzinfo=UTC)


def table(inputs, *rows, hit="unique", outputs=("found",)):
    return DecisionTable(
        inputs=tuple(TableInput(parse(text), NOWHERE) for text in inputs),
        outputs=outputs,
        rows=tuple(
            TableRow(
                id=str(number),
                tests=tuple(parse_tests(text) for text in row[: len(inputs)]),
                outputs=tuple(parse(text) for text in row[len(inputs) :]),
                source="rule",
                words={},
                where=NOWHERE,
            )
            for number, row in enumerate(rows, start=1)
        ),
        hit=hit,
        where=NOWHERE,
    )


def looked_at(the_table, **facts):
    return dict(LookedAt(prepare(the_table), facts))


class TestMatching:
    BANDS = (("< 10", '"low"'), ("[10..20)", '"middle"'), (">= 20", '"high"'))

    @given(st.integers(-100, 100))
    def test_bands_that_meet_leave_no_number_out(self, number):
        outputs, rows, result = evaluate(table(["n"], *self.BANDS), {"n": Decimal(number)}, at=AT)
        assert result == ("low" if number < 10 else "middle" if number < 20 else "high")
        assert (outputs, len(rows)) == ({"found": result}, 1)

    def test_an_answer_nobody_gave_matches_nothing(self):
        assert evaluate(table(["n"], *self.BANDS), {"n": None}, at=AT) == ({}, (), NONE_MATCHED)

    def test_rows_that_overlap_settle_nothing_and_are_both_named(self):
        overlapping = table(["n"], ("< 10", '"low"'), ("< 20", '"lower"'))
        outputs, rows, result = evaluate(overlapping, {"n": Decimal(5)}, at=AT)
        assert (outputs, [row.id for row in rows], result) == ({}, ["1", "2"], MANY_MATCHED)

    def test_true_is_not_one(self):
        both = table(["x"], ("true", '"yes"'), ("1", '"one"'), hit="first")
        assert evaluate(both, {"x": True}, at=AT)[2] == "yes"
        assert evaluate(both, {"x": Decimal(1)}, at=AT)[2] == "one"

    def test_collect_gives_a_list_a_column_in_the_tables_order(self):
        rows = (("-", "1", '"a"'), ("> 100", "2", '"b"'), ("-", "3", '"c"'))
        collected = table(["n"], *rows, hit="collect", outputs=("size", "name"))
        outputs, _, result = evaluate(collected, {"n": Decimal(5)}, at=AT)
        assert outputs == {"size": (Decimal(1), Decimal(3)), "name": ("a", "c")}
        assert result == outputs["size"]

    @given(
        st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30),
        st.integers(0, 5),
        st.integers(0, 5),
    )
    def test_first_gives_the_first_of_all_that_match(self, rows, a, b):
        texts = [(f">= {low}", f"<= {high}", str(place)) for place, (low, high) in enumerate(rows)]
        facts = {"a": Decimal(a), "b": Decimal(b)}
        every = evaluate(table(["a", "b"], *texts, hit="collect"), facts, at=AT)[2]
        first = evaluate(table(["a", "b"], *texts, hit="first"), facts, at=AT)[2]
        assert first == (every[0] if every else NONE_MATCHED)


class TestValuesThatNobodySet:
    """`limit` has no value: what a table finds must not rest on that, not even by passing a row over."""

    def hangs(self, the_table, **facts):
        facts = {"limit": None, **facts}
        found = evaluate(the_table, facts, at=AT)
        return hangs_on(the_table, found, frozenset({"limit"}), facts, at=AT)

    LIMITED = (("< limit", "-", '"look"'), ("-", "true", '"ask"'), ("-", "-", '"give"'))

    def test_a_row_that_was_passed_over_for_one_settles_nothing(self):
        assert self.hangs(table(["n", "b"], *self.LIMITED, hit="first"), n=Decimal(3), b=False)

    def test_a_row_that_another_answer_rules_out_does_not_count(self):
        limited = table(["n", "b"], ("< limit", "true", '"look"'), ("-", "-", '"give"'), hit="first")
        assert not self.hangs(limited, n=Decimal(3), b=False)
        assert self.hangs(limited, n=Decimal(3), b=True)

    def test_a_row_after_the_first_that_matches_does_not_count(self):
        after = table(["n"], ("> 1", '"give"'), ("< limit", '"look"'), hit="first")
        assert not self.hangs(after, n=Decimal(3))

    def test_any_row_counts_where_all_that_match_are_taken(self):
        after = table(["n"], ("> 1", '"give"'), ("< limit", '"look"'), hit="collect")
        assert self.hangs(after, n=Decimal(3))

    def test_a_column_that_rests_on_one_counts_where_it_is_tested(self):
        column = table(["n < limit", "n"], ("true", "-", '"look"'), ("-", "> 1", '"give"'), hit="first")
        assert self.hangs(column, n=Decimal(3))
        untested = table(["n < limit", "n"], ("-", "> 1", '"give"'), ("true", "-", '"look"'), hit="first")
        assert not self.hangs(untested, n=Decimal(3))

    def test_an_output_that_is_made_from_one_counts(self):
        assert self.hangs(table(["n"], ("> 1", "limit + 1")), n=Decimal(3))


class TestWhatASpreadsheetWrites:
    def read(self, text):
        reader = Reader()
        return read_table("t.csv", text, hit="first", reader=reader), reader.problems

    def test_its_true_and_false_are_read_as_they_were_meant(self):
        found, problems = self.read("id,in: b,out: x,source,en\na,TRUE,FALSE,Law,TRUE\n")
        assert problems == []
        assert (found.rows[0].tests[0].text, found.rows[0].outputs[0].text) == ("true", "false")
        assert found.rows[0].words == {"en": "TRUE"}

    @pytest.mark.parametrize(("sign", "word"), [(";", "semicolons"), ("\t", "tabs")])
    def test_other_signs_than_commas_between_columns_are_one_problem(self, sign, word):
        _, problems = self.read(sign.join(["id", "in: b", "out: x", "source", "en"]) + "\n")
        assert [one.problem for one in problems] == [f"The columns are kept apart by {word}."]


class TestWhatWasLookedAt:
    def test_only_what_the_table_names(self):
        one = table(["n"], ("> limit", "1"))
        assert looked_at(one, n=1, limit=2, full_name="Mair Made-Up") == {"n": 1, "limit": 2}

    def test_what_nobody_answered_is_null(self):
        assert looked_at(table(["n"], ("> 1", "1"))) == {"n": None}

    def test_of_members_only_the_fields_it_names(self):
        one = table(["count(adults[age >= limit])"], ("> 1", "1"))
        adults = [{"adult_name": "Bo Sample", "age": 3}]
        assert looked_at(one, adults=adults, limit=2) == {"adults": ({"age": 3},), "limit": 2}

    def test_a_field_named_in_a_loop_counts(self):
        one = table(["for one in adults return one.age"], ("-", "1"))
        adults = [{"adult_name": "Bo Sample", "age": 3}]
        assert looked_at(one, adults=adults) == {"adults": ({"age": 3},)}

    def test_a_function_that_may_read_any_field_keeps_all(self):
        one = table(['get value(home, "town")'], ("-", "1"))
        assert looked_at(one, home={"town": "Saltby", "line_1": "1"})["home"]["line_1"] == "1"

    def test_outputs_count_too(self):
        assert looked_at(table(["n"], ("-", "n + bonus")), n=1, bonus=2) == {"n": 1, "bonus": 2}


class TestRecording:
    def test_what_is_recorded_is_read_back_the_same(self):
        case = Case().fill(size="full")
        for one in case.walk().determinations:
            event = stored(determined(case.service, one), 1)
            assert recorded(event).determination() == one

    def test_a_members_facts_are_sealed_as_theirs(self):
        case = Case().fill(helpers="yes")
        case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
        case.answer("plot/helpers/1/helper_child", helper_child="no")
        case.answer("plot/helpers", helpers="no")
        guardian, rent = (determined(case.service, one) for one in case.walk().determinations)
        assert (set(guardian.personal), set(rent.personal)) == ({"helper-1"}, {"applicant"})

    def test_no_fact_stands_open(self):
        case = Case().fill(size="full")
        for one in case.walk().determinations:
            assert set(determined(case.service, one).data) == {"step", "item", "rows", "parameters", "on"}

    @pytest.mark.parametrize("text", ["Mair", "1988"])
    def test_what_was_not_looked_at_is_not_recorded(self, text):
        case = Case().fill(size="full")
        assert all(text not in str(determined(case.service, one)) for one in case.walk().determinations)
