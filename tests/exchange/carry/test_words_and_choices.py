"""Questions answered in words or by picking keep their words, their limits and what follows."""

import pytest

from handrail.exchange.carry.asked import Answer
from handrail.exchange.form import All, Comparison, Item, Named
from handrail.exchange.patterns import fitted, searched
from handrail.exchange.report import Report
from handrail.terms.text_pattern import whole_text_fits
from tests.exchange.carry.kit import carried, field, written

ITEMS = (Item("walk", {"en": "On foot"}), Item("boat", {"en": "By boat"}))


def test_a_title_that_is_the_pages_is_asked_by_the_page():
    (asked,) = carried(field("TextField", "Name", options={"hideTitle": True}), title="What is your name?")

    assert asked.heading
    assert written(asked)["label"] == "What is your name?"


def test_among_others_a_question_keeps_its_own_title():
    first, _ = carried(
        field("TextField", "Name", options={"hideTitle": True}),
        field("TextField", "Town", name="town"),
        title="You",
    )

    assert not first.heading
    assert written(first)["label"] == "Name"


def test_a_question_that_may_be_left_empty_may_be():
    (asked,) = carried(field("TextField", required=False))

    assert written(asked)["optional"] is True


def test_a_hint_of_one_line_is_a_hint():
    (asked,) = carried(
        field("TextField", hint={"en": "<label class='govuk-hint'>As on your <b>card</b></label>"})
    )

    assert written(asked)["hint"] == "As on your card"


def test_a_hint_with_points_or_links_is_read_before_the_question():
    (asked,) = carried(field("TextField", hint={"en": "Such as:<ul><li>one</li></ul>"}))

    assert written(asked)["text"] == "Such as:\n\n- one"
    assert "hint" not in written(asked)


def test_an_authors_sentence_for_a_mistake_is_kept():
    messages = {"string.empty": "Enter {{#label}}", "number.unsafe": "Too odd"}
    report = Report()

    (asked,) = carried(
        field("TextField", "Town", options={"customValidationMessages": messages}), report=report
    )

    assert written(asked)["errors"] == {"missing": "Enter Town"}
    assert [one["kind"] for one in report.lost] == ["text"]


@pytest.mark.parametrize(("kind", "kept"), [("TextField", "Enter it"), ("RadiosField", "Choose it")])
def test_of_two_sentences_for_an_empty_answer_the_one_that_people_read_is_kept(kind: str, kept: str):
    messages = {"any.only": "Odd", "string.empty": "Enter it", "any.required": "Choose it"}
    report = Report()

    (asked,) = carried(
        field(kind, items=ITEMS, options={"customValidationMessages": messages}), report=report
    )

    assert written(asked)["errors"]["missing"] == kept
    assert report.lost == []


def test_a_sentence_about_a_length_is_said_of_a_number_that_is_not_right():
    messages = {"string.min": "A number has ten figures"}

    (asked,) = carried(field("TelephoneNumberField", options={"customValidationMessages": messages}))

    assert written(asked)["errors"] == {"invalid": "A number has ten figures"}


def test_words_are_limited_as_they_were():
    (asked,) = carried(field("FreeTextField", options={"maxWords": "500"}))

    assert written(asked)["limits"] == {"max_words": 500}


def test_yes_and_no_are_true_and_false_in_rules():
    (asked,) = carried(field("YesNoField", name="member"))

    assert written(asked)["type"] == "yes-no"
    assert asked.answers == {"member": Answer("member", "yes-no")}


@pytest.mark.parametrize(
    ("kind", "ours"), [("RadiosField", "choice"), ("SelectField", "choice"), ("CheckboxesField", "choices")]
)
def test_items_are_options(kind: str, ours: str):
    (asked,) = carried(field(kind, items=ITEMS, name="how"))

    assert (written(asked)["type"], written(asked)["options"]) == (
        ours,
        {"walk": "On foot", "boat": "By boat"},
    )
    assert asked.answers == {"how": Answer("how", ours)}


def test_items_with_values_that_cannot_stay_get_others():
    items = (Item("none", {"en": "Nothing"}), Item("", {"en": "Other"}), Item("Other", {"en": "Others"}))

    (asked,) = carried(field("CheckboxesField", items=items, name="what"))

    assert written(asked)["options"] == {"none-of-these": "Nothing", "Other": "Other", "Other-2": "Others"}
    assert asked.answers["what"].values == {"none": "none-of-these", "": "Other", "Other": "Other-2"}


def test_an_item_that_is_called_none_stays_so_where_one_is_chosen():
    (asked,) = carried(field("RadiosField", items=(Item("none", {"en": "No"}),), name="what"))

    assert written(asked)["options"] == {"none": "No"}


def test_what_an_item_asks_is_asked_of_who_chose_it():
    more = field("TextField", "Which boat?", name="boat_name", when=Named("afloat"))
    items = (ITEMS[0], Item("boat", {"en": "By boat"}, asks=(more,)))

    (asked,) = carried(field("RadiosField", items=items, name="how"))

    (then,) = asked.then
    assert then.when == All((Comparison("how", "is", "boat"), Named("afloat")))
    assert written(then)["label"] == "Which boat?"


def test_a_choice_from_a_list_without_items_is_asked_in_words():
    report = Report()

    (asked,) = carried(field("RadiosField"), report=report)

    assert [question.keys["type"] for question in asked.questions] == ["text"]
    assert (report.lost, report.notes) == (
        [],
        ["component told: its list has no items in the form; people write the answer themselves."],
    )


def test_a_pattern_is_held_to_with_the_forms_own_sentence():
    report = Report()
    messages = {"string.pattern.base": "Enter three capitals"}

    (asked,) = carried(
        field("TextField", schema={"regex": "^[A-Z]{3}$"}, options={"customValidationMessages": messages}),
        report=report,
    )

    assert written(asked)["limits"] == {"max_lines": 1, "matches": "[A-Z]{3}"}
    assert written(asked)["errors"] == {"wrong_form": "Enter three capitals"}
    assert report.lost == []


def test_a_pattern_that_needs_going_back_is_told():
    report = Report()

    (asked,) = carried(field("TextField", schema={"regex": r"^(?!0{5})\d+$"}), report=report)

    assert "matches" not in written(asked)["limits"]
    assert [one["kind"] for one in report.lost] == ["setting"]
    assert "invalid perl operator: (?!" in report.lost[0]["why"]


@pytest.mark.parametrize(
    ("searched_", "fits", "fails"),
    [
        ("^[A-Z]+$", "AB", "AB1"),
        ("[A-Z]", "1A1", "111"),
        ("^a|b$", "ax", "xa"),
        ("^a|b$", "xb", "bx"),
        (r"cost\$", "the cost$", "the cost"),
        (r"^[|)]\|$", "||", "|)"),
        (r"^\u00e9+$", "éé", "e"),
    ],
)
def test_a_pattern_means_what_it_meant_where_it_was_looked_for(searched_: str, fits: str, fails: str):
    assert whole_text_fits(fits, fitted(searched_))
    assert not whole_text_fits(fails, fitted(searched_))


@pytest.mark.parametrize("pattern", ["[0-9]{7}", "a|b", "(?:a)(?:b)", "(a|b)c", r"x\|y", "[(|]"])
def test_a_pattern_of_ours_comes_back_as_it_was(pattern: str):
    assert fitted(searched(pattern)) == pattern


def test_links_in_a_title_an_item_or_its_hint_stand_before_the_question():
    terms = "<a href='https://fen.example/terms'>the terms</a>"
    items = (
        Item("yes", {"en": f"I agree to {terms} and <a href='https://fen.example/fees'>fees</a>"}),
        Item("no", {"en": "I do not"}, {"en": f"Read {terms} first"}),
    )
    report = Report()
    title = "Do you agree to <a href='https://fen.example/rules'>our rules</a>?"

    (asked,) = carried(field("RadiosField", title, items=items), report=report)

    assert written(asked)["label"] == "Do you agree to our rules?"
    assert written(asked)["options"]["yes"] == "I agree to the terms and fees"
    assert written(asked)["text"] == (
        "[our rules](https://fen.example/rules)\n\n[the terms](https://fen.example/terms)\n\n"
        "[fees](https://fen.example/fees)"
    )
    assert report.lost == []
