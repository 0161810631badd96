"""The former partner, let in by staff to their own side of the case, goes everywhere and finds no refuge."""

import html
import io
import re
from urllib.parse import quote
from uuid import uuid4

import pypdf
import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from handrail import history
from handrail.history.event import Actor, Token
from handrail.history.tokens import digest
from handrail.site.commands import main
from handrail.terms.names import name_words
from tests.attacks import planted
from tests.attacks.conftest import NORTH, SERVICE, staff_of, with_purpose
from tests.attacks.routes import Route, every_route
from tests.journeys.page import Page
from tests.journeys.site import person

ROSALIND = person("Rosalind Nowhere")
ANSWERS = ROSALIND["answers"]
REFUGE = ANSWERS["contact_address"]
# Words of staff's that name the refuge, as staff's words may.
NOTE = "Write to PO Box 9009 only, never to Starling Court. Wrenhollow rang."
MESSAGE = "Is Elsewhere Haven still right? Wrenhollow."
REASONS = "You alone are counted; letters go to Elsewhere Haven. Wrenhollow."
SECRETS = (
    *("PO Box 9009", "Box 9009", "Refuge office", "Elsewhere Haven", "ZX9 9ZZ", "ZX99ZZ", "ZX9+9ZZ"),
    *("Wrenhollow", "Rosalind", "12 Starling Court", "Starling Court", "FM4 2JS", "FM42JS"),
    *("1986-06-06", "6 June 1986"),
    # What she needs from us: whom she trusts, in which form she reads, and that she told us at all.
    *("Lanternyard", "3 Saltmarsh Steps", "two short rings", "Write in large print"),
    *("We will write to you in large print", "What the person needs from us was recorded"),
)
NEEDS = {
    "help": {"written.large_print": "yes", "words": "Give two short rings", "agreed": "agreed"},
    "care": {"care.safety": "yes"},
    "third-party": {
        "wanted": "yes",
        "name": "Mara Lanternyard",
        "address.line_1": "3 Saltmarsh Steps",
        "address.town": "Fenton",
        "address.postcode": "FM1 1AA",
        "told": "everything",
    },
}
QUESTIONS = tuple(route for route in ROSALIND["expect"]["route"] if "partner" not in route)
FUZZ = ("", "?lang=cy", "?changing=1", "?already=1", "?party=applicant&as=applicant", "?done=1&page=1")


@pytest.fixture
def rosalind(site, logged):
    """She applied and staff decided, with words of theirs that name the refuge."""
    applicant = site.applies("Rosalind Nowhere")
    assert REFUGE["postcode"] in site.answer(applicant.reference, "contact_address").values()
    staff = site.staff("north-fenmarch")
    staff.claim(applicant.reference)
    staff.note(applicant.reference, NOTE)
    staff.ask(applicant.reference, "contact_address", message=MESSAGE)
    applicant.go("next")
    applicant.send()
    applicant.send()
    staff.decide(applicant.reference, "award-25", REASONS)
    for part, needed in NEEDS.items():
        applicant.go(f"adjustments/{part}")
        applicant.send(needed)
    assert "Mara Lanternyard" in applicant.page.text
    applicant.go("sent")
    return applicant


@pytest.fixture
def partner(site, rosalind):
    """Gideon, with the code that staff made at the desk for his own side of the case."""
    client, _ = staff_of(NORTH, "caseworker")
    with_purpose(client, rosalind.reference)
    url = f"/desk/case/{rosalind.reference}/code/partner"
    form = Page(client.get(url).content.decode(), url).form
    made = client.post(url, {**form.fields, "checked": "Came to the counter with a passport"})
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", made.content.decode())
    assert made.status_code == 200
    gideon = site.person()
    gideon.returns(rosalind.reference, code[0])
    assert gideon.status == 200
    assert gideon.http.cookie("handrail_case") is not None
    gideon.code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", gideon.page.text)[0]
    gideon.arrival = gideon.page.html
    return gideon


def blind(site) -> tuple[str, ...]:
    """The search tokens of the refuge's postcode, her name and her birthday, as they could be written."""
    key = history.FileKeys(_keys()).token_key
    facts = [("postcode", REFUGE["postcode"]), ("birth_date", "1986-06-06")]
    facts += [("name", word) for word in name_words("Rosalind Nowhere")]
    return tuple(digest(key, Token("", kind, text)).hex() for kind, text in facts)


def _keys():
    return django_settings.KEY_FOLDER


def everything(response) -> str:
    """Status, headers, cookies, and the body as it is and with its entities undone: comments and all."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = printed_words(body) if body.startswith(b"%PDF") else body.decode(errors="replace")
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{response.cookies.output()}\n{text}\n{html.unescape(text)}"


def printed_words(body: bytes) -> str:
    """Everything that a PDF says, and said of it as a file; a secret whose letters it has in a row, whole."""
    read = pypdf.PdfReader(io.BytesIO(body))
    words = f"{read.metadata}\n" + "\n".join(page.extract_text() for page in read.pages)
    # Where letters are set close together, reading them out of the file puts spaces in words.
    in_a_row = "".join(words.replace("\N{ZERO WIDTH SPACE}", "").split())
    hidden = [secret for secret in SECRETS if "".join(secret.split()) in in_a_row]
    return "\n".join([words, *hidden])


def tells(response, site, *, sent: str = "") -> set[str]:
    """What of hers is in a response that the asker had not sent themselves."""
    mine = {secret for secret in SECRETS if secret in sent}
    return planted.found_in(everything(response), (*SECRETS, *blind(site))) - mine


def addresses(route: Route, reference: str) -> list[str]:
    """A route's addresses in her case; one for each of her questions where it has a page."""
    places = {
        "reference": reference,
        "organisation": "north-fenmarch",
        "service": SERVICE,
        "slug": SERVICE,
        "party": "applicant",
        "part": "third-party",
        "account_id": "1",
        "version": "0",
        "name": "manifest.json",
    }
    paths = QUESTIONS if "path" in route.places else QUESTIONS[:1]
    return [route.address({**places, "path": path}) for path in paths]


def test_the_control_she_and_staff_see_it(site, rosalind):
    assert "Elsewhere Haven" in rosalind.go("page/your-home/contact_address?changing=1").html
    printed = rosalind.http.get(f"/case/{rosalind.reference}/print")
    assert {"PO Box 9009", "Elsewhere Haven", "ZX9 9ZZ"} <= tells(printed, site)
    client, _ = staff_of(NORTH, "caseworker")
    page = with_purpose(client, rosalind.reference).get(f"/desk/case/{rosalind.reference}")
    assert {"PO Box 9009", "Wrenhollow", "ZX9 9ZZ"} <= tells(page, site)
    assert {"Lanternyard", "3 Saltmarsh Steps", "two short rings", "Write in large print"} <= tells(
        page, site
    )


def test_no_route_tells_the_partner_or_a_stranger(site, rosalind, partner, logged):
    before = site.types(rosalind.reference)
    logged.truncate(0)
    for who in (partner.http, site.person().http):
        for route in every_route():
            for number, url in enumerate(addresses(route, rosalind.reference)):
                for fuzz in FUZZ if number == 0 else FUZZ[:1]:
                    got = who.get(url + fuzz)
                    assert got.status_code < 500, url
                    assert tells(got, site) == set(), url + fuzz
        for route in every_route():
            url = addresses(route, rosalind.reference)[0]
            typed = {"reason": "Where is she?", "form_key": "0" * 64, "contact_address.line_1": "Mine now"}
            posted = who.post(url, {**typed, "reference": rosalind.reference, "code": "ABCD-EFGH-JKMN"})
            assert posted.status_code < 500, url
            assert tells(posted, site) == set(), url
    assert site.types(rosalind.reference) == before
    assert "request answered" in logged.getvalue()
    assert planted.found_in(logged.getvalue(), (*SECRETS, *blind(site), "Gideon", "Unwanted")) == set()


def test_what_he_is_shown_has_no_comment_and_no_hidden_field_but_the_forms_key(site, partner):
    pages = (f"/case/{partner.reference}{page}" for page in ("", "/save", "/finish", "/sent"))
    seen = [partner.arrival, *(partner.http.get(url).content.decode() for url in pages)]
    for text in seen:
        assert "<!--" not in text
        hidden = re.findall(r"<input[^>]*type=.hidden.[^>]*>", text)
        assert all('name="form_key"' in one or 'name="csrfmiddlewaretoken"' in one for one in hidden)
        assert not re.findall(r"\sdata-[\w-]*(?:address|answer|postcode)[\w-]*=", text)


def test_his_pass_rewritten_as_hers_is_no_pass(site, rosalind, partner):
    value = partner.http.cookie("handrail_case").value
    assert "|partner|" in value
    for forged in (
        value.replace("|partner|", "|applicant|"),
        value.replace("|partner|", "|applicant|partner|"),
        value.replace("|partner|", "|partner\n|"),
        value.replace("|partner|", "|Applicant|"),
        value.replace("|partner|", "||"),
    ):
        for page in ("", "/check", "/page/your-home/contact_address", "/sent"):
            url = f"/case/{rosalind.reference}{page}"
            got = Client().get(url, headers={"cookie": f"handrail_case={quote(forged, safe='|')}"})
            assert got.status_code in {400, 403}, forged
            assert tells(got, site) == set(), forged


def test_his_way_in_at_the_json_door_tells_nothing(site, rosalind, partner):
    http = Client(enforce_csrf_checks=True)
    let_in = http.post(
        "/api/return",
        data={"reference": rosalind.reference, "code": partner.code, "on_behalf": "self"},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    if let_in.status_code == 422:
        let_in = http.post(
            "/api/return",
            data={"reference": rosalind.reference, "code": partner.code},
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid4())},
        )
    assert let_in.status_code in {200, 201}, let_in.content
    assert tells(let_in, site) == set()
    bearer = {"Authorization": f"Bearer {let_in.json()['token']}"}
    answered = 0
    for route in every_route():
        if route.channel != "api":
            continue
        for url in addresses(route, rosalind.reference):
            for method in ("GET", "PUT", "POST", "HEAD", "OPTIONS"):
                got = http.generic(
                    method,
                    url,
                    "{}" if method in {"PUT", "POST"} else "",
                    content_type="application/json",
                    headers={**bearer, "Idempotency-Key": str(uuid4())},
                )
                assert got.status_code < 500, f"{method} {url}"
                assert tells(got, site) == set(), f"{method} {url}"
                answered += got.status_code == 200
    assert answered > 3


def test_no_receipt_tells_and_verifying_hers_tells_no_more(site, rosalind, partner):
    with history.holding(NORTH):
        stream, _ = history.locate(rosalind.reference)
        code = history.receipt(stream).code
    for who in (partner, site.person()):
        for url in (
            f"/case/{rosalind.reference}/sent",
            f"/verify?reference={rosalind.reference}&code={code}",
        ):
            assert tells(who.http.get(url), site) == set(), url
        who.open("/verify")
        who.send({"reference": rosalind.reference, "code": code})
        assert planted.found_in(who.page.html, (*SECRETS, "Gideon")) == set()


def test_what_is_read_for_him_holds_nothing_of_hers(site, rosalind, partner):
    """Law 10 below the channels: a reading for his party opens his data and says that more is sealed."""
    stream, holder = history.locate(rosalind.reference)
    with history.holding(holder):
        reader = history.Reader(Actor("partner", "applicant"), "", uuid4(), timezone.now())
        read = history.read(stream, reader=reader, parties=frozenset({"partner"}))
    assert planted.found_in(repr([dict(event.personal) for event in read.events]), SECRETS) == set()
    assert any("applicant" in event.sealed_from_us for event in read.events)


def test_exports_facts_lists_and_commands_tell_nothing(site, rosalind, partner, capsys, tmp_path, settings):
    settings.CHECKPOINT_FOLDER = tmp_path / "checkpoints"
    with site.owner() as run:
        for table in ("history_facts", "history_head", "history_token", "history_access", "history_form_key"):
            found = run.execute(f"SELECT t::text FROM {table} t").fetchall()
            assert found, table
            look_for = SECRETS if table == "history_token" else (*SECRETS, *blind(site))
            assert planted.found_in(repr(found), look_for) == set(), table
    capsys.readouterr()
    for command in (["history", "checkpoint"], ["history", "verify"], ["history", "verify", "--json"]):
        assert main(command) == 0
    written = capsys.readouterr()
    files = b"".join(path.read_bytes() for path in settings.CHECKPOINT_FOLDER.iterdir())
    assert planted.found_in(written.out + written.err, (*SECRETS, *blind(site))) == set()
    assert planted.found_in(files, (*SECRETS, *blind(site))) == set()


def test_he_finds_out_nothing_by_asking_again_and_again_for_codes(site, rosalind, partner):
    """A code of his is his; asking for hers with his pass gives his again, and hers still works for her."""
    again = site.person()
    again.returns(rosalind.reference, partner.code)
    assert again.status == 200
    assert "|partner|" in again.http.cookie("handrail_case").value
    assert tells(again.http.get(f"/case/{rosalind.reference}"), site) == set()
    hers = site.person()
    hers.returns(rosalind.reference, rosalind.saves())
    assert "|applicant|" in hers.http.cookie("handrail_case").value
