"""A paper form keyed in by staff: the same results as on the web, and honest about what it did not tell."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from handrail.channels.web import passes
from handrail.estate.fenmarch import fenmarch_id
from handrail.terms.legal_day import legal_day
from handrail.walk.examples import endpoint_of, results_by_step
from handrail.walk.screens.check_answers import READ_UNTIL, told_until
from tests.channels.desk.conftest import Desk
from tests.channels.desk.entering import starts, types_all
from tests.journeys.filling import fields
from tests.journeys.page import Page
from tests.journeys.site import BADGE, EVERYONE, migrated, person, site, stands

__all__ = ["migrated", "site"]

OF_THE_BADGE = [one for one in EVERYONE if one[0] is BADGE and one[1]["expect"]["endpoint"] != "exit"][::9][
    :5
]
# Two of the discount's, one of them in Welsh and one with others in the home, and five of the badge's.
SEVEN = [
    *[one for one in EVERYONE if one[0] is not BADGE and one[1]["language"] == "cy"][:1],
    *[one for one in EVERYONE if one[0] is not BADGE and one[1]["answers"].get("adults")][:1],
    *OF_THE_BADGE,
]
AFTER_DECIDING = {"badge-length"}
DAYS_IN_THE_POST = 3
WANTED = "Some questions on your form were empty"


@pytest.fixture
def at_desk(site):
    """Sign somebody in at the desk of an organisation."""

    def signs_in(slug: str = "north-fenmarch") -> Desk:
        account = get_user_model().objects.create(
            username=f"typist.{slug}",
            password="a marsh harrier over the fen",
            name="Madeup Typist",
            organisation=fenmarch_id(slug),
            roles=["caseworker"],
        )
        client = Client()
        client.force_login(account)
        return Desk(client, account)

    return signs_in


def stamped(on: date) -> dict[str, str]:
    return {"stamped.day": str(on.day), "stamped.month": str(on.month), "stamped.year": str(on.year)}


def keys_in(
    site, desk, example: dict, *, gaps: dict[str, str], service: str = "single-person-discount"
) -> str:
    """Key a form in as it was filled in, with gaps by question; return the case's page after sending."""
    on = legal_day(site.clock.now())
    site.clock.forward(days=DAYS_IN_THE_POST)
    desk.client.force_login(desk.account)
    url = starts(desk, "post", service=service, language=example["language"], **stamped(on))
    while "/page/" in url and gaps:
        question = url.partition("?")[0].rpartition("/")[2]
        if question not in gaps:
            url = types_one(site, desk, url, example["answers"])
            continue
        ticked = {f"_gap.{question}.{gaps[question]}": "yes"}
        response = desk.client.post(url, {**desk.get(url).form.fields, **ticked}, follow=True)
        assert response.status_code == 200, Page(response.content.decode(), url).text[:1500]
        url = response.redirect_chain[-1][0]
        gaps = {name: why for name, why in gaps.items() if name != question}
    check = types_all(site, desk, url, example["answers"])
    return desk.post(desk.get(check), check).h1


def types_one(site, desk, url: str, answers: dict) -> str:
    from handrail.definition.brick import PageRef  # noqa: PLC0415

    reference, _, path = url.removeprefix("/desk/case/").partition("/page/")
    file = site.file(reference)
    typed = fields(file.service, PageRef.parse(path.partition("?")[0]), answers)
    response = desk.client.post(url, {**desk.get(url).form.fields, **typed}, follow=True)
    assert response.status_code == 200
    return response.redirect_chain[-1][0]


def test_five_of_the_badges_people_are_keyed_in_from_all_three_nations():
    assert len(OF_THE_BADGE) == 5
    assert {one["organisation"] for _, one in OF_THE_BADGE} == {"fenmarch-county", "glanhesg", "strathsedge"}


@pytest.mark.parametrize(("service", "example"), SEVEN, ids=[one["name"] for _, one in SEVEN])
def test_a_form_that_was_filled_in_has_the_results_of_the_web_on_the_day_it_came(
    site, at_desk, service, example
):
    site.clock.set(example["at"])
    expected = example["expect"]

    reference = keys_in(site, at_desk(example["organisation"]), example, gaps={}, service=service.slug)
    found = results_by_step(stands(site.file(reference)))
    staff = site.staff(example["organisation"])
    for act in example.get("staff", []):
        staff.does(reference, act)

    file = site.file(reference)
    journey = stands(file)
    # What follows a decision goes by the day of that decision, which is not the day the form came.
    wanted = {
        step: result for step, result in expected["determinations"].items() if step not in AFTER_DECIDING
    }
    assert wanted.keys() >= {"criterion", "evidence-needed"} or "discount" in wanted
    assert {step: found.get(step) for step in wanted} == wanted
    assert list(journey.route) == expected["route"]
    assert endpoint_of(journey) == expected["endpoint"]
    assert legal_day(file.state.sendings[0].at) == date.fromisoformat(str(example["at"]))


FFION = "Ffion Dummy-Jones"
GAPS = {"born_on": "unreadable", "what_happened": "blank"}


@pytest.fixture
def gappy(site, at_desk):
    """A form that came with a date nobody can read and a question left blank."""
    return keys_in(site, at_desk(), person(FFION), gaps=GAPS)


class TestAFormWithGaps:
    def test_counts_from_its_day_and_says_what_it_did_not_tell(self, site, gappy):
        file = site.file(gappy)
        noted = [event for event in file.events if event.type == "ask.gaps_noted"]
        assert [event.data["gaps"] for event in noted] == [
            {"born_on": "unreadable"},
            {"what_happened": "blank"},
        ]
        assert {(event.mode, event.channel) for event in noted} == {("staff_entered", "post")}
        assert legal_day(file.state.sendings[0].at) == date(2026, 5, 1)
        assert [str(ref) for ref in file.as_sent.gaps] == ["about-you/born_on", "your-home/what_happened"]

    def test_asks_the_person_for_those_questions_and_no_others(self, site, gappy):
        position = site.file(gappy).position
        assert position.here == "asked_for_more"
        assert [str(ref) for ref in position.wanted] == ["about-you/born_on", "your-home/what_happened"]
        assert "Roedd rhai cwestiynau" in position.message or WANTED in position.message

    def test_is_complete_once_they_answer(self, site, gappy):
        applicant = site.person()
        applicant.returns(gappy, site.staff().gives_code(gappy))
        applicant.go()
        applicant.go("next")
        assert "born_on" in applicant.page.url
        answers = person(FFION)["answers"]
        applicant.answer(answers)
        assert "what_happened" in applicant.page.url
        applicant.answer(answers)
        applicant.send()

        file = site.file(gappy)
        assert file.as_sent.gaps == ()
        assert file.as_sent.here == "with_staff"
        assert legal_day(file.state.sendings[0].at) == date(2026, 5, 1)
        wanted = person(FFION)["expect"]["determinations"]["discount"]
        assert results_by_step(stands(file))["discount"] == wanted

    def test_shows_staff_where_each_answer_came_from(self, site, at_desk, gappy):
        desk = Desk(Client(), get_user_model().objects.get(username="typist.north-fenmarch"))
        desk.client.force_login(desk.account)
        desk.state_purpose(gappy)
        text = desk.get(f"/desk/case/{gappy}").text
        assert "From a paper form or letter stamped 1 May 2026, typed by Madeup Typist" in text
        assert "Could not be read on the paper form" in text
        assert "Left blank on the paper form" in text


def test_an_optional_question_left_blank_is_simply_not_given(site, at_desk):
    reference = keys_in(site, at_desk(), person(FFION), gaps={"account_number": "blank"})
    file = site.file(reference)
    assert file.as_sent.gaps == ()
    assert "ask.gaps_noted" not in site.types(reference)
    assert file.as_sent.here == "with_staff"


def test_a_form_that_leaves_open_what_a_rule_asks_for_twice_is_a_persons_to_judge(site, at_desk):
    una = next(one for _, one in EVERYONE if one["name"] == "Una Madeup")
    gaps = {"benefit": "blank", "main_reason": "unreadable"}

    reference = keys_in(site, at_desk(una["organisation"]), una, gaps=gaps, service=BADGE.slug)

    position = site.file(reference).as_sent
    assert position.here == "asked_for_more"
    assert [str(ref) for ref in position.gaps] == ["benefits/benefit", "reason/main_reason"]


def test_an_answer_and_a_tick_are_refused_and_nothing_typed_is_lost(site, at_desk):
    desk = at_desk()
    url = starts(desk, "post", **stamped(legal_day(site.clock.now())))
    page = desk.post(
        desk.get(url), url, status=422, **{"full_name": FFION, "_gap.full_name.unreadable": "yes"}
    )
    assert "take the tick out of the box" in page.text
    assert page.form.fields["full_name"] == FFION


def test_nobody_but_staff_with_a_letter_can_leave_a_question_open(site, at_desk):
    desk = at_desk()
    url = starts(desk, "phone")
    assert "_gap.full_name" not in desk.get(url).html
    desk.post(desk.get(url), url, status=422, **{"_gap.full_name.blank": "yes"})

    applicant = site.starts(FFION)
    answered = applicant.http.post(
        applicant.page.form.action, {**applicant.page.form.fields, "_gap.full_name.blank": "yes"}
    )
    assert answered.status_code == 422


def test_a_draft_with_gaps_is_the_persons_to_fill_before_they_send(site, at_desk):
    desk = at_desk()
    example = person(FFION)
    url = starts(desk, "post", language=example["language"], **stamped(legal_day(site.clock.now())))
    url = desk.client.post(
        url, {**desk.get(url).form.fields, "_gap.full_name.blank": "yes"}, follow=True
    ).redirect_chain[-1][0]
    check = types_all(site, desk, url, example["answers"])
    reference = check.split("/")[3]

    applicant = site.person()
    applicant.returns(reference, site.staff().gives_code(reference))
    applicant.go("check")

    assert "full_name" in applicant.page.url
    held = passes._read(applicant.http.cookie(passes.COOKIE).value)
    whole = {
        "form_key": passes.form_key(held, "check"),
        READ_UNTIL: told_until(site.file(reference).state),
    }
    applicant.http.post(f"/case/{reference}/check", whole)
    assert "case.sent" not in site.types(reference)


@pytest.fixture
def typist(site, at_desk):
    """Somebody at the desk who has a case in hand that was applied for online."""
    return at_desk()


def second_form(site, desk, reference: str, question: str, why: str) -> Page:
    """A later form comes in, of which one question is ticked to have no answer; return the next page."""
    desk.state_purpose(reference)
    entry = f"/desk/case/{reference}/entry"
    day = stamped(legal_day(site.clock.now()))
    desk.post(desk.get(entry), entry, channel="post", language="en", **day)
    ref = next(str(page.ref) for page in site.file(reference).position.pages if page.ref.page == question)
    url = f"/desk/case/{reference}/page/{ref}?changing=1"
    page = desk.get(url)
    empty = {name: "" for name in page.form.fields if name.partition(".")[0] == question}
    return desk.post(page, url, **empty, **{f"_gap.{question}.{why}": "yes"})


def send_it(desk, reference: str, check: Page) -> None:
    desk.post(check, f"/desk/case/{reference}/check")


class TestASecondFormWithAnAnswerThatCannotBeRead:
    @pytest.fixture
    def case(self, site, typist):
        applicant = site.applies(FFION)
        return applicant.reference

    def test_tells_staff_that_the_older_answer_may_be_out_of_date(self, site, typist, case):
        send_it(typist, case, second_form(site, typist, case, "born_on", "unreadable"))

        text = typist.get(f"/desk/case/{case}").text
        assert "This one may be out of date" in text
        assert "a later form has another answer, which could not be read" in text

    def test_asks_the_person_for_it_and_nothing_else(self, site, typist, case):
        send_it(typist, case, second_form(site, typist, case, "born_on", "unreadable"))

        position = site.file(case).position
        assert [str(ref) for ref in position.wanted] == ["about-you/born_on"]

    def test_is_settled_by_the_next_answer(self, site, typist, case):
        send_it(typist, case, second_form(site, typist, case, "born_on", "unreadable"))
        applicant = site.person()
        applicant.returns(case, site.staff().gives_code(case))
        applicant.go()
        applicant.go("next")
        applicant.answer(person(FFION)["answers"])
        applicant.send()

        assert site.file(case).state.sent_steps["about-you"].unread == frozenset()
        assert "may be out of date" not in typist.get(f"/desk/case/{case}").text

    def test_left_blank_says_nothing_of_the_older_answer(self, site, typist, case):
        after = second_form(site, typist, case, "born_on", "blank")

        assert after.h1 == case
        assert "may be out of date" not in after.text


def test_whoever_decides_is_warned_of_what_a_form_does_not_tell(site, at_desk, gappy):
    desk = Desk(Client(), get_user_model().objects.get(username="typist.north-fenmarch"))
    desk.client.force_login(desk.account)
    desk.state_purpose(gappy)

    text = desk.get(f"/desk/case/{gappy}/decide").text

    assert "The form does not tell everything" in text
    assert "could not be read" in text
    assert "left blank" in text


def test_whoever_decides_on_a_whole_form_is_warned_of_nothing(site, at_desk):
    desk = at_desk()
    reference = keys_in(site, desk, person(FFION), gaps={})
    desk.state_purpose(reference)

    assert "does not tell everything" not in desk.get(f"/desk/case/{reference}/decide").text


def test_somebody_without_a_name_is_asked_about_in_other_words_until_there_is_one(site, at_desk):
    desk, odette = at_desk(), person("Odette Pretend")
    reference = keys_in(site, desk, odette, gaps={"adult_name": "blank"})
    desk.state_purpose(reference)
    assert "Where is this adult?" in desk.get(f"/desk/case/{reference}").text

    applicant = site.person()
    applicant.returns(reference, site.staff().gives_code(reference))
    applicant.go("next")
    applicant.answer(odette["answers"])
    applicant.send()

    assert "Where is Ambrose Pretend?" in desk.get(f"/desk/case/{reference}").text


def test_staff_read_a_name_out_in_the_question_they_ask(site, at_desk):
    desk, odette = at_desk(), person("Odette Pretend")
    url = starts(desk, "phone")
    while not url.partition("?")[0].endswith("adult_away"):
        url = types_one(site, desk, url, odette["answers"])

    assert desk.get(url).h1 == "Where is Ambrose Pretend?"
    assert "Ambrose" not in desk.get(url).title
