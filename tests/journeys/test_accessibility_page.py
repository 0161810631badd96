"""The accessibility page says how much of a service's Welsh no speaker has checked."""

import re

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.load import load_text
from tests.journeys.plain_browser import Browser
from tests.journeys.site import FIRST, SLUG


def test_it_counts_the_texts_that_the_check_of_the_service_counts(site):
    reader = site.person(browser=Browser())
    reader.open(f"/north-fenmarch/{SLUG}/accessibility")

    found = check(load_text(FIRST.text, bricks=BRICKS), bricks=BRICKS)
    [advice] = [one.problem for one in found if "not checked by a speaker" in one.problem]
    [counted] = re.findall(r"not yet checked: (\d+ of \d+) sentences", reader.page.text)
    assert advice.startswith(f"{counted} texts")
