"""Every invented person, in a browser without scripts, on their day and in their language."""

import pytest

from handrail.walk.examples import endpoint_of, results_by_step
from tests.journeys.site import EVERYONE, stands


@pytest.mark.parametrize("example", [one for _, one in EVERYONE], ids=[one["name"] for _, one in EVERYONE])
def test_they_are_asked_told_and_decided_as_the_service_says(site, example):
    site.clock.set(example["at"])
    expected = example["expect"]
    applicant = site.starts(example["name"])
    applicant.answer_everything(example["answers"])
    asked = list(applicant.route)
    assert f'lang="{example["language"]}"' in applicant.page.html
    if not applicant.at_exit:
        applicant.send()
        assert applicant.page.url.endswith("/sent")
    staff = site.staff(example["organisation"])

    for act in example.get("staff", []):
        staff.does(applicant.reference, act)

    journey = stands(site.file(applicant.reference))
    assert asked == expected["route"]
    assert list(journey.route) == expected["route"]
    found = results_by_step(journey)
    wanted = expected.get("determinations", {})
    assert {step: found.get(step) for step in wanted} == wanted
    assert endpoint_of(journey) == expected["endpoint"]
