"""The invented people of a service that was brought over are found in a moment."""

from time import process_time

from tests.exchange.forms import carried, form_of, page, problems, radios


def test_a_list_of_thousands_is_chosen_from_at_once():
    places = radios("place", *(f"place {number}" for number in range(2000)))
    started = process_time()
    texts = carried(form_of(page("/where", places, to=("/summary",)), page("/summary", kind="check")))
    assert "place: place " in texts["examples.yaml"]
    assert (process_time() - started < 5, problems(texts)) == (True, [])
