"""Who applies for themselves is spoken to; who applies for another, and staff, read of the person."""

from tests.journeys.site import person


def test_who_applies_for_themselves_is_asked_about_themselves(site):
    applicant = site.starts("Una Madeup")
    applicant.answer({"applying_for": "self"})
    assert applicant.page.h1 == "Where do you live?"
    applicant.send()
    assert applicant.page.errors == ["Select where you live"]

    applicant.answer_everything(person("Una Madeup")["answers"])

    assert "What is your full name?" in applicant.page.text
    assert "badge holder" not in applicant.page.text
    applicant.send()
    assert "The photo of you" in applicant.page.text
    assert "badge holder" not in applicant.go().text
    assert "badge holder" in site.file(applicant.reference).service.step("holder").title


def test_it_is_so_in_welsh_and_changes_with_the_answer(site):
    applicant = site.starts("Tegwen Dummy-Rees")
    applicant.answer({"applying_for": "self"})
    assert applicant.page.h1 == "Ble rydych chi’n byw?"

    applicant.change("who/applying_for", applying_for="someone_else")

    assert applicant.go("page/who/lives_where").h1 == "Ble mae deiliad y bathodyn yn byw?"


def test_who_applies_for_another_is_asked_about_them_by_name(site):
    applicant = site.starts("Una Madeup")
    answers = {**person("Una Madeup")["answers"], "applying_for": "someone_else", "full_name": "Ana Unreal"}
    answers |= {"capacity": "parent", "own_name": "Una Madeup", "letters_to": "holder"}
    while not applicant.page.url.endswith("badge_now"):
        applicant.answer(answers)

    assert applicant.page.h1 == "Has Ana Unreal had a Blue Badge before?"
    assert applicant.page.title.startswith("Has the badge holder had a Blue Badge before?")
    applicant.change("who/applying_for", applying_for="self")
    assert applicant.go("page/holder/badge_now").h1 == "Have you had a Blue Badge before?"


def test_who_applies_for_an_organisation_reads_of_the_organisation(site):
    applicant = site.applies("Reedbed House (invented)")
    for act in person("Reedbed House (invented)")["staff"]:
        site.staff("fenmarch-county").does(applicant.reference, act)

    assert "We have decided that the organisation can have a Blue Badge." in applicant.go().text
    assert "badge holder" not in applicant.page.text
