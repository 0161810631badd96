"""After the answers: sending, the receipt, being asked for more, the decision, a correction, a review."""

from datetime import date
from uuid import uuid4

import pytest

from handrail import history
from tests.channels.api.people import answers

REASONS = "You are the only adult at 1 Sedge Row."


@pytest.fixture
def sent(site, system):
    """A case that was sent, and what sending answered."""
    system.start()
    system.put("answers", {"answers": answers()})
    return system.post("send")


def test_what_was_told_is_read_back_before_it_is_sent(site, system):
    system.start()
    early = system.get("check")
    system.put("answers", {"answers": answers()})
    check = system.get("check")
    system.post("send")

    assert (early.status, early.code) == (409, "not_complete")
    assert check["case"]["here"] == "ready_to_send"
    read = str(check["screen"])
    assert "Ffion Dummy-Jones" in read
    assert "change:about-you/full_name" in read
    assert system.get("check").code == "nothing_to_send"


def test_sending_gives_a_receipt_that_anyone_can_check(site, system, sent):
    found = history.check_receipt(sent["receipt"]["reference"], sent["receipt"]["code"])

    assert sent.status == 200
    assert sent["case"]["status"] == "received"
    assert sent["case"]["can"] == ["answer", "withdraw"]
    assert found is not None
    assert found.type == "case.sent"
    assert system.get("receipt").body == sent["receipt"]


def test_an_application_that_is_not_complete_is_not_sent(site, system):
    system.start()

    refused = system.post("send")

    assert (refused.status, refused.code) == (409, "not_complete")
    assert system.get("receipt").code == "nothing_sent"
    assert site.types(system.reference) == ["case.started"]


def test_sending_twice_sends_once(site, system):
    system.start()
    system.put("answers", {"answers": answers()})
    key = str(uuid4())
    first = system.post("send", key=key)
    site.clock.forward(hours=2)

    assert system.post("send", key=key).body == first.body
    assert system.post("send").code == "nothing_to_send"
    assert site.types(system.reference).count("case.sent") == 1


def test_the_answer_to_sending_stays_the_first_one_after_the_decision(site, system):
    system.start()
    system.put("answers", {"answers": answers()})
    key = str(uuid4())
    first = system.post("send", key=key)
    staff = site.staff()
    staff.claim(system.reference)
    staff.decide(system.reference, "award-25", REASONS)

    assert system.post("send", key=key).body == first.body


def test_the_promise_is_shown_as_a_day(site, system, sent):
    assert system.get()["due_on"] == "2026-05-18"  # ten working days, with the bank holiday of 4 May


def test_the_decision_is_shown_with_its_reasons_and_how_to_have_it_reviewed(site, system, sent):
    staff = site.staff()
    staff.claim(system.reference)
    assert system.get()["case"]["status"] == "being_looked_at"
    staff.decide(system.reference, "award-25", REASONS)

    shown = system.get()

    assert shown["case"]["status"] == "decided"
    assert shown["outcome"]["endpoint"] == shown["case"]["endpoint"] == "discount-25"
    assert shown["outcome"]["kind"] == "granted"
    assert shown["decision"]["reasons"] == REASONS
    assert shown["decision"]["decided_on"] == "2026-05-01"
    assert shown["decision"]["rules"][0] == {
        "step": "discount",
        "title": "The discount or exemption",
        "about": "",
        "sentence": "You are the only adult in your home, so the discount is 25%.",
        "source": "LGFA 1992 s.11(1)(a)",
        "on": "2026-03-02",
    }
    assert shown["review"]["can_ask"]
    assert shown["review"]["text"]
    assert any(one["more"] == REASONS for one in shown["history"])


def test_the_history_a_person_sees_does_not_say_how_staff_share_their_work(site, system, sent):
    before = system.get()["history"]
    staff = site.staff()
    staff.claim(system.reference)
    staff.note(system.reference, "Rang the landlord.")

    assert system.get()["history"] == before


def test_what_staff_ask_for_is_shown_answered_and_sent(site, system, sent):
    staff = site.staff()
    staff.claim(system.reference)
    staff.ask(system.reference, "moved_in_on", message="Please check the day you moved in.")

    asked = system.get()
    assert asked["case"]["status"] == "waiting_for_you"
    assert asked["message"] == "Please check the day you moved in."
    assert asked["case"]["wanted"] == ["your-home/moved_in_on"]
    page = system.get("next")["page"]
    assert page["screen"]["blocks"][0]["block"] == "notice"
    assert system.post("send").code == "not_complete"
    reply = system.put("pages/your-home/moved_in_on", {"answers": {"moved_in_on": "2026-03-01"}})
    assert reply["case"]["here"] == "ready_to_send"
    assert system.post("send")["receipt"]["number"] == 2
    assert system.get()["case"]["wanted"] == []


def test_what_staff_ask_for_can_be_said_again_unchanged_in_one_call(site, system, sent):
    staff = site.staff()
    staff.claim(system.reference)
    staff.ask(system.reference, "moved_in_on", message="Are you sure?")

    reply = system.put("answers", {"answers": {"moved_in_on": "2026-03-02"}})

    assert reply["case"]["here"] == "ready_to_send"


def test_a_pause_is_shown_with_its_reason_and_its_end(site, system, sent):
    staff = site.staff()
    staff.claim(system.reference)
    staff.pause(system.reference, until=date(2026, 5, 8), reason="We wait for the university.")

    shown = system.get()

    assert shown["case"]["status"] == "paused"
    assert shown["paused"] == {"until": "2026-05-08", "reason": "We wait for the university."}


def test_a_correction_after_sending_waits_to_be_sent_and_marks_the_decision(site, system, sent):
    staff = site.staff()
    staff.claim(system.reference)
    staff.decide(system.reference, "award-25", REASONS)

    corrected = system.put("pages/your-home/moved_in_on", {"answers": {"moved_in_on": "2026-03-09"}})
    assert corrected["case"]["unsent_changes"]
    assert corrected["case"]["can"] == ["answer", "send", "ask_for_review"]
    again = system.post("send")

    assert again["receipt"]["number"] == 2
    shown = system.get()
    assert shown["case"]["status"] == "being_looked_at"
    assert shown["decision"]["looked_at_again"]
    told = [event for event in site.file(system.reference).events if event.data.get("page") == "moved_in_on"]
    assert [event.personal["applicant"]["moved_in_on"] for event in told] == ["2026-03-02", "2026-03-09"]


def test_a_review_is_asked_for_once_and_in_words(site, system, sent):
    none = system.post("review", {"reason": "Too low"})
    staff = site.staff()
    staff.claim(system.reference)
    staff.decide(system.reference, "award-25", REASONS)
    blank = system.post("review", {"reason": "  "})
    asked = system.post("review", {"reason": "My lodger is a student."})

    assert (none.status, none.code) == (409, "nothing_to_review")
    assert blank.code == "unfit"
    assert asked["case"]["status"] == "being_looked_at"
    assert system.get()["review"]["asked_at"] == "2026-05-01T11:00:00Z"
    assert system.post("review", {"reason": "And again"}).code == "nothing_to_review"


def test_a_case_is_withdrawn_once_and_then_nothing_in_it_changes(site, system, sent):
    key = str(uuid4())
    withdrawn = system.post("withdraw", {"reason": "I moved away"}, key=key)

    assert withdrawn["case"]["status"] == "withdrawn"
    assert withdrawn["case"]["can"] == []
    assert system.post("withdraw", {"reason": "I moved away"}, key=key).body == withdrawn.body
    assert system.post("withdraw").code == "already_ended"
    assert system.put("pages/about-you/full_name", {"answers": {"full_name": "A B"}}).status == 409
    assert system.get("pages/about-you/full_name").status == 409
    assert system.put("answers", {"answers": answers()}).code == "no_longer_open"
    assert system.post("send").status == 409
    assert site.types(system.reference)[-1] == "case.withdrawn"


def test_a_reason_too_long_to_keep_is_refused_and_not_cut(site, system, sent):
    refused = system.post("withdraw", {"reason": "a" * 10_001})

    assert (refused.status, refused.code) == (422, "unfit")
    assert refused["error"]["problems"][0]["message"] == "reason must be 10000 characters or fewer"
    assert "case.withdrawn" not in site.types(system.reference)


def test_a_draft_can_be_withdrawn_with_no_reason(site, system):
    system.start()

    assert system.post("withdraw")["case"]["status"] == "withdrawn"


def test_a_case_goes_on_when_its_organisation_has_changed(site, system, sent):
    shown = system.get()

    assert shown["case"]["organisation"] == "north-fenmarch"
    assert shown["case"]["version"] == site.service.hash
