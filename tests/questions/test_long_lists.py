"""One of a long list is found by its words, in any language and without a script."""

import pytest

from handrail.channels.govuk.fields import field
from handrail.channels.govuk.splice import spliced
from handrail.definition.brick import Refused
from handrail.questions.asking import Asking, told
from handrail.questions.field import input_of
from handrail.questions.types import TYPES
from handrail.questions.types.shape import Bounds
from tests.questions.kinds import TODAY, kept, question, wrong
from tests.walk.garden import allotment

ROADS = {f"r{number}": f"Sedge Row {number}" for number in range(1, 30)}
TOWNS = {**ROADS, "t1": "St Wick’s Côte", "t2": "Saltby", "t3": "Saltby End"}
ASKED = question("choice", options=TOWNS)
ASKING = Asking(allotment(), "s", ASKED, "en")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("Saltby", "t2"), (" saltby  END ", "t3"), ("st wicks cote", "t1"), ("r7", "r7")],
)
def test_words_typed_as_they_are_said_are_the_option(typed, stored):
    assert kept("choice", typed, asked=ASKED) == stored


def test_words_of_another_language_are_too():
    found = TYPES["choice"].parse(ASKED, {"": "Heli"}, Bounds(today=TODAY, said={"t2": ("Saltby", "Heli")}))

    assert found.value == "t2"


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("salt", "which_one", ["t2", "t3"]),
        ("Saltbey", "which_one", ["t2"]),
        ("zzz", "invalid", list(TOWNS)),
    ],
)
def test_what_may_have_been_meant_is_offered_and_the_whole_list_where_nothing_is_like_it(typed, name, meant):
    assert wrong("choice", typed, asked=ASKED) == name
    offered = [value for value, _ in TYPES["choice"].meant({"": typed}, "en", TOWNS)]
    assert offered[: len(meant)] == meant


def test_what_is_then_chosen_is_the_answer():
    assert kept("choice", {"": "salt", "meant": "t3"}, asked=ASKED) == "t3"


def test_it_is_asked_in_one_field_that_shows_the_words_of_what_is_stored():
    html = str(spliced(field(question=input_of(ASKING, value="t2"), asked="as_title", language="en")))

    assert 'value="Saltby"' in html
    assert html.count("<option>") == len(TOWNS)
    assert told(ASKING, "t2") == "Saltby"


def test_when_refused_it_shows_what_was_typed_and_what_it_may_mean():
    refused = Refused(errors={"q": "Which?"}, typed={"q": "salt"}, parts={})

    shown = input_of(ASKING, refused=refused)

    assert shown.values == {"q": "salt"}
    assert [one.label for one in shown.meant] == ["Saltby", "Saltby End"]


def test_a_short_list_is_ticked():
    assert (
        input_of(Asking(allotment(), "s", question("choice", options={"a": "A", "b": "B"}), "en")).kind
        == "radios"
    )
