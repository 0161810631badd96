"""An item of a list that only some are offered is offered to them, and to nobody else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Comparison, Component, Form, Item, Rule
from handrail.exchange.report import Report
from handrail.walk.journeys import Journey, JourneyStopped, drive
from tests.exchange.forms import carried, en, form_of, page, problems, radios, text, when, yes_no

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NONE = register_of((), declarations={}, organisation="nowhere")
FARMS, CLUBS = Comparison("farms", "is", "true"), Comparison("clubs", "is", "true")


def offering(**rules: Rule) -> Component:
    """Return a question about a help, with items for those of whom a rule is true."""
    items = (Item("loan", en("A loan")), *(Item(name, en(name), when=rule) for name, rule in rules.items()))
    return replace(radios("help"), items=items)


def asking(component: Component) -> Form:
    """Return a form that asks about a person, then the question, then more of who chose hay."""
    return form_of(
        page("/who", yes_no("farms"), yes_no("clubs"), to=("/help",)),
        page("/help", component, to=(when("/hay", "help", "hay"), "/end")),
        page("/hay", text("bales"), to=("/end",)),
        page("/end", text("full_name"), to=("/summary",)),
        page("/summary", kind="check"),
    )


def walked(texts: dict[str, str], answers: Mapping[str, Any]) -> Journey:
    """Return where somebody gets who answers so."""
    service = load_text(texts, bricks=BRICKS).service
    assert service is not None
    return drive(service, {"full_name": "Una Madeup", **answers}, parameters=NONE, at=AT)


def test_who_it_is_for_can_choose_it_and_rules_find_the_answer():
    report = Report()
    texts = carried(asking(offering(hay=FARMS)), report)
    assert report.lost == []
    assert problems(texts) == []
    farmer = {"farms": True, "clubs": False, "help": "hay", "bales": "3"}
    assert "your-answers/bales" in walked(texts, farmer).route


@pytest.mark.parametrize("chosen", ["loan", "hay"])
def test_others_choose_of_the_rest(chosen: str):
    texts = carried(asking(offering(hay=FARMS)))
    answers = {"farms": False, "clubs": False, "help_2": chosen}
    if chosen == "loan":
        assert "your-answers/bales" not in walked(texts, answers).route
    else:
        with pytest.raises(JourneyStopped):
            walked(texts, answers)


def test_two_conditions_are_four_lists():
    report = Report()
    texts = carried(asking(offering(hay=FARMS, kit=CLUBS)), report)
    assert texts["service.yaml"].count("type: choice") == 4
    assert report.lost == []
    assert problems(texts) == []


def test_an_item_that_nobody_can_be_offered_is_told():
    report = Report()
    texts = carried(asking(offering(hay=Comparison("help", "is", "loan"))), report)
    assert [(one["kind"], one["what"]) for one in report.lost if one["kind"] == "text"] == [
        ("text", "the item 'hay'")
    ]
    assert "hay: hay" not in texts["service.yaml"]


COUNTIES = ("fen", "moor", "vale", "wold", "dale")


def of_a_county(county: str) -> Rule:
    """Return the rule that a thing is for those who live in one county."""
    return Comparison("county", "is", county)


def by_county(component: Component) -> Form:
    """Return a form that asks where somebody lives, and then for a thing of theirs."""
    return form_of(
        page("/where", radios("county", *COUNTIES), to=("/help",)),
        page("/help", component, to=("/end",)),
        page("/end", text("full_name"), to=("/summary",)),
        page("/summary", kind="check"),
    )


def test_many_conditions_of_which_one_can_be_true_are_a_list_each():
    report = Report()
    texts = carried(by_county(offering(**{f"in_{one}": of_a_county(one) for one in COUNTIES})), report)
    assert report.lost == []
    assert problems(texts) == []
    assert texts["service.yaml"].count("type: choice") == 1 + len(COUNTIES)
    assert walked(texts, {"county": "vale", "help_3": "in_vale"}).position.here == "with_staff"
    with pytest.raises(JourneyStopped):
        walked(texts, {"county": "vale", "help_3": "in_fen"})


def test_conditions_that_come_out_in_too_many_ways_are_told():
    asked = tuple(yes_no(f"has_{number}") for number in range(5))
    rules = {f"item_{number}": Comparison(f"has_{number}", "is", "true") for number in range(5)}
    form = form_of(
        page("/who", *asked, to=("/help",)),
        page("/help", offering(**rules), to=("/summary",)),
        page("/summary", kind="check"),
    )
    report = Report()
    texts = carry(form, report, slug="a-thing")
    assert len([one for one in report.lost if "who is offered" in one["what"]]) == len(rules)
    assert texts["service.yaml"].count("type: choice") == 1
