"""What else the rules found has a place of its own, where there is something else."""

import pytest
from django.utils import timezone

from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.load import load_text
from tests.channels.desk.conftest import apply
from tests.definition.garden import SLUG, garden, swapped

ANSWERS = {
    "full_name": "Una Example",
    "postcode": "FE1 2AB",
    "had_before": False,
}
MORE = """
  - decide: fee
    table: fee.csv
    when: had_before = true

  - work: decide
"""
FEE = "id,in: times_before,out: fee,source,en\nany,-,20,Local policy,It costs £20.\n"
HEADING = "How the rules got there"
NOTHING = "The rules have found nothing yet."


@pytest.fixture
def case_page(fen):
    """Publish a service, let somebody send what it asks, and open the case; return its text."""

    def _opened(texts: dict[str, str]) -> str:
        loaded = load_text(texts, bricks=BRICKS)
        assert loaded.service is not None, loaded.problems
        publish.wire(bricks=BRICKS, run_examples=None)
        publish.publish(
            loaded, organisation=fen.north.id, by="Owen Owner-Sample", why="first", at=timezone.now()
        )
        reference = apply(fen.north, SLUG, ANSWERS)
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)
        return desk.get(f"/desk/case/{reference}").text

    return _opened


def test_where_the_advice_is_all_that_rules_find_it_stands_once(case_page):
    text = case_page(garden())

    assert "You have not had it before. (Local policy, section 1 (write your own))" in text
    assert HEADING not in text
    assert NOTHING not in text


def test_where_another_step_has_found_nothing_it_says_so(case_page):
    text = case_page({**swapped("\n  - work: decide\n", MORE), "fee.csv": FEE})

    assert f"{HEADING} {NOTHING}" in text
