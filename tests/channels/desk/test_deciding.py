"""A case is decided, looked at again, opened again, confirmed; and nobody decides on what has changed."""

REASONS = "You are the only adult at 1 Sedge Row."


def opened(fen, reference, *roles, **more):
    desk = fen.staff(*(roles or ("caseworker",)), **more)
    desk.state_purpose(reference)
    return desk


class TestACaseworker:
    def test_takes_the_next_case_and_decides_it(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")

        case = desk.post(desk.get("/desk/"), "/desk/next")
        assert case.h1 == reference
        assert "You have this case" in case.text
        assert "Ffion Dummy-Jones" in case.text
        url = f"/desk/case/{reference}/decide"
        form = desk.get(url)
        assert "What the rules advise" in form.text
        shown = desk.post(form, url, result="award-25", reasons=REASONS)
        assert shown.h1 == "Check what the person will see"
        assert "You have a 25% discount" in shown.text
        assert REASONS in shown.text
        assert "work.decided" not in fen.types(reference)
        done = desk.post(shown, url)

        assert "The decision is made" in done.text
        assert "work.decided" in fen.types(reference)

    def test_sees_that_a_refusal_says_how_to_have_it_reviewed(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"

        form = desk.get(url)
        assert "what the person is told about having it reviewed" in form.text
        shown = desk.post(form, url, result="refuse", reasons="Two adults count.")
        assert "You can ask us to look at this again" in shown.text

    def test_must_choose_and_must_give_reasons(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"

        page = desk.post(desk.get(url), url, status=422)
        assert "Select what you decide" in page.text
        assert "Write your reasons" in page.text
        page = desk.post(desk.get(url), url, status=422, result="refuse", reasons=" ")
        assert page.form.fields["result"] == "refuse"
        page = desk.post(desk.get(url), url, status=422, result="invented", reasons=REASONS)
        assert "Choose one of the results that are listed" in page.text
        assert page.form.fields["reasons"] == REASONS
        assert "work.decided" not in fen.types(reference)

    def test_can_go_back_from_what_will_be_seen_with_everything_still_there(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"
        shown = desk.post(desk.get(url), url, result="award-25", reasons=REASONS)

        page = desk.post(shown, f"{url}?again=1")

        assert page.h1 == "Decide"
        assert page.form.fields["reasons"] == REASONS
        assert page.form.fields["result"] == "award-25"
        assert "work.decided" not in fen.types(reference)

    def test_cannot_decide_twice_by_sending_twice(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"
        shown = desk.post(desk.get(url), url, result="award-25", reasons=REASONS)

        desk.post(shown, url)
        desk.post(shown, url)

        assert fen.types(reference).count("work.decided") == 1

    def test_is_told_when_the_case_has_been_decided_meanwhile(self, fen):
        reference = fen.applies()
        one, two = opened(fen, reference), opened(fen, reference)
        url = f"/desk/case/{reference}/decide"
        form = two.get(url)
        one.act(reference, "decide", result="award-25", reasons=REASONS)

        page = two.client.post(url, {**form.form.fields, "result": "refuse", "reasons": "Two adults count."})

        assert page.status_code in (409, 302)
        assert fen.types(reference).count("work.decided") == 1

    def test_does_not_decide_on_what_the_person_has_changed_meanwhile_and_loses_nothing(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"
        form = desk.get(url)
        fen.corrects(reference, full_name="Ffion Dummy-Smith")

        page = desk.post(form, url, status=409, result="award-25", reasons=REASONS)

        assert "The case has changed" in page.text
        assert "Changes were sent" in page.text
        assert page.form.fields["reasons"] == REASONS
        assert page.form.fields["result"] == "award-25"
        assert "work.decided" not in fen.types(reference)
        shown = desk.post(page, url)
        assert "The decision is made" in desk.post(shown, url).text

    def test_is_not_held_up_by_changes_that_the_person_has_not_sent(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        url = f"/desk/case/{reference}/decide"
        form = desk.get(url)
        fen.corrects(reference, send_it=False, full_name="Ffion Unsent-Name")

        shown = desk.post(form, url, result="award-25", reasons=REASONS)

        assert shown.h1 == "Check what the person will see"
        assert "Unsent-Name" not in shown.html


class TestAnotherLook:
    def decided(self, fen):
        reference = fen.applies()
        decider = opened(fen, reference, name="Madeup Decider")
        decider.act(reference, "decide", result="award-25", reasons=REASONS)
        return reference, decider

    def test_a_correction_after_a_decision_waits_for_another_look(self, fen):
        reference, decider = self.decided(fen)
        fen.corrects(reference, full_name="Ffion Dummy-Smith")
        other = opened(fen, reference)

        home = other.get("/desk/").text
        assert "Decisions to look at again (1)" in home
        assert "Look at the decision again" in home
        case = other.get(f"/desk/queue/{reference}")
        assert "Ffion Dummy-Smith" in case.text
        assert "Before that: Ffion Dummy-Jones" in case.text
        assert "You made the decision" in decider.get(f"/desk/case/{reference}").text

    def test_the_decision_is_said_to_stand_with_the_reason_the_person_reads(self, fen):
        reference, _ = self.decided(fen)
        fen.corrects(reference, full_name="Ffion Dummy-Smith")
        other = opened(fen, reference)

        page = other.act(reference, "confirm", reason="A changed name changes nothing.")

        assert "The decision stands" in page.text
        assert "Decisions to look at again" not in other.get("/desk/").text

    def test_the_decision_is_opened_again_kept_and_made_anew(self, fen):
        reference, decider = self.decided(fen)
        other = opened(fen, reference)

        other.act(reference, "reopen", why="review", reason="A second adult counts.")
        case = other.get(f"/desk/case/{reference}")
        assert "Earlier decision, opened again" in case.text
        assert "Nothing is waiting to be taken" in decider.post(decider.get("/desk/"), "/desk/next").text
        assert other.post(other.get("/desk/"), "/desk/next").h1 == reference
        other.act(reference, "decide", result="refuse", reasons="Two adults count.")

        assert fen.types(reference).count("work.decided") == 2
        case = other.get(f"/desk/case/{reference}")
        assert "Two adults count." in case.text
        assert REASONS in case.text

    def test_opening_again_needs_what_led_to_it_and_why(self, fen):
        reference, decider = self.decided(fen)
        url = f"/desk/case/{reference}/reopen"

        page = decider.post(decider.get(url), url, status=422, why="invented", reason="")
        assert "Select what led to it" in page.text
        assert "Write why it is opened again" in page.text

    def test_what_is_not_decided_cannot_be_opened_again_or_confirmed(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)

        for name in ("reopen", "confirm"):
            page = desk.get(f"/desk/case/{reference}/{name}", status=409)
            assert "There is no decision to look at again" in page.text
            assert "<textarea" not in page.html
