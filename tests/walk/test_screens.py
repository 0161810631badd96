"""A case as a whole, as its people see it, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from handrail.bricks import BRICKS
from handrail.definition.brick import PageRef
from handrail.definition.screen import Inset, Notice, Panel, Summary, Tasks
from handrail.history.event import NewEvent
from handrail.walk import lifecycle
from handrail.walk.adjustments import Adjustments, sealed
from handrail.walk.reasons import findings
from handrail.walk.screens import case_page, check_answers, confirmation, task_list, told, way_back
from handrail.walk.status import status
from handrail.walk.timeline import entries, sentence
from handrail.walk.upcast import event_types
from handrail.walk.words import PHRASES
from tests.walk.garden import Case, Values


def blocks(screen, kind):
    return [block for block in screen.blocks if isinstance(block, kind)]


def shown(case, **more):
    position = case.walk(sent=True)
    given = {"reference": "ALL-1", "visible": case.events, **more}
    return case_page(case.service, case.state, position, "en", **given)


def decided(result="refuse"):
    case = Case().sent()
    case.staff("decide", result=result, reasons="The plots are full.")
    return case


class TestCheckAnswers:
    def test_every_answer_has_a_way_to_change_it(self):
        case = Case().fill()
        screen = check_answers(case.service, case.state, case.walk(), "en")
        rows = {row.key: row for summary in blocks(screen, Summary) for row in summary.rows}
        assert rows["When were you born?"].value == "29 February 1988"
        assert rows["When were you born?"].links[0].to == "change:about-you/born_on"
        assert screen.actions[0].to == "do:check"

    def test_answers_that_no_longer_matter_are_not_there(self):
        case = Case().fill(size="full")
        case.answer("plot/size", size="half")
        screen = check_answers(case.service, case.state, case.walk(), "en")
        keys = [row.key for summary in blocks(screen, Summary) for row in summary.rows]
        assert "Why do you need a full plot?" not in keys

    def test_an_end_without_a_decision_is_told_beforehand(self):
        case = Case().fill(resident="no")
        screen = check_answers(case.service, case.state, case.walk(), "en")
        assert "Allotments are for residents." in str(screen.blocks)

    def test_changes_after_sending_are_called_so(self):
        case = Case().sent()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        assert check_answers(case.service, case.state, case.walk(), "en").title == "Check your changes"


class TestTasks:
    def test_a_section_is_done_begun_or_to_come(self):
        case = Case()
        case.answer("about-you/full_name", full_name="Mair Made-Up")
        [tasks] = blocks(task_list(case.service, case.state, case.walk(), "en"), Tasks)
        told_of = [(task.title, task.status, task.to) for task in tasks.tasks]
        assert told_of == [
            ("About you", "In progress", "page:about-you/born_on"),
            ("The plot", "Cannot start yet", ""),
            ("What you need from us", "Optional", "do:adjustments"),
            ("Check your answers and send", "Cannot start yet", ""),
        ]

    def test_sending_is_the_last_task(self):
        case = Case().fill()
        [tasks] = blocks(task_list(case.service, case.state, case.walk(), "en"), Tasks)
        assert tasks.tasks[-1].to == "do:check"
        assert all(task.done for task in tasks.tasks[:-2])

    def test_what_the_person_needs_from_us_is_never_in_the_way(self):
        case = Case().fill()
        needs_bsl = NewEvent(lifecycle.ADJUSTMENTS_TOLD, personal=sealed(Adjustments(spoken=("bsl",))))
        for new, told_of in (([], "Optional"), ([needs_bsl], "Completed")):
            case.add(*new)
            [tasks] = blocks(task_list(case.service, case.state, case.walk(), "en"), Tasks)
            assert [task.status for task in tasks.tasks[-2:]] == [told_of, "Not started"]

    def test_a_section_staff_ask_about_is_to_be_answered_again(self):
        case = Case().sent()
        case.staff("ask_for_more", questions=["size"], known=["size"], message="Sure?")
        [tasks] = blocks(task_list(case.service, case.state, case.walk(), "en"), Tasks)
        assert ("Answer again", "page:plot/size") in [(task.status, task.to) for task in tasks.tasks]


class TestConfirmation:
    def test_it_gives_the_reference_the_promise_and_the_receipt(self):
        case = Case().sent()
        screen = confirmation(
            case.service,
            case.state,
            case.walk(sent=True),
            "en",
            reference="ALL-1",
            receipt="R-2",
            received="now",
        )
        assert blocks(screen, Panel)[0].body.endswith("ALL-1")
        assert "We decide within 10 working days" in str(screen.blocks)
        assert "R-2" in str(screen.blocks)

    def test_what_the_service_says_after_sending_comes_before_what_happens_next(self):
        case = Case().sent()
        service = replace(case.service, after_you_send="Keep your spade.")
        screen = confirmation(
            service, case.state, case.walk(sent=True), "en", reference="A", receipt="R", received="now"
        )
        said = str(screen.blocks)
        assert 0 < said.index("Keep your spade.") < said.index("What happens next")

    def test_an_end_is_told_as_what_it_is(self):
        case = Case().sent(resident="no")
        screen = confirmation(
            case.service,
            case.state,
            case.walk(sent=True),
            "en",
            reference="ALL-1",
            receipt="R",
            received="now",
        )
        assert "Allotments are for residents." in str(screen.blocks)


class TestCasePage:
    def test_a_decision_comes_with_its_reasons_and_the_way_to_a_review(self):
        screen = shown(decided(), may_ask_for_review=True)
        text = str(screen.blocks)
        assert "We cannot offer you a plot." in text
        assert "The plots are full." in text
        assert "Write to us." in text
        assert "do:review" in [task.to for tasks in blocks(screen, Tasks) for task in tasks.tasks]

    def test_what_is_asked_comes_first(self):
        case = Case().sent()
        case.staff("ask_for_more", questions=["size"], known=["size"], message="Is it half?")
        [notice] = blocks(shown(case), Notice)
        assert (notice.text, notice.links[0].to) == ("Is it half?", "do:next")

    def test_a_pause_says_why_and_until_when(self):
        case = Case().sent()
        case.staff("pause", until=date(2026, 5, 10), reason="The clerk is away.", at=case.now)
        [notice] = blocks(shown(case), Notice)
        assert notice.text == "The clerk is away.\nWe will take it up again on this day: 10 May 2026."

    def test_questions_after_a_decision_are_pointed_to(self):
        [notice] = blocks(shown(decided("offer")), Notice)
        assert notice.title == "We have more questions for you"

    def test_a_correction_says_that_the_decision_is_looked_at_again(self):
        case = decided()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        case.send()
        [inset] = blocks(shown(case), Inset)
        assert "after we decided" in inset.text

    def test_a_decision_opened_again_is_not_shown_as_one(self):
        case = decided()
        case.staff("reopen", why="error", reason="One was free.")
        assert "We cannot offer you a plot." not in str(shown(case).blocks)

    def test_it_shows_what_was_sent_and_not_what_was_told_since(self):
        case = Case().sent()
        case.answer("about-you/full_name", full_name="Mair Unsent")
        assert "Mair Unsent" not in str(shown(case, unsent=True).blocks)

    def test_a_withdrawn_case_offers_nothing_to_do(self):
        case = Case().sent()
        case.add(NewEvent(lifecycle.WITHDRAWN))
        assert blocks(shown(case), Tasks) == []
        assert "You withdrew your application" in str(shown(case).blocks)

    def test_another_party_sees_only_what_is_shown_to_them(self):
        case = decided()
        visible = [
            replace(event, personal={}, sealed_from_us=frozenset(event.personal)) for event in case.events
        ]
        screen = shown(case, visible=visible, party="helper-1")
        text = str(screen)
        for secret in ("Mair", "full", "We cannot offer", "half", "Not shown"):
            assert secret not in text

    @pytest.mark.parametrize("language", ["en", "cy"])
    def test_every_status_has_words(self, language):
        for one in (
            "draft",
            "received",
            "being_looked_at",
            "waiting_for_you",
            "paused",
            "decided",
            "withdrawn",
        ):
            assert PHRASES.say(f"status.{one}", language)


class TestStatus:
    def test_a_case_goes_through_its_statuses(self):
        case = Case()
        seen = [status(case.state, case.walk(sent=True))]
        case.fill().send()
        seen.append(status(case.state, case.walk(sent=True)))
        case.staff("claim")
        seen.append(status(case.state, case.walk(sent=True)))
        case.staff("pause", until=None, reason="We wait.", at=case.now)
        seen.append(status(case.state, case.walk(sent=True)))
        case.staff("ask_for_more", questions=["size"], known=["size"], message="Sure?")
        seen.append(status(case.state, case.walk(sent=True)))
        case.answer("plot/size", size="half")
        case.send()
        case.staff("decide", result="refuse", reasons="Full.")
        seen.append(status(case.state, case.walk(sent=True)))
        case.add(NewEvent(lifecycle.REVIEW_ASKED))
        seen.append(status(case.state, case.walk(sent=True)))
        assert seen == [
            "draft", "received", "being_looked_at", "paused", "waiting_for_you", "decided", "being_looked_at",
        ]  # fmt: skip

    def test_a_withdrawn_case_is_withdrawn(self):
        case = Case().sent()
        case.add(NewEvent(lifecycle.WITHDRAWN))
        assert status(case.state, case.walk(sent=True)) == "withdrawn"


class TestTimeline:
    def test_the_person_does_not_see_how_staff_share_out_work(self):
        case = Case().sent()
        case.staff("claim")
        kinds = [
            one.type for one in entries(case.events, service=case.service, language="en", audience="person")
        ]
        assert kinds == ["case.started", "ask.answered", "case.sent"]

    def test_staff_see_every_event_and_its_section(self):
        case = Case().sent()
        found = entries(case.events, service=case.service, language="en", audience="staff")
        assert len(found) == len(case.events)
        assert found[1].more == "About you"

    def test_reasons_stand_beside_the_decision(self):
        [*_, last] = entries(decided().events, service=decided().service, language="cy", audience="person")
        assert (last.sentence, last.more) == ("Gwnaed penderfyniad", "The plots are full.")

    def test_a_second_sending_is_called_changes(self):
        case = Case().sent()
        case.answer("about-you/full_name", full_name="Mair Corrected")
        case.send()
        [*_, last] = entries(case.events, service=case.service, language="en", audience="person")
        assert last.sentence == "Changes were sent"

    @pytest.mark.parametrize("language", ["en", "cy"])
    @pytest.mark.parametrize("kind", sorted(event_types(BRICKS)))
    def test_every_event_has_a_sentence(self, kind, language):
        assert sentence(kind, language)
        assert language == "en" or sentence(kind, "cy") != sentence(kind, "en")

    def test_a_kind_nobody_knows_is_named_as_it_is(self):
        assert sentence("pay.fee_paid", "en") == "pay.fee_paid"


class TestWayBack:
    def page(self, case, path, **more):
        ref = PageRef.parse(path)
        step = case.service.step(ref.step)
        position = case.walk()
        state = case.state.steps[ref.step]
        screen = BRICKS["ask"].screen(step, state, ref, position.scopes[ref.step], "en", None)
        return way_back(screen, position=position, ref=ref, **more)

    def test_back_is_the_page_before_on_the_route(self):
        case = Case().fill()
        assert self.page(case, "plot/size").back == "page:about-you/home"
        assert self.page(case, "about-you/full_name").back == "do:tasks"
        assert self.page(case, "plot/size", changing=True).back == "do:check"

    def test_a_wanted_page_says_what_staff_wrote_and_is_not_kept(self):
        case = Case().sent()
        case.staff("ask_for_more", questions=["size"], known=["size"], message="Is it half?")
        screen = self.page(case, "plot/size")
        assert blocks(screen, Notice)[0].text == "Is it half?"
        assert not screen.same_for_all
        assert self.page(case, "about-you/born_on").same_for_all


class TestReasons:
    def test_a_finding_lists_the_sentences_of_its_rows_and_the_values_used(self):
        case = Case().sent(size="full")
        [rent] = findings(case.service, case.state, case.walk(sent=True), "en", step="rent")
        assert (rent.title, rent.result) == ("The rent", "single")
        assert [(one.sentence, one.source) for one in rent.reasons] == [("You work alone.", "rule 6")]
        assert rent.values == ("The rent for residents: 40 pounds (from 1 January 2020)",)
        assert rent.sources == ("the council's fees",)

    def test_a_members_finding_names_the_member(self):
        case = Case().fill(helpers="yes")
        case.answer("plot/helpers/1/helper_name", helper_name="Bo Sample")
        case.answer("plot/helpers/1/helper_child", helper_child="no")
        case.answer("plot/helpers", helpers="no")
        [one] = findings(case.service, case.state, case.walk(), "cy", step="guardian")
        assert (one.about, one.reasons[0].sentence) == ("Bo Sample", "Maent yn oedolyn.")

    def test_what_no_rule_settles_says_so(self):
        case = Case().fill(size="odd")
        [rent] = findings(case.service, case.state, case.walk(), "en", step="rent")
        assert rent.unsettled == "No rule fits these answers. A person has to decide."

    def test_a_missing_value_says_so(self):
        case = Case(values=Values(())).fill(size="full")
        [rent] = findings(case.service, case.state, case.walk(), "en", step="rent")
        assert rent.unsettled


def test_what_was_told_leaves_out_what_may_not_be_seen():
    case = Case().sent()
    hidden = [replace(one, personal={}, sealed_from_us=frozenset(one.personal)) for one in case.events]
    case.events = hidden
    position = case.walk()
    rows = [row for summary in told(case.service, case.state, position, "en") for row in summary.rows]
    assert {row.value for row in rows} <= {"Not shown", "None"}
    assert told(case.service, case.state, position, "en", hidden=False) == ()


def test_both_languages_say_the_same_things():
    assert PHRASES.keys("en") == PHRASES.keys("cy")
