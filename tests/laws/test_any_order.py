"""Whatever people and staff do, in whatever order, the laws hold: one case as a machine, moved at random."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.laws.machine import OneCase, OneFamily


def walked(site, *, cases: int, moves: int, machine=OneCase) -> None:
    """Let hypothesis move as many cases."""

    class ThisCase(machine):
        pass

    ThisCase.site = site
    run_state_machine_as_test(
        ThisCase,
        settings=settings(
            max_examples=cases,
            stateful_step_count=moves,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


def test_a_few_cases_moved_at_random_keep_what_was_acknowledged(site):
    walked(site, cases=3, moves=12)


def test_nor_does_a_list_in_a_list_lose_anything(site):
    walked(site, cases=2, moves=14, machine=OneFamily)


@pytest.mark.slow
def test_many_families_moved_at_random_keep_what_was_acknowledged(site):
    walked(site, cases=20, moves=40, machine=OneFamily)


@pytest.mark.slow
def test_many_cases_moved_at_random_keep_what_was_acknowledged(site):
    walked(site, cases=40, moves=40)
