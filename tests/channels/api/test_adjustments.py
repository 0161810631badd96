"""What a person needs from us, said and read by a system that acts for them."""

from uuid import uuid4

import pytest

from tests.channels.api.people import answers

SISTER = {
    "name": "Nia Sample",
    "address": {"line_1": "1 Example Row", "town": "Fenton", "postcode": "fm1 1aa"},
    "told": "letters",
}
ASKED = {
    "avoid": ["phone"],
    "written": ["large_print"],
    "words": "Mornings are best",
    "write_to": SISTER,
    "agreed": True,
}
NOTHING = {
    "avoid": [],
    "written": [],
    "spoken": [],
    "care": [],
    "words": "",
    "write_to": None,
    "agreed": False,
    "will": [],
}


def without_the_case(reply) -> dict:
    return {name: value for name, value in reply.body.items() if name != "case"}


def test_nothing_is_asked_for_at_first(system):
    system.start()
    assert without_the_case(system.get("adjustments")) == NOTHING


def test_it_is_kept_as_a_whole_and_read_back_with_what_we_will_do(site, system):
    system.start()

    said = system.put("adjustments", ASKED)

    assert said.status == 200
    assert said["write_to"]["address"]["postcode"] == "FM1 1AA"
    assert said["will"][:2] == ["We will not phone you", "We will write to you in large print"]
    assert system.get("adjustments").body == said.body
    assert site.file(system.reference).state.adjustments.large_print
    assert site.file(system.reference).events[-1].actor.role == "integration"


def test_what_is_left_out_is_asked_for_no_more(system):
    system.start()
    system.put("adjustments", ASKED)
    assert without_the_case(system.put("adjustments", {"spoken": ["bsl"]}))["spoken"] == ["bsl"]
    assert system.get("adjustments")["written"] == []
    assert without_the_case(system.put("adjustments", {})) == NOTHING


def test_the_same_request_again_changes_nothing(site, system):
    system.start()
    key = str(uuid4())
    first = system.put("adjustments", ASKED, key=key)
    system.put("adjustments", {})

    assert system.put("adjustments", ASKED, key=key).body == first.body
    assert site.types(system.reference).count("case.adjustments_told") == 2


def test_it_can_be_said_after_sending_and_leaves_nothing_to_send(system):
    system.start()
    system.put("answers", {"answers": answers()})
    system.post("send")

    said = system.put("adjustments", ASKED)

    assert (said["case"]["status"], said["case"]["unsent_changes"]) == ("received", False)


def test_the_sentences_are_in_the_language_of_the_case(system):
    system.start(language="cy")
    assert system.put("adjustments", {**ASKED, "write_to": None})["will"][0] == "Ni fyddwn yn eich ffonio"


@pytest.mark.parametrize(
    ("wrong", "question"),
    [
        ({"agreed": False}, "agreed"),
        ({"avoid": ["pigeon"]}, "avoid"),
        ({"avoid": "phone"}, "avoid"),
        ({"words": "x" * 2001}, "words"),
        ({"shoe_size": 43}, "shoe_size"),
        ({"avoid": ["phone", "text", "email", "post"], "write_to": None}, "avoid"),
        ({"write_to": {**SISTER, "name": " "}}, "write_to.name"),
        ({"write_to": {**SISTER, "told": "gossip"}}, "write_to.told"),
        ({"write_to": {**SISTER, "address": {**SISTER["address"], "postcode": "1"}}}, "write_to.address"),
        ({"write_to": {**SISTER, "address": {"line_1": "1 Example Row"}}}, "write_to.address.town"),
        (
            {"write_to": {**SISTER, "address": {**SISTER["address"], "planet": "x"}}},
            "write_to.address.planet",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(site, system, wrong, question):
    system.start()

    refused = system.put("adjustments", {**ASKED, **wrong})

    assert (refused.status, refused.code) == (422, "unfit")
    assert question in [problem["question"] for problem in refused["error"]["problems"]]
    assert site.types(system.reference) == ["case.started"]
