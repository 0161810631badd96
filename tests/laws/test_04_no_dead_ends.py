"""Law 4. Every step that can be reached can be left, every case ends, and only a person refuses."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail.bricks.work.spec import Work
from handrail.channels.web.words import say
from handrail.walk.examples import noon
from handrail.walk.journeys import Act, Journey, drive
from handrail.walk.words import PHRASES
from tests.laws.any_answers import act_at, answers_to
from tests.laws.services import ALL

TODAY = date(2026, 5, 1)
MOST_ACTS = 8
any_service = pytest.mark.parametrize("known", ALL, ids=[one.name for one in ALL])
thorough = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def driven(known, answers, staff=(), organisation="") -> Journey:
    """A whole journey on one day."""
    organisation = organisation or known.organisations[0]
    return drive(
        known.service,
        answers,
        parameters=known.register(organisation),
        at=noon(TODAY),
        organisation=organisation,
        staff=staff,
    )


def says(known, ref) -> str:
    """The words of a page that asks nothing."""
    return next(page.text for page in known.service.step(ref.step).spec.pages if page.id == ref.page)


def results_at(known, step: str, *, onwards: bool = False) -> tuple[str, ...]:
    """What staff may conclude. onwards: without what leads back to the same step."""
    found = known.service.step(step)
    assert isinstance(found.spec, Work)
    return tuple(one.id for one in found.spec.results if not onwards or found.goto.get(one.id) != step)


@any_service
@thorough
@given(data=st.data())
def test_whatever_is_answered_the_case_reaches_staff_an_end_or_words_on_where_to_go(known, data):
    answers = data.draw(answers_to(known.service, today=TODAY))
    organisation = data.draw(st.sampled_from(known.organisations))

    journey = driven(known, answers, organisation=organisation)

    if journey.position.exit:
        assert says(known, journey.position.exit)
        return
    assert journey.position.here in {"with_staff", "ended"}
    assert journey.state.sent_numbers == (1,)


@any_service
@thorough
@given(data=st.data())
def test_whatever_staff_decide_the_case_goes_on_to_an_end_with_a_reason(known, data):
    answers = data.draw(answers_to(known.service, today=TODAY))
    acts: list[Act] = []
    journey = driven(known, answers)
    while journey.position.here == "with_staff" and len(acts) < MOST_ACTS:
        step = journey.position.step
        again = any(act.step == step for act in acts)
        result = data.draw(st.sampled_from(results_at(known, step, onwards=again)))
        reasons = f"Because of the rule, {result}."
        acts.append(data.draw(act_at(known.service, step, result, reasons, today=TODAY)))
        journey = driven(known, answers, acts)

    if journey.position.exit:
        return
    endpoint = journey.position.endpoint
    assert journey.position.here == "ended"
    assert endpoint.id in known.service.endpoints
    assert endpoint.title
    assert endpoint.text


@any_service
@thorough
@given(data=st.data())
def test_nobody_is_refused_without_a_persons_decision_and_a_way_to_have_it_reviewed(known, data):
    answers = data.draw(answers_to(known.service, today=TODAY))
    journey = driven(known, answers)
    if journey.position.exit:
        return
    if journey.position.here == "ended":
        assert journey.position.endpoint.kind != "refused"
        return

    for result in results_at(known, journey.position.step):
        step, reasons = journey.position.step, "The facts say so."
        act = data.draw(act_at(known.service, step, result, reasons, today=TODAY))
        decided = driven(known, answers, [act])
        endpoint = decided.position.endpoint
        if endpoint is not None and endpoint.kind == "refused":
            assert decided.state.decisions[-1].reasons == "The facts say so."
            assert decided.state.decisions[-1].by.capacity == "staff"
            assert endpoint.review is not None
            assert endpoint.review.text


@any_service
def test_every_refusal_in_the_definition_has_a_review(known):
    refusals = [end for end in known.service.endpoints.values() if end.kind == "refused"]

    assert refusals
    assert all(end.review and end.review.within and end.review.text for end in refusals)


@pytest.mark.parametrize("status", ["draft", "received", "being_looked_at", "waiting_for_you", "paused"])
def test_what_is_merely_passed_on_is_never_called_complete(status):
    said = PHRASES.say(f"status.{status}", "en").casefold()

    assert not any(word in said for word in ("complete", "finished", "done", "approved", "granted"))


def test_nothing_that_is_said_on_sending_calls_it_complete():
    said = [
        PHRASES.say(f"sent.{name}", "en") for name in ("title", "title.again", "next.staff", "next.again")
    ]

    assert say("already.title", "en") == "You have already sent this"
    assert not any("complete" in text.casefold() for text in said)
