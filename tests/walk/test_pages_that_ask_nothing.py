"""Pages that tell and do not ask: exit pages, pages to read, words for some, and what to have at hand."""

from functools import cache

import pytest

from handrail.bricks import BRICKS
from handrail.definition.brick import PageRef
from handrail.definition.load import load_text
from handrail.definition.screen import Heading, Inset, Paragraph, Tasks
from handrail.walk.examples import endpoint_of
from handrail.walk.journeys import drive
from handrail.walk.screens.needs import needs
from handrail.walk.screens.task_list import task_list
from tests.walk.garden import DAY, Case, Values

SERVICE = """
format: 1
service: skip-permit
name: Apply to put a skip on the road
need: I have more rubbish than a bin holds.
owner: {organisation: north-fenmarch, role: Head of Streets}
phase: live
languages: [en]
outcomes:
  - {id: safe, level: overall, text: Roads stay safe, measure: accidents}
data: {lawful_basis: public task, keep: 1 year after the case ends}
channels: [web, post]
steps:
  - ask: place
    title: The place
    section: Before you start
    pages:
      - {question: on_road, type: yes-no, label: "Will it stand on a road?", needs: The name of the road}
      - exit: no_permit
        title: You do not need a permit
        text: "Put it on your own land. [Ask us](/ask) if you are not sure."
        when: on_road = false
      - page: lights
        title: A skip needs lights at night
        text: Whoever owns the skip brings them.
        needs: The number of the skip firm
      - page: size
        title: How wide is it?
        questions:
          - {question: width, type: text, label: "How many metres wide?", limits: {max_length: 5}}
          - {question: lane, type: text, label: "Which lane?", when: on_road = true, limits: {max_length: 5}}
      - question: days
        type: choice
        label: For how long?
        options: {few: Up to 7 days, many: Longer}
        guidance:
          - {text: Main roads have a limit of 7 days., when: on_road = true}
          - {text: You can leave it as long as you like., when: on_road = false}
  - ask: firm
    title: The firm
    section: The skip
    when: days = "many"
    pages:
      - {question: firm, type: name, label: "Which firm?", needs: The firm’s insurance}
endpoints:
  done: {kind: granted, title: You have a permit, text: It is yours.}
"""


@cache
def skips():
    loaded = load_text({"service.yaml": SERVICE}, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded.service


@pytest.fixture
def case():
    return Case(service=skips())


def screen_of(case, path):
    ref = PageRef.parse(path)
    step = case.service.step(ref.step)
    state = case.state.steps.get(step.id, BRICKS["ask"].start)
    return BRICKS["ask"].screen(step, state, ref, case.walk().scopes[step.id], "en", None)


class TestAnExitPage:
    def test_is_where_the_route_stops(self, case):
        case.answer("place/on_road", on_road="no")
        position = case.walk()
        assert [str(page.ref) for page in position.pages] == ["place/on_road", "place/no_permit"]
        assert (position.here, position.exit) == ("answering", PageRef("place", "no_permit"))

    def test_has_words_and_no_button(self, case):
        case.answer("place/on_road", on_road="no")
        screen = screen_of(case, "place/no_permit")
        assert (screen.title, screen.actions, screen.inputs) == ("You do not need a permit", (), ())

    def test_takes_no_answer(self, case):
        case.answer("place/on_road", on_road="no")
        before = len(case.events)
        case.answer("place/no_permit", anything="yes")
        assert len(case.events) == before

    def test_is_left_by_changing_the_answer_that_led_there(self, case):
        case.answer("place/on_road", on_road="no")
        case.answer("place/on_road", on_road="yes")
        assert (case.walk().exit, str(case.walk().next)) == (None, "place/lights")

    def test_is_said_on_the_task_list(self, case):
        case.answer("place/on_road", on_road="no")
        tasks = task_list(case.service, case.state, case.walk(), "en").blocks[1]
        assert isinstance(tasks, Tasks)
        assert tasks.tasks[0].status == "You cannot go on"

    def test_is_where_an_example_may_end(self):
        journey = drive(skips(), {"on_road": False}, parameters=Values(), at=DAY)
        assert endpoint_of(journey) == "exit"


class TestAPageToRead:
    def test_is_done_when_the_person_goes_on(self, case):
        case.answer("place/on_road", on_road="yes")
        assert str(case.walk().next) == "place/lights"
        case.answer("place/lights")
        assert str(case.walk().next) == "place/size"

    def test_tells_nothing_on_check_your_answers(self, case):
        case.answer("place/on_road", on_road="yes")
        case.answer("place/lights")
        case.answer("place/size", width="2", lane="1")
        case.answer("place/days", days="few")
        step = case.service.step("place")
        told = BRICKS["ask"].summaries(
            step, case.state.steps["place"], case.walk().pages, case.service, "en", change=True, hidden=True
        )
        assert [row.key for part in told for row in part.rows] == [
            "Will it stand on a road?",
            "How many metres wide?",
            "Which lane?",
            "For how long?",
        ]


class TestGuidance:
    def test_is_shown_to_those_it_is_for(self, case):
        case.answer("place/on_road", on_road="yes")
        insets = [one.text for one in screen_of(case, "place/days").blocks if isinstance(one, Inset)]
        assert insets == ["Main roads have a limit of 7 days."]

    def test_is_never_kept_for_the_next_person(self, case):
        assert not screen_of(case, "place/days").same_for_all


def test_what_everybody_needs_comes_before_what_some_need():
    blocks = needs(skips(), "en")
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "What you will need",
        "You may also need",
    ]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "- The name of the road\n- The number of the skip firm",
        "- The firm’s insurance",
    ]


def test_tasks_stand_under_the_headings_of_their_sections(case):
    case.answer("place/on_road", on_road="yes")
    case.answer("place/lights")
    case.answer("place/size", width="2", lane="1")
    case.answer("place/days", days="many")
    screen = task_list(case.service, case.state, case.walk(), "en")
    assert [block.text for block in screen.blocks if isinstance(block, Heading)] == [
        "Before you start",
        "The skip",
        "Send your application",
    ]


def test_a_question_may_depend_on_an_earlier_page_of_its_step(case):
    case.answer("place/on_road", on_road="yes")
    case.answer("place/lights")
    assert [one.name for one in screen_of(case, "place/size").inputs] == ["width", "lane"]
    refused = case.answer("place/size", width="2")
    assert set(refused.errors) == {"lane"}


def test_what_only_some_need_is_not_also_needed_where_nobody_surely_needs_anything():
    text = SERVICE.replace(", needs: The name of the road", "").replace(
        "needs: The number", "hint: The number"
    )
    text = text.replace("        hint: The number of the skip firm\n", "")
    loaded = load_text({"service.yaml": text}, bricks=BRICKS)
    headings = [block.text for block in needs(loaded.service, "en") if isinstance(block, Heading)]
    assert headings == ["You may need"]
