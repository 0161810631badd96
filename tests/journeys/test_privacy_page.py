"""The privacy page says in the reader's language why, under which law and for how long."""

from tests.journeys.plain_browser import Browser
from tests.journeys.site import SLUG


def test_in_welsh_nothing_of_why_and_how_long_is_left_in_english(site):
    reader = site.person(browser=Browser())
    reader.open(f"/north-fenmarch/{SLUG}/privacy?lang=cy")

    assert "tasg gyhoeddus" in reader.page.text
    assert "Deddf Cyllid Llywodraeth Leol 1992" in reader.page.text
    assert "6 mlynedd ar ôl i’r achos ddod i ben" in reader.page.text
    assert "public task" not in reader.page.text


def test_a_page_that_is_not_there_leads_to_the_first_page(site):
    reader = site.person(browser=Browser())
    reader.open("/nowhere/at/all")
    assert reader.page.link("Find a service") == "/"
    reader.open("/desk/nowhere")
    assert reader.page.link("Go to the first page of the desk") == "/desk/"
