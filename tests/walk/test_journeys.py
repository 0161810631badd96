"""A whole journey from a mapping of answers, and the people of a service's examples."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handrail.bricks import BRICKS
from handrail.definition.dated import read_seeds, register_of
from handrail.definition.example import Example, Expected, StaffAct, read_examples
from handrail.definition.load import load
from handrail.definition.reader import Reader
from handrail.definition.service import NOWHERE
from handrail.definition.source import Where
from handrail.walk.examples import check_example, noon, run_example
from handrail.walk.journeys import Act, AnswerRefused, NoAnswer, NotAtThatStep, drive
from handrail.walk.screens import told
from tests.walk.garden import DAY, Values, allotment

ANSWERS = {
    "full_name": "Mair Made-Up",
    "born_on": "1988-02-29",
    "resident": True,
    "size": "full",
    "why_full": "We are many",
    "helpers": [
        {"helper_name": "Bo Sample", "helper_child": False},
        {"helper_name": "Cy Sample", "helper_child": True},
    ],
    "agreed": True,
}
ROUTE = (
    "about-you/full_name",
    "about-you/born_on",
    "about-you/home",
    "plot/size",
    "plot/helpers/1/helper_name",
    "plot/helpers/1/helper_child",
    "plot/helpers/2/helper_name",
    "plot/helpers/2/helper_child",
    "plot/helpers/2/helper_school",
    "plot/helpers",
    "plot/why_full",
    "declare/agreed",
)


def driven(answers=ANSWERS, **more):
    return drive(allotment(), answers, parameters=Values(), at=DAY, **more)


class TestDriving:
    def test_a_journey_goes_from_the_first_page_to_staff(self):
        journey = driven()
        assert journey.route == ROUTE
        assert (journey.position.here, journey.position.step) == ("with_staff", "check")

    def test_what_the_rules_found_is_recorded_with_the_sending(self):
        kinds = [event.type for event in driven().events]
        assert kinds[-4:] == ["decide.determined"] * 3 + ["case.sent"]

    def test_staff_conclude_and_the_person_answers_what_follows(self):
        journey = driven({**ANSWERS, "accepts": True}, staff=[Act("check", "offer", "There is one.")])
        assert journey.position.endpoint.id == "plot-given"
        assert len(journey.state.sendings) == 2

    def test_a_step_is_read_back_in_one_card_and_each_member_in_one(self):
        journey = driven()
        cards = told(allotment(), journey.state, journey.position, "en")
        rows = {card.title: [row.value for row in card.rows] for card in cards}
        assert [card.title for card in cards] == [*rows]
        assert rows["The plot"][1:] == ["Number added so far: 2", "We are many"]
        assert rows["Bo Sample"] == ["Bo Sample", "No"]
        assert rows["Declaration"] == ["I agree"]

    def test_a_step_that_leads_back_is_concluded_again(self):
        acts = [Act("check", "again", "It was let."), Act("check", "refuse", "None is left.")]
        assert driven(staff=acts).position.endpoint.id == "no-plot"

    def test_an_answer_that_is_not_there_is_named(self):
        answers = {name: value for name, value in ANSWERS.items() if name != "born_on"}
        with pytest.raises(NoAnswer, match="about-you/born_on: There is no answer to 'born_on'"):
            driven(answers)

    def test_an_answer_that_is_refused_is_named(self):
        with pytest.raises(AnswerRefused, match="must be a real date"):
            driven({**ANSWERS, "born_on": "1988-02-30"})

    def test_staff_cannot_conclude_what_is_not_reached(self):
        with pytest.raises(NotAtThatStep, match="case is at 'not-here'"):
            driven({**ANSWERS, "resident": False, "nearest": "Saltby"}, staff=[Act("check", "offer", "Yes.")])

    def test_staff_cannot_conclude_what_the_step_does_not_have(self):
        with pytest.raises(NotAtThatStep, match="expected one of offer, refuse, again"):
            driven(staff=[Act("check", "maybe", "Perhaps.")])


def example(**expect):
    places = {
        name: Where("examples.yaml", line) for line, name in enumerate(("route", "rent", "endpoint"), 5)
    }
    return Example(
        name="Mair Made-Up",
        story="",
        organisation="north-fenmarch",
        at=date(2026, 5, 1),
        language="en",
        answers=ANSWERS,
        staff=(StaffAct("check", "refuse", "None is left.", NOWHERE),),
        expect=Expected(where=places, **{"endpoint": "no-plot", **expect}),
        where=Where("examples.yaml", 1),
    )


def problems(one):
    return check_example(allotment(), one, parameters=Values())


class TestExamples:
    def test_what_comes_out_as_expected_is_no_problem(self):
        found = {"guardian": [True, False], "rent": "shared"}
        assert problems(example(route=ROUTE, determinations=found)) == ()

    def test_the_lists_of_groups_may_be_left_out(self):
        assert problems(example(route=tuple(page for page in ROUTE if page != "plot/helpers"))) == ()

    def test_another_route_is_told_where_it_parts(self):
        [problem] = problems(example(route=(*ROUTE[:3], "plot/colour", *ROUTE[4:])))
        assert problem.where.line == 5
        assert "has 'plot/size' as page 4 of its route; expected 'plot/colour'" in problem.problem

    @pytest.mark.parametrize(
        ("route", "words"),
        [
            (ROUTE[:-1], "is also asked 'declare/agreed'"),
            ((*ROUTE, "finish/more"), "expected 'finish/more' next"),
        ],
    )
    def test_a_longer_and_a_shorter_route_are_told(self, route, words):
        [problem] = problems(example(route=route))
        assert words in problem.problem

    def test_another_finding_is_told_at_its_line(self):
        [problem] = problems(example(determinations={"rent": "resident"}))
        assert (problem.where.line, problem.grade) == (6, "broken")
        assert "finds 'shared' at 'rent'; expected 'resident'" in problem.problem

    def test_another_end_is_told(self):
        [problem] = problems(example(endpoint="sent"))
        assert "ends at 'no-plot'; expected 'sent'" in problem.problem

    def test_a_journey_that_stops_is_told_at_the_example(self):
        [problem] = problems(replace(example(), answers={}))
        assert problem.where.line == 1
        assert problem.remedy == "Add 'full_name: …' to the answers."

    def test_an_example_happens_at_noon_of_its_day(self):
        assert noon(date(2026, 7, 1)).hour == 11
        assert noon(date(2026, 1, 1)).hour == 12


SERVICES = sorted((Path(__file__).parents[2] / "services").glob("*/service.yaml"))


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.parent.name)
def test_every_person_of_a_service_comes_out_as_expected(path):
    loaded = load(path.parent, bricks=BRICKS)
    reader = Reader(loaded.texts)
    people = read_examples(loaded.examples, reader)
    seeds = read_seeds(loaded.seeds, reader, declarations=loaded.service.parameters) if loaded.seeds else ()
    assert people
    for person in people:
        register = register_of(
            seeds, declarations=loaded.service.parameters, organisation=person.organisation
        )
        assert check_example(loaded.service, person, parameters=register) == ()
        assert run_example(loaded.service, person, parameters=register).position.unsettled == frozenset()
