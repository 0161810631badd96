"""What a result may need of the criteria, and with which findings it goes."""

import pytest

from handrail.bricks.work.rules import goes_with


@pytest.mark.parametrize(
    ("found", "goes"),
    [
        (["met"], {"one met", "all met", ""}),
        (["met", "met"], {"one met", "all met", ""}),
        (["met", "not_met"], {"one met", "one not met", ""}),
        (["met", "not_looked_at"], {"one met", ""}),
        (["not_met", "not_looked_at"], {"one not met", "none met", ""}),
        (["not_met", "not_met"], {"one not met", "none met", ""}),
        (["not_looked_at"], {""}),
        (["met", ""], {"one met", ""}),
        (["", ""], {""}),
    ],
)
def test_a_result_goes_with_what_was_found_of_each_criterion(found, goes):
    needs = ("one met", "all met", "one not met", "none met", "")

    assert {one for one in needs if goes_with(one, found)} == goes
