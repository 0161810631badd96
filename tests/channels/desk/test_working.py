"""What staff do with a case before they decide it: take, give back, note, ask, pause, take up again."""

from datetime import timedelta

from django.utils import timezone

from handrail import history
from handrail.casework.queues import fair_order
from handrail.terms.legal_day import legal_day


class TestTheQueue:
    def test_the_case_that_was_sent_first_is_the_next_one(self, fen):
        first, second = fen.applies(), fen.applies()
        desk = fen.staff("caseworker")

        early = desk.get("/desk/")
        assert desk.post(desk.get("/desk/"), "/desk/next").h1 == first
        assert desk.post(desk.get("/desk/"), "/desk/next").h1 == second
        assert "Nothing is waiting to be taken" in desk.get("/desk/").text
        assert desk.post(early, "/desk/next").h1 == "Your work"

    def test_pressing_next_twice_takes_one_case(self, fen):
        first, second = fen.applies(), fen.applies()
        desk = fen.staff("caseworker")
        home = desk.get("/desk/")

        assert desk.post(home, "/desk/next").h1 == first
        assert desk.post(home, "/desk/next").h1 == first
        assert "work.claimed" not in fen.types(second)

    def test_it_says_what_is_mine_and_what_colleagues_have(self, fen):
        fen.applies(), fen.applies()
        one, two = fen.staff("caseworker"), fen.staff("caseworker")
        one.post(one.get("/desk/"), "/desk/next")
        two.post(two.get("/desk/"), "/desk/next")

        text = one.get("/desk/").text
        assert "Cases you have (1)" in text
        assert "With colleagues (1)" in text

    def test_it_names_no_colleague_and_counts_nobodys_work(self, fen):
        fen.applies()
        busy = fen.staff("caseworker", name="Madeup Busybody")
        busy.post(busy.get("/desk/"), "/desk/next")
        leader = fen.staff("team_leader", "analyst", "service_owner")

        for url in ("/desk/", "/desk/figures"):
            assert "Busybody" not in leader.get(url).text

    def test_a_draft_is_counted_and_not_listed(self, fen):
        reference = fen.applies(sent=False)
        page = fen.staff("caseworker").get("/desk/")

        assert reference not in page.text
        assert "Not sent: 1" in page.text

    def test_a_case_from_the_queue_opens_for_casework_and_any_other_asks_what_for(self, fen):
        waiting, decided = fen.applies(), fen.applies()
        desk = fen.staff("caseworker")
        desk.state_purpose(decided)
        desk.act(decided, "decide", result="award-25", reasons="One adult counts.")
        other = fen.staff("caseworker")

        assert other.get(f"/desk/queue/{waiting}").h1 == waiting
        assert other.get(f"/desk/queue/{decided}").h1 == "What are you opening this case for?"


class TestTakingOn:
    def test_taken_on_and_given_back(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)

        assert "You have this case" in desk.act(reference, "take").text
        assert "back in its queue" in desk.act(reference, "give-back").text
        assert fen.types(reference)[-2:] == ["work.claimed", "work.released"]

    def test_what_a_colleague_has_cannot_be_taken_or_decided(self, fen):
        reference = fen.applies()
        one, two = fen.staff("caseworker"), fen.staff("caseworker")
        one.state_purpose(reference)
        two.state_purpose(reference)
        take, decide = f"/desk/case/{reference}/take", f"/desk/case/{reference}/decide"
        take_form, decide_form = two.get(take), two.get(decide)
        one.act(reference, "take")
        before = fen.types(reference)

        assert "Someone else has taken this case" in two.post(take_form, take, status=409).text
        refused = two.post(decide_form, decide, status=409, result="award-25", reasons="One adult counts.")
        assert "A member of staff took the case on" in refused.text
        assert refused.form.fields["reasons"] == "One adult counts."
        again = two.post(refused, decide, status=409)
        assert "Someone else has this case" in again.text
        assert again.form.fields["reasons"] == "One adult counts."
        assert fen.types(reference) == before

    def test_nobody_is_asked_to_fill_in_a_form_that_would_be_refused(self, fen):
        reference = fen.applies()
        one, two = fen.staff("caseworker"), fen.staff("caseworker")
        one.state_purpose(reference)
        two.state_purpose(reference)
        for name, said in (("give-back", "Nobody has this case"), ("resume", "is not paused")):
            assert said in two.get(f"/desk/case/{reference}/{name}", status=409).text
        one.act(reference, "take")

        for name in ("decide", "ask", "pause", "give-back"):
            page = two.get(f"/desk/case/{reference}/{name}", status=409)
            assert "Someone else has this case" in page.text
            assert "<textarea" not in page.html
        assert "Someone else has taken this case" in two.get(f"/desk/case/{reference}/take", status=409).text
        assert two.get(f"/desk/case/{reference}/note").h1 == "Write a note"

    def test_a_team_leader_gives_back_what_a_colleague_has(self, fen):
        reference = fen.applies()
        one, leader = fen.staff("caseworker"), fen.staff("caseworker", "team_leader")
        one.state_purpose(reference)
        leader.state_purpose(reference)
        one.act(reference, "take")

        assert "back in its queue" in leader.act(reference, "give-back").text


class TestNoting:
    def test_a_note_is_kept_with_who_and_when(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker", name="Madeup Noter")
        desk.state_purpose(reference)

        page = desk.act(reference, "note", note="Rang back on the number in the case.")

        assert "Rang back on the number in the case." in page.text
        assert "By Madeup Noter" in page.text

    def test_the_same_form_sent_twice_makes_one_note(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/note"
        form = desk.get(url)

        desk.post(form, url, note="Once only.")
        desk.post(form, url, note="Once only.")

        assert fen.types(reference).count("work.noted") == 1

    def test_the_form_that_the_back_button_brings_takes_another_note(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/note"
        form = desk.get(url)

        desk.post(form, url, note="They rang.")
        page = desk.post(form, url, note="They rang again.")
        desk.post(form, url, note="They rang again.")

        assert "They rang again." in page.text
        assert fen.types(reference).count("work.noted") == 2

    def test_an_empty_note_and_one_too_long_are_refused_with_what_was_typed(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/note"

        assert "Write the note first" in desk.post(desk.get(url), url, status=422, note="  ").text
        long = desk.post(desk.get(url), url, status=422, note="x" * 10_001)
        assert "Use 10000 characters or fewer" in long.text
        assert long.form.fields["note"] == "x" * 10_001
        assert "work.noted" not in fen.types(reference)

    def test_a_form_of_somebody_else_or_of_another_case_is_refused(self, fen):
        reference, other = fen.applies(), fen.applies()
        one, two = fen.staff("caseworker"), fen.staff("caseworker")
        for desk in (one, two):
            desk.state_purpose(reference)
            desk.state_purpose(other)
        form = one.get(f"/desk/case/{reference}/note")

        two.post(form, f"/desk/case/{reference}/note", status=403, note="Forged.")
        one.post(form, f"/desk/case/{other}/note", status=403, note="Forged.")

        assert "work.noted" not in fen.types(reference) + fen.types(other)

    def test_a_note_can_be_made_before_anything_is_sent(self, fen):
        reference, desk = fen.applies(sent=False), fen.staff("caseworker")
        desk.state_purpose(reference)

        assert "The note is kept" in desk.act(reference, "note", note="They rang.").text


class TestAskingForMore:
    def asked(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        return reference, desk, f"/desk/case/{reference}/ask"

    def test_the_person_sees_exactly_what_was_shown_before_it_was_asked(self, fen):
        reference, desk, url = self.asked(fen)
        typed = {"questions-your-home.began_on": "yes", "message": "Tell us the day on your tenancy."}

        shown = desk.post(desk.get(url), url, **typed)
        assert shown.h1 == "Check what the person will see"
        assert "Tell us the day on your tenancy." in shown.text
        assert "work.more_asked" not in fen.types(reference)
        desk.post(shown, url)

        assert fen.types(reference)[-1] == "work.more_asked"
        case = desk.get(f"/desk/case/{reference}")
        assert "Waiting for the person" in case.text
        assert "When did this start?" in case.text.partition("What is missing")[2]

    def test_the_question_and_the_message_must_be_given(self, fen):
        _, desk, url = self.asked(fen)

        page = desk.post(desk.get(url), url, status=422, message="")
        assert "Choose at least one answer" in page.text
        assert "Write what you need, and why" in page.text
        kept = desk.post(desk.get(url), url, status=422, message="Only words.")
        assert kept.form.fields["message"] == "Only words."

    def test_a_question_that_was_not_asked_cannot_be_chosen(self, fen):
        reference, desk, url = self.asked(fen)

        desk.post(desk.get(url), url, status=422, **{"questions-your-home.invented": "yes", "message": "Why"})

        assert "work.more_asked" not in fen.types(reference)

    def test_the_persons_language_is_shown(self, fen):
        reference = fen.applies("Tomos Invented-Price", organisation=fen.south)
        desk = fen.staff("caseworker", organisation=fen.south)
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/ask"

        shown = desk.post(
            desk.get(url), url, **{"questions-your-home.began_on": "yes", "message": "Pa ddiwrnod?"}
        )

        assert 'class="handrail-shown" lang="cy"' in shown.html
        assert "Pa ddiwrnod?" in shown.text


class TestPausing:
    def test_paused_until_a_day_and_taken_up_again(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        later = legal_day(timezone.now()) + timedelta(days=20)
        day = {"until.day": str(later.day), "until.month": str(later.month), "until.year": str(later.year)}

        page = desk.act(reference, "pause", reason="The bill is being worked out.", **day)
        assert "The case is paused" in page.text
        assert "The bill is being worked out." in page.text
        assert "Paused (1)" in desk.get("/desk/").text
        assert "Nothing is waiting to be taken" in desk.get("/desk/").text
        assert "The pause has ended" in desk.act(reference, "resume").text

    def test_a_day_that_has_been_and_a_day_that_is_none_are_refused(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/pause"
        past = {"until.day": "1", "until.month": "2", "until.year": "2020"}
        none = {"until.day": "31", "until.month": "2", "until.year": "2030"}

        assert (
            "The day must be after today"
            in desk.post(desk.get(url), url, status=422, reason="Why.", **past).text
        )
        page = desk.post(desk.get(url), url, status=422, reason="Why.", **none)
        assert "The day must be a real date" in page.text
        assert page.form.fields["reason"] == "Why."
        assert page.form.fields["until.day"] == "31"

    def test_a_pause_that_is_over_is_in_the_queue_again(self, fen):
        reference, desk = fen.applies(), fen.staff("caseworker")
        desk.state_purpose(reference)
        later = legal_day(timezone.now()) + timedelta(days=3)
        day = {"until.day": str(later.day), "until.month": str(later.month), "until.year": str(later.year)}
        desk.act(reference, "pause", reason="Why.", **day)

        with history.holding(fen.north.id):
            assert fair_order(kind="live", on=later - timedelta(days=1)) == ()
            assert [one.reference for one in fair_order(kind="live", on=later)] == [reference]
