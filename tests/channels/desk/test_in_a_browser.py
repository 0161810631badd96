"""Every kind of page of the desk in Chromium, at a desk and on a small phone: axe, HTML, no overflow."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from tests.browser.checks import axe_findings, html_findings, overflow
from tests.browser.fixtures import CHROMIUM, DESKTOP, PHONE, QUIET, window
from tests.browser.serving import show
from tests.channels.desk.conftest import Fen

JOINT = {
    "joint_bill": True,
    "partner_name": "Gwion Madeup",
    "partner_left": True,
    "partner_left_on": "2026-10-20",
    "safe_to_tell_partner": False,
}
SAFE = {"line_1": "c/o The Drop-in", "line_2": "", "town": "Northley", "county": "", "postcode": "FE1 2AB"}
PROOF = {"other_papers": "post", "student_certificate": "post", "proof_of_date": "post"}
ROLES = ("caseworker", "team_leader", "service_owner", "analyst", "data_protection", "administrator")
FORMS = (
    "decide",
    "ask",
    "pause",
    "received",
    "unfit",
    "let-go",
    "note",
    "take",
    "entry",
    "looked",
    "hold",
    "erase",
    "code/applicant",
    "person",
)
SECTIONS = (
    "find",
    "start",
    "services",
    "services/single-person-discount",
    "figures",
    "accounts",
    "retention",
)


def pages_of(fen: Fen) -> dict[str, str]:
    """Each kind of page, in the states that look different, by name."""
    many = fen.applies("Meera Placeholder", **PROOF)
    welsh = fen.applies("Tomos Invented-Price")
    again = fen.applies(safe_to_write=False, contact_address=SAFE, **JOINT)
    draft = fen.applies(sent=False)
    desk = fen.staff(*ROLES, name="Madeup Everything")
    for reference in (many, welsh, again, draft):
        desk.state_purpose(reference)
    desk.act(many, "received", document="other_papers", way="post", copy="original", note="Wet.")
    desk.act(welsh, "take")
    desk.act(again, "decide", result="award-25", reasons="You are the only adult.\n\nNobody else counts.")
    fen.corrects(again, full_name="Ffion Dummy-Smith")
    desk.act(again, "hold", by="Fenmarch County Court", reason="Proceedings are under way.")

    def get(url: str) -> str:
        return desk.client.get(url, follow=True).content.decode()

    def post(url: str, **typed: str) -> str:
        return desk.client.post(url, {**desk.get(url).form.fields, **typed}, follow=True).content.decode()

    case = f"/desk/case/{many}"
    more = {"questions-your-home.began_on": "yes", "message": "Pa ddiwrnod?"}
    return {
        "sign-in": Client().get("/desk/sign-in").content.decode(),
        "sign-in-refused": Client().post("/desk/sign-in", {"username": "a"}).content.decode(),
        "home": get("/desk/"),
        "case": get(case),
        "case-again": get(f"/desk/case/{again}"),
        "case-welsh": get(f"/desk/case/{welsh}"),
        "case-draft": get(f"/desk/case/{draft}"),
        **{name.replace("/", "-"): get(f"{case}/{name}") for name in FORMS},
        **{name.replace("/", "-"): get(f"/desk/{name}") for name in SECTIONS},
        "give-back": get(f"/desk/case/{welsh}/give-back"),
        "confirm": get(f"/desk/case/{again}/confirm"),
        "reopen": get(f"/desk/case/{again}/reopen"),
        "lift": get(f"/desk/case/{again}/lift"),
        "open": get(f"/desk/case/{many}/open"),
        "withdraw": get("/desk/services/single-person-discount/withdraw"),
        "account-add": get("/desk/accounts/add"),
        "account": get(f"/desk/accounts/{desk.id}"),
        "decide-refused": post(f"{case}/decide"),
        "decide-shown": post(f"{case}/decide", result="refuse", reasons="Two adults count."),
        "ask-shown-welsh": post(f"/desk/case/{welsh}/ask", **more),
        "found": post("/desk/find", name="Ffion"),
        "typing": post(f"{case}/entry?page=about-you/full_name", channel="phone"),
        "code-made": post(f"{case}/code/applicant", checked="Rang back."),
    }


def judged(pages: dict[str, str]) -> list[str]:
    """What is wrong with the pages at both sizes, as sentences that begin with the page's name."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    wrong: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        for size in (DESKTOP, PHONE):
            for tab in window(browser, size=size, script=False):
                for name, html in pages.items():
                    strange = show(tab, html)
                    found = [*strange, *axe_findings(tab)]
                    found += [f"{overflow(tab)} pixels too wide"] if overflow(tab) else []
                    wrong += [f"{name} at {size['width']}: {one}" for one in found]
        browser.close()
    return wrong


@pytest.mark.slow
def test_every_kind_of_page_is_right_at_a_desk_and_on_a_phone(fen):
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    pages = pages_of(fen)

    assert html_findings(pages) == []
    with ThreadPoolExecutor(1) as apart:  # a browser's loop would stop Django from using its database here
        assert apart.submit(judged, pages).result() == []
