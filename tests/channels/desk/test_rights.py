"""Legal holds, erasing, who looked, and what is due to be erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.channels.desk import paging, rights


def guard(fen, reference):
    desk = fen.staff("data_protection", name="Madeup Guard")
    desk.state_purpose(reference)
    return desk


class TestALegalHold:
    def test_it_stops_erasing_until_it_is_lifted(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"
        erase = {"parties.applicant": "yes", "reason": "request", "sure": "agreed"}
        form = desk.get(url)
        held = desk.act(reference, "hold", by="Fenmarch County Court", reason="Proceedings are under way.")
        assert "Legal hold by Fenmarch County Court" in held.text

        assert "A legal hold stands on this case" in desk.post(form, url, status=409, **erase).text
        desk.act(reference, "lift", by="Fenmarch County Court", reason="The proceedings ended.")
        assert desk.post(desk.get(url), url, **erase).h1 == "Erased"

    def test_it_is_told_before_anything_is_ticked(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        desk.act(reference, "hold", by="Fenmarch County Court", reason="Proceedings are under way.")

        page = desk.get(f"/desk/case/{reference}/erase")

        assert "Legal hold by Fenmarch County Court: Proceedings are under way." in page.text
        assert "Whose information?" not in page.text
        assert page.link("Lift a legal hold") == f"/desk/case/{reference}/lift"

    def test_a_hold_of_another_office_stays(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        desk.act(reference, "hold", by="A court", reason="Why.")
        desk.act(reference, "hold", by="An ombudsman", reason="Why.")

        desk.act(reference, "lift", by="A court", reason="Over.")

        assert fen.file(reference).head.held
        assert [one.by for one in fen.file(reference).state.holds] == ["An ombudsman"]

    def test_who_ordered_it_and_why_must_be_said(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/hold"

        page = desk.post(desk.get(url), url, status=422)
        assert "Enter the office that ordered it" in page.text
        assert "Write why the case must be kept" in page.text


class TestErasing:
    def test_what_was_told_can_no_longer_be_read_and_nobody_finds_it(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"

        done = desk.post(
            desk.get(url), url, **{"parties.applicant": "yes", "reason": "request", "sure": "agreed"}
        )

        assert done.h1 == "Erased"
        case = desk.get(f"/desk/case/{reference}")
        assert "Ffion" not in case.html
        assert "Personal information in this case has been erased" in case.text
        assert "Nothing was found" in desk.post(desk.get("/desk/find"), "/desk/find", name="Ffion").text

    def test_it_says_whose_information_went_in_the_services_words(self, fen):
        reference = fen.applies("Odette Pretend")
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"
        both = {"parties.applicant": "yes", "parties.adult-1": "yes"}

        done = desk.post(desk.get(url), url, **both, reason="request", sure="agreed")

        assert "nobody can read it any more: Another adult in the home 1 The person applying" in done.text

    @pytest.mark.parametrize("sent", [True, False])
    def test_it_is_offered_as_long_as_there_is_something_to_erase(self, fen, sent):
        reference = fen.applies(sent=sent)
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"
        offer = "Erase people’s information"
        assert desk.get(f"/desk/case/{reference}").link(offer) == url

        desk.post(desk.get(url), url, **{"parties.applicant": "yes", "reason": "request", "sure": "agreed"})

        assert offer not in desk.get(f"/desk/case/{reference}").text

    def test_sent_twice_it_says_that_nothing_is_left(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"
        form = desk.get(url)
        typed = {"parties.applicant": "yes", "reason": "request", "sure": "agreed"}
        desk.post(form, url, **typed)

        assert "There is nothing left to erase" in desk.post(form, url, **typed).text
        assert fen.types(reference).count("case.erased") == 1

    def test_whose_why_and_being_sure_must_be_said(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/erase"

        page = desk.post(desk.get(url), url, status=422)

        assert "Select whose information" in page.text
        assert "Select why" in page.text
        assert "Confirm that the law lets us erase this now" in page.text
        assert "case.erased" not in fen.types(reference)

    def test_a_forged_form_erases_nothing(self, fen):
        reference = fen.applies()
        desk = guard(fen, reference)

        response = desk.client.post(
            f"/desk/case/{reference}/erase",
            {"parties.applicant": "yes", "reason": "request", "sure": "agreed", "form_key": "0" * 64},
        )

        assert response.status_code == 403
        assert "case.erased" not in fen.types(reference)


class TestWhoLooked:
    def test_a_reading_of_several_peoples_data_is_one_line_with_all_of_them(self, fen):
        reference = fen.applies("Odette Pretend")
        page = guard(fen, reference).get(f"/desk/case/{reference}/looked")

        assert page.html.count('<th scope="row"') == 1
        assert "Another adult in the home 1<br>The person applying" in page.html

    def test_readings_for_another_purpose_have_a_line_of_their_own(self, fen):
        reference = fen.applies("Odette Pretend")
        desk = guard(fen, reference)
        url = f"/desk/case/{reference}/open"
        desk.get(f"/desk/case/{reference}")
        desk.post(desk.get(url), url, purpose="complaint")

        assert desk.get(f"/desk/case/{reference}/looked").html.count('<th scope="row"') == 2


class TestRetention:
    def test_cases_whose_time_ends_are_listed(self, fen, monkeypatch):
        sent, draft = fen.applies(), fen.applies(sent=False)
        monkeypatch.setattr(rights, "AHEAD", timedelta(days=365))
        page = fen.staff("data_protection").get("/desk/retention")

        assert "These cases come to the end of the time" in page.text
        assert "coming to the end of their time (1)" in page.text
        assert ", the last answer" in page.text
        assert (draft in page.text, sent in page.text) == (True, False)

    def test_where_there_is_none_that_is_all_that_is_said(self, fen):
        fen.applies()
        page = fen.staff("data_protection").get("/desk/retention")

        assert "No case comes to the end of its time within 90 days." in page.text
        assert "These cases" not in page.text

    def test_a_long_list_is_shown_a_page_at_a_time(self, fen, monkeypatch):
        monkeypatch.setattr(paging, "AT_ONCE", 2)
        drafts = sorted(fen.applies(sent=False) for _ in range(5))
        later = timezone.now() + timedelta(days=80)
        monkeypatch.setattr(timezone, "now", lambda: later)
        desk = fen.staff("data_protection")

        first, last = desk.get("/desk/retention"), desk.get("/desk/retention?page=3")

        assert "coming to the end of their time (5)" in first.text
        assert [one for one in drafts if one in first.text] == drafts[:2]
        assert first.link("Next page") == "/desk/retention?page=2"
        assert [one for one in drafts if one in last.text] == drafts[4:]
        assert "Next page" not in last.text
