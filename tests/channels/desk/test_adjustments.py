"""What a person needs from us, at the desk: kept to, typed for them, seen before they are told anything."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.casefile.listing import listing_of
from handrail.channels.desk.adjusting import must
from handrail.channels.desk.words import PHRASES
from handrail.history.event import Actor, Circumstances
from handrail.journey.tell_adjustments import tell_adjustments
from handrail.journey.withdraw import withdraw
from handrail.terms.address import UkAddress
from handrail.walk.adjustments import AVOID, CARE, NONE, SPOKEN, TOLD, WRITTEN, Adjustments, ThirdParty
from tests.channels.desk.conftest import open_own

SISTER = ThirdParty("Nia Sample", UkAddress("1 Example Row", "", "Fenton", "", "FM1 1AA"), "letters")
ASKED = Adjustments(
    avoid=("phone",), written=("large_print",), care=("safety",), write_to=SISTER, agreed=True
)
KEPT_TO = (
    "Do not phone.",
    "Write in large print.",
    "Write also to Nia Sample, 1 Example Row, Fenton, FM1 1AA.",
)


def does(reference: str, operation, **what) -> None:
    """The person does something, on their own page."""
    stream, holder = history.locate(reference)
    now = timezone.now()
    by = Circumstances(Actor("applicant", "applicant"), "web", "self", request=uuid4(), at=now)
    with history.holding(holder):
        operation(open_own(stream, at=now), circumstances=by, **what)


@pytest.fixture
def asked(fen):
    """Somebody who applied and said what they need."""
    reference = fen.applies()
    does(reference, tell_adjustments, adjustments=ASKED)
    return reference


def opened(fen, reference: str, role: str = "caseworker"):
    desk = fen.staff(role)
    desk.state_purpose(reference)
    return desk


def test_it_stands_above_everything_else_of_the_case(fen, asked):
    page = opened(fen, asked).get(f"/desk/case/{asked}")

    notice = page.text.index("Keep to this")
    assert notice < page.text.index("Where it stands")
    assert all(line in page.text for line in KEPT_TO)
    assert "Tell nobody about it and leave no messages" in page.text


def test_a_case_in_which_nothing_was_asked_for_says_nothing(fen):
    reference = fen.applies()
    page = opened(fen, reference).get(f"/desk/case/{reference}")
    assert "Keep to this" not in page.text


def test_a_welsh_case_is_to_be_written_in_welsh(fen):
    reference = fen.applies("Tomos Invented-Price")
    page = opened(fen, reference).get(f"/desk/case/{reference}")
    assert "Write and speak in Welsh." in page.text


@pytest.mark.parametrize(
    ("action", "typed"),
    [
        ("decide", {"result": "award-25", "reasons": "You live alone."}),
        ("ask", {"questions-your-home.home_address": "yes", "message": "Is this right?"}),
        ("pause", {"reason": "We wait for the valuation office."}),
    ],
)
def test_before_the_person_is_told_anything_it_says_in_which_form(fen, asked, action, typed):
    desk = opened(fen, asked)
    url = f"/desk/case/{asked}/{action}"
    names = desk.get(url).form.names
    sent = {name: text for name, text in typed.items() if name in names}

    page = desk.post(desk.get(url), url, **sent)

    assert page.h1 == "Check what the person will see"
    assert page.text.index("When you tell them, keep to this") < page.text.index("The person’s page")
    assert all(line in page.text for line in KEPT_TO)


def test_what_they_wrote_is_no_link_for_staff_to_press(fen, asked):
    words = "See [the whole case](https://evil.example/case)"
    does(asked, tell_adjustments, adjustments=replace(ASKED, words=words))
    desk = opened(fen, asked)
    url = f"/desk/case/{asked}/pause"

    page = desk.post(desk.get(url), url, reason="We wait for the valuation office.")

    assert words in page.text
    assert 'href="https://evil.example' not in page.html


def test_both_versions_stay_in_the_history(fen, asked):
    does(asked, tell_adjustments, adjustments=replace(ASKED, avoid=(), written=("braille",)))
    page = opened(fen, asked).get(f"/desk/case/{asked}")
    happened = page.text[page.text.index("What has happened") :]
    assert happened.index("Write in Braille.") < happened.index("Write in large print.")
    assert happened.count("What the person needs from us was recorded") == 2


def test_lists_of_work_say_nothing_of_it(fen, asked):
    page = fen.staff("caseworker").get("/desk/")
    assert asked in page.text
    assert not any(line in page.text for line in KEPT_TO)
    before = replace(fen.file(asked), state=replace(fen.file(asked).state, adjustments=NONE))
    after = fen.file(asked)
    assert listing_of(after) == listing_of(before)


class TestTypingItForThem:
    def begins(self, desk, reference: str, channel: str = "phone"):
        desk.get(f"/desk/case/{reference}")
        page = desk.get(f"/desk/case/{reference}/adjustments")
        assert page.h1 == "Type for the person"
        return desk.post(page, f"/desk/case/{reference}/entry", channel=channel)

    def test_on_the_phone_it_says_who_typed_it_and_how_it_was_told(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        assert self.begins(desk, reference).h1 == "What you need from us"

        url = f"/desk/case/{reference}/adjustments/contact"
        page = desk.post(desk.get(url), url, **{"avoid.phone": "yes", "agreed": "agreed"})

        assert "We will not phone you" in page.text
        last = fen.file(reference).events[-1]
        assert (last.channel, last.mode, last.actor.id) == ("phone", "staff_entered", desk.id)
        assert fen.file(reference).state.adjustments.no_phone

    def test_the_person_agrees_as_on_their_own_page(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference)
        self.begins(desk, reference)
        url = f"/desk/case/{reference}/adjustments/help"

        page = desk.post(desk.get(url), url, status=422, **{"written.audio": "yes"})

        assert page.errors
        assert page.form.fields["written.audio"] == "yes"
        assert "case.adjustments_told" not in fen.types(reference)

    def test_after_a_withdrawal_too(self, fen):
        reference = fen.applies()
        desk = opened(fen, reference, "team_leader")
        does(reference, withdraw, reason="")
        assert self.begins(desk, reference).h1 == "What you need from us"


class TestTheThirdParty:
    def test_is_among_the_people_in_the_case_and_gets_no_way_in(self, fen, asked):
        desk = opened(fen, asked)
        page = desk.get(f"/desk/case/{asked}")
        assert "Someone else we write to" in page.text
        assert desk.client.get(f"/desk/case/{asked}/code/third-party").status_code == 404

    @pytest.mark.parametrize(("erased", "left"), [("third-party", True), ("applicant", False)])
    def test_is_erased_alone_or_with_the_person(self, fen, asked, erased, left):
        desk = opened(fen, asked, "data_protection")
        url = f"/desk/case/{asked}/erase"
        desk.post(desk.get(url), url, **{f"parties.{erased}": "yes", "reason": "request", "sure": "agreed"})

        told = fen.file(asked).state.adjustments
        assert told.write_to is None
        assert told.large_print is left
        with history.managing() as run:
            kept = {party for (party,) in run.execute("SELECT party FROM keys.data_key").fetchall()}
        assert "third-party" not in kept


def test_there_are_words_for_everything_that_can_be_asked_for():
    everything = Adjustments(avoid=AVOID, written=WRITTEN, spoken=SPOKEN, care=CARE)
    assert len(must(everything, language="cy")) == len((*AVOID, *WRITTEN, *SPOKEN, *CARE)) + 1
    assert [one for one in TOLD if not PHRASES.has(f"must.write_to.{one}", "en")] == []
