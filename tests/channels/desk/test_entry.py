"""Typing for someone: a whole application, a correction, by phone, at a counter, from a letter."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from handrail import history
from handrail.casework.keeping import due_by
from handrail.history.event import Actor, Circumstances
from handrail.site.commands.find import erasing
from handrail.terms.language import format_day
from handrail.terms.legal_day import legal_day
from handrail.terms.period import parse_period
from tests.channels.desk.conftest import person
from tests.channels.desk.entering import starts, types_all


def day(name: str, ago: int) -> dict[str, str]:
    when = legal_day(timezone.now()) - timedelta(days=ago)
    return {f"{name}.day": str(when.day), f"{name}.month": str(when.month), f"{name}.year": str(when.year)}


def recent(ago: int = 30) -> str:
    return (legal_day(timezone.now()) - timedelta(days=ago)).isoformat()


def is_kept_from_today(fen, reference: str) -> None:
    """A draft is kept for three months from today, and its list of what is due says so."""
    today = legal_day(timezone.now())
    head = fen.file(reference).head
    assert head.keep_until == parse_period("3 months").end_from(today, nation="england")
    with history.holding(head.holder):
        [due] = due_by(head.keep_until, kind="live", limit=10)
    assert (due.reference, due.since, due.from_what) == (reference, today, "answer")


def erased_tomorrow(fen, reference: str) -> list[str]:
    """The references of what a retention run of tomorrow erases."""
    _, holder = history.locate(reference)
    by = Actor("dat.north", "data_protection", holder, "staff")
    certificate = history.retention_run(
        on=legal_day(timezone.now()) + timedelta(days=1),
        event=erasing("retention"),
        circumstances=Circumstances(by, "desk", "staff_entered", uuid4(), timezone.now()),
    )
    return [one.reference for one in certificate.erased]


class TestAWholeApplication:
    def test_by_phone_has_the_same_result_and_says_who_typed(self, fen):
        desk = fen.staff("caseworker", name="Madeup Typist")
        answers = {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent(), "began_on": recent()}

        check = types_all(fen, desk, starts(desk, "phone"), answers)
        assert check.endswith("/check")
        page = desk.get(check)
        assert "They are telling us by phone" in page.text
        case = desk.post(page, check)

        assert "has been sent for the person" in case.text
        assert "Told us by phone, typed by Madeup Typist" in case.text
        file = fen.file(case.h1)
        assert {event.channel for event in file.events} == {"phone"}
        assert {event.mode for event in file.events} == {"staff_entered"}
        assert {event.actor.capacity for event in file.events} == {"staff"}
        assert {one.step: one.result for one in file.as_sent.determinations}["discount"] == "award-25"

    def test_what_another_window_changed_is_read_back_before_it_is_sent(self, fen):
        desk = fen.staff("caseworker")
        answers = {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent(), "began_on": recent()}
        check = types_all(fen, desk, starts(desk, "phone"), answers)
        page = desk.get(check)
        name = check.replace("/check", "/page/about-you/full_name?changing=1")
        desk.post(desk.get(name), name, full_name="Ffion Changed-Jones")

        again = desk.post(page, check)

        assert "Your answers have changed" in again.text
        assert "Ffion Changed-Jones" in again.text
        assert "has been sent for the person" in desk.post(again, check).text

    def test_by_post_counts_from_the_day_on_the_letter(self, fen):
        desk = fen.staff("caseworker")
        answers = {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent(), "began_on": recent()}

        check = types_all(fen, desk, starts(desk, "post", **day("stamped", 4)), answers)
        case = desk.post(desk.get(check), check)

        file = fen.file(case.h1)
        letter = legal_day(timezone.now()) - timedelta(days=4)
        assert {legal_day(event.at) for event in file.events} == {letter}
        assert {legal_day(event.recorded_at) for event in file.events} == {legal_day(timezone.now())}
        assert {one.on for one in file.as_sent.determinations if one.step == "own-disregard"} == {letter}
        assert "From a paper form or letter stamped" in case.text

    def test_by_post_has_the_day_on_the_letter_and_no_time_of_day(self, fen):
        desk = fen.staff("caseworker")
        answers = {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent(), "began_on": recent()}

        check = types_all(fen, desk, starts(desk, "post", **day("stamped", 4)), answers)
        case = desk.post(desk.get(check), check)

        letter = format_day(legal_day(timezone.now()) - timedelta(days=4), "en")
        assert f"Sent {letter} Receipt code" in case.text
        assert f"The application was sent {letter} By post" in case.text
        assert "midnight" not in case.text + desk.get(f"/desk/case/{case.h1}/person").text

    def test_a_draft_from_an_old_letter_is_kept_from_the_day_it_was_typed(self, fen):
        desk = fen.staff("caseworker")
        url = starts(desk, "post", **day("stamped", 200))
        reference = url.split("/")[3]

        desk.post(desk.get(url), url, full_name="Ffion Dummy-Jones")

        is_kept_from_today(fen, reference)
        assert not erased_tomorrow(fen, reference)

    def test_an_old_letter_does_not_make_a_draft_go_that_was_begun_today(self, fen):
        reference = fen.applies(sent=False)
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/entry"
        desk.post(desk.get(url), url, channel="post", **day("stamped", 200))
        name = f"/desk/case/{reference}/page/about-you/full_name?changing=1"

        desk.post(desk.get(name), name, full_name="Ffion Changed-Jones")

        assert legal_day(fen.file(reference).events[-1].at) == legal_day(timezone.now()) - timedelta(days=200)
        is_kept_from_today(fen, reference)

    def test_each_page_says_into_which_case_is_typed(self, fen):
        desk = fen.staff("caseworker")
        answers = {**person("Ffion Dummy-Jones")["answers"], "moved_in_on": recent(), "began_on": recent()}
        url = starts(desk, "phone")
        reference = url.split("/")[3]

        page, check = desk.get(url), desk.get(types_all(fen, desk, url, answers))

        assert f"{reference}: " in page.text
        assert f"{reference} Check" in check.text

    def test_a_wrong_answer_is_refused_as_it_is_for_the_person(self, fen):
        desk = fen.staff("caseworker")
        url = starts(desk, "counter")

        page = desk.post(desk.get(url), url, status=422, full_name="")

        assert "Enter your full name" in page.text

    def test_the_same_page_sent_twice_answers_once(self, fen):
        desk = fen.staff("caseworker")
        url = starts(desk, "counter")
        form = desk.get(url)
        reference = url.split("/")[3]

        desk.post(form, url, full_name="Ffion Dummy-Jones")
        desk.post(form, url, full_name="Ffion Dummy-Jones")

        assert fen.types(reference).count("ask.answered") == 1

    def test_starting_twice_with_one_form_starts_one_case(self, fen):
        desk = fen.staff("caseworker")
        form = desk.get("/desk/start")
        typed = {"service": "single-person-discount", "channel": "phone", "language": "en"}

        first = desk.client.post("/desk/start", {**form.form.fields, **typed})
        second = desk.client.post("/desk/start", {**form.form.fields, **typed})

        assert first["Location"] == second["Location"]

    def test_how_they_tell_us_must_be_said(self, fen):
        desk = fen.staff("caseworker")
        url = "/desk/start"
        typed = {"service": "single-person-discount", "language": "en"}

        page = desk.post(desk.get(url), url, status=422, **typed)
        assert "Select how they are telling us" in page.text
        page = desk.post(desk.get(url), url, status=422, **typed, channel="post")
        assert "Enter the day that is stamped on the letter" in page.text
        page = desk.post(desk.get(url), url, status=422, **typed, channel="post", **day("stamped", -3))
        assert "The day on the letter must be today or in the past" in page.text


class TestACorrection:
    def test_one_answer_is_corrected_by_phone_and_both_versions_stay(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker", name="Madeup Typist")
        desk.state_purpose(reference)
        case = desk.get(f"/desk/case/{reference}")
        entry = case.link("Correct What is your full name?")

        asked = desk.get(entry)
        assert asked.h1 == "Type for the person"
        page = desk.post(asked, f"/desk/case/{reference}/entry", channel="phone")
        assert page.form.fields["full_name"] == "Ffion Dummy-Jones"
        check = desk.post(page, page.form.action, full_name="Ffion Dummy-Smith")
        assert "Check your changes" in check.h1
        done = desk.post(check, check.form.action)

        assert "Ffion Dummy-Smith" in done.text
        assert "Told us by phone, typed by Madeup Typist" in done.text
        assert "Before that: Ffion Dummy-Jones. Told us online" in done.text

    def test_who_typed_it_is_called_as_they_are_called_now(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker", name="Madeup Typist")
        desk.state_purpose(reference)
        asked = desk.get(f"/desk/case/{reference}/entry?page=about-you/full_name")
        page = desk.post(asked, f"/desk/case/{reference}/entry", channel="phone")
        check = desk.post(page, page.form.action, full_name="Ffion Dummy-Smith")
        assert "typed by Madeup Typist" in desk.post(check, check.form.action).text

        desk.account.name = "Madeup Wedded"
        desk.account.save()

        case = desk.get(f"/desk/case/{reference}").text
        assert "typed by Madeup Wedded" in case
        assert "Madeup Typist" not in case

    def test_a_page_cannot_be_typed_on_before_it_is_said_how_they_tell_us(self, fen):
        reference = fen.applies()
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)

        assert desk.get(f"/desk/case/{reference}/page/about-you/full_name").h1 == "Type for the person"

    def test_a_draft_begun_online_is_finished_at_the_counter_as_one_case(self, fen):
        reference = fen.applies(sent=False)
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)
        url = f"/desk/case/{reference}/entry"

        check = desk.post(desk.get(url), url, channel="counter")
        assert "Check your answers" in check.h1
        done = desk.post(check, check.form.action)

        assert "has been sent for the person" in done.text
        assert {event.channel for event in fen.file(reference).events} == {"web", "counter"}

    def test_staff_are_told_that_the_person_has_answers_they_have_not_sent(self, fen):
        reference = fen.applies()
        fen.corrects(reference, send_it=False, full_name="Ffion Unsent-Name")
        desk = fen.staff("caseworker")
        desk.state_purpose(reference)

        page = desk.get(f"/desk/case/{reference}/entry")

        assert "They have started something themselves" in page.text
        assert "Unsent-Name" not in page.html
