"""Requests that nobody who means well would send: a plain refusal, never a failure, and nothing changes."""

import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channels.api.people import answers
from tests.journeys.site import FIRST

NAME = "pages/about-you/full_name"
REFUSED = range(400, 500)
CAREFUL = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

TEXTS = st.text(st.characters(), max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
QUESTIONS = st.sampled_from(
    [question.id for step in FIRST.steps if step.brick == "ask" for question, _ in step.spec.questions()]
)
CHANGES = st.sampled_from(
    [("PUT", NAME), ("PUT", "pages/your-home/home_address"), ("PUT", "answers"), ("PUT", "language")]
    + [("POST", what) for what in ("withdraw", "review", "send", "return-code")]
)


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe{}", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"text"', "application/json", 400),
        (b"null", "application/json", 400),
        (b'{"answers": NaN}', "application/json", 400),
        (b'{"answers": {"full_name": Infinity}}', "application/json", 400),
        (b'{"answers": {}, "answers": {}}', "application/json", 400),
        (b'{"answers": {"full_name": "a", "full_name": "b"}}', "application/json", 400),
        (b'{"answers": {"full_name": "\\ud800"}}', "application/json", 400),
        (b'{"answers": {"full_name": "\\u0000"}}', "application/json", 400),
        (b'{"answers": {"\\ud800": 1}}', "application/json", 400),
        (b'{"answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "application/json", 400),
        (b'{"answers": {"a": ' + b"9" * 20_000 + b"}}", "application/json", 400),
        (b'{"answers": {"full_name": "' + b"x" * 300_000 + b'"}}', "application/json", 413),
        (b"full_name=Mallory", "application/x-www-form-urlencoded", 415),
        (b"{}", "text/plain", 415),
        (b"{}", "application/json; charset=utf-16", 415),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 415),
        (b"{}", "", 415),
    ],
)
def test_a_body_that_is_not_one_plain_json_object_is_refused(site, system, raw, kind, status):
    system.start()
    before = site.counts()

    refused = system.call("PUT", system.address(NAME), raw=raw, headers={"Content-Type": kind})

    assert refused.status == status
    assert site.counts() == before


def test_a_compressed_body_is_refused(site, system):
    system.start()

    refused = system.put(NAME, {"answers": {"full_name": "A B"}}, headers={"Content-Encoding": "gzip"})

    assert (refused.status, refused.code) == (415, "content")


def test_a_number_of_any_size_is_not_an_answer(site, system):
    system.start()
    raw = b'{"answers": {"full_name": 1e999999}}'

    assert system.call("PUT", system.address(NAME), raw=raw).status in REFUSED


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_a_method_that_an_address_does_not_take_is_refused(site, system, method):
    system.start()
    before = site.counts()

    response = system.http.generic(method, system.address("send"))

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert site.counts() == before


@pytest.mark.parametrize("path", ["", "x", "cases", "cases/", "../desk/", "cases/HDR-0000-0000/nothing"])
def test_an_address_that_is_none_is_not_found_in_json(site, system, path):
    reply = system.call("GET", f"/api/{path}")

    assert (reply.status, reply.code) == (404, "missing")


def test_a_whole_application_does_not_wedge_on_an_empty_body(site, system):
    system.start()

    refused = system.put("answers", {"answers": {}})

    assert refused.code == "answers_refused"
    assert len(refused["error"]["problems"]) == 3


@CAREFUL
@given(change=CHANGES, body=VALUES)
def test_no_body_makes_the_door_fail_or_changes_what_it_should_not(site, system, change, body):
    """Whatever the body: an answer as documented, and history unchanged by every refusal."""
    system.start()
    method, what = change
    before = site.counts()
    raw = json.dumps(body).encode()

    reply = system.call(method, system.address(what), raw=raw)

    assert reply.status < 500
    if reply.status >= 400:
        assert _without_traces(site.counts()) == _without_traces(before)


@CAREFUL
@given(name=QUESTIONS, value=VALUES, whole=st.booleans())
def test_no_value_of_any_question_makes_the_door_fail(site, system, name, value, whole):
    """A whole application with one strange value in it, and one page of it."""
    system.start()
    before = site.counts()
    told = {**answers(), name: value}
    body = {"answers": told if whole else {name: value}}
    what = "answers" if whole else f"pages/about-you/{name}"
    raw = json.dumps(body).encode()

    reply = system.call("PUT", system.address(what), raw=raw)

    assert reply.status < 500
    if reply.status >= 400:
        assert _without_traces(site.counts()) == _without_traces(before)


@CAREFUL
@given(fields=st.dictionaries(st.sampled_from(["full_name", "full_name.day", "", "born_on"]) | TEXTS, TEXTS))
def test_no_typed_fields_make_the_door_fail(site, system, fields):
    """What is typed goes to the same checks as on the web, or is refused by name."""
    system.start()
    raw = json.dumps({"fields": fields}).encode()

    reply = system.call("PUT", system.address(NAME), raw=raw)

    assert reply.status < 500
    if reply.status == 200:
        assert set(fields) == {"full_name"}


@CAREFUL
@given(path=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_address_makes_the_door_fail(site, system, path):
    """Addresses of pages that nobody gave out."""
    from urllib.parse import quote  # noqa: PLC0415

    system.start()
    for method, body in (("GET", None), ("PUT", {"answers": {}})):
        reply = system.call(method, f"/api/cases/{system.reference}/pages/{quote(path)}", body)
        assert reply.status < 500


@CAREFUL
@given(
    headers=st.dictionaries(
        st.sampled_from(["Authorization", "Idempotency-Key", "Content-Type", "Accept", "If-Match"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
    )
)
def test_no_header_makes_the_door_fail(site, system, headers):
    """Headers of any content: refused, or not looked at."""
    system.start()
    reply = system.put(NAME, {"answers": {"full_name": "Ffion Dummy-Jones"}}, headers=headers)
    assert reply.status < 500


def test_nothing_told_and_no_token_is_in_the_logs_or_the_addresses(site, system, monkeypatch, caplog):
    monkeypatch.setattr(logging.getLogger("handrail.request"), "disabled", False)
    caplog.set_level(logging.DEBUG)
    system.start()
    system.put("answers", {"answers": answers()})
    system.put(NAME, {"answers": {"full_name": 12345678}})
    system.call("PUT", system.address(NAME), raw=b'{"answers": {"full_name": "Ffion')
    system.post("send")

    written = "\n".join(str(record.__dict__) for record in caplog.records)
    assert "request answered" in written
    for secret in ("Ffion", "Sedge Row", "1984-03-27", "12345678", system.token, system.reference):
        assert secret not in written


def _without_traces(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name != "history_access"}
