"""The blank form of the discount: numbered, with who answers what, in both languages and both prints."""

import json
import re
from pathlib import Path

import pytest

from handrail.bricks import BRICKS
from handrail.channels.paper.blank import blank_form
from handrail.channels.paper.outline import outline
from handrail.definition.load import load
from handrail.estate import Organisation
from handrail.estate.fenmarch import fenmarch_id
from tests.channels.paper.documents import printed, sizes, words_of

FOLDER = Path(__file__).parents[3] / "services" / "single-person-discount"
SERVICE = load(FOLDER, bricks=BRICKS).service
COUNCIL = Organisation(
    id=fenmarch_id("north-fenmarch"),
    slug="north-fenmarch",
    names={"en": "North Fenmarch District Council", "cy": "Cyngor Dosbarth Gogledd Fenmarch"},
    kind="district",
    nation="england",
    from_on=None,
    phone="01632 960210",
    address="Town Hall, 4 Market Hill, Northley, FE1 2AB",
    hours={"en": "Monday to Friday, 9am to 5pm"},
)


def form(*, language: str = "en", large: bool = False, organisation: Organisation | None = COUNCIL) -> dict:
    return blank_form(SERVICE, organisation=organisation, language=language, large=large)


def questions(document: dict) -> dict[int, dict]:
    """The questions of a form by number, those of a repeated part as they are in its first copy."""
    found: dict[int, dict] = {}
    for block in document["blocks"]:
        if block["is"] == "question":
            found.setdefault(block["number"], block)
    return found


def numbered(document: dict, label: str) -> dict:
    return next(one for one in questions(document).values() if one["label"] == label)


def note_before(document: dict, label: str) -> dict:
    blocks = document["blocks"]
    place = next(n for n, block in enumerate(blocks) if block.get("label") == label)
    return blocks[place - 1]


def texts(document: dict, kind: str) -> list[str]:
    return [block["text"] for block in document["blocks"] if block["is"] == kind]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_the_form_keeps_every_rule_of_pdf_ua_1(language, large):
    read = printed(form(language=language, large=large))
    root = read.trailer["/Root"]
    assert root["/Lang"] == f"{language}-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert read.metadata.title == SERVICE.say("name", SERVICE.name, language)
    assert read.metadata.author == COUNCIL.called(language)


def test_large_print_is_at_least_18_point_everywhere():
    assert min(sizes(printed(form(large=True)))) >= 18


def test_usual_print_is_at_least_9_point_and_its_questions_11():
    found = sizes(printed(form()))
    assert min(found) >= 9
    assert 11 in found


def test_every_page_says_which_version_in_which_language():
    for language, name in (("en", "English"), ("cy", "Cymraeg")):
        read = printed(form(language=language))
        for page in read.pages:
            text = page.extract_text()
            assert SERVICE.hash[:12] in text
            assert name in text


def test_every_question_of_the_person_has_its_own_number_in_order():
    asked = [
        question.id for step in SERVICE.steps if step.brick == "ask" for question, _ in step.spec.questions()
    ]
    found = outline(SERVICE).questions
    assert [one.question.id for one in found] == asked
    assert [one.number for one in found] == list(range(1, len(asked) + 1))
    assert sorted(questions(form())) == list(range(1, len(asked) + 1))


def test_an_answer_that_leads_past_questions_says_where_to_go():
    safe = numbered(form(), "Is it safe for us to write to you at this address?")
    joint = numbered(form(), "Is anyone else named on the council tax bill?")
    assert [one["goto"] for one in safe["field"]["options"]] == [f"Go to question {safe['number'] + 2}", ""]
    assert joint["field"]["options"][0]["goto"] == ""
    assert joint["field"]["options"][1]["goto"] == f"Go to question {joint['number'] + 5}"


def test_where_an_answer_leads_follows_from_what_is_not_asked_either():
    # In prison: 'is that place their main home' is not asked, nor is anything for people who live here.
    away = numbered(form(), "Where is this adult?")
    detained = away["field"]["options"][2]
    assert detained["label"] == "In prison or detained somewhere else"
    assert detained["goto"] == f"Go to question {away['number'] + 2}"


def test_a_question_that_not_everybody_answers_says_who_does():
    note = note_before(form(), "Where is it safe to write to you?")
    assert note["text"] == "Answer this question only if you answered “No” to question 6."


def test_questions_in_a_row_with_one_condition_share_a_note():
    note = note_before(form(), "Who else is named on the bill?")
    assert re.fullmatch(r"Answer questions 9 to 10 only if you answered “Yes” to question 8\.", note["text"])


def test_an_authors_sentence_stands_where_a_rule_cannot_be_said():
    note = note_before(form(), "How will you show us the student certificate?")
    assert note["text"].startswith(
        "Answer this only if you, or somebody who lives with you, is a full-time student"
    )
    assert (
        "Atebwch hwn dim ond"
        in note_before(form(language="cy"), "Sut byddwch yn dangos y dystysgrif myfyriwr i ni?")["text"]
    )


def test_several_answers_that_lead_to_a_question_are_listed():
    note = note_before(form(), "Is that place now the main home of this adult?")
    assert note["items"] == ("“In hospital”", "“In a care home, nursing home or hostel that gives care”")


def test_a_repeated_part_is_printed_twice_and_says_how_to_get_more():
    names = [block for block in form()["blocks"] if block.get("label") == "What is their name?"]
    headings = texts(form(), "heading")
    assert len(names) == 2
    assert "Other adults in your home: number 2" in headings
    assert any("ask us for more sheets" in text for text in texts(form(), "paragraph"))


def test_a_question_that_takes_in_a_name_has_words_for_a_form_without_one():
    assert numbered(form(), "When did this adult move in?")
    assert numbered(form(language="cy"), "Pryd y symudodd yr oedolyn hwn i mewn?")
    assert "((" not in json.dumps([form(), form(language="cy")], default=str)


def test_it_can_be_signed_sent_and_stamped():
    text = words_of(printed(form()))
    for said in (
        "For office use",
        "Date received (stamp)",
        "Your signature",
        "Today’s date",
        "If somebody filled in this form for you",
        "Where to send this form",
        "4 Market Hill",
        "01632 960210",
        "We will decide within 10 working days",
    ):
        assert said in text


def test_a_form_without_an_organisation_says_to_send_it_back():
    text = words_of(printed(form(organisation=None)))
    assert "Send it to the council that gave it to you." in text


def test_nothing_of_gds_is_in_the_file():
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in printed(form()).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSans" in name for name in fonts)
