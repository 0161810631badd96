"""What a case's events add up to."""

from dataclasses import replace
from uuid import UUID

import pytest

from handrail.bricks.work.rules import note
from handrail.history.event import EventType, NewEvent, Shape
from handrail.questions.answer import HIDDEN
from handrail.walk import lifecycle
from handrail.walk.fold import CaseState, fold
from handrail.walk.upcast import UnknownSchema, upcast
from tests.walk.garden import STAFF, Case, allotment, stored


def test_no_events_are_an_empty_case():
    assert fold(allotment(), []) == CaseState()


def test_a_case_knows_its_language_organisation_and_kind():
    case = Case()
    case.add(NewEvent(lifecycle.LANGUAGE_CHOSEN, {"language": "cy"}))
    state = fold(case.service, case.events, kind="test")
    assert (state.language, state.organisation, state.kind) == ("cy", "north-fenmarch", "test")


def test_a_way_in_serves_once_and_a_new_one_replaces_it():
    case = Case()
    for code in ("first", "second"):
        case.add(NewEvent(lifecycle.RETURN_CODE_MADE, {"party": "applicant", "hash": code}))
    assert case.state.ways_in == {"applicant": "second"}
    case.add(NewEvent(lifecycle.RETURN_CODE_USED, {"party": "applicant"}))
    assert case.state.ways_in == {}


def test_a_hold_is_lifted_by_the_office_that_placed_it():
    case = Case()
    for office in ("court", "auditor"):
        case.add(NewEvent(lifecycle.HELD, {}, {"applicant": {"by": office, "reason": "an inquiry"}}))
    case.add(NewEvent(lifecycle.HOLD_LIFTED, {"placed": case.state.holds[1].sequence}))
    assert [(hold.by, hold.reason) for hold in case.state.holds] == [("court", "an inquiry")]
    case.add(NewEvent(lifecycle.HOLD_LIFTED))
    case.add(NewEvent(lifecycle.HOLD_LIFTED))
    assert case.state.holds == ()


def test_holds_of_the_first_schema_said_their_office_openly_and_are_lifted_by_it():
    case = Case()
    for office in ("court", "auditor"):
        case.add(NewEvent(lifecycle.HELD, personal={"applicant": {"reason": "an inquiry"}}))
        case.events[-1] = replace(case.events[-1], schema=1, data={"by": office})
    case.add(NewEvent(lifecycle.HOLD_LIFTED))
    case.events[-1] = replace(case.events[-1], schema=1, data={"by": "auditor"})
    assert [(hold.by, hold.reason) for hold in case.state.holds] == [("court", "an inquiry")]


def test_a_document_that_came_is_no_longer_waited_for():
    case = Case().sent()
    wanted = ["full_name", "size"]
    case.staff("ask_for_more", questions=wanted, known=wanted, message="Please send both.")
    came = {"on": "2026-05-02", "way": "post", "copy": ""}
    case.add(NewEvent(lifecycle.DOCUMENT_RECEIVED, {"question": "size", **came}))
    assert [one.questions for one in case.state.asked] == [("full_name",)]
    case.add(NewEvent(lifecycle.DOCUMENT_RECEIVED, {"question": "full_name", **came}))
    assert case.state.asked == ()


def test_a_case_knows_its_relations_and_who_holds_it():
    case = Case()
    case.add(NewEvent(lifecycle.RELATED, {"stream": str(UUID(int=9)), "relation": "follows"}))
    case.add(NewEvent(lifecycle.HANDED_OVER, {"from": "a", "to": "b", "reason": "merger"}))
    assert (case.state.related[0].relation, case.state.organisation) == ("follows", "b")


def test_every_party_is_known_even_when_hidden():
    case = Case().fill(helpers="yes")
    case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
    [*_, last] = case.events
    hidden = replace(last, personal={}, sealed_from_us=frozenset({"helper-1"}))
    state = fold(case.service, [*case.events[:-1], hidden])
    assert state.parties == {"applicant", "helper-1"}
    assert state.steps["plot"].answers["helper_name", "1"] is HIDDEN


def test_notes_and_decisions_are_gathered_in_order():
    case = Case().sent()
    case.add(*note(step=case.service.step("check"), text="Called."), actor=STAFF)
    case.staff("decide", result="again", reasons="Look again.")
    case.staff("decide", result="refuse", reasons="None left.")
    assert [note.text for note in case.state.notes] == ["Called."]
    assert [(one.result, one.reasons) for one in case.state.decisions] == [
        ("again", "Look again."),
        ("refuse", "None left."),
    ]


def test_an_event_of_a_step_that_is_gone_stays_in_the_history_alone():
    case = Case()
    gone = EventType("ask.answered", "Answers were given")
    case.add(NewEvent(gone, {"step": "gone", "page": "x", "item": ""}, {"applicant": {"x": 1}}))
    assert case.state.steps == {}
    assert case.state.history[-1].data["step"] == "gone"


def test_an_event_of_a_brick_nobody_has_changes_nothing():
    case = Case()
    case.add(NewEvent(EventType("pay.fee_paid", "A fee was paid"), {"step": "check"}))
    assert case.state.steps == {}


class TestUpcasting:
    def types(self, schema):
        def rename(shape: Shape) -> Shape:
            return Shape(data={"language": shape.data["tongue"]}, personal=shape.personal)

        kind = replace(lifecycle.LANGUAGE_CHOSEN, schema=schema, upcasters={1: rename})
        return {kind.name: kind}

    def old(self, schema=1):
        event = stored(NewEvent(lifecycle.LANGUAGE_CHOSEN, {"tongue": "cy"}), 1)
        return replace(event, schema=schema)

    def test_an_old_event_is_read_in_todays_shape(self):
        event = upcast(self.old(), self.types(2))
        assert (event.schema, event.data) == (2, {"language": "cy"})

    def test_an_event_from_later_code_is_refused(self):
        with pytest.raises(UnknownSchema, match="Start the release that wrote it"):
            upcast(self.old(schema=3), self.types(2))

    def test_a_gap_in_the_upcasters_is_told(self):
        with pytest.raises(UnknownSchema, match="nothing leads from 2 to 3"):
            upcast(self.old(schema=2), self.types(3))
