"""Six invented people of the examples in Chromium without scripts: asked what the service says, and sent."""

import pytest

from handrail.walk.words import PHRASES
from tests.browser.fixtures import DESKTOP, PHONE
from tests.journeys.browser.story import shifted
from tests.journeys.site import person

PEOPLE = (
    ("Tomos Invented-Price", PHONE),
    ("Rosalind Nowhere", PHONE),
    ("Winifred Unreal", PHONE),
    ("Wren", DESKTOP),
    ("Zoë Ångström-Łukasiewicz", DESKTOP),
    ("Prudence Fauxley", DESKTOP),
)
"""In Welsh; at a refuge; the longest, with two others added; one name only; diacritics; a benefit.

None of them is near an age or a limit that another day's clock would take them over.
"""


@pytest.mark.parametrize(("name", "size"), PEOPLE, ids=[name for name, _ in PEOPLE])
def test_they_are_asked_what_the_service_says_and_get_a_receipt(applicant, name, size):
    example = person(name)
    them = applicant(size)
    them.start(example["organisation"], language=example["language"])

    them.answer(shifted(name))

    assert them.route == example["expect"]["route"]
    assert them.h1 == PHRASES.say("check.title", example["language"])
    assert example["answers"]["full_name"] in them.text
    them.press()
    assert them.path.endswith("/sent")
    assert PHRASES.say("sent.title", example["language"]) in them.text
    assert them.page.locator("html").get_attribute("lang") == example["language"]
