"""A form of DEFRA's is read: its pages in order, who sees them, what they ask and what was lost."""

import copy
from decimal import Decimal

import pytest

from handrail.exchange.defra.read import read
from handrail.exchange.form import All, Comparison, Link, Named, RelativeDate, Some
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from tests.exchange.defra.hedges_form import condition, hedges, page, read_hedges

NOT_OWNER = "40000000-0000-4000-8000-000000000001"


class TestPages:
    def test_routing_is_by_order_and_each_page_says_who_sees_it(self):
        form, _ = read_hedges()
        assert (form.routing, page(form, "/exit-not-owner").when) == ("order", Named(NOT_OWNER))

    def test_controllers_say_what_a_page_is(self):
        form, _ = read_hedges()
        assert [one.kind for one in form.pages] == [
            "page",
            "home",
            "page",
            "exit",
            "page",
            "page",
            "page",
            "check",
            "confirmation",
            "status",
        ]

    def test_a_page_without_a_title_is_called_as_its_question(self):
        form, _ = read_hedges()
        assert page(form, "/plants").title == {"en": "What will you plant?"}

    def test_a_repeated_page_keeps_how_few_and_how_many(self):
        form, _ = read_hedges()
        repeat = page(form, "/long-hedge").repeat
        assert repeat is not None
        assert (repeat.name, repeat.least, repeat.most) == ("stretch", 2, 5)

    def test_what_comes_after_the_confirmation_is_not_on_the_way_to_it(self):
        form, report = read_hedges()
        assert page(form, "/claim").kind == "status"
        assert any(line.startswith("/claim comes after the confirmation") for line in report.notes)

    def test_what_a_question_is_called_in_sentences_for_mistakes_is_told(self):
        document = hedges()
        asked = next(one for one in document["pages"] if one["path"] == "/plants")["components"][0]
        asked["errorDescription"] = "The kind of hedge"
        _, report = read_hedges(document)
        assert any("not 'The kind of hedge'" in line for line in report.notes)
        asked["errorDescription"] = asked["title"].upper()
        assert not any("The kind of hedge" in line for line in read_hedges(document)[1].notes)

    def test_words_in_a_pages_settings_are_shown_on_it(self):
        form, _ = read_hedges()
        assert "every field that the hedge touches" in page(form, "/fields").components[0].content["en"]

    def test_details_that_a_register_would_know_are_asked(self):
        form, _ = read_hedges()
        asked = page(form, "/check-details").components
        assert [(one.name, one.type, one.required) for one in asked] == [
            ("businessName", "TextField", True),
            ("businessAddress", "UkAddressField", True),
            ("businessVat", "TextField", False),
        ]

    def test_a_choice_from_what_a_register_knows_is_written_instead(self):
        form, _ = read_hedges()
        assert page(form, "/fields").components[1].type == "MultilineTextField"

    def test_what_a_grants_settings_say_after_sending_is_read(self):
        document = hedges()
        document["metadata"]["confirmationContent"] = {"html": "<h2>What happens next</h2>"}
        sent = next(one for one in document["pages"] if one["path"] == "/confirmation")
        sent["config"] = {"panelTitle": "Hedges asked for"}
        form, _ = read_hedges(document)
        assert form.sent == {"en": "<h2>What happens next</h2>"}
        shown = [one.content["en"] for one in page(form, "/confirmation").components]
        assert "<h2>Hedges asked for</h2>" in shown

    def test_a_title_in_a_pages_settings_stands_above_its_words(self):
        document = hedges()
        document["pages"][0]["config"] = {"support": {"title": "Get help", "content": "<p>Ring us</p>"}}
        form, _ = read_hedges(document)
        shown = [one.content.get("en") for one in form.pages[0].components]
        assert "<h3>Get help</h3><p>Ring us</p>" in shown

    def test_where_to_write_to_is_found_where_older_forms_say_it(self):
        document = hedges()
        del document["metadata"]["supportEmail"]
        document["feedback"] = {"emailAddress": "hedges@fenmarch.example"}
        assert read_hedges(document)[0].contact == {"en": "hedges@fenmarch.example"}


class TestConditions:
    def test_a_comparison_names_the_question_and_not_its_id(self):
        form, _ = read_hedges()
        assert condition(form, "notOwner").rule == Comparison("ownsLand", "is", value=False)

    def test_a_number_is_a_number(self):
        form, _ = read_hedges()
        assert condition(form, "longHedge").rule == Comparison("hedgeMetres", "is at least", Decimal(500))

    def test_several_items_of_a_list_are_joined_as_the_form_says(self):
        form, _ = read_hedges()
        assert condition(form, "thorny").rule == All(
            (Comparison("plants", "contains", "hawthorn"), Comparison("plants", "contains", "blackthorn"))
        )

    def test_references_are_kept_as_references(self):
        form, _ = read_hedges()
        rule = condition(form, "longAndThorny").rule
        assert rule == All((Named(NOT_OWNER[:-1] + "2"), Named(NOT_OWNER[:-1] + "3")))

    def test_a_moment_before_or_after_now_is_read(self):
        form, _ = read_hedges()
        rule = condition(form, "plantedSoon").rule
        assert rule == Comparison("plantedOn", "is at most", RelativeDate(6, "months", "future"))

    def test_a_condition_on_nothing_is_lost_and_nothing_else_is(self):
        document = hedges()
        document["conditions"][0]["items"][0]["componentId"] = "gone"
        form, report = read_hedges(document)
        assert condition(form, "notOwner").rule is None
        assert [one["kind"] for one in report.lost if one["kind"] == "condition"] == ["condition"]

    def test_conditions_that_refer_to_each_other_in_a_circle_are_lost(self):
        document = hedges()
        document["conditions"][1]["items"] = [{"conditionId": document["conditions"][3]["id"]}]
        form, report = read_hedges(document)
        assert condition(form, "longHedge").rule is None
        assert condition(form, "longAndThorny").rule is None
        assert any("refers to itself" in one["why"] for one in report.lost)

    def test_a_page_whose_condition_is_not_there_is_shown_and_told(self):
        document = hedges()
        document["pages"][3]["condition"] = "gone"
        form, report = read_hedges(document)
        assert page(form, "/exit-not-owner").when is None
        assert "/exit-not-owner: there is no condition “gone”, so everyone sees it." in report.notes


WELSH = {
    "pages": {"10000000-0000-4000-8000-000000000003": {"title": "Ble fydd y gwrych?"}},
    "components": {"20000000-0000-4000-8000-000000000001": {"title": "Ai chi yw perchennog y tir?"}},
    "listItems": {"31000000-0000-4000-8000-000000000001": {"text": "Draenen wen"}},
}


class TestWords:
    def test_welsh_is_found_by_the_id_of_each_part(self):
        document = hedges()
        document["metadata"]["translations"] = {"cy": WELSH}
        form, _ = read_hedges(document)
        where = page(form, "/where")
        assert form.languages == ("en", "cy")
        assert (where.title["cy"], where.components[0].title["cy"]) == (
            "Ble fydd y gwrych?",
            "Ai chi yw perchennog y tir?",
        )
        assert page(form, "/plants").components[0].items[0].text["cy"] == "Draenen wen"

    def test_items_have_their_hints(self):
        form, _ = read_hedges()
        hints = [one.hint.get("en", "") for one in page(form, "/plants").components[0].items]
        assert hints == ["Has white flowers", "", "Slow to grow"]

    def test_an_item_may_ask_more_of_who_chooses_it(self):
        document = hedges()
        more = {"type": "additional-question", "name": "source", "title": "From which nursery?"}
        document["lists"][0]["items"][0]["extensions"] = [{"type": "exclusive"}, more]
        form, report = read_hedges(document)
        item = page(form, "/plants").components[0].items[0]
        (asked,) = item.asks
        assert (asked.type, asked.name, asked.title) == ("TextField", "source", {"en": "From which nursery?"})
        assert item.alone
        assert report.lost == read_hedges()[1].lost


class TestReport:
    def test_everything_is_counted(self):
        _, report = read_hedges()
        assert (report.pages, report.components, report.conditions) == (10, 12, 6)

    def test_settings_of_the_grants_own_site_are_told(self):
        _, report = read_hedges()
        told = [one["where"] for one in report.lost if one["kind"] == "setting"]
        assert "metadata, grantRedirectRules" in told
        assert "/fields, controller" in told

    def test_a_list_that_is_not_there_is_told(self):
        document = hedges()
        document["lists"] = []
        _, report = read_hedges(document)
        assert [line for line in report.notes if "there is no list" in line] == [
            f"/plants, plants: there is no list “{hedges()['lists'][0]['id']}” in the form."
        ]


PAYMENT = {
    "type": "PaymentField",
    "name": "payment",
    "title": "Fee",
    "options": {
        "amount": 12.5,
        "description": "Hedge grant fee",
        "conditionalAmounts": [{"condition": NOT_OWNER, "amount": 30}],
    },
}


def test_of_the_amounts_to_pay_the_first_that_holds_counts():
    document = hedges()
    document["pages"][4]["components"].append(PAYMENT)
    form, _ = read_hedges(document)
    first, usual = form.fees
    assert (first.pence, first.when) == (3000, Named(NOT_OWNER))
    assert usual.pence == 1250
    assert usual.when is not None


OLDER = {
    "name": "Register a hedge",
    "startPage": "/name",
    "pages": [
        {
            "path": "/name",
            "title": "Your name",
            "components": [{"type": "YesNoField", "name": "tall", "title": "Is it tall?", "options": {}}],
            "next": [
                {"path": "/tall", "condition": "isTall"},
                {"path": "/summary", "condition": ""},
                {"path": "/gone"},
            ],
        },
        {"path": "/tall", "title": "Tall hedges", "components": []},
        {"path": "/summary", "title": "Check", "controller": "./pages/summary.js"},
    ],
    "conditions": [
        {
            "name": "isTall",
            "displayName": "Is tall",
            "value": {
                "name": "isTall",
                "conditions": [
                    {
                        "field": {"name": "about.tall", "type": "YesNoField", "display": "Tall"},
                        "operator": "is",
                        "value": {"type": "Value", "value": "true", "display": "Yes"},
                    }
                ],
            },
        }
    ],
    "outputEmail": "hedges@fenmarch.example",
}


def test_a_page_of_a_program_that_names_no_next_leads_to_the_page_after_it():
    document = copy.deepcopy(OLDER)
    document["pages"][1]["controller"] = "HedgeScoreController"
    form, report = read_hedges(document)
    assert (page(form, "/tall").kind, page(form, "/tall").links) == ("page", (Link("/summary"),))
    assert any(line.startswith("/tall names no next page") for line in report.notes)


def test_an_older_form_goes_by_the_links_of_its_pages():
    form, report = read_hedges(OLDER)
    assert (form.source, form.routing) == ("DEFRA 1", "links")
    assert [(link.path, link.when) for link in form.pages[0].links] == [
        ("/tall", Named("isTall")),
        ("/summary", None),
    ]
    assert [one.kind for one in form.pages] == ["page", "exit", "check"]
    assert condition(form, "Is tall").rule == Comparison("tall", "is", value=True)
    assert [one["where"] for one in report.lost] == ["/name to /gone"]
    assert form.outputs[0].settings == {"emailAddress": "hedges@fenmarch.example"}


def test_a_form_as_defras_began_is_read_as_the_family_reads_it():
    family = {key: value for key, value in OLDER.items() if key != "outputEmail"}
    form, _ = read_hedges({**family, "version": 2, "fees": [{"description": "Fee", "amount": 500}]})
    assert form.source.startswith("XGov")
    assert [one.pence for one in form.fees] == [500]


@pytest.mark.parametrize("document", [{}, {"pages": []}, {"pages": "none"}, {**OLDER, "engine": "V3"}])
def test_what_is_no_form_is_refused_with_a_reason(document):
    with pytest.raises(NotReadable, match=r"pages|engine"):
        read(document, Report())


def older(*pages, conditions=()):
    """Return a definition of the first version."""
    return {"name": "Boats", "startPage": "/boat", "pages": list(pages), "conditions": list(conditions)}


def asks_whether(name, asked, operator="is", value="true"):
    """Return a condition of the first version that compares a question with yes or no."""
    field = {"name": asked, "type": "YesNoField", "display": asked}
    compared = {"field": field, "operator": operator, "value": {"type": "Value", "value": value}}
    return {"name": name, "displayName": name, "value": {"name": name, "conditions": [compared]}}


BOAT = {
    "path": "/boat",
    "title": "Boat",
    "components": [{"type": "YesNoField", "name": "sails", "title": "Does it sail?"}],
    "next": [{"path": "/mast", "condition": "gone"}, {"path": "/summary"}],
}
SUMMARY = {"path": "/summary", "title": "Check", "controller": "SummaryPageController"}


class TestWhatNobodyAsks:
    def test_a_condition_about_it_is_never_true_and_that_is_noted(self):
        report = Report()
        asked = older(BOAT, SUMMARY, conditions=[asks_whether("old", "mast")])
        form = read(asked, report)
        assert (form.conditions[0].rule, [one for one in report.lost if one["kind"] == "condition"]) == (
            Some(()),
            [],
        )
        assert (
            "Conditions ask about “mast”, which no page asks. That is never true, as before." in report.notes
        )

    def test_a_link_under_a_condition_that_is_not_there_is_not_followed(self):
        report = Report()
        mast = {"path": "/mast", "title": "Mast", "components": [], "next": [{"path": "/summary"}]}
        form = read(older(BOAT, mast, SUMMARY), report)
        assert [link.path for link in page(form, "/boat").links] == ["/summary"]
        assert [one["kind"] for one in report.lost] == ["link"]


class TestDrafts:
    """What drafts and the oldest forms of the format write otherwise."""

    @staticmethod
    def boats():
        yes_no = [{"id": "y", "text": "Yes", "value": True}, {"id": "n", "text": "No", "value": False}]
        seas = [{"id": "s1", "text": "North Sea", "value": "north"}]
        chosen = [[{"componentId": "c1", "operator": "==", "valueId": "y"}]]
        either = [*chosen, [{"componentId": "c2", "operator": "==", "valueId": "s1"}]]
        return {
            "name": "Boats",
            "pages": [
                {
                    "path": "/sails",
                    "title": "Sails",
                    "components": [{"id": "c1", "type": "YesNoField", "title": "Sails?", "list": "yn"}],
                },
                {
                    "path": "/seas",
                    "title": "Seas",
                    "components": [{"id": "c2", "type": "Checkboxes", "title": "Seas?", "list": "seas"}],
                    "condition": chosen,
                },
                {
                    "path": "/licence",
                    "title": "Licence",
                    "components": [
                        {
                            "id": "c3",
                            "type": "RadiosField",
                            "title": "Licence?",
                            "values": {"items": [{"label": "A day", "value": 1, "hint": "24 hours"}]},
                            "before": {"type": "Html", "content": "<p>Before</p>"},
                            "after": {"type": "Html", "content": "<p>After</p>"},
                        }
                    ],
                    "condition": either,
                },
                {"path": "/summary", "title": "Check", "components": []},
            ],
            "lists": [{"id": "yn", "items": yes_no}, {"id": "seas", "items": seas}],
        }

    def test_pages_follow_each_other_where_none_says_what_comes_next(self):
        form = read(self.boats(), Report())
        assert (form.routing, form.pages[-1].kind) == ("order", "check")

    def test_conditions_are_read_where_they_are_used(self):
        report = Report()
        form = read(self.boats(), report)
        sails = Comparison("c1", "is", value=True)
        assert page(form, "/seas").when == All((sails,))
        assert page(form, "/licence").when == Some(
            (All((sails,)), All((Comparison("c2", "contains", "north"),)))
        )
        assert (report.conditions, report.lost) == (2, [])

    def test_items_are_read_where_they_are_written(self):
        (item,) = page(read(self.boats(), Report()), "/licence").components[1].items
        assert (item.value, item.text, item.hint) == ("1", {"en": "A day"}, {"en": "24 hours"})

    def test_what_stands_before_and_after_a_question_is_read(self):
        parts = page(read(self.boats(), Report()), "/licence").components
        assert [one.content for one in parts] == [{"en": "<p>Before</p>"}, {}, {"en": "<p>After</p>"}]

    def test_a_short_name_of_a_type_is_read_as_the_type(self):
        assert page(read(self.boats(), Report()), "/seas").components[0].type == "CheckboxesField"


def test_two_pages_that_send_at_the_same_moment_are_told_apart():
    boat = {**BOAT, "events": {"onLoad": {"type": "http", "options": {"url": "https://example.org/a"}}}}
    form = read(older(boat, boat, SUMMARY), Report())
    assert [one.name for one in form.outputs] == ["/boat, onLoad", "/boat, onLoad (2)"]
