"""Staff fill in a form of their own before they conclude, and what they found goes on with the case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handrail.bricks import BRICKS
from handrail.definition.check import check
from handrail.definition.example import read_examples
from handrail.definition.reader import Reader
from handrail.walk.examples import check_examples, run_example
from handrail.walk.fold import fold
from handrail.walk.journeys import NotAtThatStep
from handrail.walk.screens import case_page
from tests.permit import permit
from tests.walk.garden import Values

AT = datetime(2026, 5, 1, 11, tzinfo=UTC)
SERVICE = permit().service


def example(name):
    return next(one for one in read_examples(permit().examples, Reader()) if one.name == name)


def journey(name, **changes):
    one = example(name)
    act = replace(one.staff[0], **changes)
    return run_example(SERVICE, replace(one, staff=(act,)), parameters=Values())


def text_of(screen) -> str:
    return str(screen.blocks)


def page_of(found, language="en"):
    return case_page(SERVICE, found.state, found.position, language, reference="R", visible=found.events)


class TestTheService:
    def test_comes_out_as_its_examples_say(self):
        wrong = check(permit(), bricks=BRICKS, run_examples=check_examples)
        assert [one for one in wrong if one.grade == "broken"] == []


class TestConcluding:
    def test_a_refusal_keeps_the_criteria_not_met_apart_from_anything_personal(self):
        [decided] = [one for one in journey("Hedd Pretend").events if one.type == "work.decided"]
        assert decided.data["unmet"] == ["standing", "sleeping"]
        assert decided.personal == {"applicant": {"reasons": "Neither condition is met."}}

    def test_the_form_is_sealed_but_for_what_is_counted(self):
        [saved] = [one for one in journey("Iolo Madeup").events if one.type == "work.form_saved"]
        assert saved.data == {"step": "assess", "counted": {"seen_where": "in_person"}}
        assert saved.personal["applicant"]["answers"]["stood_minutes"] == "4"

    def test_what_was_found_is_known_to_later_rules(self):
        facts = journey("Iolo Madeup").position.facts
        assert (facts["standing"], facts["sleeping"], facts["stood_minutes"]) == ("met", "not_looked_at", "4")

    def test_nothing_is_concluded_on_an_empty_form(self):
        with pytest.raises(NotAtThatStep, match="Where did you assess them"):
            journey("Iolo Madeup", form={}, criteria={})

    def test_an_answer_that_waits_for_another_is_missing_only_when_it_is_asked(self):
        with pytest.raises(NotAtThatStep, match="How many minutes did they stand"):
            journey("Iolo Madeup", form={"seen_where": "in_person"})

    def test_nobody_is_refused_who_meets_a_criterion(self):
        with pytest.raises(NotAtThatStep, match="needs none met"):
            journey("Iolo Madeup", result="refuse")


class TestWhatThePersonReads:
    def test_each_criterion_that_was_looked_at_with_its_reasons(self):
        page = text_of(page_of(journey("Iolo Madeup")))
        assert "You cannot stand for long" in page
        assert "You stood for 4 minutes and had to sit down." in page
        assert "You fall asleep on the way" not in page

    def test_in_their_own_language(self):
        page = text_of(page_of(journey("Hedd Pretend"), "cy"))
        assert "Ni allwch sefyll yn hir" in page
        assert "Heb ei fodloni" in page

    def test_nothing_of_what_staff_wrote_down_for_themselves(self):
        page = text_of(page_of(journey("Iolo Madeup")))
        assert "He held on to the wall." not in page
        assert "What staff found was saved" not in page


class TestErased:
    def test_the_criteria_not_met_are_still_counted_and_nothing_else_is_left(self):
        found = journey("Hedd Pretend")
        hidden = [
            replace(one, personal={}, sealed_from_us=frozenset(one.personal)) if one.personal else one
            for one in found.events
        ]
        [decision] = fold(SERVICE, hidden).decisions
        assert decision.unmet == ("standing", "sleeping")
        assert decision.form.findings == {}
        assert set(decision.form.answers) == {"seen_where", "stood_minutes", "what_was_seen"}


class TestTheFirstSchemaOfADecision:
    def test_named_no_criterion_and_no_district(self):
        found = journey("Hedd Pretend")
        old = [
            replace(one, schema=1, data={"step": "assess", "result": "refuse"})
            if one.type == "work.decided"
            else one
            for one in found.events
        ]
        state = fold(SERVICE, old)
        [decided] = [one for one in state.history if one.type == "work.decided"]
        assert decided.data == {"step": "assess", "result": "refuse", "unmet": [], "district": ""}
        assert state.decisions[0].unmet == ()
