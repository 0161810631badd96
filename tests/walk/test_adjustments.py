"""What a person asked us to do differently, from the events of the case."""

from dataclasses import replace

import pytest

from handrail.casefile import seen_by
from handrail.history.event import NewEvent
from handrail.terms.address import UkAddress
from handrail.walk.adjustments import AVOID, NONE, Adjustments, ThirdParty, opened, sealed
from handrail.walk.fold import fold
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD
from tests.walk.garden import Case

SISTER = ThirdParty(
    name="Nia Sample",
    address=UkAddress("1 Example Row", "", "Fenton", "", "FM1 1AA"),
    told="letters",
)
ASKED = Adjustments(
    avoid=("phone", "text"),
    written=("large_print",),
    spoken=("bsl",),
    care=("bereavement",),
    words="Mornings are best",
    write_to=SISTER,
    agreed=True,
)


def told(*versions: Adjustments) -> Case:
    case = Case()
    for version in versions:
        case.add(NewEvent(ADJUSTMENTS_TOLD, personal=sealed(version)))
    return case


def test_a_case_in_which_nothing_was_told_has_none():
    assert Case().state.adjustments == NONE
    assert not NONE.any


def test_what_was_told_is_in_force_at_once_and_the_answers_are_untouched():
    before = Case().state
    after = told(ASKED).state
    assert (after.adjustments, after.adjustments.large_print, after.adjustments.no_phone) == (
        ASKED,
        True,
        True,
    )
    assert (after.steps, after.sendings) == (before.steps, before.sendings)


def test_what_was_told_last_counts_and_what_was_told_before_stays_in_the_history():
    case = told(ASKED, NONE)
    assert case.state.adjustments == NONE
    assert [opened(event.personal) for event in case.events[1:]] == [ASKED, NONE]


def test_the_third_party_is_a_party_of_their_own():
    case = told(ASKED)
    assert case.events[-1].personal["third-party"] == {
        "name": "Nia Sample",
        "address": SISTER.address.to_json(),
    }
    assert case.state.parties == {"applicant", "third-party"}


@pytest.mark.parametrize(
    ("erased", "left"),
    [("third-party", replace(ASKED, write_to=None)), ("applicant", NONE)],
)
def test_who_is_erased_is_written_to_no_more(erased, left):
    case = told(ASKED)
    [*before, last] = case.events
    personal = {party: fields for party, fields in last.personal.items() if party != erased}
    gone = replace(last, personal=personal, sealed_from_us=frozenset({erased}))
    assert fold(case.service, [*before, gone]).adjustments == left


def test_a_kind_that_this_release_does_not_know_is_left_out():
    personal = sealed(replace(ASKED, write_to=None))
    personal["applicant"]["avoid"].append("pigeon")
    assert opened(personal).avoid == ("phone", "text")


def test_somebody_must_be_left_who_can_be_reached():
    assert not Adjustments(avoid=AVOID).reachable
    assert Adjustments(avoid=AVOID, write_to=SISTER).reachable
    assert Adjustments(avoid=("phone", "text", "email")).reachable


class TestWhoSeesIt:
    def test_the_person_sees_whom_they_named_whoever_typed_it(self):
        case = told(ASKED)
        events = [replace(one, actor=replace(one.actor, id="7")) for one in case.events]
        seen = seen_by("applicant", service=case.service, events=events)
        assert fold(case.service, seen).adjustments == ASKED

    @pytest.mark.parametrize("viewer", ["partner", "helper-1", "third-party"])
    def test_nobody_else_on_the_case_learns_that_anything_was_told(self, viewer):
        case = told(ASKED)
        seen = seen_by(viewer, service=case.service, events=case.events)
        assert [one.type for one in seen] == ["case.started"]
