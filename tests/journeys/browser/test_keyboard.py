"""An application and a decision with a keyboard alone, scripts on, and focus that can be seen throughout."""

import pytest

from handrail.definition.brick import PageRef
from tests.browser.fixtures import DESKTOP
from tests.journeys.browser.keys import Keys
from tests.journeys.browser.story import shifted
from tests.journeys.browser.visitor import PASSWORD, staff_form
from tests.journeys.filling import fields
from tests.journeys.site import BADGE, FIRST, person

BUTTON = "main form button.govuk-button"
NAME = "Ffion Dummy-Jones"


@pytest.fixture
def them(applicant):
    """Someone at a desktop, scripts on."""
    return applicant(DESKTOP, script=True)


def test_a_whole_application(them):
    keys, answers, route = Keys(them.page), shifted(NAME), []
    them.open(f"/south-fenmarch/{FIRST.slug}")
    keys.to(BUTTON)
    keys.go()
    while "/page/" in them.path:
        place = them.path.split("/page/")[1]
        route.append(place)
        keys.fill(fields(FIRST, PageRef.parse(place), answers))
        keys.to(BUTTON)
        keys.go()
    assert route == person(NAME)["expect"]["route"]
    assert them.h1 == "Check your answers"
    keys.to(BUTTON)
    keys.go()

    assert them.path.endswith("/sent")
    assert not keys.unseen


def test_what_is_refused_has_focus_and_leads_to_the_field(them):
    keys = Keys(them.page)
    them.open(f"/south-fenmarch/{FIRST.slug}")
    keys.to(BUTTON)
    keys.go()
    keys.to('[name="full_name"]')
    keys.go("Enter")

    assert keys.at(".govuk-error-summary")
    keys.to(".govuk-error-summary a")
    keys.press("Enter")
    assert keys.at('[name="full_name"]')
    keys.to(BUTTON)
    keys.to('[name="full_name"]', back=True)
    them.page.keyboard.type("Wren")
    keys.go("Enter")
    assert them.path.endswith("/page/about-you/born_on")
    assert not keys.unseen


def test_the_first_stop_skips_to_the_question(them):
    keys = Keys(them.page)
    them.open(f"/south-fenmarch/{FIRST.slug}")
    keys.press("Tab")
    assert keys.at(".govuk-skip-link")
    keys.press("Enter")

    keys.to(BUTTON)
    assert not keys.unseen


def test_signing_in_taking_a_case_and_deciding_it(them, applicant, staff):
    sender = applicant(DESKTOP)
    sender.start("south-fenmarch")
    sender.answer(shifted(NAME))
    sender.press()
    desk = staff(script=True)
    keys = Keys(desk.page)
    desk.open("/desk/sign-in")
    keys.fill({"username": "sam.south", "password": PASSWORD})
    keys.go()
    keys.to(BUTTON)
    keys.go()
    assert "done=take" in desk.page.url
    case = desk.path
    keys.to(f'main a[href="{case}/decide"]')
    keys.go()
    keys.to(BUTTON)
    keys.go()
    assert keys.at(".govuk-error-summary")
    keys.fill({"result": "refuse", "reasons": "Two adults count."})
    keys.to(BUTTON)
    keys.go()
    keys.to(BUTTON)
    keys.go()

    assert "done=decide" in desk.page.url
    assert not keys.unseen


def test_filling_in_a_form_of_staff_with_what_was_missed_first(applicant, staff):
    edwin = applicant(DESKTOP, service=BADGE)
    edwin.start("fenmarch-county")
    edwin.answer(shifted("Edwin Notreal"))
    edwin.press()
    desk = staff(script=True)
    desk.sign_in("bea.badge")
    desk.open_from_queue(edwin.reference)
    keys, act = Keys(desk.page), person("Edwin Notreal")["staff"][0]
    desk.open(f"/desk/case/{edwin.reference}/assess")
    keys.to(BUTTON)
    keys.go()
    assert keys.at(".govuk-error-summary")
    keys.to(".govuk-error-summary a")
    keys.press("Enter")
    assert keys.at("main input, main textarea")

    desk.open(f"/desk/case/{edwin.reference}/assess")
    keys.fill(staff_form(act))
    keys.to(BUTTON)
    keys.go()

    assert desk.path.endswith("/decide")
    assert not keys.unseen
