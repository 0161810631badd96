"""What is few stays hidden from whoever has the whole table and can add and subtract."""

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.insight.hiding import FEWEST, TOTAL, Frame, Group, hide

NORTH, SOUTH, EAST = "north", "south", "east"
NAMED = ("standing", "sleeping")
FRAME = Frame(whole="all", groups=(Group(NAMED),), columns=(NORTH, SOUTH, EAST))
PLENTY = {("all", NORTH): 40, ("all", SOUTH): 50, ("all", EAST): 60}
PLENTY |= {("standing", NORTH): 30, ("standing", SOUTH): 35, ("standing", EAST): 45}
PLENTY |= {("sleeping", NORTH): 20, ("sleeping", SOUTH): 30, ("sleeping", EAST): 25}
FEW_ASLEEP = {**PLENTY, ("all", NORTH): 30, ("sleeping", NORTH): 3}
_LARGEST = 10_000


def worked_out(shown, frame):
    """Everything that adding and subtracting tells: by number, the least and the most it can be.

    An attacker of its own, apart from the code it attacks. It knows: few is under ten, districts add
    up to the total, and a case counts once for each criterion it names.
    """
    columns = (*frame.columns, TOTAL)
    low = {cell: one if isinstance(one, int) else 0 for cell, one in shown.items()}
    most = {"few": FEWEST - 1, "hidden": _LARGEST}
    high = {cell: one if isinstance(one, int) else most[one] for cell, one in shown.items()}
    for _ in range(300):
        before = (dict(low), dict(high))
        for row in frame.rows:
            cells = [(row, one) for one in frame.columns]
            total = (row, TOTAL)
            low[total] = max(low[total], sum(low[one] for one in cells))
            high[total] = min(high[total], sum(high[one] for one in cells))
            for cell in cells:
                others = [one for one in cells if one != cell]
                low[cell] = max(low[cell], low[total] - sum(high[one] for one in others))
                high[cell] = min(high[cell], high[total] - sum(low[one] for one in others))
        for column in columns:
            whole = ("all", column)
            named = [(row, column) for row in frame.rows if row != "all"]
            for cell in named:
                high[cell] = min(high[cell], high[whole])
                low[whole] = max(low[whole], low[cell])
                rest = sum(high[one] for one in named if one != cell)
                low[cell] = max(low[cell], low[whole] - rest)
            high[whole] = min(high[whole], sum(high[one] for one in named))
            if frame.groups[0].apart:
                low[whole] = max(low[whole], sum(low[one] for one in named))
                for cell in named:
                    rest = sum(low[one] for one in named if one != cell)
                    high[cell] = min(high[cell], high[whole] - rest)
        if before == (low, high):
            break
    return {cell: (low[cell], high[cell]) for cell in shown}


def leaks(counts, frame=FRAME):
    shown = hide(counts, frame)
    found = worked_out(shown, frame)
    return [cell for cell, one in shown.items() if one == "few" and found[cell] != (0, FEWEST - 1)]


class TestWhatIsShown:
    def test_numbers_of_ten_and_more_are_as_they_are(self):
        shown = hide(PLENTY, FRAME)
        assert shown["standing", NORTH] == 30
        assert shown["all", TOTAL] == 150
        assert "few" not in shown.values()
        assert "hidden" not in shown.values()

    def test_ten_is_shown_and_nine_is_few(self):
        frame = Frame(whole="all", groups=(), columns=(NORTH,))
        assert hide({("all", NORTH): 10}, frame)["all", NORTH] == 10
        assert hide({("all", NORTH): 9}, frame)["all", NORTH] == "few"

    def test_a_number_under_ten_is_few_and_so_is_none(self):
        shown = hide(
            {**FEW_ASLEEP, ("all", SOUTH): 36, ("sleeping", SOUTH): 0, ("standing", SOUTH): 36}, FRAME
        )
        assert shown["sleeping", NORTH] == "few"
        assert shown["sleeping", SOUTH] == "few"

    def test_one_few_number_in_a_row_takes_others_with_it(self):
        shown = hide(FEW_ASLEEP, FRAME)
        assert shown["sleeping", NORTH] == "few"
        assert "hidden" in {shown["sleeping", SOUTH], shown["sleeping", EAST], shown["sleeping", TOTAL]}

    def test_what_has_nothing_to_do_with_it_is_still_shown(self):
        shown = hide(FEW_ASLEEP, FRAME)
        assert shown["standing", NORTH] == 30
        assert shown["all", TOTAL] == 140


class TestSubtracting:
    def test_two_that_are_few_beside_a_total_are_not_both_told_by_it(self):
        counts = {**FEW_ASLEEP, ("sleeping", NORTH): 9, ("all", SOUTH): 40, ("sleeping", SOUTH): 9}
        assert leaks(counts) == []

    def test_two_that_are_none_are_not_told_by_a_total_without_them(self):
        counts = {**PLENTY, ("all", NORTH): 30, ("all", SOUTH): 35}
        assert leaks({**counts, ("sleeping", NORTH): 0, ("sleeping", SOUTH): 0}) == []

    def test_a_criterion_is_not_told_by_the_others_of_its_district(self):
        counts = {**PLENTY, ("all", NORTH): 24, ("standing", NORTH): 15, ("sleeping", NORTH): 9}
        assert leaks(counts) == []

    def test_of_one_criterion_every_refusal_is_for_it(self):
        frame = Frame(whole="all", groups=(Group(("standing",)),), columns=(NORTH, SOUTH))
        counts = {("all", NORTH): 5, ("all", SOUTH): 70, ("standing", NORTH): 5, ("standing", SOUTH): 70}
        assert leaks(counts, frame) == []

    def test_the_attacker_does_find_what_is_only_called_few(self):
        shown = {**hide({**PLENTY, ("all", NORTH): 30}, FRAME), ("sleeping", NORTH): "few"}
        shown |= {("sleeping", SOUTH): 30, ("sleeping", EAST): 25, ("sleeping", TOTAL): 58}
        assert worked_out(shown, FRAME)["sleeping", NORTH] == (3, 3)

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_no_table_tells_more_of_a_few_number_than_that_it_is_few(self, data):
        counts = {}
        for column in FRAME.columns:
            named = [data.draw(st.integers(0, 40)) for _ in NAMED]
            counts.update({(row, column): one for row, one in zip(NAMED, named, strict=True)})
            counts["all", column] = data.draw(st.integers(max(named), sum(named)))
        assert leaks(counts) == []

    @settings(max_examples=60, deadline=None)
    @given(data=st.data())
    def test_nor_one_whose_rows_add_up_to_all(self, data):
        rows = ("yes", "no", "unknown")
        frame = Frame(whole="all", groups=(Group(rows[:2], "unknown", apart=True),), columns=(NORTH, SOUTH))
        counts = {(row, column): data.draw(st.integers(0, 30)) for row in rows for column in (NORTH, SOUTH)}
        counts |= {("all", column): sum(counts[row, column] for row in rows) for column in (NORTH, SOUTH)}
        assert leaks(counts, frame) == []

    def test_two_questions_about_the_same_people_do_not_tell_of_one_another(self):
        groups = (Group(("a", "b"), apart=True), Group(("c", "d"), apart=True))
        frame = Frame(whole="all", groups=groups, columns=(NORTH, SOUTH))
        north = {("all", NORTH): 53, ("a", NORTH): 50, ("b", NORTH): 3, ("c", NORTH): 33, ("d", NORTH): 20}
        south = {("all", SOUTH): 80, ("a", SOUTH): 40, ("b", SOUTH): 40, ("c", SOUTH): 40, ("d", SOUTH): 40}
        shown = hide({**north, **south}, frame)

        assert shown["b", NORTH] == "few"
        known = [shown["c", NORTH], shown["d", NORTH], shown["a", NORTH]]
        assert not all(isinstance(one, int) for one in known)
