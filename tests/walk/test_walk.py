"""Where a case stands, derived from its answers and events."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handrail.bricks import BRICKS
from handrail.definition.brick import PageRef
from handrail.definition.load import load_text
from handrail.history.event import NewEvent
from handrail.walk import lifecycle
from handrail.walk.fold import CaseState, fold
from handrail.walk.walk import EndlessWalk, walk
from tests.walk.garden import GUARDIAN, RENT, SERVICE, TAKEN, Case, Values, erased


def paths(position):
    return [str(page.ref) for page in position.pages]


class TestAnswering:
    def test_a_new_case_starts_at_the_first_page(self):
        position = Case().walk()
        assert (position.here, str(position.next)) == ("answering", "about-you/full_name")

    def test_the_pages_of_a_step_are_on_the_route_before_they_are_answered(self):
        assert paths(Case().walk()) == ["about-you/full_name", "about-you/born_on", "about-you/home"]

    def test_a_page_left_out_in_the_middle_is_next(self):
        case = Case()
        case.answer("about-you/home", resident="yes")
        assert str(case.walk().next) == "about-you/full_name"

    def test_an_answered_draft_is_ready_to_send(self):
        position = Case().fill().walk()
        assert (position.here, position.step, position.next) == ("ready_to_send", "check", None)

    def test_a_route_that_ends_without_staff_says_where_it_would_end(self):
        position = Case().fill(resident="no").walk()
        assert (position.here, position.endpoint.id) == ("ready_to_send", "not-here")

    def test_a_member_is_asked_about_before_the_list_comes_again(self):
        case = Case().fill(helpers="yes")
        assert str(case.walk().next) == "plot/helpers/1/helper_name"
        case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
        case.answer("plot/helpers/1/helper_child", helper_child="no")
        assert str(case.walk().next) == "plot/helpers"

    def test_a_full_list_asks_no_more(self):
        case = Case().fill()
        for number in ("1", "2", "3"):
            case.answer("plot/helpers", helpers="yes")
            case.answer(f"plot/helpers/{number}/helper_name", helper_name="Bo Sample")
            case.answer(f"plot/helpers/{number}/helper_child", helper_child="no")
        assert case.walk().next is None


class TestAnswersThatNoLongerMatter:
    def test_a_dropped_answer_is_named_and_is_no_fact(self):
        case = Case().fill(size="full")
        case.answer("plot/size", size="half")
        position = case.walk()
        assert position.dropped == ("plot/why_full",)
        assert position.facts["why_full"] is None

    def test_a_dropped_answer_comes_back_when_it_matters_again(self):
        case = Case().fill(size="full")
        before = case.walk()
        case.answer("plot/size", size="half")
        case.answer("plot/size", size="full")
        assert case.walk().facts == before.facts
        assert case.walk().next is None

    def test_a_question_of_a_page_is_dropped_alone(self):
        case = Case().fill(resident="no")
        case.answer("about-you/home", resident="yes")
        assert case.walk().dropped == ("about-you/nearest",)

    def test_the_answers_of_a_step_that_is_left_out_are_dropped(self):
        case = Case().fill()
        case.answer("about-you/home", resident="no", nearest="Saltby")
        assert case.walk().dropped == ("declare/agreed",)


class TestSending:
    def test_what_was_sent_is_with_staff(self):
        position = Case().sent().walk(sent=True)
        assert (position.here, position.step, position.waiting_for) == ("with_staff", "check", "staff")

    def test_sent_to_an_endpoint_has_ended(self):
        position = Case().sent(resident="no").walk()
        assert (position.here, position.endpoint.id) == ("ended", "not-here")

    def test_staff_do_not_see_what_is_not_sent(self):
        case = Case().sent()
        case.answer("plot/size", size="full")
        assert case.walk(sent=True).facts["size"] == "half"
        assert case.walk().facts["size"] == "full"

    def test_staff_see_nothing_of_a_draft(self):
        assert Case().fill().walk(sent=True).facts["full_name"] is None

    def test_a_change_after_sending_is_unsent(self):
        case = Case().sent()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        position = case.walk()
        assert (position.unsent_changes, position.here) == (True, "ready_to_send")

    def test_a_change_taken_back_leaves_nothing_to_send(self):
        case = Case().sent()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        case.answer("about-you/full_name", full_name="Mair Made-Up")
        position = case.walk()
        assert (position.unsent_changes, position.here) == (False, "with_staff")

    def test_a_change_that_needs_another_answer_asks_for_it(self):
        case = Case().sent()
        case.answer("plot/size", size="full")
        assert (case.walk().here, str(case.walk().next)) == ("answering", "plot/why_full")


class TestStaff:
    def test_a_result_leads_where_it_says(self):
        case = Case().sent()
        case.staff("decide", result="refuse", reasons="The plots are full.")
        position = case.walk()
        assert (position.here, position.endpoint.id) == ("ended", "no-plot")
        assert position.results == {"check": "refuse"}

    def test_questions_after_a_decision_are_answered_and_sent(self):
        case = Case().sent()
        case.staff("decide", result="offer", reasons="There is one.")
        assert (case.walk().here, str(case.walk().next)) == ("answering", "choose/accepts")
        case.answer("choose/accepts", accepts="yes")
        case.send()
        assert case.walk().endpoint.id == "plot-given"

    def test_answers_after_a_decision_are_no_reason_to_look_at_it_again(self):
        case = Case().sent()
        case.staff("decide", result="offer", reasons="There is one.")
        case.answer("choose/accepts", accepts="yes")
        case.send()
        assert not case.walk().another_look

    def test_a_result_that_leads_back_makes_a_second_visit(self):
        case = Case().sent()
        case.staff("decide", result="again", reasons="The plot was let.")
        position = case.walk()
        assert (position.here, position.visits["check"]) == ("with_staff", 2)
        case.staff("decide", result="refuse", reasons="None is left.")
        assert case.walk().endpoint.id == "no-plot"

    def test_pages_visited_twice_are_on_the_route_once(self):
        case = Case().sent()
        case.staff("decide", result="again", reasons="The plot was let.")
        assert len(paths(case.walk())) == len(set(paths(case.walk())))

    def test_a_pause_waits_for_the_clock_until_its_day(self):
        case = Case().sent()
        case.staff("pause", until=date(2026, 5, 10), reason="The clerk is away.", at=case.now)
        assert case.walk().waiting_for == "clock"
        assert case.walk(at=case.now + timedelta(days=9)).waiting_for == "staff"

    def test_a_decision_opened_again_waits_again(self):
        case = Case().sent()
        case.staff("decide", result="refuse", reasons="The plots are full.")
        case.staff("reopen", why="error", reason="One was free.")
        assert case.walk().here == "with_staff"


class TestAskedForMore:
    def asked(self, *questions):
        case = Case().sent(size="full")
        case.staff("ask_for_more", questions=questions, known=questions, message="Please look again.")
        return case

    def test_only_the_pages_asked_for_are_wanted(self):
        position = self.asked("born_on", "size").walk()
        assert position.here == "asked_for_more"
        assert [str(ref) for ref in position.wanted] == ["about-you/born_on", "plot/size"]
        assert position.message == "Please look again."

    def test_when_all_are_answered_it_is_ready_to_send(self):
        case = self.asked("born_on")
        case.answer("about-you/born_on", born_on="1 March 1988")
        assert case.walk().here == "ready_to_send"
        case.send()
        assert (case.walk().here, case.walk(sent=True).here) == ("with_staff", "with_staff")

    def test_the_same_answer_again_is_an_answer(self):
        case = self.asked("full_name")
        case.answer("about-you/full_name", full_name="Mair Made-Up")
        assert case.walk().here == "ready_to_send"

    def test_staff_see_it_as_asked_until_it_is_sent(self):
        case = self.asked("full_name")
        case.answer("about-you/full_name", full_name="Mair Made-Up")
        assert case.walk(sent=True).here == "asked_for_more"

    def test_one_member_can_be_asked_about(self):
        case = Case().fill()
        for number in ("1", "2"):
            case.answer("plot/helpers", helpers="yes")
            case.answer(f"plot/helpers/{number}/helper_name", helper_name="Bo Sample")
            case.answer(f"plot/helpers/{number}/helper_child", helper_child="no")
        case.answer("plot/helpers", helpers="no")
        case.send()
        case.staff("ask_for_more", questions=["helper_child/2"], known=["helper_child"], message="Sure?")
        assert case.walk().wanted == (PageRef("plot", "helpers.helper_child", "2"),)

    def test_a_page_that_no_longer_matters_is_not_wanted(self):
        case = self.asked("why_full")
        case.answer("plot/size", size="half")
        assert (case.walk().wanted, case.walk().here) == ((), "ready_to_send")

    def test_a_decision_ends_the_asking(self):
        case = self.asked("born_on")
        case.staff("decide", result="refuse", reasons="Too late.")
        assert case.walk().here == "ended"


class TestAnotherLook:
    def decided(self):
        case = Case().sent()
        case.staff("decide", result="refuse", reasons="The plots are full.")
        return case

    def corrected(self):
        case = self.decided()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        case.send()
        return case

    def test_a_correction_marks_the_decision(self):
        position = self.corrected().walk(sent=True)
        assert (position.here, position.another_look) == ("ended", True)

    def test_an_unsent_correction_does_not(self):
        case = self.decided()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        assert not case.walk(sent=True).another_look

    def test_confirming_the_decision_clears_the_mark(self):
        case = self.corrected()
        case.staff("confirm", reason="It changes nothing.")
        assert not case.walk(sent=True).another_look

    def test_a_review_marks_the_decision(self):
        case = self.decided()
        case.add(NewEvent(lifecycle.REVIEW_ASKED, personal={"applicant": {"reason": "You are wrong."}}))
        assert case.walk(sent=True).another_look
        case.staff("confirm", reason="We looked again.")
        assert not case.walk(sent=True).another_look

    def test_a_correction_that_leads_past_the_decision_marks_it(self):
        case = self.decided()
        case.answer("about-you/home", resident="no", nearest="Saltby")
        case.send()
        position = case.walk(sent=True)
        assert (position.endpoint.id, position.another_look) == ("not-here", True)


class TestWithdrawing:
    @pytest.mark.parametrize("case", [Case(), Case().fill(), Case().sent()])
    def test_a_withdrawn_case_has_ended(self, case):
        case = Case(events=list(case.events))
        case.add(NewEvent(lifecycle.WITHDRAWN, personal={"applicant": {"reason": "I have moved."}}))
        position = case.walk()
        assert (position.here, position.endpoint.kind, position.next) == ("ended", "withdrawn", None)

    def test_its_answers_can_still_be_read(self):
        case = Case().sent()
        case.add(NewEvent(lifecycle.WITHDRAWN))
        assert case.walk().facts["full_name"] == "Mair Made-Up"


class TestWhatNoRuleSettles:
    def test_goes_to_a_person_though_the_table_leads_elsewhere(self):
        case = Case().fill(size="odd").walk()
        assert (case.here, case.step) == ("ready_to_send", "check")
        assert case.unsettled == {"rent"}

    def test_an_end_that_rules_alone_cannot_give_waits_for_a_person(self):
        texts = {
            "service.yaml": SERVICE.replace("{none: not-here, otherwise: declare}", "{otherwise: not-here}"),
            "guardian.csv": GUARDIAN,
            "rent.csv": RENT,
            "taken.csv": TAKEN,
        }
        service = load_text(texts, bricks=BRICKS).service
        case = Case(service=service)
        case.fill(size="odd").send()
        assert (case.walk().here, case.walk().step) == ("with_staff", "check")
        case.staff("decide", result="refuse", reasons="We have no such size.")
        assert case.walk().endpoint.id == "no-plot"

    def test_a_refusal_that_rules_alone_lead_to_waits_for_a_person(self):
        texts = {
            "service.yaml": SERVICE.replace("{none: not-here,", "{none: no-plot,"),
            "guardian.csv": GUARDIAN,
            "rent.csv": RENT,
            "taken.csv": TAKEN,
        }
        case = Case(service=load_text(texts, bricks=BRICKS).service)
        case.fill(resident="no").send()
        assert (case.walk().here, case.walk().step) == ("with_staff", "check")
        case.staff("decide", result="refuse", reasons="You live elsewhere.")
        assert (case.walk().here, case.walk().endpoint.kind) == ("ended", "refused")

    def test_without_a_persons_step_the_case_waits_and_does_not_end(self):
        head = SERVICE[: SERVICE.index("  - ask: declare")]
        ends = SERVICE[SERVICE.index("endpoints:") :]
        text = head.replace("{none: not-here, otherwise: declare}", "{otherwise: not-here}") + ends
        texts = {"service.yaml": text, "guardian.csv": GUARDIAN, "rent.csv": RENT}
        case = Case(service=load_text(texts, bricks=BRICKS).service)
        case.fill(size="odd").send()
        position = case.walk()
        assert (position.here, position.step, position.endpoint) == ("with_staff", "rent", None)


class TestTime:
    def test_what_was_sent_is_judged_as_on_its_day(self):
        case = Case(values=Values(((date(2020, 1, 1), 40), (date(2026, 6, 1), 0))))
        case.sent(size="full")
        assert case.walk(at=datetime(2027, 1, 1, tzinfo=UTC)) == case.walk()

    def test_a_draft_is_judged_as_on_today(self):
        case = Case(values=Values(((date(2020, 1, 1), 40), (date(2026, 6, 1), 0))))
        case.fill(size="full")
        [*_, rent] = case.walk().determinations
        [*_, later] = case.walk(at=datetime(2027, 1, 1, tzinfo=UTC)).determinations
        assert (rent.result, later.result) == ("single", "free")

    @pytest.fixture
    def judged(self, monkeypatch):
        """The steps that were judged, in their order."""
        found = []
        for name, brick in BRICKS.items():

            def status(step, state, scope, brick=brick):
                found.append(step.id)
                return brick.status(step, state, scope)

            monkeypatch.setitem(BRICKS, name, replace(brick, status=status))
        return found

    @pytest.mark.parametrize("rule", ["today()", "date(now())"])
    def test_a_draft_is_judged_again_the_same_day_only_where_a_rule_tells_the_time(self, judged, rule):
        texts = {
            "service.yaml": SERVICE.replace("not_after: today()", f"not_after: {rule}"),
            "guardian.csv": GUARDIAN,
            "rent.csv": RENT,
            "taken.csv": TAKEN,
        }
        service = load_text(texts, bricks=BRICKS).service
        case = Case(service=service).fill(size="full")
        morning = case.walk()
        del judged[:]
        evening = walk(
            case.service,
            case.state,
            parameters=case.values,
            at=case.now + timedelta(hours=3),
            earlier=morning,
        )
        assert evening == morning
        # The state is folded anew here, so that only steps that were told something must be judged.
        assert ("guardian" in judged) is ("now" in rule)

    def test_a_draft_is_judged_again_the_next_day(self, judged):
        case = Case(values=Values(((date(2020, 1, 1), 40), (date(2026, 6, 1), 0)))).fill(size="full")
        state, spring = case.state, datetime(2026, 5, 31, 22, 59, tzinfo=UTC)
        before = walk(case.service, state, parameters=case.values, at=spring)
        del judged[:]

        minute = walk(
            case.service, state, parameters=case.values, at=spring + timedelta(minutes=1), earlier=before
        )

        assert minute == walk(case.service, state, parameters=case.values, at=spring + timedelta(minutes=1))
        assert [one.determinations[-1].result for one in (before, minute)] == ["single", "free"]

    def test_what_no_longer_matters_is_the_same_whatever_was_judged_before(self):
        case = Case().fill(size="full")
        before = case.walk()
        case.answer("plot/size", size="half")
        again = walk(case.service, case.state, parameters=case.values, at=case.now, earlier=before)
        assert again.dropped == case.walk().dropped == ("plot/why_full",)

    def test_a_value_recorded_late_does_not_change_what_was_found(self):
        case = Case().sent(size="full")
        before = case.walk()
        case.values = Values(((date(2020, 1, 1), 0),))
        assert case.walk().determinations == before.determinations

    def test_what_was_found_is_recorded_once_for_the_same_answers(self):
        case = Case().sent(size="full")
        found = [one.data for one in case.events if one.type == "decide.determined"]
        assert found
        case.staff("decide", result="refuse", reasons="The plots are full.")
        assert [one.data for one in case.events if one.type == "decide.determined"] == found

    def test_the_value_of_a_past_day_is_that_days(self):
        values = Values(((date(2020, 1, 1), 40), (date(2026, 4, 1), 0)))
        case = Case(values=values, now=datetime(2026, 3, 31, 22, 59, tzinfo=UTC)).fill(size="full")
        [*_, before] = case.walk().determinations
        [*_, after] = case.walk(at=datetime(2026, 3, 31, 23, 0, tzinfo=UTC)).determinations
        assert (before.result, before.on) == ("single", date(2026, 3, 31))
        assert (after.result, after.on) == ("free", date(2026, 4, 1))


class TestErasure:
    def test_an_erased_case_keeps_its_end(self):
        case = Case().sent()
        case.staff("decide", result="refuse", reasons="The plots are full.")
        case.add(NewEvent(lifecycle.ERASED, {"parties": ["applicant"], "reason": "retention"}))
        events = [erased(event, frozenset({"applicant"})) for event in case.events]
        position = walk(case.service, fold(case.service, events), parameters=case.values, at=case.now)
        assert (position.here, position.endpoint.id) == ("ended", "no-plot")

    def test_an_erased_member_leaves_the_others(self):
        case = Case().fill(helpers="yes")
        case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
        case.answer("plot/helpers/1/helper_child", helper_child="no")
        case.answer("plot/helpers", helpers="no")
        events = [erased(event, frozenset({"helper-1"})) for event in case.events]
        position = walk(case.service, fold(case.service, events), parameters=case.values, at=case.now)
        assert position.facts["full_name"] == "Mair Made-Up"
        assert position.facts["helpers"][0]["helper_name"] is None


class TestFaultyServices:
    def test_a_service_that_goes_round_for_ever_is_stopped(self):
        text = SERVICE.replace("{given: plot-given, otherwise: no-plot-wanted}", "{otherwise: taken}")
        texts = {"service.yaml": text, "guardian.csv": GUARDIAN, "rent.csv": RENT, "taken.csv": TAKEN}
        service = load_text(texts, bricks=BRICKS).service
        step = service.step("taken")
        lone = replace(service, steps=(step,))
        with pytest.raises(EndlessWalk, match="still going round"):
            walk(lone, CaseState(), parameters=Values(), at=datetime(2026, 5, 1, tzinfo=UTC))

    def test_a_route_past_the_last_step_ends_as_an_error(self):
        service = Case().service
        lone = replace(service, steps=(service.step("choose"),))
        case = Case(service=lone)
        case.answer("choose/accepts", accepts="yes")
        assert case.walk().endpoint.kind == "error"
