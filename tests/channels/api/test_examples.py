"""Every invented person of the discount through the JSON door: as on every other channel."""

import pytest

from handrail.definition.brick import PageRef
from handrail.walk.examples import endpoint_of, results_by_step
from handrail.walk.journeys import Journey
from tests.channels.api.system import System
from tests.journeys.filling import fields
from tests.journeys.site import FIRST, PEOPLE

MOST_PAGES = 200


def stands(file) -> Journey:
    """The case as a journey, so that it is compared as the examples of a service are."""
    route = tuple(str(page.ref) for page in file.as_sent.pages)
    return Journey(state=file.state, position=file.as_sent, route=route, events=file.events)


def answers_by_page(system: System, answers: dict, reply) -> None:
    """Answer by question id, a page at a time, as the door asks."""
    for _ in range(MOST_PAGES):
        path = reply["case"]["next"]
        if path is None:
            return
        assert reply["page"]["path"] == path
        ref = PageRef.parse(path)
        given = answers
        if ref.item:
            given = answers[ref.page.partition(".")[0]][int(ref.item) - 1]
        asked = [one["name"] for one in reply["page"]["screen"]["blocks"] if one["block"] == "input"]
        told = {name: given.get(name) for name in asked}
        if isinstance(answers.get(ref.page), list):
            have = sum(1 for one in system.get("answers")["answers"].get(ref.page, ()) if one)
            told = {ref.page: have < len(answers[ref.page])}
        reply = system.put(f"pages/{path}", {"answers": told})
        assert reply.status == 200, (path, reply.body)
    raise AssertionError(f"still being asked after {MOST_PAGES} pages")


def fields_by_page(system: System, answers: dict, reply) -> None:
    """Type what a person would type, a page at a time."""
    for _ in range(MOST_PAGES):
        path = reply["case"]["next"]
        if path is None:
            return
        ref = PageRef.parse(path)
        have = len(system.get("answers")["answers"].get(ref.page, ()))
        typed = fields(FIRST, ref, answers, members=have)
        reply = system.put(f"pages/{path}", {"fields": typed})
        assert reply.status == 200, (path, reply.body)
    raise AssertionError(f"still being asked after {MOST_PAGES} pages")


def in_one_call(system: System, answers: dict, _reply) -> None:
    """Give the whole application at once."""
    reply = system.put("answers", {"answers": answers})
    assert reply.status == 200, reply.body
    assert reply["case"]["can"] == ["answer", "send", "withdraw"]
    assert reply["not_asked"] == []


# What is typed goes the same way once it is read, so every fourth person types.
WAYS = [(one, way) for one in PEOPLE for way in (answers_by_page, in_one_call)]
WAYS += [(one, fields_by_page) for one in PEOPLE[::4]]


@pytest.mark.parametrize(
    ("example", "way"), WAYS, ids=[f"{one['name']}, {way.__name__}" for one, way in WAYS]
)
def test_they_are_asked_told_and_decided_as_the_service_says(site, system, example, way):
    site.clock.set(example["at"])
    expected = example["expect"]
    reply = system.start(example["organisation"], language=example["language"])
    way(system, example["answers"], reply)

    check = system.get("check")
    assert check["screen"]["language"] == example["language"]
    sent = system.post("send")
    assert sent.status == 200
    staff = site.staff(example["organisation"])
    for act in example.get("staff", []):
        staff.claim(system.reference)
        staff.decide(system.reference, act["result"], act["reasons"])

    journey = stands(site.file(system.reference))
    assert list(journey.route) == expected["route"]
    found = results_by_step(journey)
    assert {step: found.get(step) for step in expected["determinations"]} == expected["determinations"]
    assert endpoint_of(journey) == expected["endpoint"]
    shown = system.get()
    ends = expected["endpoint"] if expected["endpoint"] != "sent" else None
    assert shown["case"]["endpoint"] == ends
    if example.get("staff"):
        assert shown["decision"]["reasons"] == example["staff"][-1]["reasons"]
