"""Giving somebody a way into a case, after checking who they are."""

import re
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.test import Client

from tests.journeys.page import Page

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])")
JOINT = {
    "joint_bill": True,
    "partner_name": "Gwion Madeup",
    "partner_left": True,
    "partner_left_on": "2026-10-20",
    "safe_to_tell_partner": True,
}


def codes(text, reference):
    return set(CODE.findall(text.replace(reference, "")))


def comes_back(reference, code):
    person = Client()
    page = Page(person.get("/return").content.decode(), "/return")
    let_in = person.post("/return", {**page.form.fields, "reference": reference, "code": code})
    return Page(let_in.content.decode(), "/return").h1


class TestAReturnCode:
    def given(self, fen, reference, party="applicant"):
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/code/{party}"
        return desk, url, desk.get(url)

    def test_it_is_shown_works_and_what_was_checked_is_noted(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)

        shown = desk.post(form, url, checked="Rang back on the number in the case.")

        (code,) = codes(shown.text, reference)
        assert fen.types(reference)[-2:] == ["work.noted", "case.return_code_made"]
        assert code not in desk.get(f"/desk/case/{reference}").html
        assert comes_back(reference, code) == "Welcome back"

    def test_a_double_click_makes_one_code_and_shows_it_twice(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)

        shown = [desk.post(form, url, checked="Rang back.") for _ in range(2)]

        (code,) = {one for page in shown for one in codes(page.text, reference)}
        assert [page.h1 for page in shown] == ["Tell them the code now"] * 2
        assert fen.types(reference).count("case.return_code_made") == 1
        assert comes_back(reference, code) == "Welcome back"

    def test_two_presses_at_the_very_same_moment_both_show_the_code_that_works(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)

        def press(_):
            browser = Client()
            browser.cookies = desk.client.cookies
            try:
                return browser.post(url, {**form.form.fields, "checked": "Rang back."}).content.decode()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(3) as presses:
            shown = list(presses.map(press, range(3)))

        (code,) = {one for html in shown for one in codes(Page(html, url).text, reference)}
        assert all(code in html for html in shown)
        assert comes_back(reference, code) == "Welcome back"

    def test_a_code_that_was_used_is_not_shown_again(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)
        (code,) = codes(desk.post(form, url, checked="Rang back.").text, reference)
        comes_back(reference, code)

        again = desk.post(form, url, checked="Rang back.")

        assert code not in again.html
        assert "It cannot be shown again" in again.text
        assert fen.types(reference).count("work.noted") == 1

    def test_what_was_checked_must_be_written(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)

        assert "Write what you checked, and how" in desk.post(form, url, status=422, checked=" ").text
        assert "case.return_code_made" not in fen.types(reference)

    def test_a_joint_bill_payer_gets_a_code_of_their_own(self, fen):
        reference = fen.applies(**JOINT)
        desk, url, form = self.given(fen, reference, "partner")

        desk.post(form, url, checked="Passport seen at the counter.")

        assert set(fen.file(reference).state.ways_in) == {"partner"}

    def test_nobody_gets_a_code_who_has_no_place_in_the_case(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)

        for party in ("partner", "adult-1", "stranger"):
            assert desk.client.get(f"/desk/case/{reference}/code/{party}").status_code == 404

    def test_the_note_is_sealed_with_the_applicants_data(self, fen):
        reference = fen.applies()
        desk, url, form = self.given(fen, reference)
        desk.post(form, url, checked="Rang back.")
        noted = next(one for one in fen.file(reference).events if one.type == "work.noted")
        assert "Rang back." in noted.personal["applicant"]["note"]
        assert "Rang back" not in str(noted.data)
