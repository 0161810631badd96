"""The casework of a grant is read: its statuses, the ways between them, and what is to be done in each."""

import json
from decimal import Decimal

import pytest

from handrail.exchange.casework import Casework, Status
from handrail.exchange.defra.cases import read_casework
from handrail.exchange.defra.gas import with_limits
from handrail.exchange.form import Comparison
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from tests.exchange.defra.hedges_form import FOLDER, page, read_hedges

CW = json.loads((FOLDER / "cw.json").read_text("utf-8"))
GAS = json.loads((FOLDER / "gas.json").read_text("utf-8"))


def hedges() -> tuple[Casework, Report]:
    report = Report()
    return read_casework(CW, GAS, report), report


def status(name: str) -> Status:
    casework, _ = hedges()
    return next(one for one in casework.statuses if one.name == name)


def test_a_case_begins_at_the_first_status_and_is_worked_on_by_the_role():
    casework, _ = hedges()
    assert (casework.start, casework.queue) == ("BEFORE:REVIEW:RECEIVED", "HEDGES")


def test_ways_say_where_they_lead_and_what_they_wait_for():
    ways = status("BEFORE:REVIEW:IN_REVIEW").ways
    assert [(way.label, way.to.rpartition(":")[2], way.tasks_done) for way in ways] == [
        ("Approve", "OFFER_BEING_MADE", True),
        ("Put on hold", "ON_HOLD", False),
        ("Reject", "REJECTED", False),
        ("Return to customer", "RETURNED_TO_CUSTOMER", False),
    ]


def test_comments_that_must_be_made_are_known():
    required = [bool(way.comment and way.comment.required) for way in status("BEFORE:REVIEW:IN_REVIEW").ways]
    assert required == [False, True, True, True]


def test_a_way_that_another_program_takes_is_called_as_where_it_leads():
    (way,) = status("BEFORE:REVIEW:OFFER_BEING_MADE").ways
    assert (way.label, way.of_itself) == ("Planting", True)


def test_a_way_to_no_status_is_told_as_lost():
    _, report = hedges()
    told = [one["where"] for one in report.lost if one["kind"] == "target"]
    assert "BEFORE:REVIEW:IN_REVIEW to BEFORE:REVIEW:NOWHERE" in told


def test_a_status_that_nothing_leads_to_is_not_reached():
    casework, _ = hedges()
    assert {one.name for one in casework.statuses} - {one.name for one in casework.reached} == {
        "AFTER:PLANTING:FORGOTTEN"
    }


def test_ends_amount_to_what_their_names_say():
    casework, _ = hedges()
    assert {one.title: one.end for one in casework.reached if not one.ways} == {
        "Rejected": "refused",
        "Withdrawn": "withdrawn",
        "Returned to customer": "signposted",
        "Paid": "granted",
    }


def test_tasks_are_done_where_a_way_waits_for_them():
    casework, _ = hedges()
    assert [one.name for one in casework.statuses if one.tasks] == ["BEFORE:REVIEW:IN_REVIEW"]
    tasks = status("BEFORE:REVIEW:IN_REVIEW").tasks
    assert [(one.label, one.kind, one.required) for one in tasks] == [
        ("Check the map", "choice", True),
        ("Check the long hedge", "choice", True),
        ("Reference", "text", True),
        ("Plants", "whole-number", False),
    ]
    assert (tasks[3].least, tasks[3].most) == (Decimal(1), Decimal(5000))


def test_a_task_for_some_cases_says_for_which():
    task = status("BEFORE:REVIEW:IN_REVIEW").tasks[1]
    assert task.when == Comparison("hedgeMetres", "is at least", Decimal(500))


def test_what_staff_read_has_no_expressions_in_it():
    assert status("BEFORE:REVIEW:RECEIVED").text == "Select 'Start' to begin with"
    assert status("BEFORE:REVIEW:IN_REVIEW").text == ""


def test_a_list_of_things_to_do_is_a_list():
    assert status("BEFORE:REVIEW:IN_REVIEW").tasks[0].text == (
        "## Check the map\n\n1. Open the map\n1. Find the hedge"
    )


def test_the_limits_of_the_states_file_are_added_to_questions_without_their_own():
    form, report = read_hedges()
    limited = with_limits(form, GAS, report)
    metres = page(limited, "/where").components[1]
    assert metres.schema == {"precision": 1, "min": 20, "max": 9000}
    assert any(one["where"] == "BEFORE, fgSumMax" for one in report.lost)


@pytest.mark.parametrize("cw", [{}, {"phases": 3}, {"phases": [{"stages": [{"statuses": []}]}]}])
def test_what_is_no_casework_is_refused_with_a_reason(cw):
    with pytest.raises(NotReadable, match="no statuses"):
        read_casework(cw, {}, Report())
