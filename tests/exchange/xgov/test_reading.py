"""XGov definitions as forms: what each part is read as."""

import json

import pytest

from handrail.exchange.form import Comparison, Link, Named, Output, Repeat, Some
from handrail.exchange.formats import read_form
from handrail.exchange.loading import NotReadable, load_file
from handrail.exchange.report import Report
from handrail.exchange.second_language import merge
from handrail.exchange.xgov.reading import read
from tests.exchange.xgov.forms import SAMPLE_FILES, SAMPLES, allotments, form, page, question


def a_form(value):
    report = Report()
    return read(value, report=report), report


def pages_of(value):
    return {one.path: one for one in a_form(value)[0].pages}


class TestAForm:
    def test_has_its_parts_counted(self):
        report = a_form(allotments())[1]
        assert (report.pages, report.components, report.conditions, report.lost) == (9, 11, 4, [])

    def test_has_its_titles_by_language_and_its_sections(self):
        found, _ = a_form(allotments())
        assert (found.name, found.languages, found.sections["plots"]) == (
            {"en": "Rent an allotment"},
            ("en",),
            {"en": "The plot"},
        )

    def test_of_two_languages_has_both(self):
        found, _ = a_form(form(page("/a", title={"en": "One", "cy": "Un"})))
        assert (found.languages, found.pages[0].title) == (("en", "cy"), {"en": "One", "cy": "Un"})

    def test_that_says_it_is_welsh_is_in_welsh(self):
        found, _ = a_form(form(page("/a", title="Un"), metadata={"isWelsh": True}))
        assert (found.languages, found.pages[0].title) == (("cy",), {"cy": "Un"})

    def test_keeps_no_key_and_says_so(self):
        found, report = a_form(allotments())
        assert found.outputs == (
            Output("hook", "To the team", "webhook", {"url": "https://example.org/in"}),
            Output("mail", "To you", "notify", {"templateId": "t1", "emailField": "you.email"}),
        )
        assert found.kept == {"phaseBanner": {"phase": "beta"}}
        assert [line.split("“")[1] for line in report.notes] == [
            "url” holds a key or other secret and was left out.",
            "apiKey” holds a key or other secret and was left out.",
            "payApiKey” holds a key or other secret and was left out.",
        ]

    def test_has_its_fees_in_pence_by_what_multiplies_them(self):
        fee = a_form(allotments())[0].fees[0]
        assert (fee.pence, fee.multiplier, fee.when) == (250, "spades", Named("needsSpade"))

    def test_has_what_is_read_after_sending(self):
        assert a_form(allotments())[0].sent == {"en": "<h2>Sent</h2>\n<p>We will write to you.</p>"}


class TestAPage:
    def test_is_of_a_kind_by_its_controller_or_by_where_it_leads(self):
        kinds = {path: one.kind for path, one in pages_of(allotments()).items()}
        assert (kinds["/start"], kinds["/you"], kinds["/not-now"], kinds["/summary"]) == (
            "start",
            "page",
            "exit",
            "check",
        )

    def test_on_which_people_confirm_what_they_said_checks_it(self):
        last = {**page("/confirm"), "controller": "./pages/confirm.js", "next": []}
        found = pages_of(form(page("/a", question("YesNoField", "a"), to=("/confirm",)), last))
        assert found["/confirm"].kind == "check"

    def test_leads_where_a_condition_is_true_or_else_where_there_is_none(self):
        assert pages_of(allotments())["/have-plot"].links == (Link("/not-now", Named("hasOne")), Link("/you"))

    def test_that_leads_nowhere_leads_to_the_summary_if_it_asks(self):
        value = form(
            page("/a", question("TextField", "x")), page("/summary", controller="SummaryPageController")
        )
        assert pages_of(value)["/a"].links == (Link("/summary"),)

    def test_that_asks_the_same_field_again_repeats(self):
        assert pages_of(allotments())["/helpers"].repeat == Repeat("helper", {"en": "Helpers"}, 1, 20)

    def test_that_a_number_repeats_comes_as_often_as_that_may_be(self):
        value = form(
            page("/many", question("NumberField", "many", schema={"max": 4}), to=["/one"]),
            page("/one", question("TextField", "one"), section="each", repeatField="many"),
            sections=[{"name": "each", "title": "Each one"}],
        )
        assert pages_of(value)["/one"].repeat == Repeat("each", {"en": "Each one"}, 1, 4)

    def test_that_leads_out_of_the_form_ends_with_a_link_there(self):
        value = form(
            page("/a", question("TextField", "x"), to=[]) | {"next": [{"redirect": "https://example.org/b"}]}
        )
        found = pages_of(value)
        assert found["/a"].links == (Link("/a/leaves-1"),)
        assert "https://example.org/b" in found["/a/leaves-1"].components[0].content["en"]

    def test_has_as_content_what_forks_show_beside_its_components(self):
        value = form(
            page(
                "/a",
                options={"customText": {"insetText": "Not needed"}},
                sidebarContent={"title": "More", "links": [{"title": "Here", "link": "/here"}]},
            )
        )
        assert [one.content["en"] for one in pages_of(value)["/a"].components] == [
            "Not needed",
            '<h2>More</h2><ul><li><a href="/here">Here</a></li></ul>',
        ]


class TestAComponent:
    def test_has_the_items_of_its_list_with_what_each_asks_and_who_is_offered_it(self):
        half, whole, other = pages_of(allotments())["/kind"].components[0].items
        assert (half.value, half.text, half.hint) == (
            "half",
            {"en": "Half a plot"},
            {"en": "About 125 square metres"},
        )
        assert whole.when == Named("needsSpade")
        assert [one.name for one in other.asks] == ["otherKind"]

    @pytest.mark.parametrize(
        "more",
        [
            {"values": {"type": "static", "items": [{"label": "One", "value": "1", "hint": "First"}]}},
            {"options": {"list": "ones"}},
            {"values": {"type": "listRef", "list": "ones"}},
            {"list": "ones"},
        ],
        ids=["version 1", "version 0", "a reference", "version 2"],
    )
    def test_of_every_version_has_its_items(self, more):
        ones = {"name": "ones", "items": [{"text": "One", "value": 1, "description": "First"}]}
        value = form(page("/a", question("RadiosField", "x", **more)), lists=[ones])
        item = pages_of(value)["/a"].components[0].items[0]
        assert (item.value, item.text, item.hint) == ("1", {"en": "One"}, {"en": "First"})

    def test_shows_below_an_item_what_ukhsa_reveals(self):
        value = form(
            page(
                "/a",
                question(
                    "RadiosField",
                    "x",
                    list="ones",
                    options={"conditionallyRevealedComponents": {"1": question("TextField", "y")}},
                ),
            ),
            lists=[{"name": "ones", "items": [{"text": "One", "value": "1"}]}],
        )
        assert pages_of(value)["/a"].components[0].items[0].asks[0].name == "y"

    def test_is_called_by_its_content_where_it_asks_and_has_no_title(self):
        asked = {"type": "TextField", "name": "told", "content": "What did you see?"}
        (found,) = pages_of(form(page("/a", asked)))["/a"].components
        assert found.title == {"en": "What did you see?"}

    def test_of_an_unknown_type_is_kept_with_all_it_says(self):
        component = pages_of(form(page("/a", question("HologramField", "x", depth=3))))["/a"].components[0]
        assert (component.type, component.options) == ("HologramField", {"depth": 3})

    def test_has_the_columns_of_a_table_of_answers(self):
        value = form(page("/a", question("MultiInputField", "x", children=[question("TextField", "y")])))
        found, report = a_form(value)
        assert ([one.name for one in found.pages[0].components[0].children], report.components) == (["y"], 2)

    def test_whose_name_another_section_uses_too_is_told_apart_where_it_is_compared(self):
        value = form(
            page("/a", question("YesNoField", "x"), section="one", to=["/b"]),
            page("/b", question("YesNoField", "x"), section="two"),
            sections=[{"name": "one", "title": "1"}, {"name": "two", "title": "2"}],
            conditions=[{"name": "c", "displayName": "c", "value": "two.x == true"}],
        )
        found, _ = a_form(value)
        assert [one.components[0].name for one in found.pages] == ["x", "two.x"]
        assert found.conditions[0].rule == Comparison("two.x", "is", value=True)


class TestWhatIsNotThere:
    def test_is_not_led_to_and_the_link_is_lost(self):
        found, report = a_form(form(page("/a", question("TextField", "x"), to=["/gone", ("/a", "gone")])))
        assert found.pages[0].links == ()
        assert [(one["kind"], one["why"]) for one in report.lost] == [
            ("link", "the form has no such page"),
            ("link", "the form has no condition “gone”, so it was never followed"),
        ]

    def test_is_never_true_in_a_condition(self):
        conditions = [{"name": "c", "displayName": "c", "value": "gone.x == true"}]
        found, report = a_form(form(page("/a"), conditions=conditions))
        assert (found.conditions[0].rule, report.lost) == (Some(()), [])
        assert report.notes == [
            "Conditions ask about “gone.x”, which no page asks. That is never true, as before."
        ]

    def test_is_no_start_page(self):
        found, report = a_form(form(page("/a"), startPage="/gone"))
        assert (found.start, len(report.notes)) == ("/a", 1)

    def test_is_a_second_page_of_a_path(self):
        _, report = a_form(form(page("/a"), page("/a")))
        assert [(one["kind"], one["where"]) for one in report.lost] == [("page", "/a (page 2)")]

    def test_is_a_condition_that_depends_on_itself(self):
        conditions = [
            {"name": "a", "value": "b"},
            {"name": "b", "value": "not a"},
            {"name": "c", "value": "true"},
        ]
        found, report = a_form(form(page("/a"), conditions=conditions))
        assert [one.rule for one in found.conditions[:2]] == [None, None]
        assert {one["why"] for one in report.lost} == {"it depends on itself"}


class TestAnotherFormat:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ({}, "no “pages”"),
            ({"pages": {}}, "no page with a path"),
            ({"pages": [1, {"title": "x"}]}, "no page with a path"),
            (form(page("/a"), version=3), "of version 3"),
            (form(page("/a"), version=[]), "of version nothing"),
            (form(page("/a"), engine="V2"), "DEFRA"),
        ],
    )
    def test_is_refused_by_name(self, value, found):
        with pytest.raises(NotReadable, match=found):
            a_form(value)


@pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.stem)
def test_a_published_form_is_read_with_nothing_counted_lost(path):
    _, report = a_form(load_file(path).value)
    assert (report.pages > 0, report.carried) == (True, 1.0)


def in_welsh(value, translated):
    """Return a definition with each text of `translated` replaced by its Welsh."""
    text = json.dumps(value)
    for english, welsh in translated.items():
        text = text.replace(english, welsh)
    return json.loads(text)


class TestASecondFileInWelsh:
    def test_adds_its_words_to_what_has_the_same_name(self):
        welsh = in_welsh(
            allotments(), {"What is fullName": "Beth yw fullName", "Half a plot": "Hanner llain"}
        )
        report = Report()
        found = merge(read(allotments(), report=report), read(welsh, report=Report()), "cy", report)
        pages = {one.path: one for one in found.pages}
        assert pages["/you"].components[0].title == {"en": "What is fullName?", "cy": "Beth yw fullName?"}
        assert pages["/kind"].components[0].items[0].text == {"en": "Half a plot", "cy": "Hanner llain"}
        assert (found.languages, report.lost, report.pages) == (("en", "cy"), [], 9)

    def test_may_have_other_paths_and_values_and_is_matched_by_questions_and_places(self):
        welsh = in_welsh(
            allotments(),
            {
                "/you": "/chi",
                "/start": "/dechrau",
                '"half"': '"hanner"',
                "You": "Chi",
                "Half a plot": "Hanner llain",
            },
        )
        report = Report()
        pages = {
            one.path: one
            for one in merge(
                read(allotments(), report=report), read(welsh, report=Report()), "cy", report
            ).pages
        }
        assert (pages["/you"].title, report.lost) == ({"en": "You", "cy": "Chi"}, [])
        assert pages["/kind"].components[0].items[0].text == {"en": "Half a plot", "cy": "Hanner llain"}

    def test_that_lacks_a_page_has_its_words_told_as_lost(self):
        welsh = form(*allotments()["pages"][:-2])
        report = Report()
        merge(read(allotments(), report=report), read(welsh, report=Report()), "cy", report)
        assert [(one["kind"], one["where"]) for one in report.lost] == [
            ("text", "/helpers"),
            ("text", "/summary"),
        ]


@pytest.mark.skipif(not SAMPLE_FILES, reason="the published forms are not beside this repository")
@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("cof__en__funding-required-cof", "cof__cy__cyllid-sydd-ei-angen-cof"),
        ("cof__en__community-use-cof", "cof__cy__defnydd-cymunedol-cof"),
        ("eoi__en__organisation-details", "eoi__cy__manylion-y-sefydliad"),
    ],
)
def test_a_published_form_in_two_files_has_all_its_words_in_welsh(english, welsh):
    one, two = (SAMPLES / "communitiesuk" / f"{name}.json" for name in (english, welsh))
    report = Report()
    found = read_form("xgov", one, report, welsh=two)
    assert report.lost == []
    titles = [part.title for page in found.pages for part in (page, *page.components) if part.title]
    assert [title for title in titles if "cy" not in title] == []
