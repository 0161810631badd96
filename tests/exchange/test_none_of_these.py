"""An item that goes with no other is the box that rules all others out, and rules find who chose it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Component, Form, Item
from handrail.exchange.report import Report
from handrail.walk.journeys import JourneyStopped, drive
from tests.exchange.forms import boxes, en, form_of, page, problems, text, when

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NONE = register_of((), declarations={}, organisation="nowhere")


def animals(*items: Item) -> Component:
    """Return a question about animals: hens, geese and whatever more."""
    return replace(boxes("animals"), items=(Item("hens", en("Hens")), Item("geese", en("Geese")), *items))


def asking(*items: Item) -> Form:
    """Return a form that asks those without animals why they have none."""
    return form_of(
        page("/animals", animals(*items), to=(when("/why", "animals", "none", "contains"), "/name")),
        page("/why", text("why"), to=("/name",)),
        page("/name", text("full_name"), to=("/summary",)),
        page("/summary", kind="check"),
    )


ALONE = Item("none", en("I have no animals"), alone=True)


def test_it_is_the_box_that_rules_all_others_out():
    report = Report()
    texts = carry(asking(ALONE), report, slug="animals")
    (asked, *_) = yaml.safe_load(texts["service.yaml"])["steps"][0]["pages"]
    question = asked.get("questions", [asked])[0]
    assert question["none"] == "I have no animals"
    assert question["options"] == {"hens": "Hens", "geese": "Geese"}
    assert report.lost == []
    assert problems(texts) == []


@pytest.mark.parametrize(("chosen", "asked_why"), [([], True), (["geese"], False)])
def test_rules_find_who_chose_it(chosen: list[str], *, asked_why: bool):
    service = load_text(carry(asking(ALONE), Report(), slug="animals"), bricks=BRICKS).service
    assert service is not None
    answers = {"animals": chosen, "why": "No room", "full_name": "Una Madeup"}
    journey = drive(service, answers, parameters=NONE, at=AT)
    assert journey.position.here == "with_staff"
    assert ("your-answers/why_2" in journey.route) is asked_why


def test_it_cannot_be_chosen_beside_another():
    service = load_text(carry(asking(ALONE), Report(), slug="animals"), bricks=BRICKS).service
    assert service is not None
    with pytest.raises(JourneyStopped):
        drive(service, {"animals": ["hens", "none"]}, parameters=NONE, at=AT)


def test_a_second_one_is_told_and_stays_a_box_like_others():
    report = Report()
    texts = carry(asking(ALONE, Item("unsure", en("I am not sure"), alone=True)), report, slug="animals")
    assert [(one["where"], one["kind"]) for one in report.lost] == [("animals, item unsure", "setting")]
    assert "unsure: I am not sure" in texts["service.yaml"]
