"""One application from both sides, without scripts: on a phone in English, at a desktop in Welsh."""

import pytest

from tests.browser.fixtures import DESKTOP, PHONE
from tests.journeys.browser.judge import Judge
from tests.journeys.browser.story import Stage, tell


@pytest.mark.parametrize(("language", "size"), [("en", PHONE), ("cy", DESKTOP)], ids=["en", "cy"])
def test_refused_corrected_reviewed_and_reversed_and_every_page_is_accessible(
    applicant, staff, language, size
):
    judge = Judge()

    def watched(visitor):
        judge.watch(visitor)
        return visitor

    def moment(name: str, **who) -> None:
        for side, visitor in who.items():
            judge.look(f"{name}-{side}", visitor)

    stage = Stage(applicant=lambda: watched(applicant(size)), staff=lambda: watched(staff()), moment=moment)
    tell(stage, language=language)

    assert len(judge.seen) > 35
    assert not judge.verdict()
