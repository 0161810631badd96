"""Every invented person of the badge, typed in by staff over the phone: as on every other channel."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from handrail.definition.example import EXIT
from handrail.estate.fenmarch import fenmarch_id
from handrail.walk.examples import endpoint_of, results_by_step
from tests.channels.desk.conftest import Desk
from tests.channels.desk.entering import starts, types_all
from tests.journeys.site import BADGE, EVERYONE, migrated, site, stands

__all__ = ["migrated", "site"]

# The discount's people are typed page by page on two other channels; every eighth is typed by staff too.
PEOPLE = [one for one in EVERYONE if one[0] is BADGE]
PEOPLE += [one for one in EVERYONE if one[0] is not BADGE][::8]


@pytest.fixture
def at_desk(site):
    """Sign somebody in at the desk of an organisation."""

    def signs_in(slug: str) -> Desk:
        account = get_user_model().objects.create(
            username=f"typist.{slug}",
            password="a marsh harrier over the fen",
            name="Madeup Typist",
            organisation=fenmarch_id(slug),
            roles=["caseworker"],
        )
        client = Client()
        client.force_login(account)
        return Desk(client, account)

    return signs_in


@pytest.mark.parametrize(("service", "example"), PEOPLE, ids=[one["name"] for _, one in PEOPLE])
def test_they_are_asked_told_and_decided_as_the_service_says(site, at_desk, service, example):
    site.clock.set(example["at"])
    expected = example["expect"]
    desk = at_desk(example["organisation"])

    url = starts(desk, "phone", service=service.slug, language=example["language"])
    check = types_all(site, desk, url, example["answers"])
    reference = check.split("/")[3]
    if expected["endpoint"] != EXIT:
        assert desk.post(desk.get(check), check).h1 == reference
    staff = site.staff(example["organisation"])
    for act in example.get("staff", []):
        staff.does(reference, act)

    file = site.file(reference)
    journey = stands(file)
    assert {event.mode for event in file.events if event.channel == "phone"} == {"staff_entered"}
    assert list(journey.route) == expected["route"]
    found = results_by_step(journey)
    wanted = expected.get("determinations", {})
    assert {step: found.get(step) for step in wanted} == wanted
    assert endpoint_of(journey) == expected["endpoint"]
