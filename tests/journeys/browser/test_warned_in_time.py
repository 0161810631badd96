"""Somebody types for long: they are warned before the time is up, and have more of it by keyboard alone."""

import pytest

from tests.browser.checks import axe_findings
from tests.browser.fixtures import DESKTOP, PHONE
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
    them.page.clock.fast_forward("00:10")
    assert status.inner_text() == ""
    them.page.clock.fast_forward("28:00")
    assert more.is_visible()

    them.page.clock.fast_forward("02:00")

    assert "You can still send what you typed" in status.inner_text()
    assert not more.is_visible()


def test_a_fault_that_passes_leaves_the_button_and_only_the_end_is_the_end(applicant):
    them = applicant(DESKTOP, script=True)
    them.page.clock.install()
    them.open(f"/south-fenmarch/{FIRST.slug}")
    them.press()
    status, more = them.page.locator(STATUS), them.page.get_by_role("button", name="Give me more time")
    them.page.clock.fast_forward("28:10")

    for wrong in (503, 409, 500, None):
        answers(them.page, wrong)
        more.click()
        status.filter(has_text="Try again").wait_for()
        assert more.is_visible(), wrong

    answers(them.page, 403)
    more.click()
    more.wait_for(state="hidden")
    assert "You can still send what you typed" in status.inner_text()


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 200}], ids=["phone", "400 per cent"])
def test_the_warning_does_not_cover_what_has_the_focus(applicant, size):
    them = applicant(size, script=True)
    them.page.clock.install()
    them.open(f"/south-fenmarch/{FIRST.slug}")
    them.press()
    field = them.page.locator('[name="full_name"]')
    field.focus()
    them.page.clock.fast_forward("28:10")
    seen = [covered(them.page)]
    for _ in range(12):
        them.page.keyboard.press("Tab")
        seen.append(covered(them.page))

    assert not any(seen)


@pytest.mark.parametrize("size", [PHONE, {"width": 320, "height": 256}], ids=["phone", "400 per cent"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_warning_and_what_has_the_focus_are_both_in_sight(applicant, size, language):
    them = applicant(size, script=True)
    them.page.clock.install()
    them.start("south-fenmarch", language=language)
    field, more = them.page.locator('[name="full_name"]'), them.page.locator(".handrail-stay button")
    field.focus()

    them.page.clock.fast_forward("28:10")

    warning, typed = them.page.locator(".handrail-stay").bounding_box(), field.bounding_box()
    assert more.is_visible()
    assert warning["y"] + warning["height"] <= size["height"]
    assert 0 <= typed["y"] <= warning["y"] - typed["height"]
    assert more.bounding_box()["height"] >= 24


def answers(page, status: int | None) -> None:
    """Answer with a status whoever asks for more time; nothing at all for None."""
    page.unroute("**/stay")
    page.route("**/stay", lambda one: one.fulfill(status=status) if status else one.abort())


def covered(page) -> bool:
    """Whether what has the focus lies wholly behind the warning."""
    return page.evaluate(
        """() => {
          const one = document.activeElement, bar = document.querySelector('.handrail-stay')
          if (bar.contains(one) || one === document.body) return false
          const a = one.getBoundingClientRect(), b = bar.getBoundingClientRect()
          return a.top >= b.top && a.bottom <= b.bottom
        }"""
    )
