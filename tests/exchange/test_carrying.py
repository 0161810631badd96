"""What a form becomes besides its pages: fees, a step for the team, decisions, words, and nothing broken."""

from dataclasses import replace
from decimal import Decimal

import pytest

from handrail.bricks import BRICKS
from handrail.definition.dated import register_of
from handrail.definition.load import load_text
from handrail.exchange.carry.asked import Asked, Question
from handrail.exchange.carry.decisions import NotDecided, read_decisions
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Comparison, Component, Fee, Form, Output, Page
from handrail.exchange.report import Report
from handrail.walk.journeys import drive
from tests.exchange.forms import carried, en, form_of, number, page, problems, radios, stand_in, text, yes_no
from tests.exchange.test_same_pages import AT

SETTLED = """
organisation: north-fenmarch
role: Head of Things
need: I want a thing, so I ask for it.
lawful_basis: public task
basis_source: Things Act 1999, section 1
keep: 6 years after the case ends
used_for: To decide who gets a thing
channels: [phone, post]
within: 10 working days
review_within: 1 month
review: Write to us. Another person will look.
outputs: {mail: Answer the letter by hand}
"""


def thing(**more: object) -> Form:
    """Return a form of two questions."""
    return form_of(
        page("/garden", yes_no("garden"), to=("/count",)),
        page("/count", number("trees"), text("note", required=False), to=("/summary",)),
        page("/summary", kind="check"),
        outputs=(Output("mail", "Post room", "email"),),
        **more,
    )


class TestDecisions:
    def test_what_is_settled_once_leaves_nothing_to_decide(self):
        texts = carried(thing(), decisions=read_decisions(SETTLED, language="en"))
        assert [one.problem for one in problems(texts, "to decide")] == []
        assert problems(texts) == []

    def test_without_them_nothing_is_broken_and_much_is_to_decide(self):
        texts = carried(thing())
        assert problems(texts) == []
        assert len(problems(texts, "to decide")) > 5

    def test_the_file_asks_each_thing_and_keeps_what_was_settled(self):
        text_ = carried(thing(), decisions=read_decisions(SETTLED, language="en"))["decisions.yaml"]
        again = read_decisions(text_, language="en")
        assert again == read_decisions(SETTLED, language="en")
        assert "Where the form sent what it was told" in text_

    def test_staff_are_told_what_became_of_each_output(self):
        texts = carried(thing(), decisions=read_decisions(SETTLED, language="en"))
        assert "Post room: Answer the letter by hand" in texts["service.yaml"]

    def test_a_file_that_says_something_else_is_refused_with_its_line(self):
        with pytest.raises(NotDecided, match=r"decisions.yaml:1: 'organization' is not something"):
            read_decisions("organization: north-fenmarch\n", language="en")

    def test_words_may_be_settled_in_each_language(self):
        found = read_decisions("need: {en: I need it., cy: Mae ei angen arnaf.}", language="en")
        assert found.words("need") == {"en": "I need it.", "cy": "Mae ei angen arnaf."}


class TestFees:
    @pytest.mark.parametrize(
        ("answers", "pounds"),
        [
            ({"garden": True, "trees": 3}, "16"),
            ({"garden": False, "trees": 3}, "6"),
            ({"garden": True, "trees": 0}, "10"),
        ],
    )
    def test_what_is_to_be_paid_is_the_sum_of_the_fees_that_apply(
        self, answers: dict[str, object], pounds: str
    ):
        fees = (
            Fee({"en": "For a garden"}, 1000, when=Comparison("garden", "is", "true")),
            Fee({"en": "For each tree"}, 200, multiplier="trees"),
        )
        texts = carried(thing(fees=fees))
        assert problems(texts) == []
        service = load_text(texts, bricks=BRICKS).service
        assert service is not None
        register = register_of((), declarations={}, organisation="nowhere")
        journey = drive(service, answers, parameters=register, at=AT)
        assert journey.position.facts["to_pay"] == Decimal(pounds)

    @pytest.mark.parametrize(("chosen", "pounds"), [("1", "2.50"), ("12", "30")])
    def test_a_fee_may_be_for_each_of_a_number_that_is_chosen(self, chosen: str, pounds: str):
        asked = page("/many", radios("trees", "1", "12"), to=("/summary",))
        fee = Fee({"en": "For each tree"}, 250, multiplier="trees")
        texts = carried(form_of(asked, page("/summary", kind="check"), fees=(fee,)))
        assert problems(texts) == []
        service = load_text(texts, bricks=BRICKS).service
        assert service is not None
        register = register_of((), declarations={}, organisation="nowhere")
        journey = drive(service, {"trees": chosen}, parameters=register, at=AT)
        assert journey.position.facts["to_pay"] == Decimal(pounds)

    def test_people_read_the_fees_before_they_start(self):
        texts = carried(thing(fees=(Fee({"en": "For a garden"}, 1050),)))
        assert "For a garden: £10.50" in texts["service.yaml"]

    def test_a_fee_by_what_is_no_number_is_told(self):
        report = Report()
        carried(thing(fees=(Fee({"en": "For each"}, 100, multiplier="garden"),)), report)
        assert [one["kind"] for one in report.lost] == ["setting"]


class TestWords:
    def test_words_in_both_languages_become_a_file_of_words(self):
        page_ = Page("/one", "/one", {"en": "One", "cy": "Un"}, components=(yes_no("garden"), text("note")))
        form = Form(
            {"en": "A thing", "cy": "Peth"}, "a test", "/one", (page_,), "links", languages=("en", "cy")
        )
        words = carried(form)["words/cy.yaml"]
        assert "text: Peth" in words
        assert "text: Un" in words
        assert "garden?" not in words


class TestTheTitleOfASection:
    @pytest.mark.parametrize(
        ("title", "named"),
        [("Eligibility", "eligibility"), ("checkBeforeStart", "your-answers"), ("Section 2", "your-answers")],
    )
    def test_is_the_steps_unless_a_builder_made_it_up(self, title, named):
        pages = (page("/one", yes_no("garden"), section="s"),)
        texts = carried(form_of(*pages, sections={"s": {"en": title}}))
        assert f"- ask: {named}" in texts["service.yaml"]


class TestNothingBroken:
    def test_what_our_format_cannot_say_is_left_out_and_told(self):
        def odd(component: Component, *, page: Page, ids: object, report: Report) -> Asked:
            found = stand_in(component, page=page, ids=ids, report=report)
            keys = {**found.questions[0].keys, "limits": {"max_length": "many"}}
            return Asked(questions=(Question(found.questions[0].id, keys, found.questions[0].words),))

        report = Report()
        texts = carry(form_of(page("/one", text("note"))), report, slug="odd", component=odd)
        assert problems(texts) == []
        assert [one["what"] for one in report.lost] == ["'limits' of the question 'note'"]


class TestExamples:
    def test_invented_people_go_each_way_that_staff_can_decide(self):
        texts = carried(thing())
        assert "result: accept" in texts["examples.yaml"]
        assert "result: refuse" in texts["examples.yaml"]
        assert [one for one in problems(texts) if one.where.file == "examples.yaml"] == []


def test_a_title_that_reckons_with_answers_says_what_it_can_and_tells_the_rest():
    report = Report()
    title = en("{% assign cost = 'cost' | answer %} Can you pay {{ cost | times: 2 }}?")
    pay = replace(page("/pay", yes_no("pay"), to=("/summary",)), title=title)
    texts = carried(form_of(pay, page("/summary", kind="check")), report)
    assert ("{%" in texts["service.yaml"], "Can you pay …?" in texts["service.yaml"]) == (False, True)
    assert [one["what"] for one in report.lost] == [
        "the answer put into the title",
        "the conditions inside the title",
    ]


def test_questions_that_no_rule_tests_may_be_as_many_as_a_form_has():
    many = [text(f"t{number}", required=False) for number in range(350)]
    pages = [page(f"/p{at}", *many[at : at + 50], to=(f"/p{at + 50}",)) for at in range(0, 350, 50)]
    texts = carried(form_of(*pages, page("/p350", kind="check")))
    assert texts["service.yaml"].count("type: text") == 350
