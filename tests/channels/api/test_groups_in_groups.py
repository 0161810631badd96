"""Members of members at the JSON door: given whole or page by page, read back, described and refused."""

import pytest

from handrail.channels.api.describe import answers_schema, pages_described
from tests.journeys.site import stands
from tests.walk.family import PEOPLE, published, school_travel

ANSWERS = PEOPLE[0]["answers"]


@pytest.fixture
def travel(site, system):
    """A system that has started the service for a person."""
    published()
    reply = system.start(service="school-travel")
    assert reply.status == 201, reply.body
    return system


def test_what_is_given_whole_is_read_back_as_it_was_given(site, travel):
    reply = travel.put("answers", {"answers": ANSWERS})
    assert reply.status == 200, reply.body
    assert reply["not_asked"] == []
    assert travel.get("answers")["answers"] == ANSWERS
    assert travel.post("send").status == 200
    assert list(stands(site.file(travel.reference)).route) == PEOPLE[0]["expect"]["route"]


def test_what_is_read_back_can_be_given_again_and_changes_nothing(site, travel):
    travel.put("answers", {"answers": ANSWERS})
    before = len(site.types(travel.reference))
    travel.put("answers", {"answers": travel.get("answers")["answers"]})
    assert len(site.types(travel.reference)) == before


def test_a_shorter_inner_list_takes_members_away(site, travel):
    travel.put("answers", {"answers": ANSWERS})
    idris, mabli = ANSWERS["children"]
    fewer = {**idris, "homes": idris["homes"][:1]}
    travel.put("answers", {"answers": {"children": [fewer, mabli]}})
    family = site.file(travel.reference).state.steps["family"]
    assert family.items("children.homes", "1") == ("1.1",)


def test_every_problem_says_which_member_of_which_it_is_about(site, travel):
    wrong = {"children": [{"child_name": "Idris", "homes": [{"nights": True, "garden": "big"}, "here"]}]}
    problems = travel.put("answers", {"answers": wrong})["error"]["problems"]
    assert {one["question"] for one in problems} == {
        "children/1/homes/1/nights",
        "children/1/homes/1/garden",
        "children/1/homes/2",
    }


def test_an_answer_that_is_refused_says_on_which_page(site, travel):
    idris, mabli = ANSWERS["children"]
    home = {**idris["homes"][0], "home_address": {"line_1": "1 Sedge Row", "postcode": "nowhere"}}
    wrong = {**ANSWERS, "children": [{**idris, "homes": [home]}, mabli]}
    problems = travel.put("answers", {"answers": wrong})["error"]["problems"]
    assert {one["page"] for one in problems} == {"family/children/1/homes/1/home_address"}


def test_what_was_given_of_a_member_and_is_not_asked_is_named(site, travel):
    idris, mabli = ANSWERS["children"]
    given = {**ANSWERS, "children": [idris, {**mabli, "escort": True}]}
    assert travel.put("answers", {"answers": given})["not_asked"] == ["children/2/escort"]


def test_a_list_and_a_removal_are_pages_too(site, travel):
    travel.put("answers", {"answers": ANSWERS})
    assert travel.put("pages/family/children/1/homes", {"answers": {"homes": True}}).status == 200
    assert travel.put("pages/family/children/1/homes/1", {"answers": {"remove": True}}).status == 200
    family = site.file(travel.reference).state.steps["family"]
    assert family.items("children.homes", "1") == ("1.2", "1.3")
    assert travel.get("pages/family/homes/1").code == "no_such_page"
    assert travel.get("pages/family/children/1/homes/9/nights").code == "not_on_route"


def test_the_service_is_described_with_lists_in_lists():
    schema = answers_schema(school_travel(), "en")
    home = schema["properties"]["children"]["items"]["properties"]["homes"]
    assert home["type"] == ["array", "null"]
    assert home["items"]["properties"]["sharers"]["maxItems"] == 2
    assert home["items"]["properties"]["sharers"]["x-asked-when"] == ['school = "far"']
    paths = [page.path for page in pages_described(school_travel(), "en")]
    assert "family/children/{item}/homes/{item}/nights" in paths
    assert paths.index("family/children/{item}/homes") < paths.index("family/children")
