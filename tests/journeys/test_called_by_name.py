"""Questions about another adult call them by name: as the name is now, and not where a browser keeps it."""

import pytest

from tests.journeys.site import person

ODETTE = person("Odette Pretend")["answers"]
AWAY = "page/your-household/adults/1/adult_away"
NAMES = ("Siân O'Ffug-D’Arcy", "<b>Rhys</b> & Co", "ليلى مختلقة", "Unreal" * 20)


def at_where(site, name: str):
    """Somebody who is asked where the adult is whom they have named."""
    applicant = site.starts("Odette Pretend")
    answers = {**ODETTE, "adults": [{**ODETTE["adults"][0], "adult_name": name}]}
    while not applicant.page.url.endswith("adult_away"):
        applicant.answer(answers)
    return applicant


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_asked_about_as_it_was_typed(site, name):
    applicant = at_where(site, name)

    assert applicant.page.h1 == f"Where is {name}?"
    assert applicant.page.title.startswith("Where is this adult? – ")
    assert "Other adults in your home" in applicant.page.text
    assert "About: " not in applicant.page.text


def test_in_welsh_it_stands_where_welsh_puts_it(site):
    applicant = at_where(site, "Ana Unreal")

    applicant.open(f"{applicant.page.url}?lang=cy")

    assert applicant.page.h1 == "Ble mae Ana Unreal?"
    assert applicant.page.title.startswith("Ble mae ef neu hi? – ")


def test_a_name_that_is_changed_is_changed_in_every_question(site):
    applicant = at_where(site, "Ana Unreal")
    applicant.change("your-household/adults/1/adult_name", adult_name="Ana Dychmygol")

    assert applicant.go(AWAY).h1 == "Where is Ana Dychmygol?"
    applicant.answer_everything(ODETTE)
    assert "Where is Ana Dychmygol?" in applicant.page.text
    assert "Ana Unreal" not in applicant.page.text


def test_the_other_person_on_the_bill_is_called_by_name_until_nobody_else_is(site):
    applicant = site.starts("Odette Pretend")
    answers = {**ODETTE, "joint_bill": True, "partner_name": "Rhys Pretend", "partner_left": False}
    while not applicant.page.url.endswith("partner_left"):
        applicant.answer(answers)
    assert applicant.page.h1 == "Has Rhys Pretend moved out?"

    applicant.change("your-home/joint_bill", joint_bill="no")
    applicant.answer_everything(ODETTE)

    assert "Rhys Pretend" not in applicant.page.text
