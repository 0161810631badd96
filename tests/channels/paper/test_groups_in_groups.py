"""Groups in groups on paper: each copy of the outer one has room for copies of the inner one."""

from handrail.channels.paper.blank import blank_form
from tests.channels.paper.documents import printed, words_of
from tests.walk.family import school_travel


def test_a_list_is_printed_in_every_copy_of_the_list_around_it():
    document = blank_form(school_travel(), organisation=None, language="en", large=False)
    text = words_of(printed(document))

    children = text.count("The children who travel: number")
    homes = text.count("Where the child lives: number")
    assert children >= 2
    assert homes >= 2 * children
    assert text.count("Children who already travel from this home: number") >= homes


def test_a_question_of_the_innermost_list_has_one_number_in_every_copy():
    document = blank_form(school_travel(), organisation=None, language="en", large=False)
    numbers = [
        one["number"] for one in document["blocks"] if one["is"] == "question" and one["label"] == NAME
    ]
    assert len(numbers) > 1
    assert len(set(numbers)) == 1


NAME = "What is their name?"
