"""Names that are hard to set in questions, at a phone and at a desk's screen, without a script."""

import pytest

from tests.browser.checks import overflow
from tests.browser.fixtures import DESKTOP, PHONE
from tests.journeys.site import person

ODETTE = {**person("Odette Pretend")["answers"], "proof_of_date": "post"}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwll-Unreal" * 2
NAMES = ("Siân O'Ffug-D’Arcy", "ليلى مختلقة", LONG)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["a phone", "a desk"])
def test_every_name_is_in_its_question_whole_and_nothing_scrolls_sideways(applicant, size):
    someone = applicant(size)
    someone.start("north-fenmarch")
    answers = {**ODETTE, "adults": [{**ODETTE["adults"][0], "adult_name": name} for name in NAMES]}
    asked = []
    while not someone.path.endswith("/check"):
        if someone.path.endswith("/adult_away"):
            asked.append(someone.h1)
            assert not overflow(someone.page)
        someone.answer_one(answers)

    assert asked == [f"Where is {name}?" for name in NAMES]
    assert not overflow(someone.page)
    assert all(f"Where is {name}?" in someone.text for name in NAMES)
