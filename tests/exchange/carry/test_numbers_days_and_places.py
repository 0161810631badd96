"""Numbers, days, ways to reach people, documents and tables of answers are carried as questions of ours."""

import pytest

from handrail.exchange.carry.asked import Answer
from handrail.exchange.carry.types import CARRIERS
from handrail.exchange.form import Comparison, Item
from handrail.exchange.report import Report
from tests.exchange.carry.kit import carried, field, written


@pytest.mark.parametrize(
    ("options", "schema", "kind", "limits"),
    [
        ({}, {}, "decimal-number", None),
        ({"prefix": "£"}, {"min": 0, "max": "999.50"}, "money", {"min": "0", "max": "999.50"}),
        ({}, {"precision": 0}, "whole-number", None),
        ({"prefix": {"text": "£"}}, {}, "money", None),
        ({}, {"precision": 2, "max": "many"}, "decimal-number", {"max_decimals": 2}),
    ],
)
def test_a_number_keeps_its_bounds(options, schema, kind, limits):
    (asked,) = carried(field("NumberField", options=options, schema=schema, name="how_many"))

    assert (written(asked)["type"], written(asked).get("limits")) == (kind, limits)
    assert asked.answers == {"how_many": Answer("how_many", "number")}


def test_a_unit_stays_beside_the_number():
    (asked,) = carried(field("NumberField", options={"suffix": "hectares"}))

    assert written(asked)["suffix"] == "hectares"


@pytest.mark.parametrize(
    ("options", "limits"),
    [
        ({"maxDaysInPast": "0"}, {"not_before": "today()"}),
        ({"maxDaysInFuture": 60}, {"not_after": 'today() + duration("P60D")'}),
        ({"maxDaysInPast": 7, "maxDaysInFuture": "x"}, {"not_before": 'today() - duration("P7D")'}),
    ],
)
def test_a_day_may_be_so_long_ago_or_so_soon(options, limits):
    (asked,) = carried(field("DatePartsField", options=options))

    assert written(asked)["limits"] == limits


def test_the_sentence_for_a_day_that_is_too_late_is_of_the_future_where_today_is_the_last():
    options = {"maxDaysInFuture": 0, "customValidationMessages": {"date.max": "Not yet"}}

    (asked,) = carried(field("DatePartsField", options=options))

    assert written(asked)["errors"] == {"in_future": "Not yet"}


def test_a_moment_is_a_day_and_a_time():
    report = Report()

    (asked,) = carried(field("DateTimeField", "When did it begin?", name="began"), report=report)

    assert [one.written("en")["label"] for one in asked.questions] == ["When did it begin?", "At what time?"]
    assert asked.answers["began"] == Answer("began", "date")
    assert report.notes


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("TelephoneNumberField", "telephone"),
        ("EmailAddressField", "email"),
        ("WebsiteField", "website"),
        ("MonthYearField", "month-year"),
        ("TimeField", "time"),
        ("UkAddressField", "uk-address"),
        ("EastingNorthingField", "place"),
        ("OsGridRefField", "place"),
        ("NationalGridFieldNumberField", "place"),
        ("LatLongField", "place"),
        ("GeospatialField", "place"),
    ],
)
def test_what_has_a_type_of_ours_is_of_that_type(kind, ours):
    (asked,) = carried(field(kind))

    assert written(asked)["type"] == ours


def test_the_parts_of_an_address_can_be_compared():
    (asked,) = carried(field("UkAddressField", name="home"))

    assert asked.answers["home__postcode"] == Answer("home.postcode", "text")


def test_a_file_becomes_a_document_that_needs_no_upload():
    zone = {"maxFiles": 1, "acceptedFiles": "application/pdf,.docx,x/unheard-of"}

    (asked,) = carried(
        field("ClientSideFileUploadField", "Upload your plan", name="plan", options={"dropzoneConfig": zone})
    )

    question = written(asked)
    assert (question["type"], list(question["options"])) == ("evidence", ["post", "counter", "email"])
    assert question["text"] == "We take these kinds of file: PDF, DOCX.\n\nSend one document."
    assert asked.answers == {"plan": Answer("plan.way", "choice")}


def test_several_files_are_so_many_documents():
    (asked,) = carried(field("FileUploadField", schema={"min": 2, "max": 5}))

    assert written(asked)["text"] == "Send at least 2 documents.\n\nSend at most 5 documents."


def test_a_table_of_answers_is_a_group():
    children = (
        field("TextField", "Source", name="source"),
        field("NumberField", "Amount", name="amount", options={"prefix": "£"}),
    )

    (asked,) = carried(field("MultiInputField", "Costs", name="costs", children=children))

    (group,) = asked.groups
    assert (group.id, group.title, group.name_by, group.least) == ("costs", {"en": "Costs"}, "source", 1)
    assert [one.keys["type"] for one in group.questions] == ["text", "money"]
    assert asked.answers["costs"] == Answer("costs", "list")


@pytest.mark.parametrize(
    ("schema", "bounds"), [({}, (1, 20)), ({"min": 2, "max": "5"}, (2, 5)), ({"max": 9000}, (1, 200))]
)
def test_a_table_of_answers_has_as_many_rows_as_the_form_says(schema, bounds):
    children = (field("TextField", "Source", name="source"),)

    (asked,) = carried(field("MultiInputField", "Costs", name="costs", children=children, schema=schema))

    assert (asked.groups[0].least, asked.groups[0].most) == bounds


def test_an_item_in_a_table_asks_more_of_who_chose_it():
    more = field("TextField", "Which?", name="which")
    items = (Item("a", {"en": "One"}), Item("b", {"en": "Other"}, asks=(more,)))

    (asked,) = carried(
        field(
            "MultiInputField",
            "Costs",
            name="costs",
            children=(field("RadiosField", items=items, name="kind"),),
        )
    )

    (group,) = asked.groups
    assert group.questions[1].when == Comparison("kind", "is", "b")


def test_contacts_are_named_and_reached():
    (asked,) = carried(field("ContactDetailsCollection", "Close contacts", name="contacts"))

    assert [one.keys["type"] for one in asked.groups[0].questions] == ["text", "telephone", "email"]


def test_a_declaration_is_read_and_agreed_to():
    (asked,) = carried(
        field("DeclarationField", "I agree", content={"en": "<p>It is true.</p>"}, name="true")
    )

    assert asked.text == {"en": "It is true."}
    assert written(asked)["type"] == "declaration"
    assert asked.answers == {"true": Answer("true", "boolean")}


def test_what_was_never_asked_is_told_and_not_asked():
    report = Report()

    (asked,) = carried(field("HiddenField"), report=report)

    assert not asked.questions
    assert [one["kind"] for one in report.lost] == ["setting"]


ODD = ({"min": "x"}, {"max": []}, {"precision": {}}, {"length": -1}, {"regex": 5}, {"min": True, "max": None})


@pytest.mark.parametrize("schema", ODD, ids=str)
@pytest.mark.parametrize("kind", sorted(CARRIERS))
def test_no_setting_breaks_a_type(kind, schema):
    options = {
        "maxWords": [], "prefix": 3, "suffix": {}, "maxDaysInPast": {}, "dropzoneConfig": "no", "accept": 7,
        "customValidationMessages": ["no"], "pageOptions": "no", "minimumRequiredFiles": "all",
    }  # fmt: skip

    carried(field(kind, options=options, schema=schema, items=(Item("", {}),)))
