"""The gallery shows every type of question and every brick, where it is shown at all, and keeps nothing."""

from html import escape, unescape

import pytest
from django.test import Client

from handrail.bricks import OWN
from handrail.channels.gallery.tried import cases, play, tried
from handrail.definition.screen import Summary
from handrail.questions.examples import type_examples
from handrail.questions.types import TYPES

LANGUAGES = ("en", "cy")
EXAMPLES = type_examples()


@pytest.fixture
def gallery(settings):
    """A browser on a site that shows the gallery."""
    settings.GALLERY = True
    return Client()


def read(response) -> str:
    """A page's text as it is read."""
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_leads_to_every_type_and_every_brick(gallery):
    home = read(gallery.get("/gallery"))
    wanted = [f"/gallery/types/{name}" for name in TYPES] + [f"/gallery/bricks/{name}" for name in OWN]
    assert [one for one in wanted if f'href="{one}"' not in home] == []


def test_its_first_page_says_in_welsh_what_each_type_is_and_leads_on_in_welsh(gallery):
    home, welsh = read(gallery.get("/gallery")), read(gallery.get("/gallery?lang=cy"))
    assert "Cwestiwn a atebir ag ie neu na." in welsh
    assert [name for name in TYPES if f'href="/gallery/types/{name}?lang=cy"' not in welsh] == []
    assert 'href="/gallery?lang=cy"' in read(gallery.get("/gallery/types/name?lang=cy"))
    assert [one for one in ("A question answered yes or no.", "Types of question") if one in welsh] == []
    assert "A question answered yes or no." in home


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TYPES)
class TestAType:
    def test_is_shown_as_asked_with_what_an_author_writes(self, gallery, name, language):
        example = EXAMPLES[name]
        label = example.asked["label"] if language == "en" else example.welsh["label"]
        page = read(gallery.get(f"/gallery/types/{name}?lang={language}"))
        assert label in page
        assert example.write.strip() in page

    def test_can_be_answered(self, gallery, name, language):
        example = EXAMPLES[name]
        page = read(gallery.post(f"/gallery/types/{name}?lang={language}", dict(example.typed)))
        assert ("Taken" if language == "en" else "Derbyniwyd") in page

    def test_can_be_seen_with_a_mistake(self, gallery, name, language):
        assert "govuk-error-summary" in read(gallery.get(f"/gallery/types/{name}?lang={language}&slip=1"))

    def test_refuses_what_is_wrong(self, gallery, name, language):
        response = gallery.post(f"/gallery/types/{name}?lang={language}", dict(EXAMPLES[name].slip))
        assert (response.status_code, b"govuk-error-summary" in response.content) == (422, True)


@pytest.mark.parametrize("brick", OWN)
def test_every_example_of_a_brick_is_there_with_why(gallery, brick):
    page = gallery.get(f"/gallery/bricks/{brick}").content.decode()
    missing = [one["name"] for one in cases(brick) if escape(one["name"], quote=False) not in unescape(page)]
    assert missing == []
    assert [one["name"] for one in cases(brick) if one["why"] not in unescape(page)] == []


def test_an_example_with_a_page_shows_it(gallery):
    number = next(number for number, one in enumerate(cases("ask"), 1) if "page" in one)
    assert "<h1" in read(gallery.get(f"/gallery/bricks/ask/{number}"))


def test_an_example_tells_how_its_step_stands_once_it_is_done():
    played = play("ask", 1)
    [told] = [row for row in tried("ask").blocks if isinstance(row, Summary)][:1]
    rows = {row.key: row.value for row in told.rows}
    assert played.status.kind == "needs"
    assert rows["What is recorded"] == "Answers were given"
    assert rows["Where the step stands"] == "It is finished"
    assert rows["What later rules see"] == 'full_name = "Siân O’Brien"'


def test_what_people_send_from_an_example_changes_nothing(gallery):
    number = next(number for number, one in enumerate(cases("ask"), 1) if "page" in one)
    before = gallery.get(f"/gallery/bricks/ask/{number}").content
    assert len(gallery.post(f"/gallery/bricks/ask/{number}", {"full_name": "Una"}).content) == len(before)


@pytest.mark.parametrize(
    "path", ["types/nothing", "bricks/nothing", "bricks/ask/0", "bricks/ask/999", "bricks/work/1"]
)
def test_what_there_is_not_is_not_found(gallery, path):
    assert gallery.get(f"/gallery/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "/types/name", "/bricks/ask", "/bricks/ask/1"])
def test_it_is_not_shown_where_nobody_asked_for_it(client, settings, path):
    settings.GALLERY = False
    assert client.get(f"/gallery{path}").status_code == 404
