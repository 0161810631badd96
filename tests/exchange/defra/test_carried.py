"""A grant with its casework becomes one folder: what staff may do, what people read at which moment."""

import json
from typing import Any

import yaml

from handrail.exchange.carry.service import carry
from handrail.exchange.defra.cases import read_casework
from handrail.exchange.defra.read import read
from handrail.exchange.report import Report
from tests.exchange.defra.hedges_form import FOLDER, hedges

CW = json.loads((FOLDER / "cw.json").read_text("utf-8"))
GAS = json.loads((FOLDER / "gas.json").read_text("utf-8"))


def carried(document: Any = None) -> tuple[dict[str, str], Report]:
    report = Report()
    form = read(document or hedges(), report)
    return carry(form, report, slug="hedges", casework=read_casework(CW, GAS, report)), report


def service(document: Any = None) -> Any:
    return yaml.safe_load(carried(document)[0]["service.yaml"])


def step(name: str) -> Any:
    return next(one for one in service()["steps"] if one.get("work") == name)


def test_each_status_is_a_step_and_the_last_ones_are_ends():
    found = service()
    assert [one["work"] for one in found["steps"] if "work" in one] == [
        "received",
        "in-review",
        "on-hold",
        "offer-being-made",
        "planting",
    ]
    assert {one["title"]: one["kind"] for one in found["endpoints"].values()} == {
        "Withdrawn": "withdrawn",
        "Rejected": "refused",
        "Returned to customer": "signposted",
        "Paid": "granted",
    }


def test_a_way_waits_for_the_tasks_only_where_it_did():
    results = step("in-review")["results"]
    assert results["approve"]["when"] == 'check_map != "not_found" and check_long_hedge != "refused"'
    assert "unfinished" not in results["approve"]
    assert results["hold"]["unfinished"] is True
    assert "when" not in results["hold"]


def test_a_stage_goes_without_reasons_where_nobody_had_to_explain():
    assert step("received")["results"]["start"]["reasons"] == "optional"
    assert "reasons" not in step("in-review")["results"]["hold"]
    assert "reasons" not in step("planting")["results"]["pay"]


def test_a_comment_on_an_answer_is_asked_with_that_answer():
    form = {one["question"]: one for one in step("in-review")["form"]}
    assert form["check_map_why"]["when"] == 'check_map = "not_found"'
    assert form["record_reference"]["limits"] == {"pattern": "9999999"}
    assert form["count_plants"]["optional"] is True


def test_what_is_said_before_a_way_is_taken_is_read_first():
    assert "The application ends here." in step("in-review")["check"]


LANDING = {
    "title": "Your application is back with you",
    "path": "/returned",
    "controller": "LandingPageController",
    "components": [{"type": "Html", "name": "back", "content": "<p>You can send another.</p>"}],
}


def with_landing(status: str) -> dict[str, Any]:
    document = hedges()
    document["pages"].append(LANDING)
    document["metadata"]["grantRedirectRules"]["postSubmission"] = [
        {"gasStatus": f"SOMETHING,{status}", "toPath": "/returned"}
    ]
    return document


def test_a_page_for_a_status_is_read_there():
    (end,) = (
        one
        for one in service(with_landing("RETURNED_TO_CUSTOMER"))["endpoints"].values()
        if one["kind"] == "signposted"
    )
    assert "You can send another." in end["text"]


def test_a_page_for_no_status_is_kept_apart_and_told():
    texts, report = carried(with_landing("LATER"))
    assert "You can send another." not in texts["service.yaml"]
    assert "You can send another." in texts["unreached.yaml"]
    assert [one["kind"] for one in report.lost if one["where"] == "/returned"] == ["link"]
