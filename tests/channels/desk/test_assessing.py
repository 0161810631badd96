"""An assessor fills in a form of their own, keeps it half done, decides on it, and the person reads why."""

import pytest
from django.utils import timezone

from handrail import estate, history
from handrail.bricks import BRICKS
from handrail.channels.desk.seen import person_screen
from handrail.definition import publish
from handrail.terms.legal_day import legal_day
from tests.channels.desk.conftest import apply, open_own
from tests.permit import SLUG, permit

WHOLE = {
    "seen_where": "in_person",
    "stood_minutes": "4",
    "what_was_seen": "Held on to the wall.",
    "found-standing": "met",
    "reasons-standing": "You had to sit down after 4 minutes.",
    "found-sleeping": "not_looked_at",
}
UNMET = {"found-standing": "not_met", "reasons-standing": "You stood for 40 minutes."}
ADDRESS = {"line_1": "1 Reed Walk", "line_2": "", "town": "Northley", "county": "", "postcode": "FE1 2AB"}


@pytest.fixture
def county(fen):
    found = estate.organisation("fenmarch-county", on=legal_day(timezone.now()))
    publish.wire(bricks=BRICKS, run_examples=None)
    publish.publish(permit(), organisation=found.id, by="Owen Owner-Sample", why="first", at=timezone.now())
    return found


@pytest.fixture
def reference(county):
    return apply(county, SLUG, {"full_name": "Iolo Madeup", "home_address": ADDRESS}, language="cy")


@pytest.fixture
def desk(fen, county, reference):
    found = fen.staff("caseworker", organisation=county)
    found.state_purpose(reference)
    return found


def save(desk, reference, *, later=True, status=200, **typed):
    url = f"/desk/case/{reference}/assess"
    return desk.post(desk.get(url), f"{url}?later=1" if later else url, status=status, **typed)


class TestFillingIn:
    def test_what_is_half_done_is_kept_and_shown_again(self, fen, desk, reference):
        page = save(desk, reference, seen_where="desk", **{"reasons-standing": "Slowly."})
        assert "What you found is saved" in page.text

        again = desk.get(f"/desk/case/{reference}/assess")
        assert again.form.fields["seen_where"] == "desk"
        assert again.form.fields["reasons-standing"] == "Slowly."
        assert "work.decided" not in fen.types(reference)

    def test_a_question_that_depends_on_another_appears_once_that_is_saved(self, desk, reference):
        url = f"/desk/case/{reference}/assess"
        assert "How many minutes did they stand?" not in desk.get(url).text
        save(desk, reference, seen_where="in_person")
        assert "How many minutes did they stand?" in desk.get(url).text

    def test_what_is_missing_is_named_and_nothing_typed_is_lost(self, fen, desk, reference):
        typed = {"seen_where": "in_person", "found-standing": "not_met"}
        page = save(desk, reference, later=False, status=422, **typed)

        assert "How many minutes did they stand?" in page.text
        assert "Write the reasons about this: You cannot stand for long" in page.text
        assert "Select whether this is met: You fall asleep on the way" in page.text
        assert page.form.fields["found-standing"] == "not_met"
        assert "work.form_saved" not in fen.types(reference)

    def test_a_colleague_who_has_the_case_is_not_written_over(self, fen, county, desk, reference):
        other = fen.staff("caseworker", organisation=county)
        other.state_purpose(reference)
        url = f"/desk/case/{reference}/assess"
        form = desk.get(url)
        other.act(reference, "take")

        page = desk.post(form, f"{url}?later=1", status=409, **WHOLE)

        assert "A member of staff took the case on" in page.text
        assert page.form.fields["what_was_seen"] == "Held on to the wall."

    def test_the_page_and_the_way_to_it_are_called_what_the_work_is(self, desk, reference):
        assert "The assessment What you saw" in desk.get(f"/desk/case/{reference}").text
        page = desk.get(f"/desk/case/{reference}/assess")
        assert page.h1 == "The assessment"
        assert f"{reference}: " not in page.text

    def test_saved_twice_it_is_one_event(self, fen, desk, reference):
        save(desk, reference, **WHOLE)
        save(desk, reference, **WHOLE)
        assert fen.types(reference).count("work.form_saved") == 1

    def test_a_step_without_a_form_has_no_such_page(self, fen):
        other = fen.applies()
        desk = fen.staff("caseworker")
        desk.state_purpose(other)
        assert "/assess" not in desk.get(f"/desk/case/{other}").html
        desk.get(f"/desk/case/{other}/assess", status=409)


class TestDeciding:
    def test_waits_for_the_form(self, fen, desk, reference):
        url = f"/desk/case/{reference}/decide"
        form = desk.get(url)
        assert "Say what you found first" in form.text
        assert "Where did you assess them?" in form.text
        page = desk.post(form, url, status=422, result="award", reasons="You cannot stand.")
        assert "It is not complete" in page.text
        assert page.form.fields["reasons"] == "You cannot stand."

    def test_shows_what_the_person_will_read_of_each_criterion(self, fen, desk, reference):
        decide = save(desk, reference, later=False, **WHOLE)
        assert decide.h1 == "Decide"
        assert "Held on to the wall." in decide.text

        url = f"/desk/case/{reference}/decide"
        shown = desk.post(decide, url, result="award", reasons="You cannot stand for long.")

        assert "Ni allwch sefyll yn hir" in shown.text
        assert "You had to sit down after 4 minutes." in shown.text
        assert "Y rheol: Rest Act 2000 section 3" in shown.text
        assert "Held on to the wall." not in shown.text
        assert "The decision is made" in desk.post(shown, url).text

    def test_refuses_a_result_that_does_not_go_with_what_was_found(self, fen, desk, reference):
        decide = save(desk, reference, later=False, **WHOLE)
        url = f"/desk/case/{reference}/decide"
        page = desk.post(decide, url, status=422, result="refuse", reasons="No.")
        assert "Choose a result that goes with what was found" in page.text

    def test_keeps_the_criteria_not_met_and_the_district_of_the_address(self, fen, desk, reference):
        save(desk, reference, **{**WHOLE, **UNMET})
        desk.act(reference, "decide", result="refuse", reasons="You can stand.")

        [decided] = [one for one in fen.file(reference).events if one.type == "work.decided"]
        assert decided.data["unmet"] == ["standing"]
        assert decided.data["district"] == "north-fenmarch"

    def test_the_person_is_told_the_last_day_to_ask_for_a_review(self, fen, desk, reference):
        save(desk, reference, **{**WHOLE, **UNMET})
        desk.act(reference, "decide", result="refuse", reasons="You can stand.")

        stream, holder = history.locate(reference)
        with history.holding(holder):
            blocks = str(person_screen(open_own(stream, at=timezone.now())).blocks)
        assert "Y diwrnod olaf i ofyn yw" in blocks
        assert "You stood for 40 minutes." in blocks


class TestOpenedAgain:
    def test_what_was_found_is_changed_and_both_are_kept(self, fen, desk, reference):
        save(desk, reference, **{**WHOLE, **UNMET})
        desk.act(reference, "decide", result="refuse", reasons="You can stand.")
        desk.act(reference, "reopen", why="review", reason="That was a good day.")

        save(desk, reference, **{**WHOLE, "stood_minutes": "2"})
        desk.act(reference, "decide", result="award", reasons="You cannot stand for long.")

        case = desk.get(f"/desk/case/{reference}").text
        assert "Before that: 4" in case
        file = fen.file(reference)
        assert [one.unmet for one in file.state.decisions] == [("standing",), ()]
        assert file.state.decisions[0].form.answers["stood_minutes"] == "4"
        assert file.as_sent.endpoint.id == "permit"
