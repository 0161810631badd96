"""A table of numbers and days is told of the answers that no row matches, and never of others."""

import pytest

from tests.definition.garden import judged, swapped

ASKED = """
      - question: bins
        type: whole-number
        label: How many bins do you want?
        limits: {min: 1, max: 20}
        source: Local policy, section 2 (write your own)

      - question: from_day
        type: date
        label: From which day do you want it?
        limits: {not_before: today()}
        source: Local policy, section 2 (write your own)

      - question: had_before
"""


def told(column: str, *cells: str, goto: str = "") -> list[str]:
    """What is said of cases that no row matches, of a table with one column; `|` parts columns."""
    texts = swapped("\n      - question: had_before\n", ASKED)
    texts["service.yaml"] = texts["service.yaml"].replace("    hit: first\n", f"    hit: first\n{goto}")
    rows = [
        f'row-{place},{",".join(quoted(cell))},"""give""",Policy,A reason.'
        for place, cell in enumerate(cells)
    ]
    columns = ",".join(f"in: {one}" for one in column.split("|"))
    texts["suggestion.csv"] = "\n".join([f"id,{columns},out: suggestion,source,en", *rows, ""])
    texts["examples.yaml"] = ""
    found = judged(texts)
    assert not [one for one in found if one.grade == "broken"], found
    return [one.problem for one in found if "No row matches" in one.problem]


def quoted(cell: str) -> list[str]:
    doubled = cell.replace('"', '""')
    return [f'"{one}"' for one in doubled.split("|")]


@pytest.mark.parametrize(
    ("column", "cells", "case"),
    [
        ("bins", ["[1..5]", "> 6"], "bins is 6"),
        ("bins", ["< 5", "> 5"], "bins is 5"),
        ("bins", ["<= 10"], "bins is 11"),
        ("bins", ["> most_before"], "bins is most_before"),
        ("from_day", ["> today()"], "from_day is today()"),
        ("from_day", ['< date("2026-05-01")', '> date("2026-05-01")'], "from_day is 2026-05-01"),
        ("bins|had_before", ["<= 10|-", "> 10|true"], "bins is 11, had_before is false"),
        ("bins|postcode", ["<= 10|-", '> 11|"FE1 2AB"'], "bins is 11"),
    ],
)
def test_a_case_that_no_row_matches_is_named(column, cells, case):
    assert told(column, *cells) == [f"No row matches when {case}: such a case waits for a person."]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("bins", ["[1..5]", "> 5"]),
        ("bins", ["<= 10", "[11..20]"]),
        ("bins", ["<= most_before", "> most_before"]),
        ("from_day", ["today()", "> today()"]),
        ("bins", ["<= 10", "-"]),
        ("bins|postcode", ["<= 10|-", '> 10|"FE1 2AB"']),
        ("bins * 2", ["> 10"]),
        ("bins", ["< 1.5", "> 1.5"]),
        ("bins", ["? > 3 and ? < 5"]),
        ("times_before|bins", ['"once"|-', '"more"|> 0']),
    ],
)
def test_nothing_is_said_where_rows_match_all_or_it_cannot_be_told(column, cells):
    assert told(column, *cells) == []


def test_nothing_is_said_where_the_author_says_what_then_happens():
    goto = "    goto: {none matched: decide, otherwise: decide}\n"

    assert told("bins", "<= 10", goto=goto) == []
