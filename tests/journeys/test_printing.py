"""Somebody who wants paper: the blank form from the start page, and a copy of what they told."""

import io
from uuid import uuid4

import page
import pypdf
from django.utils import timezone

from handrail import history
from handrail.casefile import open_case
from handrail.estate.fenmarch import fenmarch_id
from handrail.history.event import Actor, Circumstances
from handrail.journey.tell_adjustments import tell_adjustments
from handrail.walk.adjustments import Adjustments
from tests.channels.paper.documents import sizes

NORTH = fenmarch_id("north-fenmarch")
FORM = "/north-fenmarch/single-person-discount/form.pdf"
WELSH = "Ffion Dummy-Jones"


def read(response) -> pypdf.PdfReader:
    """A document that was served: a PDF that keeps every rule of PDF/UA-1."""
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert page.is_pdf_compliant_bytes(response.content, profile="ua1")
    return pypdf.PdfReader(io.BytesIO(response.content))


def squeezed(text: str) -> str:
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def says(document: pypdf.PdfReader, text: str) -> bool:
    return squeezed(text) in squeezed("".join(one.extract_text() for one in document.pages))


def test_the_start_page_leads_to_the_blank_form_in_its_language(site):
    visitor = site.person()
    visitor.open("/north-fenmarch/single-person-discount?lang=cy")
    assert f"{FORM}?lang=cy" in visitor.page.html
    form = read(visitor.http.get(f"{FORM}?lang=cy"))
    assert form.trailer["/Root"]["/Lang"] == "cy-GB"
    assert says(form, "Cyngor Dosbarth Gogledd Fenmarch")
    assert says(form, site.service.hash[:12])


def test_other_ways_to_apply_has_the_form_in_large_print(site):
    visitor = site.person()
    visitor.open("/north-fenmarch/single-person-discount/other-ways")
    assert f"{FORM}?lang=en&amp;large=1" in visitor.page.html
    assert min(sizes(read(visitor.http.get(f"{FORM}?lang=en&large=1")))) >= 18


def test_a_service_that_does_not_exist_has_no_form(site):
    assert site.person().http.get("/north-fenmarch/nothing/form.pdf").status_code == 404


def test_the_receipt_leads_to_a_copy_with_every_answer_as_it_was_told(site):
    applicant = site.applies(WELSH)
    assert f"/case/{applicant.reference}/print" in applicant.page.html
    copy = read(applicant.http.get(f"/case/{applicant.reference}/print"))
    told = site.file(applicant.reference)
    with history.holding(NORTH):
        receipt = history.receipt(told.stream, told.state.sendings[-1].sequence).code
    assert says(copy, applicant.reference)
    assert says(copy, receipt)
    for step, state in told.state.sent_steps.items():
        for row in rows(told, step, state):
            assert says(copy, row.key), row.key
            assert says(copy, row.value), row.value


def rows(file, step, state):
    from handrail.bricks import BRICKS  # noqa: PLC0415

    found = BRICKS["ask"].summaries(
        file.service.step(step),
        state,
        file.as_sent.pages,
        file.service,
        file.state.language,
        change=False,
        hidden=True,
    )
    return [row for summary in found for row in summary.rows]


def test_what_was_changed_and_not_sent_is_not_in_the_copy(site):
    applicant = site.applies(WELSH)
    applicant.change("about-you/full_name", full_name="Ffion Changed-Dummy")
    copy = read(applicant.http.get(f"/case/{applicant.reference}/print"))
    assert not says(copy, "Changed-Dummy")
    assert says(copy, "Ffion Dummy-Jones")


def test_a_draft_can_be_printed_and_says_that_it_was_not_sent(site):
    applicant = site.answers("Zoë Ångström-Łukasiewicz")
    copy = read(applicant.http.get(f"/case/{applicant.reference}/print"))
    assert says(copy, "You have not sent this yet.")
    assert says(copy, "Zoë Ångström-Łukasiewicz")


def test_a_browser_without_the_pass_gets_no_copy(site):
    applicant = site.applies(WELSH)
    response = site.person().http.get(f"/case/{applicant.reference}/print")
    assert response.status_code == 403
    assert b"%PDF" not in response.content


def wants_large_print(reference: str) -> None:
    """The person asks for everything in large print."""
    stream, holder = history.locate(reference)
    actor, at = Actor("applicant", "applicant"), timezone.now()
    by = Circumstances(actor=actor, channel="web", mode="self", request=uuid4(), at=at)
    with history.holding(holder):
        file = open_case(stream=stream, reader=history.Reader(actor, "", uuid4()), at=at)
        asked = Adjustments(written=("large_print",), agreed=True)
        tell_adjustments(file, adjustments=asked, circumstances=by)


def test_whoever_asked_for_large_print_gets_it_unasked(site):
    applicant = site.applies(WELSH)
    assert min(sizes(read(applicant.http.get(f"/case/{applicant.reference}/print")))) < 18
    wants_large_print(applicant.reference)
    assert min(sizes(read(applicant.http.get(f"/case/{applicant.reference}/print")))) >= 18


def test_another_party_does_not_learn_that_the_applicant_needs_large_print(site):
    applicant = site.applies("Rosalind Nowhere")
    wants_large_print(applicant.reference)
    partner = site.person()
    partner.returns(applicant.reference, site.staff().gives_code(applicant.reference, party="partner"))
    partner.go()
    assert "print?large=1" in partner.page.html
    assert min(sizes(read(partner.http.get(f"/case/{applicant.reference}/print")))) < 18
