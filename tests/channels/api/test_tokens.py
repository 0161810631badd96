"""Ways in that are not ours, not whole, not for this case or over: each is refused and changes nothing."""

import base64
from uuid import uuid4

import pytest

from handrail import history
from handrail.casefile import open_case
from handrail.casefile.return_code import make_code
from handrail.channels.api import tokens
from handrail.channels.api.circumstances import of_system
from handrail.history.event import Actor
from tests.channels.api.people import answers
from tests.channels.api.system import System

NAME = {"answers": {"full_name": "Mallory Madeup"}}
PAGE = "pages/about-you/full_name"


def forged(token: str) -> list[str]:
    """Tokens that somebody might make out of a good one."""
    mark, body, signature = token.split(".")
    inside = base64.urlsafe_b64decode(body + "==").decode()
    other = inside.replace("applicant", "partner").replace("self", "deputy")
    return [
        "",
        "x",
        "hrc1",
        "hrc1..",
        f"{mark}.{body}",
        f"{mark}.{body}.",
        f"{mark}.{body}.{signature[:-2]}",
        f"{mark}.{body}.{'A' * len(signature)}",
        f"hrc2.{body}.{signature}",
        f"{mark}.{base64.urlsafe_b64encode(other.encode()).decode().rstrip('=')}.{signature}",
        f"{mark}.{signature}.{body}",
        token + "A",
        token.swapcase(),
        "é" * 40,
        "A" * 5000,
    ]


def test_no_forged_token_lets_anybody_in(site, system):
    system.start()
    before = site.counts()
    for token in forged(system.token):
        read = system.get(token=token)
        wrote = system.put(PAGE, NAME, token=token)
        assert read.status == wrote.status == 401, token
    assert site.counts() == before


@pytest.mark.parametrize("scheme", ["", "Basic", "Token", "bearer"])
def test_the_scheme_is_bearer_in_any_case(site, system, scheme):
    system.start()
    reply = system.get(token="", headers={"Authorization": f"{scheme} {system.token}".strip()})
    assert reply.status == (200 if scheme == "bearer" else 401)
    assert reply.status == 200 or reply.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_for_one_case_opens_no_other_whether_there_is_one_or_not(site, system):
    system.start()
    other = System()
    other.start()
    before = site.counts()

    for reference in (system.reference, "HDR-0000-0000", "nonsense"):
        url = f"/api/cases/{reference}"
        refused = other.call("GET", url)
        assert (refused.status, refused.code) == (403, "other_case")
        assert other.call("PUT", f"{url}/{PAGE}", NAME).code == "other_case"
    assert site.counts() == before


def test_a_token_ends(site, system):
    system.start()
    site.clock.forward(hours=23, minutes=59)
    assert system.get().status == 200
    site.clock.forward(minutes=1)

    refused = system.put(PAGE, NAME)

    assert (refused.status, refused.code) == (401, "token_ended")
    assert site.types(system.reference) == ["case.started"]


def test_a_cookie_or_an_address_is_no_way_in(site, system):
    system.start()
    system.http.cookies["handrail_case"] = system.token

    assert system.call("GET", system.address("") + f"?token={system.token}", token="").status == 401


def test_a_token_of_another_installation_opens_nothing(site, system, settings):
    system.start()
    settings.SECRET_KEY = "another secret"

    assert system.get().code == "wrong_token"


def test_a_return_code_lets_its_holder_in_once(site, system):
    system.start()
    system.put(PAGE, {"answers": {"full_name": "Ffion Dummy-Jones"}})
    made = system.post("return-code")
    site.clock.forward(hours=30)
    back = System(reference=system.reference)
    key = str(uuid4())
    body = {"reference": system.reference, "code": made["code"].lower().replace("-", " ")}

    let_in = back.call("POST", "/api/return", body, key=key)
    again = back.call("POST", "/api/return", body, key=key)
    spent = back.call("POST", "/api/return", body)

    assert let_in.status == 201
    assert again.body == let_in.body
    assert (spent.status, spent.code) == (403, "wrong_code")
    back.token = let_in["token"]
    assert back.get("answers")["answers"] == {"full_name": "Ffion Dummy-Jones"}


@pytest.mark.parametrize(
    ("reference", "code"),
    [("", ""), ("HDR-0000-0000", "0000-0000-0000"), ("nonsense", "x"), (None, "0000-0000-0000")],
)
def test_a_wrong_reference_or_code_is_refused_alike(site, system, reference, code):
    system.start()
    system.post("return-code")
    before = site.counts()

    refused = system.call(
        "POST", "/api/return", {"reference": reference or system.reference, "code": code}, token=""
    )

    assert (refused.status, refused.code) == (403, "wrong_code")
    assert site.counts() == before


def test_a_return_code_is_shown_once_even_to_the_same_request(site, system):
    system.start()
    key = str(uuid4())
    first = system.post("return-code", key=key)
    again = system.post("return-code", key=key)
    fresh = system.post("return-code")

    assert first.status == fresh.status == 201
    assert (again.status, again.code) == (409, "code_shown_once")
    old = {"reference": system.reference, "code": first["code"]}
    assert system.call("POST", "/api/return", old, token="").code == "wrong_code"


def test_a_helpers_way_in_ends_with_sending(site, system):
    system.start(capacity="helper", helper={"name": "Hal Sample", "agreed": True})
    system.put("answers", {"answers": answers()})
    key = str(uuid4())
    sent = system.post("send", key=key)

    assert sent.status == 200
    assert system.post("send", key=key).body == sent.body
    assert system.get().code == "helper_ended"
    assert system.put(PAGE, NAME).code == "helper_ended"


def test_another_party_sees_how_the_case_stands_and_nothing_of_the_applicant(site, system):
    system.start()
    told = answers(
        joint_bill=True,
        partner_name="Pat Pretend",
        partner_left=True,
        partner_left_on="2026-03-01",
        safe_to_tell_partner=False,
        safe_to_write=False,
        contact_address={"line_1": "Hidden House", "town": "Refugeton", "postcode": "FM1 1AA"},
        what_happened="someone_left",
    )
    assert system.put("answers", {"answers": told}).status == 200
    system.post("send")
    file = site.file(system.reference)
    by = of_system(capacity="self", at=file.at, request=uuid4())
    with history.holding(file.holder):
        reader = history.Reader(Actor("applicant", "applicant"), "", uuid4())
        _, code = make_code(
            open_case(stream=file.stream, reader=reader, at=file.at), party="partner", circumstances=by
        )
    partner = System(reference=system.reference)
    let_in = partner.call("POST", "/api/return", {"reference": system.reference, "code": code})
    partner.token = let_in["token"]

    seen = partner.get()

    assert seen.status == 200
    assert seen["case"]["status"] == "received"
    assert (seen["case"]["next"], seen["case"]["can"], seen["decision"]) == (None, [], None)
    assert "Refugeton" not in str(seen.body)
    assert "Ffion" not in str(seen.body)
    for what in ("answers", "next", PAGE, "check", "receipt"):
        refused = partner.get(what)
        assert (refused.status, refused.code) == (403, "not_for_this_party")
    for what in ("send", "withdraw", "review"):
        assert partner.post(what).code == "not_for_this_party"


def test_the_token_is_written_nowhere(site, system):
    system.start()

    held = tokens.read(system.token, at=site.clock.moment)
    assert system.token not in repr(held)
    with site.owner() as run:
        for table in ("history_head", "history_event", "history_form_key", "history_access"):
            rows = str(run.execute(f"SELECT row_to_json(t)::text FROM {table} t").fetchall())
            assert system.token not in rows
