"""A rate that changes in April decides a case begun in March: the legal day counts, not the day of asking."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from handrail.definition.parameters import set_value
from tests.journeys.site import person

APRIL = date(2026, 4, 1)
SOURCE = "An invented order for a test, made under LGFA 1992 s.11(3)"


def set_rate(site, percent: int, *, from_: date = APRIL, reason: str = "") -> None:
    set_value(
        site.service,
        name="discount_one_adult",
        value=Decimal(percent),
        effective_from=from_,
        source=SOURCE,
        organisation=None,
        by="Ola Owner (sample)",
        at=timezone.now(),
        reason=reason,
    )


def percentage(site, reference: str) -> tuple[Decimal, date, str]:
    """What the discount was found to be, from which day's value, and its source."""
    (found,) = [one for one in site.file(reference).as_sent.determinations if one.step == "discount"]
    (used,) = [one for one in found.parameters if one.name == "discount_one_adult"]
    return found.outputs["percentage"], used.effective_from, used.source


@pytest.fixture
def in_march(site):
    site.clock.set("2026-03-28")
    set_rate(site, 30)
    return site


def changes(began_on: str) -> dict:
    return {**person("Ffion Dummy-Jones")["answers"], "what_happened": "someone_left", "began_on": began_on}


def test_a_case_begun_in_march_whose_discount_starts_in_april_has_aprils_rate(in_march):
    applicant = in_march.starts()
    applicant.answer(changes("2026-04-01"))
    code = applicant.saves()
    in_march.clock.set("2026-04-02")
    back = in_march.person()
    back.open(back.returns(applicant.reference, code).link("Carry on"))

    back.answer_everything(changes("2026-04-01"))
    back.send()

    assert percentage(in_march, applicant.reference) == (Decimal(30), APRIL, SOURCE)


def test_a_case_sent_in_april_whose_discount_starts_in_march_has_marchs_rate(in_march):
    in_march.clock.set("2026-04-02")
    applicant = in_march.answers(but={"began_on": "2026-03-31"})
    applicant.send()

    percent, from_day, _ = percentage(in_march, applicant.reference)

    assert (percent, from_day) == (Decimal(25), date(1993, 4, 1))


def test_a_decision_made_after_a_later_change_keeps_the_rate_that_was_found(in_march):
    in_march.clock.set("2026-04-02")
    applicant = in_march.answers(but={"began_on": "2026-04-01"})
    applicant.send()
    in_march.clock.set("2026-04-20")
    set_rate(in_march, 40, reason="The order was misread")

    in_march.staff().decide(applicant.reference, "award-25")

    assert percentage(in_march, applicant.reference) == (Decimal(30), APRIL, SOURCE)
    new = in_march.answers(but={"began_on": "2026-04-01"})
    new.send()
    assert percentage(in_march, new.reference)[0] == Decimal(40)


def test_the_reasons_that_staff_read_name_the_rate_its_day_and_its_source(in_march):
    in_march.clock.set("2026-04-02")
    applicant = in_march.answers(but={"began_on": "2026-04-01"})
    applicant.send()

    kept = [
        event
        for event in in_march.file(applicant.reference).events
        if event.type == "decide.determined" and event.data["step"] == "discount"
    ]

    assert kept[-1].data["on"] == "2026-04-01"
    assert (
        kept[-1].data["parameters"]
        == [{"name": "discount_one_adult", "value": "30", "effective_from": "2026-04-01", "source": SOURCE}]
        or kept[-1].data["parameters"][0]["effective_from"] == "2026-04-01"
    )
