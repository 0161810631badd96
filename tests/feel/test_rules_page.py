"""The page of rules: every rule and cell on it does what the page says."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from handrail.feel import parse, parse_tests
from handrail.feel.builtins import FUNCTIONS
from tests.fitness.source import ROOT

PAGE = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
ANSWERS = {
    "rating": Decimal(3),
    "gas": True,
    "road": "quiet",
    "sells": ("hot", "alcohol"),
    "starts_on": date(2026, 6, 6),
    "home": {"postcode": "FE1 2AB"},
}


def section(title: str) -> str:
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> list[tuple[str, str]]:
    """The first two cells of each row of a section's table."""
    lines = re.findall(r"^\| (`.+?`) \| (.+?) \|", section(title), re.MULTILINE)
    return [(first.strip("`"), second.strip("`")) for first, second in lines]


RULES, CELLS = rows("A rule"), rows("A cell")


@pytest.mark.parametrize(("rule", "gives"), RULES)
def test_a_rule_gives_what_the_page_says(rule, gives):
    assert parse(rule).evaluate(ANSWERS, at=NOON) == parse(gives).evaluate({}, at=NOON)


@pytest.mark.parametrize(("cell", "column"), CELLS)
def test_a_cell_matches_what_the_page_says(cell, column):
    value = parse("null" if column.startswith("anything") else column).evaluate({}, at=NOON)
    assert parse_tests(cell).matches(value, ANSWERS, at=NOON) is True


def test_there_are_rules_and_cells_on_it():
    assert (len(RULES), len(CELLS)) == (21, 12)


def test_every_function_is_on_it_and_no_other():
    assert re.findall(r"`([^`]+)`", section("Functions")) == sorted(FUNCTIONS)
