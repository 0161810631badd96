"""Law 7. No required email, mobile, photo ID, app, account or script, unless the definition records why."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.bricks.ask.spec import Ask
from handrail.walk.examples import noon
from handrail.walk.journeys import drive
from tests.journeys.site import PEOPLE, person
from tests.laws.any_answers import answers_to
from tests.laws.services import ALL

TODAY = date(2026, 5, 1)
NOT_EVERYONE_HAS = re.compile(
    r"e-?mail|mobile|phone|text message|passport|driving licence|photo|app\b|password|user ?name",
    re.IGNORECASE,
)


FOR_THE_OTHERS = {"help", "later", "none", "other", "vouch"}


def not_for_everyone(service) -> set[str]:
    """The questions that ask for something not everyone has, going by their words.

    A choice that asks how one will give it, with an option for those who have none, asks for nothing.
    """
    return {
        question.id
        for step in service.steps
        if isinstance(step.spec, Ask)
        for question, _ in step.spec.questions()
        if NOT_EVERYONE_HAS.search(question.label) and not FOR_THE_OTHERS & set(question.options)
    }


@pytest.mark.parametrize("known", ALL, ids=[one.name for one in ALL])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_someone_who_has_none_of_these_is_asked_for_none_of_them(known, data):
    answers = data.draw(answers_to(known.service, today=TODAY))
    without = {name: value for name, value in answers.items() if name not in not_for_everyone(known.service)}

    journey = drive(known.service, without, parameters=known.register(), at=noon(TODAY))

    asked = {page.rpartition("/")[2] for page in journey.route}
    assert journey.state.sent_numbers == (1,) or journey.position.exit
    assert not asked & not_for_everyone(known.service)


def test_the_search_for_such_questions_finds_those_there_are():
    discount = next(one.service for one in ALL if one.name == "single-person-discount")

    assert not_for_everyone(discount) == {"phone_number", "email_address"}


def test_someone_applies_comes_back_and_is_decided_on_without_any_of_them(site):
    applicant = site.starts()
    asked = [applicant.page.text]
    answers = person("Ffion Dummy-Jones")["answers"]
    for _ in range(7):
        applicant.answer(answers)
        asked.append(applicant.page.text)
    applicant.returns(applicant.reference, applicant.saves())
    applicant.go("next")
    applicant.answer_everything(answers)
    applicant.send()
    site.staff().decide(applicant.reference, "award-25")
    applicant.go("")

    assert "You have a 25% discount" in applicant.page.text
    assert not any(
        re.search(r"e-?mail address|sign in|password|download", page, re.IGNORECASE) for page in asked
    )


@pytest.mark.parametrize("example", PEOPLE[:3], ids=[one["name"] for one in PEOPLE[:3]])
def test_every_page_does_its_work_without_its_script(site, example):
    """The browser of these tests runs none; here no page has a script of its own, or an action in one."""
    applicant = site.starts(example["name"])
    pages = [applicant.page.html]
    while "/page/" in applicant.page.url:
        applicant.answer(example["answers"])
        pages.append(applicant.page.html)

    for html in pages:
        assert "<noscript" not in html
        assert not re.search(r"\son\w+=|javascript:", html)
        assert all("src=" in script for script in re.findall(r"<script[^>]*>", html))


def test_the_only_cookies_are_those_that_the_forms_need(site):
    applicant = site.applies()

    assert {name for name, _ in applicant.http.cookies} == {"handrail_case", "handrail_csrf"}
