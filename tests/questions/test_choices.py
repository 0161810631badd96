"""Several of an author's options, and the box that rules them all out."""

import pytest

from handrail.questions.types import TYPES
from tests.questions.kinds import kept, question, wrong

OPTIONS = {"walk": "Walking", "breath": "Breathing", "sight": "Seeing"}
ASKED = question("choices", options=OPTIONS, none="None of these")
WITHOUT_NONE = question("choices", options=OPTIONS)


def test_what_is_ticked_is_kept_in_the_authors_order():
    assert kept("choices", {"sight": "yes", "walk": "yes"}, asked=ASKED) == ["walk", "sight"]


def test_none_of_these_is_an_empty_list():
    assert kept("choices", {"none": "yes"}, asked=ASKED) == []


def test_none_of_these_rules_out_the_others():
    assert wrong("choices", {"none": "yes", "walk": "yes"}, asked=ASKED) == "none_and_others"


@pytest.mark.parametrize(
    ("ticked", "asked"),
    [
        ({"fly": "yes"}, ASKED),
        ({"none": "yes"}, WITHOUT_NONE),
        ({"walk": "on"}, ASKED),
        ({"": "walk"}, ASKED),
    ],
)
def test_a_box_the_form_does_not_have_is_refused(ticked, asked):
    assert wrong("choices", ticked, asked=asked) == "invalid"


def test_nothing_ticked_is_missing():
    assert wrong("choices", {"walk": " "}, asked=ASKED) == "missing"


def test_rules_see_a_list_and_people_read_the_words():
    kind = TYPES["choices"]
    labels = {**OPTIONS, "none": "None of these"}
    assert kind.fact(["walk"]) == ("walk",)
    assert kind.lines(["walk", "sight"], labels, "en") == ("Walking", "Seeing")
    assert kind.lines([], labels, "en") == ("None of these",)
