"""Which rows match, and what a table is known to have looked at."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.bricks.decide.events import determined, recorded
from handrail.bricks.decide.rules import MANY_MATCHED, NONE_MATCHED, evaluate
from handrail.bricks.decide.spec import DecisionTable, TableInput, TableRow
from handrail.bricks.decide.table import LookedAt, prepare
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
