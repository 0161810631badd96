"""A council's script brings applications of the national service through the door of the real site."""

import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.channels.api.system import System
from tests.guide.applications import COUNCIL, EVERYBODY, NUMBER, TURNED, WALKER, applied
from tests.guide.script import bring_in, national, to_the_site

COUNTY = "fenmarch-county"
REFUSED = {"too long and turned round": {"ni_number", "holder_phone", "holder_email", "condition", "dose"}}
NOT_ASKED = {"too long and turned round": ["difficulties"], "a war pension": ["award_end"]}
ALWAYS = {"badge_now", "agreed", "photo", "identity_paper", "address_paper"}
WALKS = {*ALWAYS, "benefit", "supporting_papers"}
LISTS = {"medicines", "treatments", "professionals"}
ACTS = {"capacity", "letters_to"}
BLANK = {
    "PIP, for a fixed time": {*ALWAYS, "moving_points", "main_reason"},
    "DLA, without an end": {*ALWAYS, "may_check"},
    "a lump sum from the forces": {*ALWAYS, "forces_tariff", "main_reason"},
    "a war pension": {*ALWAYS, "may_check"},
    "on a register": {*ALWAYS, "benefit"},
    "walking": {*WALKS, "lasting", "aid_from"},
    "arms": {*WALKS, *LISTS, "lasting"},
    "a child with equipment": {*WALKS, *LISTS, *ACTS},
    "a child near a vehicle": {*WALKS, *LISTS, *ACTS, "treatment_needed"},
    "terminally ill": {*WALKS, "terminal_form"},
    "a condition that is not seen": {*WALKS, *LISTS, "lasting", "journeys", "what_happens"},
    "no reason": {*ALWAYS, "benefit", "main_reason"},
    "an organisation": {"cares_for", "vehicle_use", "agreed"},
    "for somebody else": {*ALWAYS, *ACTS, "moving_points", "award_end", "main_reason"},
    "again": {*ALWAYS, "may_check"},
    "Welsh letters": {*ALWAYS, "moving_points", "award_end", "main_reason"},
    "too long and turned round": {*WALKS, *LISTS, "condition", "lasting", "aids", "dose"} - {"medicines"},
}
"""What staff must still ask, by who applied."""


@pytest.fixture
def script(site, tmp_path, capsys):
    """Runs the script on an application as a council would; gives its exit code and what it printed."""

    def run(application, connect=to_the_site, *, raw: bytes | None = None):
        path = tmp_path / "application.json"
        path.write_bytes(json.dumps(application).encode() if raw is None else raw)
        where = ["--door", "https://badges.example/api", "--organisation", COUNTY, "--council", COUNCIL]
        code = bring_in.main([str(path), *where], connect)
        return code, capsys.readouterr()

    return run


@pytest.fixture
def brought(site):
    """Brings an application in; gives what came of it, and the way into its case."""

    def run(application, organisation=COUNTY):
        report, door = bring_in.Report(), bring_in.Door(to_the_site())
        bring_in.bring_in(application, door, organisation, COUNCIL, report)
        return report, System(token=door.token, reference=report.reference)

    return run


def leaves(value, place: str = "") -> dict[str, str]:
    """Every answer by its place, as it reads without spaces."""
    if isinstance(value, dict):
        found = [leaves(inner, f"{place}/{name}") for name, inner in value.items()]
    elif isinstance(value, list):
        found = [leaves(inner, f"{place}/{number}") for number, inner in enumerate(value)]
    else:
        # What turns text round is taken out of it, as in every text that people give.
        read = "".join(str(value).replace(TURNED, "").split())
        return {place: read} if value not in (None, "") else {}
    return {at: text for one in found for at, text in one.items()}


def question(place: str) -> str:
    """The question whose answer is at a place."""
    return next(part for part in reversed(place.split("/")) if re.fullmatch(r"[a-z_]+", part))


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_case_holds_what_the_application_says_and_nothing_else(brought, who):
    application = EVERYBODY[who]
    report, case = brought(application)

    given = leaves(dict(national.told(application, COUNCIL).answers))
    kept = leaves(case.get("answers")["answers"])
    assert kept == {at: text for at, text in given.items() if at in kept}
    assert {name for name, _ in report.refused} == REFUSED.get(who, set())
    assert report.not_asked == NOT_ASKED.get(who, [])
    assert {question(at) for at in set(given) - set(kept)} == {
        *REFUSED.get(who, ()),
        *NOT_ASKED.get(who, ()),
    }
    assert {question(at) for at in report.left_blank} == BLANK[who]
    assert case.get()["case"]["status"] == "received"


@pytest.mark.parametrize("organisation", ["glanhesg", "strathsedge"])
@pytest.mark.parametrize("who", ["PIP, for a fixed time", "a condition that is not seen"])
def test_wales_and_scotland_take_them_too_and_ask_by_their_own_rules(brought, organisation, who):
    report, case = brought(EVERYBODY[who], organisation)

    assert report.sent
    assert case.get()["case"]["status"] == "received"
    assert report.refused == []


def test_the_case_is_known_by_its_number_there(site, brought):
    report, _ = brought(applied())

    made = site.file(report.reference).state.brought_in
    assert (made.service, made.number) == ("national", NUMBER)


class TestWhatIsPrinted:
    def test_is_the_reference_and_what_did_not_come_over(self, script):
        code, printed = script(EVERYBODY["too long and turned round"])

        first, blank, refused, not_asked, not_carried = printed.out.splitlines()
        assert code == 0
        assert re.fullmatch(r"HDR-[0-9A-Z]{4}-[0-9A-Z]{4} was brought in and sent\.", first)
        assert blank.startswith("Left blank, for staff to ask: badge_now, benefit, condition")
        assert "condition (Your answer to" in refused
        assert not_asked == "Given and not asked in this case: difficulties"
        assert "paymentTaken, paymentReference" in not_carried
        assert printed.err == ""

    def test_is_never_what_somebody_answered_nor_the_token(self, script):
        said = {"Una Madeup", "1951-02-03", "Sedge Row", "QQ", "stiffness", "Madeupcetamol", "hrc1."}
        printed = [script(WALKER)[1]]
        printed.append(script({**WALKER, "party": {**WALKER["party"], "person": ["Una Madeup"]}})[1])
        printed.append(script(WALKER, breaks_on("/send"))[1])

        assert [one for out in printed for one in said if one in out.out + out.err] == []

    def test_an_application_in_the_answer_of_the_national_service_is_read(self, script):
        assert script({"apiVersion": "1", "data": applied()})[0] == 0

    @pytest.mark.parametrize(
        ("raw", "says"),
        [
            (b"{", "must be JSON. It is not from line 1 on"),
            (b'{\n"party": SECRET}', "must be JSON. It is not from line 2 on"),
            (b"[" * 100_000, "must be JSON"),
            (b"\xff\xfe", "must be in UTF-8"),
            (b'"SECRET"', "The application must be an object"),
            (b'{"data": null}', "The application must be an object"),
            (json.dumps(applied(kind="CANCEL")).encode(), "do it in the national register"),
        ],
    )
    def test_a_file_that_cannot_be_brought_in_says_what_is_wrong(self, site, script, raw, says):
        before = site.counts()

        code, printed = script(None, raw=raw)

        assert code == 1
        assert says in printed.err
        assert "SECRET" not in printed.err
        assert printed.out == ""
        assert site.counts() == before

    def test_a_file_that_is_not_there_is_named(self, site, capsys):
        where = ["--door", "https://badges.example/api", "--organisation", COUNTY, "--council", COUNCIL]

        assert bring_in.main(["nowhere.json", *where], to_the_site) == 1
        assert "nowhere.json: No such file" in capsys.readouterr().err

    def test_an_organisation_that_is_not_there_is_told_in_the_doors_words(self, site, script, capsys):
        report, door = bring_in.Report(), bring_in.Door(to_the_site())

        with pytest.raises(bring_in.Refused, match="There is nothing at this address"):
            bring_in.bring_in(applied(), door, "no/where", COUNCIL, report)


def breaks_on(part: str, times: int = 99):
    """Return what connects to the site, and breaks so often after a request to an address with `part`."""

    def connect(base: str):
        send, left = to_the_site(base), {}

        def sends(method, address, content, headers):
            answer = send(method, address, content, headers)
            left.setdefault((method, address), times)
            if part in address and left[method, address]:
                left[method, address] -= 1
                raise ConnectionResetError("Connection reset by peer")
            return answer

        return sends

    return connect


class TestALineThatBreaks:
    @pytest.fixture(autouse=True)
    def soon(self, monkeypatch):
        """Nobody waits between two tries."""
        monkeypatch.setattr(bring_in, "WAIT", 0)

    def test_each_change_counts_once_when_it_is_sent_again(self, site, script):
        before = site.counts()
        code, printed = script(WALKER, breaks_on("", times=2))

        assert code == 0
        assert site.counts()["history_head"] == before["history_head"] + 1
        assert site.types(printed.out.split()[0]).count("case.sent") == 1

    def test_after_some_tries_it_says_how_far_it_came(self, site, script):
        code, printed = script(applied(), breaks_on("/answers"))

        assert code == 1
        assert "Connection reset by peer" in printed.err
        assert re.match(r"HDR-\S+ was started and not sent\.", printed.out)

    def test_a_door_that_is_down_for_a_moment_is_tried_again(self, script):
        def connect(base):
            send, answers = to_the_site(base), iter([(503, b"{}"), (503, b"{}")])
            return lambda *call: next(answers, None) or send(*call)

        assert script(applied(), connect)[0] == 0

    def test_something_else_at_the_address_is_named(self, script):
        code, printed = script(applied(), lambda _: lambda *_: (404, b"<html>"))

        assert code == 1
        assert "is not the JSON door" in printed.err


class TestTheConnection:
    @pytest.mark.parametrize("base", ["http://badges.example/api", "ftp://127.0.0.1/api", "badges.example"])
    def test_what_people_said_goes_over_no_open_line(self, base):
        with pytest.raises(national.NotTaken, match="must begin with https"):
            bring_in.over_http(base)

    def test_a_change_is_sent_and_its_answer_read(self):
        asked = []

        class Answers(BaseHTTPRequestHandler):
            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append((self.path, body, self.headers["Authorization"]))
                self.send_response(422)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        with HTTPServer(("127.0.0.1", 0), Answers) as server:
            Thread(target=server.handle_request, daemon=True).start()
            send = bring_in.over_http(f"http://127.0.0.1:{server.server_port}/api/")
            answer = send("PUT", "/cases/HDR-0000-0000/answers", b"{}", {"Authorization": "Bearer made-up"})

        assert answer == (422, b"{}")
        assert asked == [("/api/cases/HDR-0000-0000/answers", b"{}", "Bearer made-up")]
