"""Invented people who apply over HTTP while the site is being killed, and write down what they were told.

What is written down: a case, by the page after starting; an answer, by the page after it; a sending, by its
receipt; a return code, by the page that shows it. A request that came to nothing is sent again as it was.
"""

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from handrail.definition.brick import PageRef
from handrail.definition.service import Service
from tests.journeys.filling import fields
from tests.journeys.page import Page
from tests.journeys.web_person import RETURN_CODE

GIVES_UP_AFTER = 120.0
START = "/north-fenmarch/single-person-discount"


@dataclass
class Ledger:
    """What everybody was told, by case reference."""

    starts: list[str] = field(default_factory=list)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    begun: int = 0
    sent_again: int = 0
    in_flight: int = 0
    caught_in_flight: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def told(self) -> int:
        """How many things were acknowledged."""
        with self.lock:
            answers = sum(map(len, self.answers.values()))
            return len(self.starts) + answers + len(self.receipts) + len(self.codes)


@dataclass(frozen=True)
class Answer:
    """A response: status, where it leads, the page."""

    status: int
    location: str
    html: str


class Stopped(Exception):
    """The drill is over."""


class Persistent(threading.Thread):
    """One person after another at one screen, until told to stop."""

    def __init__(
        self,
        number: int,
        *,
        service: Service,
        ports: tuple[int, ...],
        ledger: Ledger,
        answers: Mapping[str, object],
        over: threading.Event,
    ) -> None:
        super().__init__(name=f"person-{number}", daemon=True)
        self.number, self.service, self.ports, self.ledger = number, service, ports, ledger
        self.example, self.over = answers, over
        self.chance = random.Random(number)
        self.cookies: dict[str, tuple[str, str]] = {}
        self.failed: BaseException | None = None

    def run(self) -> None:
        """Apply again and again."""
        journey = 0
        try:
            while not self.over.is_set():
                journey += 1
                self.applies(f"{self.number}-{journey}")
        except Stopped:
            pass
        except BaseException as failure:  # noqa: BLE001 - told by the test, which waits for this thread
            self.failed = failure

    def applies(self, mark: str) -> None:
        """One person's application, each answer told apart by their mark."""
        self.cookies = {}
        answers = {**self.example, "full_name": f"Drill {mark} Fictus", "account_number": mark}
        page = self.reads(START)
        with self.ledger.lock:
            self.ledger.begun += 1
        led_to = self.sends(page.form.action, page.form.fields)
        reference = led_to.split("/case/")[1].split("/")[0]
        with self.ledger.lock:
            self.ledger.starts.append(reference)
            self.ledger.answers[reference] = {}
        while "/page/" in led_to:
            led_to = self.answers(reference, led_to, answers)
            if self.chance.random() < 0.03:
                self.saves(reference)
        page = self.reads(led_to)
        led_to = self.sends(page.form.action, page.form.fields)
        page = self.reads(led_to)
        code = page.text.split("Receipt code ")[1].split()[0]
        with self.ledger.lock:
            self.ledger.receipts[reference] = code

    def answers(self, reference: str, url: str, answers: Mapping[str, object]) -> str:
        """Answer a page; write it down once the next page is offered."""
        page = self.reads(url)
        path = url.split("/page/")[1].split("?", maxsplit=1)[0]
        typed = fields(self.service, PageRef.parse(path), answers)
        led_to = self.sends(page.form.action, {**page.form.fields, **typed})
        with self.ledger.lock:
            told = self.ledger.answers[reference]
            assert path not in told, f"{reference} was asked {path} twice"
            told[path] = str(answers.get(path.rpartition("/")[2]))
        return led_to

    def saves(self, reference: str) -> None:
        """Make a return code; the one shown last is the one that counts."""
        page = self.reads(f"/case/{reference}/save")
        with self.ledger.lock:
            self.ledger.codes.pop(reference, None)  # an earlier one may stop working from here on
        shown = self.asks(
            lambda: self.request("POST", page.form.action, page.form.fields), wanted=(200,), again=True
        )
        with self.ledger.lock:
            self.ledger.codes[reference] = RETURN_CODE.search(Page(shown.html, page.url).text).group()

    def reads(self, url: str) -> Page:
        """Open a page, however long it takes, and where it leads."""
        found = self.asks(lambda: self.request("GET", url), wanted=(200, 302))
        if found.status == 302:
            return self.reads(found.location)
        return Page(found.html, url)

    def sends(self, url: str, typed: Mapping[str, str]) -> str:
        """Send a form, as often as it takes, and return where it leads."""
        return self.asks(lambda: self.request("POST", url, typed), wanted=(302,), again=True).location

    def asks(self, ask: Callable[[], Answer], *, wanted: tuple[int, ...], again: bool = False) -> Answer:
        """Ask until there is an answer; 503 is an honest none."""
        end = time.monotonic() + GIVES_UP_AFTER
        while time.monotonic() < end:
            if self.over.is_set():
                raise Stopped
            try:
                found = ask()
            except (OSError, HTTPException):
                found = None
            if found is not None and found.status in wanted:
                return found
            if found is not None and found.status != 503:
                raise AssertionError(f"{found.status} {Page(found.html, '').h1}")
            if again:
                with self.ledger.lock:
                    self.ledger.sent_again += 1
            time.sleep(0.1)
        raise AssertionError(f"no answer within {GIVES_UP_AFTER:.0f} seconds")

    def request(self, method: str, url: str, typed: Mapping[str, str] | None = None) -> Answer:
        """One request to either of the web servers, on a connection of its own."""
        body = urlencode(typed).encode() if typed is not None else None
        headers = {"Cookie": self.cookie_for(urlsplit(url).path), "Host": "127.0.0.1"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.chance.choice(self.ports), timeout=20)
        self.count(1 if method == "POST" else 0)
        try:
            connection.request(method, url, body, headers)
            response = connection.getresponse()
            html = response.read().decode()
            for line in response.headers.get_all("Set-Cookie") or ():
                for name, morsel in SimpleCookie(line).items():
                    self.cookies[name] = (morsel["path"] or "/", morsel.value)
            return Answer(response.status, response.headers.get("Location", ""), html)
        finally:
            self.count(-1 if method == "POST" else 0)
            connection.close()

    def cookie_for(self, path: str) -> str:
        """The cookies that belong to an address."""
        held = [f"{name}={value}" for name, (where, value) in self.cookies.items() if path.startswith(where)]
        return "; ".join(held)

    def count(self, change: int) -> None:
        """Keep count of the forms that are on their way."""
        if change:
            with self.ledger.lock:
                self.ledger.in_flight += change
