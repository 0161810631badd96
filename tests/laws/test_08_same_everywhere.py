"""Law 8. The same inputs give the same determination on every channel."""

from datetime import date
from typing import get_args
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handrail import history
from handrail.definition.parameters import register
from handrail.estate import organisation as organisation_called
from handrail.history.event import Actor, Channel, Circumstances
from handrail.walk.examples import noon
from handrail.walk.journeys import drive
from tests.journeys.filling import fields
from tests.journeys.site import FIRST, SLUG, person
from tests.laws.any_answers import answers_to

TODAY = date(2026, 5, 1)
WHO = {"helper": ("helper", "assisted"), "desk": ("staff", "staff_entered"), "web": ("self", "self")}


def applies(site, answers: dict, *, channel: str, organisation: str) -> history.Head:
    """Someone applies through the operations that every channel calls; return the case's file."""
    from handrail.casefile import open_case  # noqa: PLC0415 - its room needs Django
    from handrail.journey.answer import answer_page  # noqa: PLC0415
    from handrail.journey.send import send  # noqa: PLC0415
    from handrail.journey.start import start  # noqa: PLC0415

    body = organisation_called(organisation, on=TODAY)
    capacity, mode = WHO.get(channel, ("self", "staff_entered"))
    by = Circumstances(
        actor=Actor("applicant", "applicant", None, capacity),
        channel=channel,
        mode=mode,
        request=uuid4(),
        at=site.clock.now(),
    )
    with history.holding(body.id):
        begun = start(slug=SLUG, organisation=body, kind="live", language="en", circumstances=by)
        reader = history.Reader(Actor("applicant", "applicant"), "", uuid4())
        file = open_case(stream=begun.stream, reader=reader, at=by.at)
        while (ref := file.position.next) is not None:
            state = file.state.steps.get(ref.step)
            told = len(state.items(ref.page, ref.item)) if state else 0
            form = fields(file.service, ref, answers, members=told)
            file = answer_page(file, ref=ref, form=form, language="en", circumstances=by)
        return send(file, circumstances=by)


def determined(position) -> list:
    return [
        (one.step, one.item, one.outputs, one.rows, one.parameters, one.on) for one in position.determinations
    ]


@pytest.mark.parametrize("name", ["Odette Pretend", "Zoë Ångström-Łukasiewicz", "Marlowe Madeup"])
def test_every_channel_finds_the_same_and_by_the_same_rows(site, name):
    example = person(name)
    expected = drive(
        FIRST,
        example["answers"],
        parameters=register(FIRST, organisation_called(example["organisation"], on=TODAY).id),
        at=noon(TODAY),
    )

    for channel in get_args(Channel):
        file = applies(site, example["answers"], channel=channel, organisation=example["organisation"])
        assert determined(file.as_sent) == determined(expected.position), channel
        assert [str(page.ref) for page in file.as_sent.pages] == list(expected.route), channel


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_answered_a_browser_finds_what_the_rules_alone_find(site, data):
    answers = data.draw(answers_to(FIRST, today=TODAY))
    district = data.draw(st.sampled_from(("north-fenmarch", "south-fenmarch")))
    body = organisation_called(district, on=TODAY)
    expected = drive(FIRST, answers, parameters=register(FIRST, body.id), at=noon(TODAY))

    applicant = site.person()
    applicant.start(district)
    applicant.answer_everything(answers)
    applicant.send()

    file = site.file(applicant.reference)
    assert applicant.route == list(expected.route)
    assert determined(file.as_sent) == determined(expected.position)
    assert file.as_sent.here == expected.position.here
