"""Every address of the site, asked by everybody who has no business with North's cases: nothing to see."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from handrail.channels.api import tokens
from handrail.channels.desk import keys
from handrail.channels.desk.staff import of_account
from handrail.definition import publish
from tests.attacks import planted, rows
from tests.attacks.conftest import EVERY_ROLE, NORTH, SERVICE, SOUTH, North, staff_of, with_purpose
from tests.attacks.routes import Route, every_route

PATHS = ("your-home/contact_address", "your-household/adults/1/adult_name")
PARTIES = ("applicant", "partner")
DESK_OF_OTHERS = {302, 403, 404, 405}
STAFF_NAMES = ("Casey Worker", "Tal Leader", "casey.worker", "tal.leader")
TYPED = {
    "note": "An attacker was here",
    "reasons": "An attacker decided",
    "reason": "An attacker said so",
    "message": "An attacker asks",
    "checked": "An attacker looked",
    "result": "award-25",
    "questions-your-home.began_on": "yes",
    "why": "error",
    "by": "An attacker's office",
    "sure": "agreed",
    "parties-applicant": "yes",
    "purpose": "casework",
    "channel": "phone",
    "language": "en",
    "service": SERVICE,
    "until.day": "1",
    "until.month": "12",
    "until.year": "2026",
    "stage": "shown",
    "full_name": "Mallory Attacker",
    "contact_address.line_1": "1 Attack Street",
    "adult_name": "Mallory Attacker",
    "name": "Mallory Attacker",
    "username": "mallory.attacker",
    "roles-caseworker": "yes",
    "consent": "agreed",
    "code": "ABCD-EFGH-JKMN",
}
"""What every form of the site might ask, so that only the wall and the doors can refuse."""


def addresses(route: Route, north: North, *, organisation: str) -> Iterator[str]:
    """A route's addresses for each of North's cases, or one where it names no case."""
    now = timezone.now()
    places = {
        "organisation": organisation,
        "service": SERVICE,
        "slug": SERVICE,
        "version": publish.current(SERVICE, NORTH, at=now),
        "account_id": "1",
        "name": "manifest.json",
        "part": "help",
    }
    cases = north.cases if "reference" in route.places else north.cases[:1]
    for case in cases:
        for path in PATHS if "path" in route.places else PATHS[:1]:
            for party in PARTIES if "party" in route.places else PARTIES[:1]:
                yield route.address(
                    {**places, "reference": case.reference, "path": path, "party": party, **_north_account()}
                )


def _north_account() -> dict[str, str]:
    return {"account_id": str(get_user_model().objects.get(username="casey.worker").pk)}


def secrets(north: North, url: str) -> tuple[str, ...]:
    """What must not be in the answer to an address: what was planted, and what the asker did not know."""
    ids = [one for case in north.cases for one in case.ids]
    references = [case.reference for case in north.cases if case.reference not in url]
    return (*planted.WORDS, *ids, *references, *STAFF_NAMES)


def said(response) -> bytes:
    """Everything that came back: the first line, the headers, the cookies, the body."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{response.status_code}\n{headers}\n{response.cookies.output()}\n".encode() + response.content


def nothing_known(response, north: North, url: str, who: str) -> None:
    """The answer is no mistake of ours and tells nothing of North's cases."""
    assert response.status_code < 500, f"{who} {url}: {response.status_code}"
    found = planted.found_in(said(response), secrets(north, url))
    assert not found, f"{who} {url}: {response.status_code} tells {sorted(found)}"


def form_key(account, url: str) -> dict[str, str]:
    """A one-time key as our own code makes it, for the form at an address of the desk."""
    parts = url.removeprefix("/desk/").split("/")
    if parts[0] == "case":
        what = parts[2:] or ["case"]
        page = "/".join((what[0], parts[1], *what[1:]))
    else:
        page = "/".join(parts)
    return {"form_key": keys.make(of_account(account, "caseworker"), page)}


def forgery_token(client: Client) -> dict[str, str]:
    """The token against forgery that a browser gets with any form of ours."""
    page = client.get("/desk/sign-in")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
    return {"csrfmiddlewaretoken": token[1]}


def signing_out_last() -> list[Route]:
    """Every route, with the one that ends the session after all others."""
    return sorted(every_route(), key=lambda route: "sign-out" in route.pattern)


@pytest.fixture
def unchanged(site, north, logged):
    """Whatever the test does, North's rows are as they were, and no log line tells anything."""
    with site.owner() as run:
        before = rows.of_organisation(run, NORTH)
    logged.truncate(0)
    yield
    with site.owner() as run:
        after = rows.of_organisation(run, NORTH)
    assert list(rows.changed(before, after)) == []
    references = tuple(case.reference for case in north.cases)
    assert "request answered" in logged.getvalue()
    assert planted.found_in(logged.getvalue(), (*planted.WORDS, *references)) == set()


def test_what_is_planted_is_there_to_be_found(site, north):
    """The control: those who may see it do, so that not finding it elsewhere means something."""
    client, _ = staff_of(NORTH, "caseworker")
    page = with_purpose(client, north.decided.reference).get(f"/desk/case/{north.decided.reference}")
    seen = planted.found_in(page.content, planted.WORDS)
    assert {"Zelphira", "Vexworth", "Hushmere", "Wolvermoot", "Thornapple", "Askwhistle"} <= seen
    assert {"Pausemarrow", "Reasonfen", "Reviewbittern", "Reopengorse", "Skellbrook", "Brŵynog"} <= seen
    own = north.decided.browser.get(f"/case/{north.decided.reference}")
    assert {"Reasonfen"} <= planted.found_in(own.content, planted.WORDS)


def test_every_route_has_an_address_here(site, north):
    for route in every_route():
        assert all(url.startswith("/") for url in addresses(route, north, organisation="south-fenmarch"))


def test_staff_of_the_other_body_learn_and_change_nothing_whatever_their_role(site, north, unchanged):
    for roles in (*((role,) for role in EVERY_ROLE), EVERY_ROLE, ()):
        client, account = staff_of(SOUTH, *roles)
        with_purpose(client, *(case.reference for case in north.cases))
        _act_everywhere(client, account, north, "+".join(roles))


def _act_everywhere(client: Client, account, north: North, who: str) -> None:
    """Open every page and send every form as South's staff."""
    token = forgery_token(client)
    for route in signing_out_last():
        ofcase = "reference" in route.places and route.channel == "desk"
        for url in addresses(route, north, organisation="north-fenmarch"):
            got = client.get(url)
            nothing_known(got, north, url, f"GET as {who}")
            assert not ofcase or got.status_code in DESK_OF_OTHERS, f"{who} {url}: {got.status_code}"
        for url in addresses(route, north, organisation="south-fenmarch"):
            typed = {**TYPED, **token, **form_key(account, url), "seen": "99", "reference": "HDR-0000-0000"}
            posted = client.post(url, typed)
            nothing_known(posted, north, url, f"POST as {who}")
            assert not ofcase or posted.status_code in {403, 404, 405}, f"{who} {url}: {posted.status_code}"


def test_a_case_of_the_other_body_is_answered_as_one_that_does_not_exist(site, north):
    client, _ = staff_of(SOUTH, *EVERY_ROLE)
    nowhere = "HDR-2345-6789"
    with_purpose(client, *(case.reference for case in north.cases), nowhere)
    theirs = north.decided.reference
    asked = 0
    for route in every_route():
        if "reference" not in route.places or route.channel != "desk":
            continue
        url = next(addresses(route, north, organisation="north-fenmarch"))
        one, other = client.get(url), client.get(url.replace(theirs, nowhere))
        assert one.status_code == other.status_code, url
        assert one.content.decode().replace(theirs, "") == other.content.decode().replace(nowhere, ""), url
        asked += 1
    assert asked > 15


def test_the_other_body_finds_nobody_by_any_fact(site, north, unchanged):
    client, _ = staff_of(SOUTH, *EVERY_ROLE)
    token = forgery_token(client)
    facts = (
        {"name": "Zelphira Quorndyke"},
        {"name": "quorndyke"},
        {"name": planted.ADULT},
        {"name": "Thaddick"},
        {"postcode": "FM4 8ZY"},
        {"postcode": "zx87qw"},
        {"born.day": "23", "born.month": "11", "born.year": "1961"},
    )
    for fact in facts:
        response = client.post("/desk/find", {**token, **fact})
        assert "Nothing was found" in response.content.decode(), fact
        assert planted.found_in(response.content, tuple(case.reference for case in north.cases)) == set()


def test_someone_who_is_not_signed_in_learns_and_changes_nothing(site, north, unchanged):
    client = Client(enforce_csrf_checks=True)
    _visit_everything(client, north)


@pytest.mark.parametrize("whose", ["south-fenmarch", "north-fenmarch"])
def test_the_holder_of_another_cases_pass_learns_and_changes_nothing(site, north, whose, request):
    name = {"south-fenmarch": "Tomos Invented-Price", "north-fenmarch": "Marlowe Madeup"}[whose]
    neighbour = site.applies(name)
    request.getfixturevalue("unchanged")
    client = Client(enforce_csrf_checks=True)
    client.cookies["handrail_case"] = neighbour.http.cookie("handrail_case").value
    _visit_everything(client, north)


@pytest.mark.parametrize("whose", ["south-fenmarch", "north-fenmarch"])
def test_the_holder_of_another_cases_token_learns_and_changes_nothing(site, north, whose, request):
    client = Client(enforce_csrf_checks=True)
    started = client.post(
        f"/api/organisations/{whose}/services/{SERVICE}/cases",
        data="{}",
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert started.status_code == 201
    request.getfixturevalue("unchanged")
    bearer = {"Authorization": f"Bearer {started.json()['token']}"}
    _visit_everything(client, north, headers=bearer)
    for url in _api_case_addresses(north):
        assert client.get(url, headers=bearer).status_code in {403, 405}, url


def test_a_token_that_names_the_other_case_is_no_token(site, north, unchanged):
    """Whoever could sign would have everything; with one letter of the signature wrong they have nothing."""
    case = north.decided
    good = tokens.write(
        tokens.held(
            reference=case.reference,
            stream=case.stream,
            party="applicant",
            capacity="self",
            at=timezone.now(),
        )
    )
    flipped = good[:-2] + ("A" if good[-2] != "A" else "B") + good[-1]
    for url in _api_case_addresses(north):
        answer = Client().get(url, headers={"Authorization": f"Bearer {flipped}"})
        assert answer.status_code in {401, 403, 405}, url
        nothing_known(answer, north, url, "GET")


def _api_case_addresses(north: North) -> list[str]:
    return [
        url
        for route in every_route()
        if route.channel == "api" and "reference" in route.places
        for url in addresses(route, north, organisation="north-fenmarch")
    ]


def _visit_everything(client: Client, north: North, **more) -> None:
    """Ask every route every way; forms go to South, where anybody may start a case of their own."""
    token = forgery_token(client)
    for route in signing_out_last():
        for url in addresses(route, north, organisation="north-fenmarch"):
            got = client.get(url, **more)
            nothing_known(got, north, url, "GET")
            if "reference" in route.places and not url.endswith("/finish"):
                assert got.status_code in {302, 401, 403, 404, 405}, f"{url}: {got.status_code}"
        for url in addresses(route, north, organisation="south-fenmarch"):
            typed = {**TYPED, **token, "form_key": "0" * 64, "reference": north.decided.reference}
            posted = client.post(url, typed, **more)
            nothing_known(posted, north, f"{url}?{north.decided.reference}", "POST")
            for method in ("PUT", "POST"):
                sent = client.generic(
                    method,
                    url,
                    '{"answers": {"full_name": "Mallory Attacker"}}',
                    content_type="application/json",
                    headers={"Idempotency-Key": str(uuid4()), **more.get("headers", {})},
                )
                nothing_known(sent, north, f"{url}?{north.decided.reference}", method)
