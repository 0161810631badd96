"""The former partner, with a way in to their own side of the case, sees none of the refuge address."""

import re
from uuid import uuid4

import pytest

from handrail import history
from handrail.casefile import lately
from handrail.channels.web import passes
from handrail.history.event import Actor
from handrail.walk.timeline import sentence
from tests.journeys.site import PEOPLE


def refuge() -> dict:
    """The one of the examples who is not safe at home, and is on the bill with someone else."""
    return next(
        one
        for one in PEOPLE
        if one["answers"].get("safe_to_write") is False and one["answers"].get("partner_name")
    )


def secrets_of(example: dict) -> set[str]:
    """What belongs to the applicant: every word of it that could be told from a page."""
    answers = example["answers"]
    theirs = {answers["full_name"], answers.get("account_number", "")}
    for address in (answers["contact_address"], answers["home_address"]):
        theirs |= {text for part, text in address.items() if text and part != "county"}
    born = answers["born_on"]
    theirs |= {born, answers.get("phone_number", ""), answers.get("email_address", "")}
    return {text for text in theirs if text}


@pytest.fixture
def partner(site):
    """The other person on the bill, let in to their own side of a decided case."""
    example = refuge()
    applicant = site.applies(example["name"])
    applicant.go("")
    staff = site.staff(example["organisation"])
    staff.claim(applicant.reference)
    staff.note(applicant.reference, f"Write only to {example['answers']['contact_address']['line_1']}.")
    staff.ask(applicant.reference, "contact_address", message="Is 12 Secret Haven still the right place?")
    applicant.go("next")
    applicant.send()
    applicant.send()
    staff.decide(applicant.reference, "award-25", f"{example['answers']['full_name']} lives alone.")
    other = site.person()
    other.returns(applicant.reference, staff.gives_code(applicant.reference, party="partner"))
    assert other.status == 200
    other.example, other.applicant = example, applicant
    return other


PAGES = (
    *("", "?already=1", "?lang=cy", "next", "tasks", "check", "sent", "save", "withdraw", "review", "finish"),
    *("page/your-home/contact_address", "page/your-home/home_address", "page/about-you/full_name"),
    *("page/your-home/partner_name", "page/your-home/contact_address?changing=1&lang=cy"),
)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_the_addresses_or_anything_else_of_the_applicant(site, partner, page):
    partner.open(f"/case/{partner.reference}/{page}".replace("/?", "?").rstrip("/"))

    everything = partner.page.html + repr(partner.headers) + partner.page.url
    for secret in secrets_of(partner.example) | {"Secret Haven", "lives alone"}:
        assert secret.casefold() not in everything.casefold(), secret


def test_nothing_of_what_they_open_is_kept_for_another_request(site, partner):
    """So that nothing can be made of it once for the applicant and shown to them."""
    stream, _ = history.locate(partner.reference)
    lately.forget_all()
    partner.go("")
    assert partner.status == 200
    assert lately.known(stream, sight="own", at=site.clock.now()) is None


def test_neither_comments_nor_hidden_fields_nor_headers_hold_anything_personal(site, partner):
    partner.go("")

    assert "<!--" not in partner.page.html
    hidden = re.findall(r'<input type="hidden"[^>]*>', partner.page.html)
    assert all('name="form_key"' in field for field in hidden)
    assert set(partner.headers) <= {
        *("Content-Type", "Content-Length", "Content-Security-Policy", "Cache-Control", "Vary"),
        *("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"),
        *("Permissions-Policy", "X-Request-Id", "X-Frame-Options"),
    }


def test_they_see_what_is_theirs_and_when_things_happened(site, partner):
    partner.go("")

    assert partner.status == 200
    assert partner.example["answers"]["partner_name"] in partner.page.text
    assert "The application was sent" in partner.page.text


def test_they_do_not_even_learn_that_the_applicant_said_how_to_be_reached(site, partner):
    partner.applicant.go("adjustments/care")
    partner.applicant.send({"care.safety": "yes", "agreed": "agreed"})
    assert site.types(partner.reference)[-1] == "case.adjustments_told"
    told = sentence("case.adjustments_told", "en")

    assert told in partner.applicant.go("").text
    assert told not in partner.go("").text


def test_carrying_on_after_coming_back_leads_to_their_own_page(site, partner):
    partner.go("next")

    assert partner.status == 200
    assert partner.page.url.endswith(partner.reference)


@pytest.mark.parametrize("minutes", [0, 45], ids=["while they are here", "after too long away"])
def test_they_can_change_send_withdraw_and_review_nothing(site, partner, minutes):
    """Not even with a form's key of ours, made for their own pass."""
    before = site.types(partner.reference)
    held = passes._read(partner.http.cookie(passes.COOKIE).value)
    site.clock.forward(minutes=minutes)

    for page in ("page/about-you/full_name", "check", "withdraw", "review", "adjustments/care"):
        response = partner.http.post(
            f"/case/{partner.reference}/{page}",
            {"reason": "x", "full_name": "Not Theirs", "form_key": passes.form_key(held, page)},
        )
        assert response.status_code == 403, page

    assert site.types(partner.reference) == before


def test_their_language_is_their_own_and_not_the_cases(site, partner):
    before = site.types(partner.reference)

    partner.open(f"/case/{partner.reference}?lang=cy")

    assert partner.page.language == "cy"
    assert site.types(partner.reference) == before
    assert site.file(partner.reference).state.language == partner.example["language"]


def test_the_answers_they_may_see_are_not_read_for_them_with_the_applicants_key(site, partner):
    """Opening the case for the partner opens only the partner's data: the rest stays sealed."""
    stream, holder = history.locate(partner.reference)
    with history.holding(holder):
        reader = history.Reader(Actor("partner", "applicant"), "", uuid4())
        read = history.read(stream, reader=reader, parties=frozenset({"partner"}))

    opened = {party for event in read.events for party in event.personal}
    assert opened <= {"partner"}


def test_a_way_in_to_a_draft_shows_that_there_is_one_and_no_more(site):
    example = refuge()
    applicant = site.answers(example["name"])
    staff = site.staff(example["organisation"])
    other = site.person()

    other.returns(applicant.reference, staff.gives_code(applicant.reference, party="partner"))
    other.go("")

    assert other.status == 200
    for secret in secrets_of(example):
        assert secret.casefold() not in other.page.html.casefold()
