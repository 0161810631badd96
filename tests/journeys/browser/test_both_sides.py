"""One application from both sides, without scripts: on a phone in English, at a desktop in Welsh."""

import pytest

from tests.browser.checks import overflow
from tests.browser.fixtures import DESKTOP, PHONE
from tests.journeys.browser.story import Stage, screens, tell


@pytest.mark.parametrize(
    ("language", "size"), [("en", PHONE), ("cy", DESKTOP)], ids=["en-phone", "cy-desktop"]
)
def test_refused_corrected_reviewed_and_reversed(applicant, staff, language, size):
    wide: list[str] = []

    def moment(name: str, **who) -> None:
        wide.extend(f"{name}: {one.path}" for one in screens(**who) if overflow(one.page) > 0)

    tell(Stage(applicant=lambda: applicant(size), staff=staff, moment=moment), language=language)

    assert not wide
