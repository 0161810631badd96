"""What a page says around a screen, and how a screen's parts come together on it."""

import re
from dataclasses import replace

import pytest

from handrail.channels.govuk import FormFrame, Frame, LanguageChoice, NavigationItem, SignedIn, page
from handrail.channels.govuk.blocks import component
from handrail.channels.govuk.page import heading, title
from handrail.definition.screen import (
    Action,
    Input,
    Link,
    Notice,
    Option,
    Panel,
    Paragraph,
    Row,
    Screen,
    Summary,
    Table,
    Task,
    Tasks,
)

NAME = Input(name="full_name", kind="text", label="What is your full name?")
ENGLISH = LanguageChoice(code="en", name="English", url="/here?lang=en")
WELSH = LanguageChoice(code="cy", name="Cymraeg", url="/here?lang=cy")


def frame(**more):
    return Frame(
        service="Apply for a discount",
        organisation="North Fenmarch",
        href=lambda to: "/go/" + to.replace(":", "/"),
        **more,
    )


def screen(*blocks, **more):
    given = {"id": "x", "title": "What is your full name?", "language": "en", "blocks": blocks}
    return Screen(**(given | more))


def said(html, pattern):
    found = re.findall(pattern, html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in found]


def test_the_title_is_the_heading_the_service_and_the_organisation():
    assert said(page(screen(NAME), frame()), r"<title>(.*?)</title>") == [
        "What is your full name? – Apply for a discount – North Fenmarch"
    ]


def test_a_title_says_the_same_thing_once():
    assert title(screen(title="North Fenmarch"), frame()) == "North Fenmarch – Apply for a discount"


def test_the_title_of_a_refused_page_says_so_first():
    refused = replace(NAME, error="Enter your full name")
    assert title(screen(refused), frame()).startswith("Error: What is your full name?")
    assert title(screen(refused, language="cy"), frame()).startswith("Gwall: ")


def test_the_only_question_is_the_heading():
    html = page(screen(NAME), frame())
    assert said(html, r"<h1.*?</h1>") == ["What is your full name?"]
    assert '<h1 class="govuk-label-wrapper">' in html


def test_a_screen_with_no_title_takes_its_questions_label():
    assert heading(screen(NAME, title="")) == "What is your full name?"
    assert heading(screen(title="")) == ""


@pytest.mark.parametrize("kind", ["text", "textarea", "radios", "date", "address", "declaration"])
def test_every_kind_of_question_can_be_the_one_heading(kind):
    question = Input(name="q", kind=kind, label="Which?", options=(Option("a", "A"),))
    html = page(screen(question, title="Which?"), frame())
    assert said(html, r"<h1.*?</h1>") == ["Which?"]


@pytest.mark.parametrize("kind", ["text", "textarea", "radios", "date", "address", "declaration"])
def test_words_before_a_question_leave_one_heading_and_a_label(kind):
    question = Input(name="q", kind=kind, label="Which?", options=(Option("a", "A"),))
    html = page(screen(Paragraph("First this."), question, title="Which?"), frame())
    assert said(html, r"<h1.*?</h1>") == ["Which?"]
    assert html.index("<h1") < html.index("First this.") < html.index('name="q')
    assert re.search(r'<(label|legend) class="[^"]*govuk-visually-hidden"[^>]*>\s*Which\?', html)


def test_several_questions_have_a_heading_and_labels_of_their_own():
    other = replace(NAME, name="other", label="Any other name?", required=False)
    html = page(screen(NAME, other, title="Names"), frame())
    assert said(html, r"<h1.*?</h1>") == ["Names"]
    assert said(html, r"<label.*?</label>") == ["What is your full name?", "Any other name? (optional)"]


def test_an_optional_question_says_so_in_its_language_once():
    question = replace(NAME, label="Enw", required=False)
    assert "Enw (dewisol)" in page(screen(question, language="cy"), frame())
    already = replace(NAME, label="Name (optional)", required=False)
    assert "(optional) (optional)" not in page(screen(already), frame())


def test_the_panel_is_the_heading_of_its_page():
    html = page(screen(Panel("Sent", "Reference\nHNDR-1"), title="Sent"), frame())
    assert said(html, r"<h1.*?</h1>") == ["Sent"]
    assert "<strong>HNDR-1</strong>" in html


def test_what_has_just_happened_is_said_before_the_heading():
    html = page(screen(Paragraph("Text."), Notice("Done", "It is saved."), title="Your case"), frame())
    assert html.index("It is saved.") < html.index("<h1") < html.index("Text.")


def test_the_error_summary_links_to_the_field_that_is_wrong():
    date = Input(
        name="born_on", kind="date", label="Born", error="Year is missing", error_parts=frozenset({"year"})
    )
    choice = Input(name="pick", kind="radios", label="Pick", options=(Option("a", "A"),), error="Pick one")
    home = Input(
        name="home", kind="address", label="Home", error="Town is missing", error_parts=frozenset({"town"})
    )
    html = page(screen(replace(NAME, error="Enter a name"), date, choice, home, title="All"), frame())
    targets = re.findall(r'<a href="#([^"]+)">', html[html.index("govuk-error-summary") :])
    assert targets == ["full_name", "born_on-year", "pick", "home-town"]
    assert all(f'id="{target}"' in html for target in targets)
    assert html.count("govuk-input--error") == 3


def test_a_date_wrong_as_a_whole_marks_every_part_and_links_to_the_first():
    date = Input(name="born_on", kind="date", label="Born", error="Must be in the past")
    html = page(screen(date, title="Born"), frame())
    assert html.count("govuk-input--error") == 3
    assert '<a href="#born_on-day">' in html


def test_an_answer_typed_is_shown_again_exactly():
    typed = '\n<b>O\'Test</b> & "co"\n'
    html = page(screen(Input(name="q", kind="textarea", label="Q", values={"q": typed})), frame())
    assert ">\n\n&lt;b&gt;O&#39;Test&lt;/b&gt; &amp; &#34;co&#34;\n</textarea>" in html


@pytest.mark.parametrize(("chosen", "marked"), [("a", ["a"]), ("b", ["b"]), ("c", []), ("", [])])
def test_the_answer_chosen_is_chosen_again(chosen, marked):
    question = Input(
        name="q", kind="radios", label="Q", options=(Option("a", "A"), Option("b", "B")), values={"q": chosen}
    )
    assert re.findall(r'value="(\w)" checked', page(screen(question), frame())) == marked


def test_a_declaration_agreed_stays_agreed():
    agreed = Input(name="q", kind="declaration", label="It is true", values={"q": "agreed"})
    assert 'value="agreed" checked' in page(screen(agreed), frame())
    assert 'value="agreed" checked' not in page(screen(replace(agreed, values={})), frame())


def test_a_form_posts_to_its_first_action_and_other_buttons_elsewhere():
    html = page(
        screen(NAME, actions=(Action("Continue", "page:a/b"), Action("Stop", "do:stop", secondary=True))),
        frame(csrf_token="tok", form=FormFrame(key="once", hidden={"sequence": "4"})),
    )
    assert '<form method="post" action="/go/page/a/b" novalidate>' in html
    assert 'formaction="/go/do/stop"' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken" value="tok">' in html
    assert '<input type="hidden" name="form_key" value="once">' in html
    assert '<input type="hidden" name="sequence" value="4">' in html


def test_a_screen_with_nothing_to_do_has_no_form():
    assert "<form" not in page(screen(Paragraph("Read this.")), frame(csrf_token="tok"))


def test_the_language_switch_names_each_language_in_itself():
    html = page(screen(NAME), frame(languages=(ENGLISH, WELSH)))
    assert '<span aria-current="true">English</span>' in html
    assert '<a class="govuk-link" href="/here?lang=cy" lang="cy" hreflang="cy"' in html
    assert '<html lang="cy"' in page(screen(NAME, language="cy"), frame(languages=(ENGLISH, WELSH)))


def test_a_service_in_one_language_has_no_switch():
    assert "handrail-languages" not in page(screen(NAME), frame(languages=(ENGLISH,)))


def test_a_page_of_no_organisation_is_headed_by_the_service():
    html = page(screen(NAME), replace(frame(), organisation=""))
    assert said(html, r"<header.*?</header>") == ["Apply for a discount"]
    assert "handrail-owner" not in html


def test_search_engines_are_told_to_leave_all_but_a_start_page():
    assert "noindex" in page(screen(NAME), frame())
    assert "noindex" not in page(screen(NAME), frame(found_by_search=True))


@pytest.mark.parametrize(("kind", "tag"), [("test", "Test data"), ("training", "Training")])
def test_what_is_not_live_is_marked(kind, tag):
    assert tag in page(screen(NAME), frame(kind=kind))
    assert tag not in page(screen(NAME), frame())


def test_a_new_service_says_so_and_asks_for_opinions():
    html = page(screen(NAME), frame(phase="beta", feedback_url="/feedback"))
    assert "Beta" in html
    assert 'href="/feedback"' in html
    assert "govuk-phase-banner" not in page(screen(NAME), frame(phase="live"))


def test_the_desk_says_who_is_signed_in_and_signs_out_by_post():
    html = page(
        screen(NAME),
        frame(
            signed_in=SignedIn(
                account="Demo Caseworker",
                sign_out_url="/desk/sign-out",
                navigation=(NavigationItem(text="My cases", url="/desk", current=True),),
            ),
            csrf_token="tok",
            wide=True,
        ),
    )
    assert 'aria-current="page"' in html
    assert '<form method="post" action="/desk/sign-out">' in html
    assert "Signed in as Demo Caseworker" in html
    assert "govuk-grid-column-full" in html


def test_footer_back_and_other_links_go_through_the_frame():
    html = page(
        screen(NAME, back="page:a", links=(Link("Later", "do:later", "and come back"),)),
        frame(
            footer=(Link("Privacy", "help:privacy"),),
            contact="Phone **01632 960 001**",
            form=FormFrame(timeout="An hour."),
        ),
    )
    assert '<a href="/go/page/a" class="govuk-back-link">Back</a>' in html
    assert 'href="/go/do/later">Later<span class="govuk-visually-hidden"> and come back</span>' in html
    assert 'href="/go/help/privacy">Privacy' in html
    assert "<strong>01632 960 001</strong>" in html


def test_a_page_says_how_long_what_is_typed_is_kept_beside_the_button():
    html = page(
        screen(NAME, actions=(Action("Continue", "page:a"),)),
        frame(form=FormFrame(timeout="We keep it an hour.")),
    )
    assert html.index("Continue\n") < html.index("We keep it an hour.") < html.index("</form>")


def test_a_row_shows_its_lines_its_note_and_what_can_be_done():
    row = Row("Address", "3 Sluice Lane\nMarram", (Link("Change", "page:home", "address"),), "By phone")
    html = page(screen(Summary((row,), title="About you", links=(Link("Remove", "do:x"),))), frame())
    assert "3 Sluice Lane<br>Marram" in html
    assert '<span class="handrail-note">By phone</span>' in html
    assert '<span class="govuk-visually-hidden"> address (About you)</span>' in html


def test_a_list_of_names_gives_them_the_room_of_the_answers():
    html = page(screen(Summary((Row("Sample Ap Test", ""),))), frame())
    assert "handrail-names" in html
    assert "handrail-names" not in page(screen(Summary((Row("Name", "Sample"),))), frame())


def test_a_task_that_cannot_start_is_not_a_link():
    tasks = Tasks(
        (Task("One", "Done", "page:a", done=True), Task("Two", "To do", "page:b"), Task("Three", "Not yet"))
    )
    html = page(screen(tasks), frame())
    assert re.findall(r'href="/go/page/(\w)"', html) == ["a", "b"]
    assert html.count("govuk-tag--blue") == 1
    assert "cannot-start-yet" in html


def test_a_wide_table_can_be_reached_and_scrolled_with_the_keyboard():
    html = page(screen(Table("Cases", ("A",), ((Link("HNDR-1", "case:HNDR-1", "case"),),))), frame())
    assert '<div class="handrail-table" role="region" aria-label="Cases" tabindex="0">' in html


def test_each_cell_of_a_table_of_many_columns_names_its_column_for_a_small_screen():
    many = page(screen(Table("Cases", ("A", "B & C", "D"), (("1", "2", "3"),))), frame())
    few = page(screen(Table("Cases", ("A", "B"), (("1", "2"),))), frame())
    assert '<div class="handrail-table handrail-table--stacks" role="region"' in many
    assert re.findall(r'data-heading="([^"]*)"', many) == ["B &amp; C", "D"]
    assert ("stacks" in few, "data-heading" in few) == (False, False)


def test_something_that_is_not_a_block_is_refused():
    with pytest.raises(TypeError, match="str is not a block"):
        component(block="text", screen=screen(), href=str, number=1)


def test_a_limit_is_said_before_it_is_reached():
    question = Input(name="q", kind="textarea", label="Q", max_length=200)
    assert "You can enter up to 200 characters" in page(screen(question), frame())
    assert "Gallwch nodi hyd at 200 nod" in page(screen(question, language="cy"), frame())


@pytest.mark.parametrize(("width", "class_"), [(1, "width-2"), (8, "width-10"), (30, "width-30"), (31, None)])
def test_a_field_is_as_wide_as_its_answer(width, class_):
    html = page(screen(replace(NAME, width=width)), frame())
    assert re.findall(r"govuk-input--(width-\d+)", html) == ([class_] if class_ else [])


def test_a_persons_own_details_can_be_filled_in_by_the_browser():
    home = Input(name="home", kind="address", label="Home", autocomplete="street-address")
    born = Input(name="born_on", kind="date", label="Born", autocomplete="bday")
    filled = re.findall(r'autocomplete="([^"]+)"', page(screen(home, born, title="You"), frame()))
    assert filled == [
        "address-line1",
        "address-line2",
        "address-level2",
        "postal-code",
        "bday-day",
        "bday-month",
        "bday-year",
    ]
    somebody_elses = replace(home, autocomplete="")
    assert "autocomplete" not in page(screen(somebody_elses, title="You"), frame())
