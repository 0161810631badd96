"""A change from check your answers: what is still relevant stays, what is not goes, what is new is asked."""

from tests.journeys.site import person


def test_a_changed_answer_leads_back_to_check_your_answers(site):
    applicant = site.answers("Marlowe Madeup")

    applicant.open(applicant.page.link("Change What is your full name?"))
    applicant.send({"full_name": "Marlowe Madeup-Fenn"})

    assert applicant.page.h1 == "Check your answers"
    assert "Marlowe Madeup-Fenn" in applicant.page.text


def test_every_answer_has_a_way_to_change_it(site):
    applicant = site.answers("Odette Pretend")
    asked = {path for path in applicant.route if path != "your-household/adults"}

    led_to = {
        href.split("/page/")[1].split("?")[0]
        for text, href in applicant.page.links
        if text.startswith("Change") and "/page/" in href
    }

    assert asked <= led_to


def test_what_no_longer_matters_is_dropped_from_what_is_read_and_sent(site):
    applicant = site.answers("Marlowe Madeup")

    applicant.change("your-home/joint_bill", joint_bill="no")

    assert applicant.page.h1 == "Check your answers"
    assert "Perry Fakesby" not in applicant.page.text
    position = site.file(applicant.reference).position
    assert set(position.dropped) == {
        "your-home/partner_name",
        "your-home/partner_left",
        "your-home/partner_left_on",
        "your-home/safe_to_tell_partner",
    }
    assert position.facts["partner_name"] is None


def test_what_was_dropped_is_there_again_when_the_answer_is_changed_back(site):
    applicant = site.answers("Marlowe Madeup")
    applicant.change("your-home/joint_bill", joint_bill="no")

    applicant.change("your-home/joint_bill", joint_bill="yes")

    assert applicant.page.h1 == "Check your answers"
    assert "Perry Fakesby" in applicant.page.text


def test_what_the_change_makes_relevant_is_asked_before_it_can_be_sent(site):
    applicant = site.answers()

    applicant.change("your-household/lives_alone", lives_alone="no")
    assert applicant.page.url.endswith("/your-household/adults/1/adult_name?changing=1")
    applicant.go("check")
    assert "/page/your-household/adults/1/adult_name" in applicant.page.url

    answers = {**person("Odette Pretend")["answers"], "lives_alone": False}
    applicant.answer_everything(answers)
    assert applicant.page.h1 == "Check your answers"
    assert "Ambrose Pretend" in applicant.page.text


def test_a_change_that_is_refused_changes_nothing_and_still_leads_back(site):
    applicant = site.answers("Marlowe Madeup")

    applicant.change("about-you/born_on", born_on__day="19", born_on__month="13", born_on__year="1990")
    assert applicant.status == 422
    assert applicant.page.form.fields["born_on.month"] == "13"
    assert site.answer(applicant.reference, "born_on") == "1990-07-19"

    applicant.send({"born_on.month": "8"})
    assert applicant.page.h1 == "Check your answers"
    assert site.answer(applicant.reference, "born_on") == "1990-08-19"


def test_the_same_answer_given_again_is_no_change(site):
    applicant = site.answers("Marlowe Madeup")

    applicant.change("about-you/full_name", full_name="Marlowe Madeup")

    assert applicant.page.h1 == "Check your answers"
    assert site.file(applicant.reference).position.here == "ready_to_send"


def test_what_the_rules_find_follows_the_change(site):
    applicant = site.answers()
    applicant.change("about-you/on_the_bill", on_the_bill="not_named")
    applicant.send()

    found = {one.step: one.result for one in site.file(applicant.reference).as_sent.determinations}

    assert found["discount"] == "not-on-bill"


def test_a_page_left_empty_is_refused_with_words_that_name_the_question(site):
    applicant = site.starts()

    applicant.send({"full_name": "   "})

    assert applicant.status == 422
    assert applicant.page.title.startswith("Error: ")
    assert applicant.page.errors == ["Enter your full name"]
    assert site.types(applicant.reference) == ["case.started"]


def test_nothing_typed_is_lost_when_one_part_is_wrong(site):
    applicant = site.starts()
    for _ in range(4):
        applicant.answer(person("Ffion Dummy-Jones")["answers"])

    applicant.send(
        {
            "home_address.line_1": "1 Sedge <b>Row</b>",
            "home_address.town": "Wickenholm & Fen",
            "home_address.postcode": "not a postcode",
        }
    )

    assert applicant.status == 422
    assert applicant.page.form.fields["home_address.line_1"] == "1 Sedge <b>Row</b>"
    assert applicant.page.form.fields["home_address.town"] == "Wickenholm & Fen"
    assert applicant.page.form.fields["home_address.postcode"] == "not a postcode"
