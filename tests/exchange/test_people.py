"""The invented people of a service that was brought over are found in a moment."""

from tests.exchange.forms import carried, form_of, page, problems, radios
from tests.growth import growth


def brought_with(places: int) -> dict[str, str]:
    """A form whose one list has so many places, brought over."""
    question = radios("place", *(f"place {number}" for number in range(places)))
    return carried(form_of(page("/where", question, to=("/summary",)), page("/summary", kind="check")))


def test_somebody_is_found_for_a_list_of_thousands():
    texts = brought_with(2000)
    assert "place: place " in texts["examples.yaml"]
    assert problems(texts) == []


def test_a_list_of_thousands_takes_no_longer_an_item_than_one_of_hundreds():
    # Eight times as many: were each tried against all the others, it would take 64 times as long.
    assert growth(brought_with, 250, 2000) < 20
