"""An exit page says where to go instead, and does not offer to keep what leads nowhere."""

SAVE = "Save and come back later"


def test_saving_is_offered_where_a_question_is_asked_and_not_where_the_way_ends(site):
    applicant = site.starts("Orla Overwater")
    assert SAVE in applicant.page.text

    applicant.answer_everything({"applying_for": "self", "lives_where": "northern_ireland"})

    assert applicant.at_exit
    assert SAVE not in applicant.page.text
    assert "Finish" in applicant.page.text
