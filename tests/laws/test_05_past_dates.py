"""Law 5. A rule evaluated for a past date gives that date's answer."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.definition.dated import DatedValue
from handrail.walk.examples import noon
from handrail.walk.journeys import drive
from tests.journeys.site import SLUG, person
from tests.laws.services import ALL

DISCOUNT = next(one for one in ALL if one.name == SLUG)
FIRST = date(1993, 4, 1)
TODAY = date(2026, 5, 1)
RATES = st.dictionaries(
    st.dates(min_value=date(1994, 1, 1), max_value=TODAY + timedelta(days=900)),
    st.integers(min_value=1, max_value=50),
    max_size=6,
)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=TODAY)


def rate(since: date, percent: int) -> DatedValue:
    return DatedValue("discount_one_adult", Decimal(percent), since, f"An invented order of {since}")


def found(starts: date, rates: dict[date, int], *, asked_on: date = TODAY):
    """The discount of someone who lives alone from a day on, asked for later."""
    answers = {
        **person("Ffion Dummy-Jones")["answers"],
        "moved_in_on": "2019-01-01",
        "began_on": starts.isoformat(),
        "proof_of_date": "post",
    }
    journey = drive(
        DISCOUNT.service,
        answers,
        parameters=DISCOUNT.register("north-fenmarch", *(rate(*one) for one in rates.items())),
        at=noon(asked_on),
    )
    (discount,) = [one for one in journey.position.determinations if one.step == "discount"]
    (used,) = [one for one in discount.parameters if one.name == "discount_one_adult"]
    return discount.outputs["percentage"], used


def in_force(day: date, rates: dict[date, int]) -> tuple[int, date]:
    """What the register must give, said in another way."""
    since = max((one for one in rates if one <= day), default=FIRST)
    return (rates.get(since, 25), since)


@settings(max_examples=60, deadline=None)
@given(starts=DAYS, rates=RATES)
def test_the_value_of_the_legal_day_is_used_whatever_came_after(starts, rates):
    percent, since = in_force(starts, rates)

    got, used = found(starts, rates)

    assert (got, used.effective_from) == (Decimal(percent), since)


@settings(max_examples=40, deadline=None)
@given(starts=DAYS, rates=RATES, later=RATES)
def test_values_of_later_days_change_nothing_about_an_earlier_one(starts, rates, later):
    more = {since: percent for since, percent in later.items() if since > starts}

    assert found(starts, rates) == found(starts, {**rates, **more})


@settings(max_examples=30, deadline=None)
@given(starts=DAYS, rates=RATES, wait=st.integers(min_value=0, max_value=3000))
def test_it_does_not_matter_when_it_is_asked(starts, rates, wait):
    assert found(starts, rates) == found(starts, rates, asked_on=TODAY + timedelta(days=wait))
