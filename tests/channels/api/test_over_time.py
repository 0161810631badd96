"""What changes around an open case: services close, bodies hand over, data is erased, versions follow."""

from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.bricks import BRICKS
from handrail.casework.erasing import erase
from handrail.definition import publish
from handrail.definition.load import load_text
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor, Circumstances, NewEvent
from handrail.walk.lifecycle import HANDED_OVER
from tests.channels.api.people import answers
from tests.channels.api.system import SLUG, System
from tests.journeys.site import FIRST

NORTH, SOUTH = fenmarch_id("north-fenmarch"), fenmarch_id("south-fenmarch")
SERVICE = f"/api/organisations/north-fenmarch/services/{SLUG}"


def variant(was: str, becomes: str):
    """The discount with one thing written differently."""
    text = FIRST.text["service.yaml"]
    assert was in text
    loaded = load_text({**FIRST.text, "service.yaml": text.replace(was, becomes)}, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


def by_system(at) -> Circumstances:
    """The circumstances of what the product does by itself."""
    actor = Actor(id="system", role="system", capacity="system")
    return Circumstances(actor=actor, channel="system", mode="self", request=uuid4(), at=at)


def test_a_service_that_has_not_opened_is_described_and_cannot_be_started(site, system):
    site.offer(variant("phase: live\n", "phase: live\nopens: 2026-06-01\n"), organisation=NORTH)

    assert system.call("GET", SERVICE)["opens"] == "2026-05-31T23:00:00Z"
    assert not system.call("GET", SERVICE.rpartition("/")[0])["services"][0]["open"]
    assert (system.start().status, system.start().code) == (410, "not_open")
    site.clock.set("2026-06-01")
    assert system.start().status == 201


def test_a_service_that_is_not_for_other_systems_is_not_offered_to_them(site, system):
    site.offer(variant("[web, phone, counter, post, api]", "[web, phone, counter, post]"), organisation=NORTH)

    assert system.call("GET", SERVICE).code == "not_open"
    assert system.call("GET", SERVICE.rpartition("/")[0])["services"] == []
    assert system.start().code == "not_open"


def test_a_service_by_invitation_is_started_with_a_code_once(site, system):
    site.offer(variant("phase: live\n", "phase: live\ninvite: true\n"), organisation=NORTH)
    (code,) = publish.make_invites(SLUG, NORTH, count=1, by="Ola Owner (sample)", at=timezone.now())
    key = str(uuid4())

    refused = [system.start(invite=wrong) for wrong in ("", "nonsense", "0000-0000-0000")]
    first = system.start(invite=code, key=key)
    again = system.start(invite=code, key=key)
    second = system.start(invite=code)

    assert [one.code for one in refused] == ["invite_needed"] * 3
    assert first.status == 201
    assert again.body == first.body
    assert (second.status, second.code) == (403, "invite_needed")


def test_an_open_case_finishes_on_its_version_and_a_new_one_starts_on_the_next(site, system, second):
    system.start("south-fenmarch")
    site.clock.forward(hours=1)
    site.offer(second, organisation=SOUTH)
    other = System()

    assert other.start("south-fenmarch")["case"]["version"] == second.hash
    assert system.put("answers", {"answers": answers()})["case"]["version"] == FIRST.hash
    assert system.post("send").status == 200


def test_a_case_goes_on_with_its_token_after_its_body_hands_over(site, system):
    start, page = str(uuid4()), str(uuid4())
    begun = system.start(key=start)
    told = {"answers": {"full_name": "Ffion Dummy-Jones"}}
    first = system.put("pages/about-you/full_name", told, key=page)

    def event(head, parties):
        return NewEvent(
            HANDED_OVER, data={"from": str(head.holder), "to": str(SOUTH), "reason": "merged (for a test)"}
        )

    history.rewrap(NORTH, SOUTH, event=event, circumstances=by_system(timezone.now()))

    assert system.get()["case"]["organisation"] == "south-fenmarch"
    assert system.put("answers", {"answers": answers()}).status == 200
    assert system.post("send").status == 200
    assert system.start(key=start)["token"] == begun["token"]
    again = system.put("pages/about-you/full_name", told, key=page)
    assert again["case"]["sequence"] == first["case"]["sequence"]
    assert again["page"] == first["page"]


def test_after_erasure_nothing_that_was_told_comes_back_by_any_address(site, system):
    key = str(uuid4())
    system.start()
    told = {"answers": {"full_name": "Ffion Dummy-Jones"}}
    system.put("pages/about-you/full_name", told, key=key)
    system.put("answers", {"answers": answers()})
    system.post("send")
    stream, holder = history.locate(system.reference)
    erase(stream, parties=None, holder=holder, reason="request", circumstances=by_system(timezone.now()))

    replayed = system.put("pages/about-you/full_name", told, key=key)

    assert (replayed.status, replayed.code) == (410, "erased")
    for what in ("", "answers", "next", "receipt", "pages/about-you/full_name"):
        seen = system.get(what)
        assert seen.status < 500
        assert "Ffion" not in str(seen.body)
        assert "Sedge" not in str(seen.body)


@pytest.mark.parametrize("organisation", ["north-fenmarch", "south-fenmarch"])
def test_each_organisation_goes_by_its_own_rules(site, system, organisation):
    system.start(organisation)

    assert system.get()["case"]["organisation"] == organisation
    assert site.file(system.reference).holder == fenmarch_id(organisation)
