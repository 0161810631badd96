"""Every invented person through the JSON door: as on every other channel."""

import pytest

from handrail.bricks.ask.layout import layout_of
from handrail.definition.brick import PageRef
from handrail.definition.example import EXIT, SENT
from handrail.definition.service import Service
from handrail.walk.decisions import is_stage
from handrail.walk.examples import endpoint_of, results_by_step
from tests.channels.api.system import System
from tests.journeys.filling import fields
from tests.journeys.site import BADGE, EVERYONE, FIRST, stands

MOST_PAGES = 200


def answers_by_page(system: System, service: Service, answers: dict, reply) -> None:
    """Answer by question id, a page at a time, as the door asks."""
    for _ in range(MOST_PAGES):
        path = reply["case"]["next"]
        if path is None or reply["page"]["exit"]:
            return
        assert reply["page"]["path"] == path
        ref = PageRef.parse(path)
        given = answers
        if ref.item:
            given = answers[ref.page.partition(".")[0]][int(ref.item) - 1]
        asked = [one["name"] for one in reply["page"]["screen"]["blocks"] if one["block"] == "input"]
        told = {name: given.get(name) for name in asked}
        if ref.page in layout_of(service.step(ref.step)).groups and not ref.item:
            have = sum(1 for one in system.get("answers")["answers"].get(ref.page, ()) if one)
            told = {ref.page: have < len(answers.get(ref.page) or ())}
        reply = system.put(f"pages/{path}", {"answers": told})
        assert reply.status == 200, (path, reply.body)
    raise AssertionError(f"still being asked after {MOST_PAGES} pages")


def fields_by_page(system: System, service: Service, answers: dict, reply) -> None:
    """Type what a person would type, a page at a time."""
    for _ in range(MOST_PAGES):
        path = reply["case"]["next"]
        if path is None or reply["page"]["exit"]:
            return
        ref = PageRef.parse(path)
        have = len(system.get("answers")["answers"].get(ref.page, ()))
        typed = fields(service, ref, answers, members=have)
        reply = system.put(f"pages/{path}", {"fields": typed})
        assert reply.status == 200, (path, reply.body)
    raise AssertionError(f"still being asked after {MOST_PAGES} pages")


def in_one_call(system: System, _service: Service, answers: dict, _reply) -> None:
    """Give the whole application at once."""
    reply = system.put("answers", {"answers": answers})
    assert reply.status == 200, reply.body
    assert reply["not_asked"] == []


# What is typed goes the same way once it is read, so every fourth person types. A page at a time is the same
# for any service, so every fourth person of the badge answers so.
WAYS = [(*one, in_one_call) for one in EVERYONE]
for service, more in ((FIRST, 1), (BADGE, 4)):
    people = [one for one in EVERYONE if one[0] is service]
    WAYS += [(*one, answers_by_page) for one in people[::more]]
    WAYS += [(*one, fields_by_page) for one in people[1 :: 4 * more]]


@pytest.mark.parametrize(
    ("service", "example", "way"), WAYS, ids=[f"{one['name']}, {way.__name__}" for _, one, way in WAYS]
)
def test_they_are_asked_told_and_decided_as_the_service_says(site, system, service, example, way):
    site.clock.set(example["at"])
    expected = example["expect"]
    reply = system.start(example["organisation"], service=service.slug, language=example["language"])
    way(system, service, example["answers"], reply)

    sends = expected["endpoint"] != EXIT
    assert system.get()["case"]["can"] == (
        ["answer", "send", "withdraw"] if sends else ["answer", "withdraw"]
    )
    check = system.get("check")
    assert check.status == (200 if sends else 409)
    assert not sends or check["screen"]["language"] == example["language"]
    assert system.post("send").status == (200 if sends else 409)
    staff = site.staff(example["organisation"])
    for act in example.get("staff", []):
        staff.does(system.reference, act)

    journey = stands(site.file(system.reference))
    assert list(journey.route) == expected["route"]
    found = results_by_step(journey)
    wanted = expected.get("determinations", {})
    assert {step: found.get(step) for step in wanted} == wanted
    assert endpoint_of(journey) == expected["endpoint"]
    shown = system.get()
    ends = expected["endpoint"] if expected["endpoint"] not in (SENT, EXIT) else None
    assert shown["case"]["endpoint"] == ends
    told = [act for act in example.get("staff", []) if not is_stage(service, act["step"], act["result"])]
    if told:
        assert shown["decision"]["reasons"] == told[-1]["reasons"]
