"""The invented people of a service that was brought over are found in a moment."""

import yaml

from tests.exchange.forms import carried, form_of, page, problems, radios, when, yes_no
from tests.growth import growth


def brought_with(places: int) -> dict[str, str]:
    """A form whose one list has so many places, brought over."""
    question = radios("place", *(f"place {number}" for number in range(places)))
    return carried(form_of(page("/where", question, to=("/summary",)), page("/summary", kind="check")))


def test_somebody_is_found_for_a_list_of_thousands():
    texts = brought_with(2000)
    assert "place: place " in texts["examples.yaml"]
    assert problems(texts) == []


def test_somebody_is_led_past_many_exits_to_the_end():
    number = 12
    asked = [
        page(
            f"/{at}",
            radios(f"choice_{at}", "no", "never", "yes"),
            to=(when(f"/{at + 1}" if at + 1 < number else "/owns", f"choice_{at}", "yes"), "/stop"),
        )
        for at in range(number)
    ]
    owns = page("/owns", yes_no("owns"), to=(when("/summary", "owns", "false"), "/stop"))
    texts = carried(form_of(*asked, owns, page("/stop", kind="exit"), page("/summary", kind="check")))
    people = yaml.safe_load(texts["examples.yaml"])
    assert {one["expect"]["endpoint"] for one in people} > {"exit", "accepted"}
    assert problems(texts) == []


def test_a_list_of_thousands_takes_no_longer_an_item_than_one_of_hundreds():
    # Eight times as many: were each tried against all the others, it would take 64 times as long.
    assert growth(brought_with, 250, 2000) < 20
