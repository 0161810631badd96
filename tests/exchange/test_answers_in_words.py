"""Words of a form that take in an answer come over so, where its question is one that is asked before."""

from dataclasses import replace

import pytest

from handrail.exchange.besides import bring
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Component, Item
from handrail.exchange.report import Report
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.write import write
from tests.exchange.forms import en, form_of, page, para, problems, text, yes_no

CHECK = page("/summary", kind="check")


def brought(*pages, **more):
    """The service of a form, as text, with what was told of it."""
    report = Report()
    texts = carry(form_of(*pages, CHECK, **more), report, slug="a-thing")
    assert problems(texts) == []
    return texts["service.yaml"], report


def titled(title, *components, path="/birth", to=("/summary",), **more):
    return replace(page(path, *components, to=to, **more), title=en(title))


NAME = page("/name", text("firstName", "What is your name?"), to=("/birth",), section="you")


@pytest.mark.parametrize(
    "place",
    [
        "{{ firstName }}",
        "{{firstName}}",
        "{{ you.firstName }}",
        "{{ 'firstName' | answer }}",
        "{{ firstName | escape | trim }}",
        "{%- assign named = 'firstName' | answer -%} {{ named }}",
    ],
)
def test_a_title_takes_in_an_answer_however_the_form_names_it(place):
    service, report = brought(NAME, titled(f"When was {place} born?", yes_no("born")))

    assert "When was ((first_name|…)) born?" in service
    assert report.lost == []
    assert any("((full_name|you))" in note for note in report.notes)


def test_the_form_s_own_words_stand_where_there_is_no_answer():
    title = "When was {{ firstName | default: 'this person' }} born?"

    service, report = brought(NAME, titled(title, yes_no("born")))

    assert "When was ((first_name|this person)) born?" in service
    assert report.lost == []


def test_hints_paragraphs_and_options_take_in_answers_too():
    asked = Component(
        "RadiosField",
        "who",
        where="who",
        title=en("Who is {{ firstName }} with?"),
        items=(Item("a", en("{{ firstName }}’s mother")), Item("b", en("Nobody"))),
    )
    content = replace(para("Ask **{{ firstName }}** first."), content_is="markdown")

    service, report = brought(NAME, page("/birth", content, asked, to=("/summary",)))

    assert "Ask **((first_name|…))** first." in service
    assert "Who is ((first_name|…)) with?" in service
    assert "a: ((first_name|…))’s mother" in service
    assert report.lost == []


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("{{ later }}", "the answer 'later' put into words"),
        ("{{ total }}", "the answer put into the title"),
        ("{{ firstName | upcase }}", "the answer put into the title"),
        ("{{ firstName | times: 2 }}", "the answer put into the title"),
    ],
)
def test_what_is_no_answer_asked_before_is_told_as_lost(place, told):
    after = page("/later", text("later", "What then?"), to=("/summary",))

    service, report = brought(NAME, titled(f"Is it {place}?", yes_no("born"), to=("/later",)), after)

    assert "Is it …?" in service
    assert [one["what"] for one in report.lost] == [told]
    assert report.lost[0]["kind"] == "text"


def test_a_choice_of_a_few_that_are_put_into_words_by_their_values_says_all_of_them():
    items = (Item("you", en("It is for me")), Item("they", en("It is for somebody else")))
    who = Component("RadiosField", "for", where="for", title=en("Who is it for?"), items=items)

    service, report = brought(
        page("/name", who, to=("/birth",)), titled("Do {{ for }} live alone?", yes_no("alone"))
    )

    assert "Do you or they live alone?" in service
    assert report.lost == []


def test_an_answer_never_comes_over_in_an_address():
    link = para('<p><a href="https://fen.example/{{ firstName }}">See</a></p>')

    service, report = brought(NAME, page("/birth", link, yes_no("born"), to=("/summary",)))

    assert "((" not in service
    assert [one["kind"] for one in report.lost] != []


def test_a_form_s_own_double_brackets_and_marks_come_over_as_text():
    odd = titled("Is ((firstName|x)) \ue010\ue100\ue011 {{ firstName }} here?", yes_no("born"))

    service, report = brought(NAME, odd)

    assert "((first_name|…)) here?" in service
    assert "\ue010" not in service
    assert "((firstName|x))" not in service
    assert report.lost == []


def test_words_that_take_in_an_answer_go_to_xgov_and_come_home_as_they_were():
    born = titled("When was {{ firstName | default: 'this person' }} born?", yes_no("born"))
    texts = carry(form_of(NAME, born, CHECK), Report(), slug="a-thing")

    file = write(texts, Report())
    home = bring(read(file, report=Report(), title="A form"), Report(), slug="a-thing")

    asked = next(one["title"] for one in file["pages"] if "born" in one["title"])
    assert asked == "When was {{ your_answers.first_name | default('this person') }} born?"
    assert "((" not in str(file["pages"])
    assert home["service.yaml"] == texts["service.yaml"]
    assert "((first_name|this person))" in home["service.yaml"]
