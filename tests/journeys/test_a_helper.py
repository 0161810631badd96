"""Someone beside the person fills in the form: agreed to, recorded, and over when it is sent."""

import pytest

from tests.journeys.site import person

HELPER = {"name": "Hedwig Neighbourly", "why": "I cannot see the screen.", "consent": "yes"}


@pytest.fixture
def helping(site):
    """A helper at the first page, for Ffion."""
    helper = site.person()
    helper.open("/north-fenmarch/single-person-discount")
    helper.open(helper.page.link("I am helping someone"))
    helper.send(HELPER)
    return helper


def test_the_helper_and_the_persons_agreement_are_recorded_before_anything_is_asked(site, helping):
    file = site.file(helping.reference)

    assert site.types(helping.reference) == ["case.started", "case.helper_named"]
    named = file.events[1]
    assert named.personal["helper"]["name"] == "Hedwig Neighbourly"
    assert named.personal["applicant"]["why"] == "I cannot see the screen."
    assert helping.page.url.endswith("/page/about-you/full_name")


def test_a_name_put_right_in_the_page_that_the_back_button_brings_is_the_one_recorded(site):
    helper = site.person()
    form = helper.open("/north-fenmarch/single-person-discount/helper").form

    for name in ("Hedwig Nieghbourly", "Hedwig Neighbourly", "Hedwig Neighbourly"):
        sent = helper.http.post(form.action, {**form.fields, **HELPER, "name": name})
        file = site.file(sent.headers["Location"].split("/")[2])

        assert file.events[1].personal["helper"]["name"] == name
    assert site.counts()["history_head"] == 2


def test_what_a_helper_does_is_told_apart_from_what_the_person_does(site, helping):
    helping.answer(person("Ffion Dummy-Jones")["answers"])

    answered = site.file(helping.reference).events[-1]

    assert (answered.actor.role, answered.actor.capacity) == ("helper", "helper")
    assert (answered.channel, answered.mode) == ("helper", "assisted")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({**HELPER, "name": " "}, "Enter the helper’s name"),
        ({**HELPER, "name": "\0"}, "Enter the helper’s name"),
        ({**HELPER, "name": "H" * 201}, "The helper’s name must be 200 characters or fewer"),
        ({**HELPER, "why": "W" * 1001}, "Why help is needed must be 1000 characters or fewer"),
        ({**HELPER, "consent": ""}, "Say whether the person applying agrees to this help"),
        ({**HELPER, "consent": "no"}, "You can only help someone who agrees to it"),
    ],
)
def test_without_a_name_or_agreement_nothing_is_started(site, typed, error):
    helper = site.person()
    helper.open("/north-fenmarch/single-person-discount/helper")

    helper.send(typed)

    assert helper.status == 422
    assert helper.page.errors == [error]
    assert helper.page.form.fields["why"] == typed["why"]
    assert site.counts()["history_head"] == 0


def test_the_helper_sees_the_receipt_and_then_no_more_of_the_case(site, helping):
    helping.answer_everything(person("Ffion Dummy-Jones")["answers"])
    helping.send()
    assert helping.page.h1 == "We have your application"

    for page in ("", "sent", "check", "tasks", "page/about-you/full_name", "save", "review", "withdraw"):
        helping.go(page)
        assert helping.status == 403, page
        assert "Ffion" not in helping.page.html


def test_a_helper_who_kept_the_pass_from_before_sending_cannot_use_it_afterwards(site, helping):
    helping.answer_everything(person("Ffion Dummy-Jones")["answers"])
    form = helping.page.form
    helping.http.post(form.action, form.fields)  # and does not follow to the receipt

    for page in ("", "check", "tasks", "page/about-you/full_name", "save", "review", "withdraw"):
        helping.go(page)
        assert helping.status == 403, page
        assert "Ffion" not in helping.page.html


def test_the_person_comes_back_with_the_code_the_helper_wrote_down_for_them(site, helping):
    code = helping.saves()
    own = site.person()

    own.open(own.returns(helping.reference, code).link("Carry on"))
    own.answer_everything(person("Ffion Dummy-Jones")["answers"])

    answered = site.file(helping.reference).events[-1]
    assert answered.actor.role == "applicant"
    assert answered.mode == "self"


def test_a_double_click_on_start_starts_one_case(site):
    helper = site.person()
    helper.open("/north-fenmarch/single-person-discount/helper")
    form = helper.page.form

    led_to = {helper.http.post(form.action, {**form.fields, **HELPER}).headers["Location"] for _ in range(2)}

    assert len(led_to) == 1
    assert site.counts()["history_head"] == 1
