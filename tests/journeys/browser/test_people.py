"""Invented people of the examples in Chromium without scripts: asked what the service says, and sent."""

import pytest

from handrail.walk.words import PHRASES
from tests.browser.fixtures import DESKTOP, PHONE
from tests.journeys.browser.story import shifted
from tests.journeys.site import person, served

PEOPLE = (
    ("Tomos Invented-Price", PHONE),
    ("Rosalind Nowhere", PHONE),
    ("Winifred Unreal", PHONE),
    ("Wren", DESKTOP),
    ("Zoë Ångström-Łukasiewicz", DESKTOP),
    ("Prudence Fauxley", DESKTOP),
    ("Tegwen Dummy-Rees", PHONE),
    ("Ifan Breichiau-Ffug", PHONE),
    ("Edwin Notreal", PHONE),
    ("Harriet Nonesuch", PHONE),
    ("Ωριάνθη Ψεύτικη", PHONE),
    ("Enid Forgetful", PHONE),
    ("Reedbed House (invented)", PHONE),
    ("Morag Invented", PHONE),
)
"""The discount: in Welsh; at a refuge; the longest, with two others added; one name only; diacritics; a
benefit. The Blue Badge: two in Welsh; points that are not enough; a child, by her mother; Greek letters; an
attorney; an organisation; in Scotland.

None of them is near an age or a limit that another day's clock would take them over.
"""


@pytest.mark.parametrize(("name", "size"), PEOPLE, ids=[name for name, _ in PEOPLE])
def test_they_are_asked_what_the_service_says_and_get_a_receipt(applicant, name, size):
    example = person(name)
    them = applicant(size, service=served(name))
    them.start(example["organisation"], language=example["language"])

    them.answer(shifted(name))

    assert them.route == example["expect"]["route"]
    assert them.h1 == PHRASES.say("check.title", example["language"])
    named = example["answers"].get("full_name") or example["answers"]["organisation_name"]
    assert named in them.text
    them.press()
    assert them.path.endswith("/sent")
    assert PHRASES.say("sent.title", example["language"]) in them.text
    assert them.page.locator("html").get_attribute("lang") == example["language"]
