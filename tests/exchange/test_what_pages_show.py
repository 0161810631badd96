"""Whatever a page shows comes over: where it cannot stand as it stood, it stands where it is read."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import yaml

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Comparison, Component, Form, Operator
from handrail.exchange.report import Report
from handrail.walk.journeys import drive
from tests.exchange.forms import boxes, en, form_of, page, problems, text, when

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NONE = register_of((), declarations={}, organisation="nowhere")
CHECK = page("/summary", kind="check")


def help_with(words: str) -> Component:
    """Return text that opens on request."""
    return Component(
        "Details", "help", where="help", title=en("Help with costs"), content=en(f"<p>{words}</p>")
    )


def for_some(words: str, *chosen: str) -> Component:
    """Return text for those who chose some animals, and no others."""
    operator: Operator = "contains"
    rule = Comparison("animals", operator, chosen[0])
    return Component("Html", words, where=words, content=en(f"<p>{words}</p>"), when=rule)


def came(form: Form) -> tuple[list[Any], dict[str, str], Report]:
    """Return the pages that come of a form, all its texts, and what was told."""
    report = Report()
    texts = carry(form, report, slug="animals")
    assert problems(texts) == []
    return yaml.safe_load(texts["service.yaml"])["steps"][0]["pages"], texts, report


def test_a_page_with_a_title_alone_stays_a_page_and_says_so():
    pages, _, report = came(form_of(page("/a", text("a"), to=("/b",)), page("/b", to=("/summary",)), CHECK))
    assert (pages[1]["title"], pages[1]["text"]) == (
        "The page /b",
        "There is nothing to answer on this page.",
    )
    assert any(line.startswith("/b shows nothing but its title") for line in report.notes)


def test_help_alone_on_a_page_is_what_the_page_tells():
    form = form_of(
        page("/a", text("a"), to=("/b",)), page("/b", help_with("Ask us"), to=("/summary",)), CHECK
    )
    pages, _, _ = came(form)
    assert pages[1]["text"] == "## Help with costs\n\nAsk us"


def test_help_beside_a_list_is_read_before_the_list():
    columns = (text("item"), text("pounds"))
    table = Component("MultiInputField", "costs", where="costs", title=en("Costs"), children=columns)
    form = form_of(page("/costs", help_with("Half of it at most"), table, to=("/summary",)), CHECK)
    (group,), _, report = came(form)
    assert group["text"] == "**Help with costs**\n\nHalf of it at most"
    assert report.lost == []


class TestAnExit:
    def stopping(self, *content: Component) -> Form:
        """Return a form that stops for who keeps hens or geese, and tells something there."""
        stop = page("/stop", *content, kind="exit")
        ways = (when("/stop", "animals", "hens", "contains"), when("/stop", "animals", "geese", "contains"))
        asked = page("/animals", boxes("animals", "hens", "geese", "pigs"), to=(*ways, "/summary"))
        return form_of(asked, stop, CHECK)

    @pytest.mark.parametrize(
        ("chosen", "told"),
        [
            (["hens"], "For hens"),
            (["geese"], "For geese"),
            (["hens", "geese", "pigs"], "For hens\n\nFor geese"),
        ],
    )
    def test_tells_some_what_is_for_them(self, chosen: list[str], told: str):
        form = self.stopping(for_some("For hens", "hens"), for_some("For geese", "geese"))
        pages, texts, report = came(form)
        service = load_text(texts, bricks=BRICKS).service
        assert service is not None
        journey = drive(service, {"animals": chosen}, parameters=NONE, at=AT)
        here = journey.position.exit
        assert here is not None
        (own,) = [one for one in pages if one.get("exit") == here.page]
        assert own["text"] == told
        assert report.lost == []

    def test_shows_its_help_as_text(self):
        pages, _, _ = came(self.stopping(help_with("Ask us")))
        assert pages[-1]["text"] == "## Help with costs\n\nAsk us"

    def test_shows_all_to_everyone_and_tells_it_where_there_would_be_too_many(self):
        kinds = ("hens", "geese", "pigs", "cows", "bees")
        stop = page("/stop", *(for_some(f"For {kind}", kind) for kind in kinds), kind="exit")
        ways = (when("/stop", "animals", "hens", "contains"), "/summary")
        form = form_of(page("/animals", boxes("animals", *kinds), to=ways), stop, CHECK)
        pages, _, report = came(form)
        assert pages[-1]["text"] == "\n\n".join(f"For {kind}" for kind in kinds)
        assert [(one["where"], one["kind"]) for one in report.lost] == [("/stop", "text")]


def test_what_only_some_read_after_sending_is_read_by_all_and_told():
    asked = page("/animals", boxes("animals", "hens", "pigs"))
    sent = page("/sent", for_some("We send you rings", "hens"), kind="confirmation")
    form = replace(form_of(asked, CHECK, sent), routing="order")
    _, texts, report = came(form)
    assert "We send you rings" in yaml.safe_load(texts["service.yaml"])["after_you_send"]
    assert [(one["where"], one["kind"]) for one in report.lost] == [("/sent", "text")]
