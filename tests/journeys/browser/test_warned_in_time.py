"""Somebody types for long: they are warned before the time is up, and have more of it by keyboard alone."""

from tests.browser.checks import axe_findings
from tests.browser.fixtures import DESKTOP
from tests.journeys.site import FIRST

STATUS = '[role="status"]'


def test_a_person_is_warned_two_minutes_before_and_stays_with_what_they_typed(applicant):
    them = applicant(DESKTOP, script=True)
    them.page.clock.install()
    them.open(f"/south-fenmarch/{FIRST.slug}")
    them.press()
    field = them.page.locator('[name="full_name"]')
    field.fill("Wren Madeup")
    field.focus()
    status = them.page.locator(STATUS)
    more = them.page.get_by_role("button", name="Give me more time")
    them.page.clock.fast_forward("27:50")
    assert status.inner_text() == ""
    assert not more.is_visible()

    them.page.clock.fast_forward("00:20")

    assert "less than two minutes left" in status.inner_text()
    assert field.evaluate("one => one === document.activeElement")
    assert axe_findings(them.page) == []
    while not more.evaluate("one => one === document.activeElement"):
        them.page.keyboard.press("Tab")
    with them.page.expect_response("**/stay") as answered:
        them.page.keyboard.press("Enter")
    assert answered.value.status == 204
    more.wait_for(state="hidden")
    assert status.inner_text() == "You have more time."
    assert field.input_value() == "Wren Madeup"
    assert not them.page.evaluate("document.activeElement === document.body")
    them.page.clock.fast_forward("28:10")
    assert more.is_visible()

    them.page.clock.fast_forward("02:00")

    assert "You can still send what you typed" in status.inner_text()
    assert not more.is_visible()
