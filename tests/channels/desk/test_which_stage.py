"""A case goes through several hands: staff see at which step it is, and that a stage is no decision."""

import re

import pytest
from django.utils import timezone

from handrail import estate
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.load import load_text
from handrail.terms.legal_day import legal_day
from tests.channels.desk.conftest import apply
from tests.channels.desk.test_assessing import ADDRESS
from tests.permit import FOLDER, SLUG, permit

PROOF = """
  - work: proof
    title: See the proof
    queue: rest-desk
    results:
      seen: {label: All was seen, text: We have seen your proof., stage: true}
  - work: assess
"""
SEEN = "Your passport was seen at the counter."


@pytest.fixture
def county(fen):
    examples = (FOLDER / "examples.yaml").read_text(encoding="utf-8")
    two = permit().service.text["service.yaml"].replace("  - work: assess\n", PROOF.removeprefix("\n"))
    two = two.replace("languages: [en, cy]", "languages: [en]")
    loaded = load_text({"service.yaml": two, "examples.yaml": examples}, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    found = estate.organisation("fenmarch-county", on=legal_day(timezone.now()))
    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(loaded, organisation=found.id, by="Owen Owner-Sample", why="first", at=timezone.now())
    return found


@pytest.fixture
def reference(county):
    return apply(county, SLUG, {"full_name": "Iolo Madeup", "home_address": ADDRESS})


@pytest.fixture
def desk(fen, county, reference):
    found = fen.staff("caseworker", organisation=county)
    found.state_purpose(reference)
    return found


def test_the_queue_and_the_case_name_what_is_to_be_done(desk, reference):
    assert "What to do" in desk.get("/desk/").text
    assert "See the proof" in desk.get("/desk/").text
    assert "What is to be done See the proof" in desk.get(f"/desk/case/{reference}").text

    desk.act(reference, "decide", result="seen", reasons=SEEN)

    assert "The assessment" in desk.get("/desk/").text
    assert "See the proof" not in desk.get("/desk/").text
    assert "What is to be done The assessment" in desk.get(f"/desk/case/{reference}").text


def test_each_page_of_a_step_names_the_step(desk, reference):
    assert f"{reference}: See the proof" in desk.get(f"/desk/case/{reference}/decide").text
    desk.act(reference, "decide", result="seen", reasons=SEEN)
    form = desk.get(f"/desk/case/{reference}/assess")
    assert re.search(rf"{reference}</span>\s*<h1[^>]*>\s*The assessment\s*</h1>", form.html)
    assert f"{reference}: The assessment" in desk.get(f"/desk/case/{reference}/decide").text


def test_what_the_person_reads_of_a_stage_is_shown_before_it_ends(desk, reference):
    url = f"/desk/case/{reference}/decide"
    preview = desk.post(desk.get(url), url, result="seen", reasons=SEEN)

    assert "is not told as the decision" in preview.text
    assert SEEN in preview.text


def test_a_stage_that_ended_is_not_called_a_decision(desk, reference):
    page = desk.act(reference, "decide", result="seen", reasons=SEEN)

    assert "This stage is finished" in page.text
    assert "The decision is made" not in page.text
    standing = page.text.partition("What you can do")[0]
    assert f"See the proof All was seen {SEEN}" in standing
    assert "Decision" not in standing


def test_what_decides_is_called_the_decision(desk, reference):
    desk.act(reference, "decide", result="seen", reasons=SEEN)
    form = f"/desk/case/{reference}/assess"
    found = {"found-standing": "met", "reasons-standing": "You sat down.", "found-sleeping": "not_looked_at"}
    desk.post(desk.get(form), form, seen_where="desk", **found)
    page = desk.act(reference, "decide", result="award", reasons="You cannot stand for long.")

    assert "The decision is made, and the person can read it." in page.text
    assert "Decision Award" in page.text
