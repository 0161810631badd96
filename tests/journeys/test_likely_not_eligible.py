"""Someone whom no rule seems to help is told so, and how to go on: a person decides."""

from handrail.channels.desk.facts import told
from tests.journeys.site import person

STROLLER = "Leopold Stroller"


def test_they_are_told_before_they_send_and_can_go_on(site):
    stroller = site.starts(STROLLER)
    answers = person(STROLLER)["answers"]
    while not stroller.page.url.endswith("/still_apply"):
        assert "You may not be able to get a badge" not in stroller.page.text
        stroller.answer(answers)

    assert stroller.page.h1 == "Before you go on"
    assert "You may not be able to get a badge" in stroller.page.text
    assert "You can still apply." in stroller.page.text
    stroller.answer_everything(answers)
    stroller.send()
    assert stroller.page.url.endswith("/sent")


def test_staff_see_that_they_had_nothing_to_add_to_a_list(site):
    stroller = site.applies(STROLLER)

    cards = told(site.file(stroller.reference), {}, correct=True).cards

    rows = {row.key: row for card in cards for row in card.rows}
    assert rows["Medicines"].value == "None"
    assert [link.to for link in rows["Medicines"].links] == ["do:entry?page=health/medicines"]
