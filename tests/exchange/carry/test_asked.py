"""What is said of a question in one language, and of a component that no format has."""

import pytest

from handrail.exchange.carry.asked import Asked, Question
from handrail.exchange.carry.component import carry_component
from handrail.exchange.form import Component, Page
from handrail.exchange.report import Report
from tests.exchange.carry.kit import PlainIds

HOW = Question(
    id="how",
    keys={"type": "choice"},
    words={
        "label": {"en": "How did you come?", "cy": "Sut y daethoch?"},
        "options.walk": {"en": "On foot", "cy": "Ar droed"},
        "options.boat": {"en": "By boat"},
    },
)


@pytest.mark.parametrize(
    ("language", "label", "walk"),
    [("en", "How did you come?", "On foot"), ("cy", "Sut y daethoch?", "Ar droed")],
)
def test_a_question_is_written_in_the_language_that_is_asked_for(
    language: str, label: str, walk: str
) -> None:
    written = HOW.written(language)

    assert written == {
        "question": "how",
        "type": "choice",
        "label": label,
        "options": {"walk": walk, "boat": "By boat"},
    }


def test_a_component_of_no_known_type_is_lost_with_a_reason() -> None:
    report = Report()
    component = Component(type="HologramField", name="ghost", where="page /start, component ghost")

    asked = carry_component(
        component, page=Page(path="/start", where="page /start", title={}), ids=PlainIds(), report=report
    )

    assert asked == Asked()
    assert report.lost == [
        {
            "where": "page /start, component ghost",
            "what": "HologramField 'ghost'",
            "why": "There is no component of this type in the formats that can be read.",
            "kind": "component",
        }
    ]
