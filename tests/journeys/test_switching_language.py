"""Someone changes the language half-way: the words change, what they told stays."""

from tests.journeys.site import person


def test_answers_stay_and_every_later_page_is_in_the_other_language(site):
    applicant = site.starts("Marlowe Madeup")
    for _ in range(4):
        applicant.answer(person("Marlowe Madeup")["answers"])
    at = applicant.page.url

    applicant.open(applicant.page.link("Cymraeg"))

    assert applicant.page.language == "cy"
    assert applicant.page.url.split("?")[0] == at
    applicant.answer_everything(person("Marlowe Madeup")["answers"])
    assert applicant.page.language == "cy"
    assert "Marlowe Madeup" in applicant.page.text
    applicant.send()
    assert applicant.page.language == "cy"
    assert site.file(applicant.reference).state.language == "cy"


def test_and_back_again(site):
    applicant = site.starts()
    applicant.open(applicant.page.link("Cymraeg"))
    applicant.open(applicant.page.link("English"))

    assert applicant.page.language == "en"
    assert applicant.page.h1 == "What is your full name?"
    assert site.types(applicant.reference).count("case.language_chosen") == 2


def test_choosing_the_language_that_it_is_in_already_adds_nothing(site):
    applicant = site.starts()

    applicant.go("page/about-you/full_name?lang=en")
    applicant.go("page/about-you/full_name?lang=xx")

    assert site.types(applicant.reference) == ["case.started"]


def test_what_is_wrong_is_said_in_the_language_and_what_was_typed_stays(site):
    applicant = site.starts("Tomos Invented-Price")
    applicant.answer(person("Tomos Invented-Price")["answers"])

    applicant.send({"born_on.day": "31", "born_on.month": "2", "born_on.year": "1971"})

    assert applicant.status == 422
    assert applicant.page.language == "cy"
    assert applicant.page.errors
    assert applicant.page.errors != ["The date for “What is your date of birth?” must be a real date"]
    assert applicant.page.form.fields["born_on.day"] == "31"


def test_the_case_is_read_by_staff_with_the_language_that_was_chosen_last(site):
    applicant = site.answers()
    applicant.go("tasks?lang=cy")
    applicant.go("check")
    applicant.send()

    assert site.staff().sees(applicant.reference).state.language == "cy"
