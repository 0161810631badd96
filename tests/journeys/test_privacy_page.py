"""The privacy page says in the reader's language why, under which law and for how long."""

import re

import pytest

from handrail.bricks import BRICKS
from handrail.definition.load import load_text
from handrail.estate.fenmarch import fenmarch_id
from tests.journeys.plain_browser import Browser
from tests.journeys.site import BADGE, FIRST, SLUG


def test_in_welsh_nothing_of_why_and_how_long_is_left_in_english(site):
    reader = site.person(browser=Browser())
    reader.open(f"/north-fenmarch/{SLUG}/privacy?lang=cy")

    assert "tasg gyhoeddus" in reader.page.text
    assert "Deddf Cyllid Llywodraeth Leol 1992" in reader.page.text
    assert "6 mlynedd ar ôl i’r achos ddod i ben" in reader.page.text
    assert "public task" not in reader.page.text


@pytest.mark.parametrize(
    ("service", "body", "language"),
    [(FIRST, "north-fenmarch", "en"), (FIRST, "north-fenmarch", "cy"), (BADGE, "glanhesg", "cy")],
    ids=["discount in English", "discount in Welsh", "badge in Welsh"],
)
def test_each_question_has_a_sentence_that_says_why_in_the_language_of_the_page(
    site, service, body, language
):
    reader = site.person(browser=Browser())
    reader.open(f"/{body}/{service.slug}/privacy?lang={language}")

    text = reader.page.text
    asked = [(step, one) for step in service.steps if step.brick == "ask" for one, _ in step.spec.questions()]
    for step, question in asked:
        label = service.say(f"{step.id}.{question.id}.label", question.label, language)
        key = f"{step.id}.{question.id}.why" if question.why else f"{step.id}.why"
        why = service.say(key, question.why or step.spec.why, language)
        assert re.search(rf"{re.escape(label)}( \((optional|dewisol)\))? {re.escape(why)}", text), label
        assert question.source not in text


def test_a_question_that_need_not_be_answered_is_called_optional_once(site):
    said = BADGE.text["service.yaml"].replace(
        "label: Your phone number\n", "label: Your phone number (optional)\n"
    )
    assert said != BADGE.text["service.yaml"]
    loaded = load_text({**BADGE.text, "service.yaml": said}, bricks=BRICKS)
    site.offer(loaded.service, organisation=fenmarch_id("fenmarch-county"))
    reader = site.person(browser=Browser())
    reader.open(f"/fenmarch-county/{BADGE.slug}/privacy")

    assert "Your phone number (optional)" in reader.page.text
    assert "(optional) (optional)" not in reader.page.text


def test_of_what_the_author_said_nothing_the_page_says_what_is_true_of_it(site):
    texts = {**FIRST.text}
    said = re.sub(r"\n +why: [^\n]*", "", texts["service.yaml"])
    words = re.sub(r"\n  \S+\.why:\n[^\n]*\n[^\n]*", "", texts["words/cy.yaml"])
    loaded = load_text({**texts, "service.yaml": said, "words/cy.yaml": words}, bricks=BRICKS)
    site.offer(loaded.service, organisation=fenmarch_id("north-fenmarch"))
    reader = site.person(browser=Browser())
    reader.open(f"/north-fenmarch/{SLUG}/privacy?lang=cy")

    assert "I benderfynu ar eich cais, ac i ddelio ag ef." in reader.page.text
    assert "I ddod o hyd i’ch cais" in reader.page.text


def test_a_page_that_is_not_there_leads_to_the_first_page(site):
    reader = site.person(browser=Browser())
    reader.open("/nowhere/at/all")
    assert reader.page.link("Find a service") == "/"
    reader.open("/desk/nowhere")
    assert reader.page.link("Go to the first page of the desk") == "/desk/"
