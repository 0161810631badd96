"""Starting at the JSON door: who may, what it gives, and the same request twice."""

from datetime import timedelta
from uuid import uuid1, uuid4

from handrail.definition import publish
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor
from tests.channels.api.system import SLUG


def test_starting_gives_a_reference_a_token_and_the_first_page(site, system):
    reply = system.start()

    assert reply.status == 201
    assert reply["case"]["status"] == "draft"
    assert reply["case"]["next"] == "about-you/full_name" == reply["page"]["path"]
    assert reply["page"]["screen"]["blocks"][0]["label"] == "What is your full name?"
    assert reply["token_ends_at"] == "2026-05-02T11:00:00Z"
    assert system.get("next").status == 200


def test_a_case_says_that_a_system_acted_for_the_person_and_on_what_footing(site, system):
    system.start(capacity="attorney")
    system.put("pages/about-you/full_name", {"answers": {"full_name": "Ffion Dummy-Jones"}})

    for event in site.file(system.reference).events:
        assert event.actor == Actor("applicant", "integration", None, "attorney")
        assert (event.channel, event.mode) == ("api", "assisted")


def test_reading_through_a_system_leaves_a_trace_with_its_purpose(site, system):
    system.start()
    system.get()

    with site.owner() as run:
        found = run.execute("SELECT DISTINCT role, purpose FROM history_access").fetchall()
    assert found == [("integration", "acting for the person")]


def test_a_helper_is_named_before_anything_is_asked(site, system):
    reply = system.start(capacity="helper", helper={"name": "Hal Sample", "agreed": True, "why": "My eyes"})

    assert reply.status == 201
    assert site.types(system.reference) == ["case.started", "case.helper_named"]


def test_nothing_starts_for_a_helper_unless_the_person_agreed(site, system):
    before = site.counts()

    refused = system.start(capacity="helper", helper={"name": "Hal Sample", "agreed": False})

    assert (refused.status, refused.code) == (422, "unfit")
    assert refused["error"]["problems"][0]["question"] == "helper.agreed"
    assert site.counts() == before


def test_a_helper_has_a_name_and_nobody_else_has(site, system):
    without = system.start(capacity="helper")
    needless = system.start(helper={"name": "Hal Sample", "agreed": True})

    assert [without.code, needless.code] == ["unfit", "unfit"]


def test_a_case_starts_in_the_language_asked_for(site, system):
    reply = system.start(language="cy")

    assert reply["case"]["language"] == reply["page"]["screen"]["language"] == "cy"


def test_a_language_that_the_service_does_not_have_is_refused(site, system):
    refused = system.start(language="fr")

    assert refused.status == 422
    assert refused["error"]["problems"] == [
        {"question": "language", "page": "", "message": "language must be one of: en, cy", "parts": []}
    ]


def test_an_organisation_that_does_not_exist_is_not_found(site, system):
    assert system.start("no-such-place").status == 404


def test_a_service_that_was_withdrawn_cannot_be_started(site, system):
    site.clock.forward(days=1)
    publish.withdraw(
        SLUG,
        fenmarch_id("north-fenmarch"),
        by="Ola Owner (sample)",
        why="for a test",
        at=site.clock.moment - timedelta(hours=1),
    )

    assert (system.start().status, system.start().code) == (410, "not_open")
    listed = system.call("GET", "/api/organisations/north-fenmarch/services")
    assert listed["services"] == []


def test_the_same_start_sent_again_gives_the_same_answer_and_no_second_case(site, system):
    key = str(uuid4())
    first = system.start(key=key)
    counted = site.counts()
    system.put("pages/about-you/full_name", {"answers": {"full_name": "Ffion Dummy-Jones"}})
    site.clock.forward(minutes=5)

    again = system.start(key=key)

    assert again.body == first.body
    assert site.counts()["history_head"] == counted["history_head"] == 1


def test_another_start_under_the_same_key_is_refused(site, system):
    key = str(uuid4())
    system.start(key=key)

    refused = system.start(key=key, language="cy")

    assert (refused.status, refused.code) == (422, "key_reused")
    assert site.counts()["history_head"] == 1


def test_a_key_must_be_there_and_random(site, system):
    assert [system.start(key=key).code for key in ("1", str(uuid1()), "x" * 400)] == ["key_missing"] * 3
    bare = system.call("POST", f"/api/organisations/north-fenmarch/services/{SLUG}/cases", {}, key="")
    assert (bare.status, bare.code) == (400, "key_missing")
    assert site.counts()["history_head"] == 0


def test_what_is_kept_for_a_replay_holds_no_token_and_nothing_told(site, system):
    system.start()
    system.put("pages/about-you/full_name", {"answers": {"full_name": "Ffion Dummy-Jones"}})

    with site.owner() as run:
        kept = str(run.execute("SELECT result::text FROM history_form_key").fetchall())
    assert system.token not in kept
    assert "Ffion" not in kept


def test_services_are_listed_by_organisation_in_a_language(site, system):
    organisations = system.call("GET", "/api/organisations?lang=cy")["organisations"]
    listed = system.call("GET", "/api/organisations/north-fenmarch/services?lang=cy")

    assert organisations["south-fenmarch"] == "Cyngor Dosbarth De Fenmarch"
    (one,) = listed["services"]
    assert (one["service"], one["open"], one["invite"]) == (SLUG, True, False)
    assert one["name"] == site.service.say("name", site.service.name, "cy")
