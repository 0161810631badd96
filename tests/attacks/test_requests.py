"""Hostile requests at every address: a plain refusal, no mistake of ours, nothing changed, nothing said."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from handrail.definition import publish
from tests.attacks import planted, rows
from tests.attacks.conftest import EVERY_ROLE, NORTH, SERVICE, staff_of, with_purpose
from tests.attacks.routes import Route, every_route
from tests.journeys.page import Page
from tests.journeys.site import PEOPLE

FORM = "application/x-www-form-urlencoded"
SAME_ORIGIN = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SCRIPT = '"><script>alert(1)</script>'
BODIES = {
    "duplicates": (b"form_key=a&form_key=b&full_name=x&full_name=y&reason=1&reason=2&reference=&code=", FORM),
    "arrays": (b"form_key[]=a&full_name[0]=x&full_name[first]=y&reason[]=1&name[]=2", FORM),
    "ten thousand fields": (b"&".join(b"f%d=x" % number for number in range(10_000)), FORM),
    "a megabyte": (b"full_name=" + b"x" * 1_000_000, FORM),
    "a NUL": (b"full_name=a%00b&reason=a%00b&note=%00&username=%00&reference=%00&code=%00&name=%00", FORM),
    "half a pair": (b"full_name=%ED%A0%80&reason=%ED%BF%BF&username=%ED%A0%80&reference=%ED%A0%80", FORM),
    "right to left": ("full_name=\u202eabc\u2066&reason=\u200f&code=\u202e".encode(), FORM),
    "broken escapes": (b"full_name=%&form_key=%f&=&&;;%zz=%u1234", FORM),
    "no form at all": (b"\x00\x01\x02", FORM),
    "script": (f"full_name={SCRIPT}&username={SCRIPT}&reference={SCRIPT}&name={SCRIPT}".encode(), FORM),
    "an unended multipart": (b"--x\r\nContent-Disposition: form-data; na", "multipart/form-data; boundary=x"),
    "no boundary": (b"--x", "multipart/form-data"),
    "another charset": (b"full_name=x", f"{FORM}; charset=utf-7"),
    "no charset": (b"full_name=x", f"{FORM}; charset=nonsense-9"),
    "JSON": (b'{"full_name": ["x"], "reason": {"a": 1}}', "application/json"),
    "deep JSON": (b"[" * 100_000, "application/json"),
    "XML": (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
    "nothing said": (b"full_name=x", ""),
}
STRANGE = (
    *(
        "..",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "..%5c..%5c",
        "%00",
        "a%00b",
        "%ED%A0%80",
        "%E2%80%AE",
        "%0d%0a",
    ),
    *("x" * 3000, "-1", "9" * 40, "0", "' OR 1=1 --", "%25252e", "{{7*7}}", "<script>alert(1)</script>", "~"),
)
QUERIES = (
    *(
        "lang=%00",
        "lang=cy&lang=en",
        "lang[]=cy",
        "lang=" + "x" * 3000,
        "lang=../../en",
        "changing=%ED%A0%80",
    ),
    *(
        "page=../../x",
        "page=%00",
        "next=//evil.example",
        "reference=%00&code=%00",
        "done=%3Cscript%3Ealert(1)",
    ),
    *("already=%00", "%00=%00", "&&&===", "q=" + SCRIPT.replace("<", "%3C"), "page=about-you/full_name/9/9"),
)
METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "HEAD", "CONNECT", "PROPFIND", "FOO")


class Watched(Client):
    """A browser that looks at every answer it gets: what must always hold, holds."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True, raise_request_exception=False)
        self.seen = 0

    def request(self, **asked):
        response = super().request(**asked)
        self.seen += 1
        where = f"{asked['REQUEST_METHOD']} {asked['PATH_INFO'][:120]}"
        assert response.status_code not in range(500, 600), f"{where}: {response.status_code}"
        self._headers(response, where)
        for name, cookie in response.cookies.items():
            assert cookie["httponly"] or not cookie.value, f"{where} sets {name} without HttpOnly"
            assert cookie["samesite"] in {"Lax", "Strict"}, f"{where} sets {name} without SameSite"
        assert b"<script>alert(" not in response.content, f"{where} hands a script back"
        assert not re.search(rb"\.py\b.{0,40}line \d", response.content), f"{where} shows our code"
        return response

    @staticmethod
    def _headers(response, where: str) -> None:
        headers = response.headers
        for name, value in SAME_ORIGIN.items():
            assert headers.get(name) == value, f"{where}: {name} is {headers.get(name)}"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], where
        assert "unsafe-" not in headers["Content-Security-Policy"], where
        if "/assets/" not in where or response.status_code != 200:
            assert headers["Cache-Control"] == "no-store", f"{where}: {headers['Cache-Control']}"
        moved = headers.get("Location", "/")
        assert re.match(r"/(?![/\\])", moved), f"{where} leads to {moved}"
        assert not any("\r" in text or "\n" in text for text in headers.values()), where
        assert headers["X-Request-Id"], where


@pytest.fixture
def people(site, logged):
    """A sent case and a draft with planted data; the applicant, staff in every role and a system, watched."""
    sent, draft = planted.applies(site), planted.applies(site, send=False)
    staff, account = staff_of(NORTH, *EVERY_ROLE)
    logged.truncate(0)
    yield People(site, sent, draft, staff.cookies["handrail_desk"].value, account)
    told = logged.getvalue()
    names = {one["answers"]["full_name"] for one in PEOPLE}
    assert planted.found_in(told, (*planted.WORDS, *names, sent.reference, draft.reference)) == set()


class People:
    """Those who may, at this site: each with what lets them in."""

    def __init__(self, site, sent, draft, session, account) -> None:
        self.site, self.sent, self.draft, self.account = site, sent, draft, account
        self._session = session

    def rows(self):
        with self.site.owner() as run:
            return rows.of_organisation(run, NORTH)

    def applicant(self, case) -> Watched:
        """The applicant's browser."""
        client = Watched()
        client.cookies["handrail_case"] = case.browser.cookie("handrail_case").value
        return client

    def staff(self) -> Watched:
        """Staff in every role, with a purpose stated for both cases."""
        client = Watched()
        client.force_login(self.account)
        return with_purpose(client, self.sent.reference, self.draft.reference)

    def system(self) -> tuple[Watched, dict[str, str]]:
        """A system with a token of a case of its own."""
        client = Watched()
        started = client.post(
            f"/api/organisations/north-fenmarch/services/{SERVICE}/cases",
            data="{}",
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid4())},
        )
        self.reference = started.json()["case"]["reference"]
        return client, {"Authorization": f"Bearer {started.json()['token']}"}

    def may(self, route: Route) -> tuple[Watched, dict[str, str]]:
        """Whoever may use a route, and the headers they send."""
        if route.channel == "desk":
            return self.staff(), {}
        return self.applicant(self.draft), {}

    def places(self, reference: str) -> dict[str, str]:
        return {
            "reference": reference,
            "organisation": "north-fenmarch",
            "service": SERVICE,
            "slug": SERVICE,
            "party": "applicant",
            "part": "help",
            "account_id": str(self.account.pk),
            "version": publish.current(SERVICE, NORTH, at=timezone.now()),
            "path": "about-you/full_name",
            "name": "manifest.json",
        }


def routes(*channels: str) -> list[Route]:
    return [one for one in every_route() if one.channel in channels and "sign-out" not in one.pattern]


def same(people, before) -> None:
    """Nothing of North's is other than it was, but for the traces that staff's own looking leaves."""
    changed = rows.changed(before, people.rows())
    assert [one for one in changed if not one.startswith("history_access gained")] == []


@pytest.mark.parametrize("channel", ["web", "desk"])
def test_no_hostile_body_at_any_address_is_more_than_refused(people, channel):
    before = people.rows()
    staff, applicant = people.staff(), people.applicant(people.draft)
    token = _token(staff)
    for route in routes(channel):
        url = route.address(people.places(people.draft.reference))
        for name, (body, kind) in BODIES.items():
            who, extra = (staff, {"X-CSRFToken": token}) if channel == "desk" else (applicant, {})
            response = who.generic("POST", url, body, content_type=kind, headers=extra)
            assert response.status_code < 500, f"{name} at {url}"
    same(people, before)


def test_no_hostile_body_at_the_json_door_is_more_than_refused(people):
    system, bearer = people.system()
    before = people.rows()
    for route in routes("api"):
        url = route.address(people.places(people.reference))
        for name, (body, kind) in BODIES.items():
            for method in ("POST", "PUT"):
                key = {"Idempotency-Key": str(uuid4())}
                response = system.generic(method, url, body, content_type=kind, headers={**bearer, **key})
                assert 400 <= response.status_code < 500, f"{name} at {method} {url}: {response.status_code}"
                assert response.headers["Content-Type"] == "application/json", f"{name} at {url}"
                json.loads(response.content)
    same(people, before)


@pytest.mark.parametrize("channel", ["web", "desk", "api"])
def test_nothing_strange_in_a_place_of_an_address_leads_anywhere(people, channel):
    before = people.rows()
    for route in routes(channel):
        who, extra = people.may(route)
        for place in sorted(route.places):
            for strange in STRANGE:
                url = route.address({**people.places(people.draft.reference), place: strange})
                for method in ("GET", "POST"):
                    response = who.generic(method, url, headers=extra)
                    assert b"root:" not in response.content, url
                    if method == "GET" and place == "reference":
                        assert planted.found_in(response.content) == set(), url
    same(people, before)


@pytest.mark.parametrize("channel", ["web", "desk", "api"])
def test_nothing_strange_after_the_question_mark_changes_anything(people, channel):
    before = people.rows()
    for route in routes(channel):
        who, extra = people.may(route)
        url = route.address(people.places(people.draft.reference))
        for query in QUERIES:
            if route.channel == "web" and "lang=cy" in query:
                continue  # choosing a language is recorded, as it should be
            assert who.get(f"{url}?{query}", headers=extra).status_code < 500, f"{url}?{query}"
    same(people, before)


@pytest.mark.parametrize("channel", ["web", "desk", "api"])
def test_a_method_that_an_address_does_not_take_changes_nothing(people, channel):
    before = people.rows()
    for route in routes(channel):
        who, extra = people.may(route)
        url = route.address(people.places(people.draft.reference))
        for method in METHODS:
            response = who.generic(method, url, b"form_key=x", content_type=FORM, headers=extra)
            if method not in {"HEAD", "OPTIONS"}:
                assert response.status_code >= 300, f"{method} {url}: {response.status_code}"
            assert planted.found_in(str(response.headers)) == set(), f"{method} {url}"
    same(people, before)


def test_a_form_key_is_good_for_its_own_form_of_its_own_case_alone(people):
    pages = ("page/about-you/full_name", "check", "save", "withdraw", "page/your-home/contact_address")
    draft, sent = people.applicant(people.draft), people.applicant(people.sent)
    taken = {
        page: Page(draft.get(f"/case/{people.draft.reference}/{page}").content.decode(), "/").form.fields[
            "form_key"
        ]
        for page in pages
    }
    before = people.rows()
    for whose, client, reference in (
        ("own", draft, people.draft.reference),
        ("other", sent, people.sent.reference),
    ):
        for page, key in taken.items():
            for where in (*pages, "review"):
                if whose == "own" and where == page:
                    continue
                typed = {"form_key": key, "full_name": "Mallory Attacker", "reason": "x"}
                response = client.post(f"/case/{reference}/{where}", typed)
                assert response.status_code in {302, 403}, f"key of {page} at {whose} {where}"
    same(people, before)


def test_a_form_sent_again_does_nothing_and_with_other_words_no_more_than_a_fresh_one(people):
    client, reference = people.applicant(people.draft), people.draft.reference
    url = f"/case/{reference}/page/about-you/full_name"
    form = Page(client.get(f"{url}?changing=1").content.decode(), url).form
    once = {**form.fields, "full_name": "Zelphira Quorndyke-Once"}
    client.post(url, once)
    before = people.rows()
    assert client.post(url, once).status_code == 302
    assert Watched().post(url, {**once, "full_name": "Mallory Attacker"}).status_code == 403
    same(people, before)

    for name in ("Zelphira Quorndyke-Twice", "Zelphira Quorndyke-Once"):
        assert client.post(url, {**form.fields, "full_name": name}).status_code == 302
        assert people.site.answer(reference, "full_name") == name


def test_of_two_values_for_one_field_one_is_kept_as_it_was_typed_and_shown(people):
    client, reference = people.applicant(people.draft), people.draft.reference
    url = f"/case/{reference}/page/about-you/full_name"
    form = Page(client.get(f"{url}?changing=1").content.decode(), url).form
    names = ["Zelphira First", "Zelphira Second"]
    sent = client.post(url, {**form.fields, "full_name": names})
    kept = people.site.answer(reference, "full_name")
    assert sent.status_code in {200, 302, 400}
    assert kept in {*names, "Zelphira Quorndyke"}
    assert kept in client.get(f"/case/{reference}/check").content.decode()


def test_no_byte_of_a_pass_can_be_other_than_it_was(people):
    value = people.draft.browser.cookie("handrail_case").value
    url = f"/case/{people.draft.reference}/check"
    before = people.rows()
    assert people.applicant(people.draft).get(url).status_code == 200
    client = Watched()
    changed = [value[:place] + other + value[place + 1 :] for place in range(len(value)) for other in "0z"]
    changed += [value[:-1], value[1:], value + "0", value * 2, value.upper(), value[::-1], "|" + value]
    for one in changed:
        if one == value:
            continue
        response = client.get(url, headers={"cookie": f"handrail_case={one}"})
        assert response.status_code in {400, 403}, one
        assert planted.found_in(response.content) == set(), one
    same(people, before)


@pytest.mark.parametrize("name", ["handrail_desk", "handrail_csrf", "handrail_case", "handrail_start"])
def test_no_strange_cookie_is_a_way_in_or_a_mistake(people, name):
    before = people.rows()
    strange = (
        "",
        "x",
        "é",
        "\x7f",
        "%00",
        "a" * 5000,
        "..",
        "null",
        "0" * 64,
        '"quoted"',
        "|" * 9,
        "a;b=c,d",
    )
    for value in strange:
        for url in ("/", "/desk/", f"/desk/case/{people.sent.reference}", f"/case/{people.sent.reference}"):
            for method in ("GET", "POST"):
                response = Watched().generic(method, url, headers={"cookie": f"{name}={value}"})
                assert planted.found_in(response.content) == set()
                if url != "/":
                    assert response.status_code in {302, 400, 403, 405}, f"{name}={value!r} {url}"
    same(people, before)


def test_what_lets_somebody_in_ends(people):
    system, bearer = people.system()
    applicant, staff = people.applicant(people.draft), people.staff()
    before = people.rows()
    people.site.clock.forward(minutes=31)
    for route in routes("web"):
        if "reference" in route.places and not route.pattern.endswith("finish"):
            response = applicant.get(route.address(people.places(people.draft.reference)))
            assert response.status_code == 403, route
            assert planted.found_in(response.content) == set(), route
    people.site.clock.forward(hours=25)
    for route in routes("api"):
        if "reference" in route.places:
            url = route.address(people.places(people.reference))
            assert system.get(url, headers=bearer).status_code in {401, 405}, route
    assert staff.get(f"/desk/case/{people.sent.reference}")["Location"].startswith("/desk/sign-in")
    same(people, before)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "a b", "[::"])
def test_a_host_that_is_not_ours_is_refused_and_never_written_back(people, host):
    for url in ("/", "/desk/sign-in", "/desk/", "/return", "/verify", f"/case/{people.draft.reference}/next"):
        for more in ({"HTTP_HOST": host}, {"HTTP_X_FORWARDED_HOST": host}):
            response = people.applicant(people.draft).get(url, **more)
            assert b"evil.example" not in response.content, url
            assert "evil" not in str(response.headers), url
            if "HTTP_HOST" in more:
                assert response.status_code == 400, f"{url}: {response.status_code}"


AWAY = (
    *("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
    *("/desk/../../evil", "/desk//evil.example", "/desk/\r\nLocation: //evil", "/desk/\t//evil", "/evil", ""),
    *("https:/desk/", "data:text/html,x", "//desk/", "/desk/@evil.example", " //evil.example", "/desk/\x00"),
)


@pytest.mark.parametrize("away", AWAY)
def test_signing_in_leads_nowhere_but_to_the_desk(people, away):
    client = Watched()
    page = client.get("/desk/sign-in", {"next": away})
    form = Page(page.content.decode(), "/desk/sign-in").form
    given = {"username": people.account.username, "password": "a marsh harrier over the fen", "next": away}
    response = client.post("/desk/sign-in", {**form.fields, **given})
    if response.status_code == 302:
        assert response["Location"].startswith("/desk/")
        assert not re.search(r"[\x00-\x1f\\]", response["Location"])
    else:
        assert response.status_code == 400


def test_every_form_of_the_desk_needs_the_token_against_forgery(people):
    staff = people.staff()
    before = people.rows()
    _token(staff)
    for route in [one for one in every_route() if one.channel == "desk"]:
        url = route.address(people.places(people.sent.reference))
        for typed in ({}, {"csrfmiddlewaretoken": "x" * 64}, {"csrfmiddlewaretoken": "\x00"}):
            response = staff.post(url, {**typed, "note": "Forged", "reasons": "Forged"})
            assert response.status_code in {403, 405}, f"{url}: {response.status_code}"
    assert staff.get("/desk/").status_code == 200, "a forged sign-out does not sign out"
    same(people, before)


def _token(client: Client) -> str:
    page = client.get("/desk/sign-in").content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
