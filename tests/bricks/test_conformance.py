"""Every brick, ours and installed ones, is as every brick must be."""

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

import handrail.bricks
from handrail.bricks import BRICKS, OWN
from handrail.bricks.conformance import faults, folder_of
from handrail.bricks.examples import read_cases, run_case
from handrail.bricks.outside import GROUP, NotABrick, TwoBricks, package_of, with_outside

OURS = [(brick, f"handrail.bricks.{name}") for name, brick in OWN.items()]
OUTSIDE = [(point.load(), package_of(point)) for point in entry_points(group=GROUP)]
CASES = [
    pytest.param(brick, package, case, id=f"{brick.name}: {case['name']}")
    for brick, package in OURS
    for case in read_cases(folder_of(package))
]


@pytest.mark.parametrize(("brick", "package"), [*OURS, *OUTSIDE])
def test_a_brick_conforms(brick, package):
    assert faults(brick, package=package, bricks=BRICKS) == ()


@pytest.mark.parametrize(("brick", "package", "case"), CASES)
def test_an_example_comes_out_as_it_says(brick, package, case):
    assert run_case(case, brick=brick, package=package, bricks=BRICKS) == ()


def test_the_list_names_every_brick_in_the_folder():
    folder = Path(handrail.bricks.__file__).parent
    assert {path.parent.name for path in folder.glob("*/spec.py")} == set(BRICKS)


def test_an_example_that_does_not_come_out_is_told():
    [case, *_] = read_cases(folder_of("handrail.bricks.work"))
    wrong = {**case, "expect": {"status": {"kind": "done"}}}
    [fault] = run_case(wrong, brick=BRICKS["work"], package="handrail.bricks.work", bricks=BRICKS)
    assert "expected {'kind': 'done'}" in fault


def test_a_brick_from_outside_is_found_by_entry_point():
    point = EntryPoint(name="sample", value="tests.bricks.sample_brick:BRICK", group=GROUP)
    assert set(with_outside(BRICKS, [point])) == {*BRICKS, "sample"}


def test_something_else_behind_an_entry_point_is_refused():
    point = EntryPoint(name="ask", value="handrail.bricks.ask.state:START", group=GROUP)
    with pytest.raises(NotABrick, match="expected a Brick"):
        with_outside(BRICKS, [point])


def test_two_bricks_of_one_name_are_refused():
    point = EntryPoint(name="ask", value="handrail.bricks.ask:BRICK", group=GROUP)
    with pytest.raises(TwoBricks, match="has a name that another has"):
        with_outside(BRICKS, [point])
