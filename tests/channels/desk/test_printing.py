"""Printing a copy for the person: what they could print themselves, and a trace that it was read."""

import io

import pypdf

from handrail import history
from handrail.history.looks import looks


def words(response) -> str:
    read = pypdf.PdfReader(io.BytesIO(response.content))
    return "".join("".join(one.extract_text() for one in read.pages).split())


def test_staff_print_what_was_sent_and_reading_it_is_on_record(fen):
    reference = fen.applies()
    desk = fen.staff("caseworker")
    desk.state_purpose(reference)
    stream, holder = history.locate(reference)

    response = desk.client.get(f"/desk/case/{reference}/print")

    assert response.headers["Content-Type"] == "application/pdf"
    assert "FfionDummy-Jones" in words(response)
    assert reference in words(response)
    with history.holding(holder):
        assert {(one.actor, one.purpose) for one in looks(stream)} == {(desk.id, "casework")}


def test_the_case_page_leads_to_the_copy(fen):
    reference = fen.applies()
    desk = fen.staff("caseworker")
    desk.state_purpose(reference)
    assert f"/desk/case/{reference}/print" in desk.get(f"/desk/case/{reference}").html


def test_without_a_purpose_nothing_is_printed(fen):
    reference = fen.applies()
    response = fen.staff("caseworker").client.get(f"/desk/case/{reference}/print")
    assert response["Location"] == f"/desk/case/{reference}/open"


def test_what_was_not_sent_is_not_printed(fen):
    reference = fen.applies()
    desk = fen.staff("caseworker")
    desk.state_purpose(reference)
    fen.corrects(reference, send_it=False, full_name="Ffion Unsent-Name")
    assert "Unsent" not in words(desk.client.get(f"/desk/case/{reference}/print"))
