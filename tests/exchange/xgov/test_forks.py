"""What forks of the XGov builder add, and what authors write by hand: read for what it does."""

import pytest

from handrail.exchange.carry.component import carry_component
from handrail.exchange.carry.service import carry
from handrail.exchange.form import Comparison, Link, Repeat
from handrail.exchange.report import Report
from handrail.exchange.xgov.reading import read
from tests.exchange.forms import problems
from tests.exchange.xgov.forms import form, page, question, when

SUMMARY = page("/summary", controller="./pages/summary.js")


def a_form(value):
    report = Report()
    return read(value, report=report), report


def pages_of(value):
    return {one.path: one for one in a_form(value)[0].pages}


def service_of(value):
    found, report = a_form(value)
    texts = carry(found, report, slug="boats", component=carry_component)
    assert problems(texts) == []
    return texts["service.yaml"], report


def words(kind, content, **more):
    return {"type": kind, "content": content, **more}


def test_the_stages_of_other_people_are_told_as_lost():
    stages = {"stages": [{"name": "manager", "pages": [page("/agree", question("YesNoField", "agree"))]}]}
    _, report = a_form(form(page("/boat", question("TextField", "name")), SUMMARY) | {"more": stages})
    assert [(one["what"], one["kind"]) for one in report.lost] == [("what “more” asks, on 1 page", "setting")]


class TestAPage:
    def test_shows_what_stands_below_it_too(self):
        value = form(
            page(
                "/boat",
                question("TextField", "name"),
                to=["/summary"],
                componentsAfter=[words("Para", "Ring the harbour.")],
            ),
            SUMMARY,
        )
        service, report = service_of(value)
        assert ("Ring the harbour." in service, report.components, report.lost) == (True, 2, [])

    def test_says_once_what_is_left_to_the_site_that_ran_it(self):
        value = form(
            page("/a", to=["/summary"], disableBackLink=True, backLinkFallback="/x"),
            page("/summary", controller="./pages/summary.js", disableBackLink=True),
        )
        said = [line for line in a_form(value)[1].notes if line.startswith("Pages say")]
        assert [line.split(",")[:2] for line in said] == [
            ["Pages say “backLinkFallback”", " “disableBackLink”"]
        ]

    def test_that_a_program_leads_on_leads_there(self):
        value = form(
            page("/start", controller="MagicLinkStartPageController"),
            page("/email", question("EmailAddressField", "email"), to=["/sent"]),
            page("/sent", controller="MagicLinkFirstSubmitPageController"),
            page("/check-your-email"),
        )
        found = pages_of(value)
        assert (found["/start"].links, found["/sent"].links) == (
            (Link("/email"),),
            (Link("/check-your-email"),),
        )

    def test_of_many_fields_that_repeats_is_a_list(self):
        crew = page(
            "/crew",
            question("TextField", "name"),
            question("NumberField", "age"),
            to=["/summary"],
            controller="RepeatedMultiFieldPageController",
            options={"sectionKey": "crew"},
        )
        repeat = pages_of(form(crew, SUMMARY))["/crew"].repeat
        assert repeat == Repeat("crew", {"en": "Crew"}, least=1, most=20)

    def test_that_shows_answers_and_sends_is_the_check(self):
        value = form(
            page("/a", question("TextField", "name"), to=["/review"]),
            page(
                "/review",
                {"type": "SummaryLists", "content": [{"title": "You"}]},
                controller="HeadlessSummaryPageController",
            ),
        )
        _, report = service_of(value)
        assert (pages_of(value)["/review"].kind, report.carried) == ("check", 1)

    def test_where_a_program_looks_up_what_is_chosen_asks_for_it_in_words(self):
        value = form(
            page(
                "/berth",
                question("RadiosField", "berth", list="berths"),
                to=["/summary"],
                controller="SelectABerthPageController",
            ),
            SUMMARY,
            lists=[{"name": "berths", "title": "Berths", "type": "string", "items": []}],
        )
        service, report = service_of(value)
        assert ("type: text" in service, report.carried) == (True, 1)


class TestAComponent:
    @pytest.mark.parametrize(
        ("kind", "type_"),
        [
            ("NationalInsuranceField", "national-insurance-number"),
            ("AddressLookupField", "text"),
            ("TextFieldCustom", "text"),
        ],
    )
    def test_of_a_fork_asks_the_same(self, kind, type_):
        value = form(page("/a", question(kind, "it"), to=["/summary"]), SUMMARY)
        service, report = service_of(value)
        assert (f"type: {type_}" in service, report.carried) == (True, 1)

    def test_that_sets_fields_together_asks_each_below_its_title(self):
        reach = {
            "type": "Fieldset",
            "name": "reach",
            "title": "How do we reach you?",
            "options": {"validation": [{"fields": ["phone", "mail"], "minRequired": 1}]},
            "components": [question("TelephoneNumberField", "phone"), question("EmailAddressField", "mail")],
        }
        service, report = service_of(form(page("/a", reach, to=["/summary"]), SUMMARY))
        assert service.index("How do we reach you?") < service.index("type: telephone")
        assert ("type: email" in service, report.carried) == (True, 1)
        assert [one["what"] for one in report.lost] == ["how few of its fields must be filled in"]

    def test_that_nobody_sees_is_asked_of_nobody(self):
        hidden = question("TextField", "from", options={"classes": "govuk-!-display-none", "required": False})
        value = form(page("/a", hidden, question("TextField", "name"), to=["/summary"]), SUMMARY)
        service, _ = service_of(value)
        assert service.count("type: text") == 1

    def test_whose_items_have_marked_words_offers_them_without_the_marks(self):
        agree = {
            "name": "agree",
            "title": "Agree",
            "items": [{"html": "<p>I <b>agree</b></p>", "value": "y"}],
        }
        value = form(
            page("/a", question("CheckboxesField", "ok", list="agree"), to=["/summary"]),
            SUMMARY,
            lists=[agree],
        )
        service, _ = service_of(value)
        assert "I agree" in service


def test_a_comparison_that_was_written_by_hand_is_read_for_what_it_says():
    value = form(
        page("/a", question("NumberField", "length"), to=["/summary"]),
        SUMMARY,
        conditions=[when("long", "length", "NumberField", "greaterThan", "12")],
    )
    rule = a_form(value)[0].conditions[0].rule
    assert rule == Comparison("length", "is more than", 12)


class TestALinkToAPageOfTheForm:
    @staticmethod
    def linked(href):
        link = words("Html", f'<p><a href="{href}">There</a></p>')
        value = form(
            page("/a", question("TextField", "name"), link, to=["/b"]), page("/b", to=["/summary"]), SUMMARY
        )
        return service_of(value)[1]

    def test_where_the_page_leads_on_is_not_lost(self):
        report = self.linked("/boats/b")
        assert (report.lost, [line for line in report.notes if "Continue" in line]) == (
            [],
            ["/a, Html, content: Continue leads to /b, as a link did."],
        )

    def test_elsewhere_is_told_for_what_it_is(self):
        assert [one["why"].split(";")[0] for one in self.linked("summary").lost] == [
            "It leads to another page of the form"
        ]

    def test_of_another_site_is_told_as_such(self):
        assert [one["why"] for one in self.linked("/other/page").lost] == [
            "It leads to a page of the old site, which is not part of the form."
        ]
