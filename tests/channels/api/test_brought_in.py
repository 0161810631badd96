"""An application that was made in another service: known by its number there, and sent as it is."""

from dataclasses import replace

import pytest

from handrail.history.event import Actor
from handrail.walk.walk import walk
from tests.journeys.site import BADGE, person
from tests.journeys.test_before_an_end import at_desk

MADE = {"service": "national", "number": "a1b2c3d4-0000-4000-8000-00000000000a"}
WALKER = "Una Madeup"
LEFT_OUT = ("born_on", "agreed")


@pytest.fixture
def brought(site, system):
    """A badge's application that says all but when she was born, and was not asked to agree to anything."""
    reply = system.start("fenmarch-county", service=BADGE.slug, brought_in=MADE)
    assert reply.status == 201, reply.body
    return system


def told() -> dict:
    return {name: value for name, value in person(WALKER)["answers"].items() if name not in LEFT_OUT}


def fills(system):
    """Give what it says until nothing more is asked."""
    for _ in range(5):
        reply = system.put("answers", {"answers": told(), "left_blank": True})
        assert reply.status == 200, reply.body
        if reply["case"]["next"] is None:
            return reply
    raise AssertionError(f"still asked {reply['case']['next']}")


class TestStarting:
    def test_it_is_recorded_first_with_its_number_sealed(self, site, brought):
        started, made = site.file(brought.reference).events

        assert (started.type, made.type) == ("case.started", "case.brought_in")
        assert made.data == {"from": "national"}
        assert made.personal == {"applicant": {"number": MADE["number"]}}
        assert made.actor == Actor("applicant", "integration", None, "self")

    @pytest.mark.parametrize(
        ("made", "named"),
        [
            ({"service": "elsewhere", "number": "1"}, "brought_in.service must be one of: national"),
            ({"service": "national", "number": " "}, "brought_in.number must be the number"),
            ({"service": "national", "number": "–/–"}, "brought_in.number must be the number"),
            ({"service": "national", "number": "1" * 101}, "brought_in.number must be the number"),
            ({"service": "national"}, "number"),
            ({"service": "national", "number": 12}, "number"),
        ],
    )
    def test_one_that_cannot_be_known_again_is_refused_and_nothing_starts(self, site, system, made, named):
        before = site.counts()

        refused = system.start("fenmarch-county", service=BADGE.slug, brought_in=made)

        assert (refused.status, refused.code) == (422, "unfit")
        assert named in refused["error"]["problems"][0]["message"]
        assert site.counts() == before

    def test_a_service_that_takes_none_in_says_so(self, site, system):
        refused = system.start(brought_in=MADE)

        assert "takes in no applications" in refused["error"]["problems"][0]["message"]

    def test_the_description_of_the_service_names_where_from(self, site, system):
        url = f"/api/organisations/fenmarch-county/services/{BADGE.slug}"

        assert system.call("GET", url, token="")["brought_in_from"] == {
            "national": "The Blue Badge application on GOV.UK"
        }


class TestWhatItLeavesOpen:
    def test_is_noted_as_not_told_and_nothing_is_made_up(self, site, brought):
        fills(brought)

        noted = [one.data["gaps"] for one in site.file(brought.reference).events if "gaps" in one.data]
        assert noted == [{name: "not_told"} for name in LEFT_OUT]
        assert not set(LEFT_OUT) & set(brought.get("answers")["answers"])

    def test_does_not_keep_it_from_being_sent(self, site, brought):
        fills(brought)

        assert brought.post("send").status == 200
        assert brought.get()["case"]["status"] == "received"

    @pytest.mark.parametrize("left", ["benefit", "moving_points", "award_end", "lives_where", "may_check"])
    def test_may_be_what_a_rule_needs(self, site, brought, left):
        for _ in range(5):
            answers = {name: value for name, value in told().items() if name != left}
            reply = brought.put("answers", {"answers": answers, "left_blank": True})
            assert reply.status == 200, reply.body

        assert reply["case"]["next"] is None, reply.body
        assert brought.post("send").status == 200
        site.staff("fenmarch-county").claim(brought.reference)

    def test_is_gone_back_for_once_whichever_way_leads_back(self, site, brought):
        without = {name: value for name, value in told().items() if name != "benefit"}
        for _ in range(5):
            brought.put("answers", {"answers": without, "left_blank": True})
        file = site.file(brought.reference)
        back = {"ask": "reason", "otherwise": "benefits"}
        steps = [replace(one, goto=back) if one.id == "criterion" else one for one in file.service.steps]

        position = walk(
            replace(file.service, steps=tuple(steps)), file.state, parameters=file.parameters, at=file.at
        )

        assert position.here == "ready_to_send"

    def test_is_not_noted_again_when_it_is_given_again(self, site, brought):
        fills(brought)
        before = len(site.file(brought.reference).events)
        fills(brought)

        assert len(site.file(brought.reference).events) == before

    def test_is_told_when_it_comes_after_all(self, site, brought):
        fills(brought)
        born = person(WALKER)["answers"]["born_on"]

        reply = brought.put("pages/holder/born_on", {"answers": {"born_on": str(born)}})

        assert reply.status == 200
        assert brought.get("answers")["answers"]["born_on"] == str(born)

    def test_must_be_answered_in_an_application_that_was_made_with_us(self, site, system):
        system.start("fenmarch-county", service=BADGE.slug)

        refused = system.put("answers", {"answers": told(), "left_blank": True})

        assert (refused.status, refused.code) == (422, "unfit")
        assert "left_blank" in refused["error"]["problems"][0]["message"]

    def test_must_be_answered_when_nothing_is_said_of_it(self, site, brought):
        refused = brought.put("answers", {"answers": told()})

        assert {one["question"] for one in refused["error"]["problems"]} == {"born_on"}

    def test_is_for_the_person_to_answer_who_comes_to_it_on_the_web(self, site, brought):
        fills(brought)
        code = brought.post("return-code")["code"]
        someone = site.person(service=BADGE)
        someone.returns(brought.reference, code)
        someone.open(f"/case/{brought.reference}/check")

        assert someone.page.url.endswith("/page/holder/born_on")

    @pytest.mark.parametrize("wrong", [{"born_on": "1.1.1850"}, {"home_address": {"line_1": "1 High Road"}}])
    def test_is_no_excuse_for_what_is_wrong(self, site, brought, wrong):
        refused = brought.put("answers", {"answers": {**told(), **wrong}, "left_blank": True})

        assert refused.code == "answers_refused"
        assert set(wrong) <= {one["question"] for one in refused["error"]["problems"]}


class TestAtTheDesk:
    @pytest.fixture
    def desk(self, site, brought):
        fills(brought)
        brought.post("send")
        return at_desk()

    def finds(self, desk, typed, **more):
        return desk.post(desk.get("/desk/find"), "/desk/find", reference=typed, **more).text

    def test_staff_see_where_it_came_from_and_what_it_left_open(self, brought, desk):
        desk.state_purpose(brought.reference)
        page = desk.get(f"/desk/case/{brought.reference}")

        assert "The Blue Badge application on GOV.UK" in page.text
        assert MADE["number"] in page.text
        assert "Not told where the application was made" in page.text

    @pytest.mark.parametrize("typed", [MADE["number"], MADE["number"].upper().replace("-", " ")])
    def test_staff_find_it_by_its_number_there(self, brought, desk, typed):
        assert brought.reference in self.finds(desk, typed)

    def test_a_number_that_nobody_knows_is_named(self, desk):
        assert "we know no other like this" in self.finds(desk, "b2c3", status=422)
