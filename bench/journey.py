"""What a person's journey costs the web process, what a page costs, and how heavy pages are."""

import gzip
import statistics
import time
from datetime import date
from pathlib import Path

import httpx
import yaml

from bench.served import Site, site
from bench.yardstick import speed
from handrail.bricks import BRICKS
from handrail.definition.load import load
from tests.journeys.filling import moved
from tests.journeys.page import Page
from tests.journeys.web_person import WebPerson

SERVICE = Path("services/single-person-discount")
JOURNEYS, PAGES = 40, 400
BARS = {"journey": 60.0, "page": 1.0, "first": 100.0, "after": 20.0}


class Http:
    """httpx as WebPerson wants it: redirects are followed by hand, so that every request is counted."""

    def __init__(self, base: str) -> None:
        self.client = httpx.Client(base_url=base, headers={"Accept-Encoding": "gzip"})
        self.requests = 0

    def get(self, url: str) -> httpx.Response:
        """GET, counted."""
        self.requests += 1
        return self.client.get(url)

    def post(self, url: str, data: dict[str, str]) -> httpx.Response:
        """POST a form, counted."""
        self.requests += 1
        return self.client.post(url, data=data)


def main() -> None:
    """Measure and print, each figure beside its bar."""
    service = load(SERVICE, bricks=BRICKS).service
    assert service is not None
    person = yaml.safe_load((SERVICE / "examples.yaml").read_text())[0]
    answers = moved(person["answers"], days=(date.today() - person["at"]).days)  # noqa: DTZ011
    before = speed()
    with site() as served:
        for _ in range(5):
            _journey(served, service, answers)
        journey = _measure_journeys(served, service, answers)
        page = _measure_page(served, service, answers)
        _measure_weight(served, service)
    now = (before + speed()) / 2
    print(f"this machine: {now:.2f} of the speed of the one where the bars were set (bare insert and commit)")
    for name, found in (("journey", journey), ("page", page)):
        print(f"  {name} at that speed: {found * now:.2f} ms ({_met(found * now, name)})")


def _journey(served: Site, service, answers) -> int:
    http = Http(served.base)
    someone = WebPerson(http, service=service)
    someone.start("north-fenmarch")
    someone.answer_everything(answers)
    someone.send()
    assert someone.page.url.endswith("/sent"), someone.page.url
    return http.requests


def _measure_journeys(served: Site, service, answers) -> float:
    runs = []
    for _ in range(5):
        before, began = served.cpu(), time.perf_counter()
        for _ in range(JOURNEYS):
            requests = _journey(served, service, answers)
        after = served.cpu()
        runs.append([(b - a) / JOURNEYS * 1000 for a, b in zip(before, after, strict=True)])
        wall = (time.perf_counter() - began) / JOURNEYS * 1000
    web = statistics.median(run[0] for run in runs)
    postgres = statistics.median(run[1] for run in runs)
    print(f"journey: 14 questions, {requests} requests, start to receipt, every answer sealed and durable")
    print(f"  web process     {web:6.1f} ms of CPU   bar {BARS['journey']:.0f} ms ({_met(web, 'journey')})")
    print(f"  PostgreSQL      {postgres:6.1f} ms of CPU   wall {wall:.0f} ms with this client")
    return web


def _measure_page(served: Site, service, answers) -> float:
    http = Http(served.base)
    someone = WebPerson(http, service=service)
    someone.start("north-fenmarch")
    for _ in range(10):
        someone.answer(answers)
    url = someone.page.url
    runs = []
    for _ in range(5):
        before = served.cpu()
        for _ in range(PAGES):
            assert http.get(url).status_code == 200
        runs.append((served.cpu()[0] - before[0]) / PAGES * 1000)
    page = statistics.median(runs)
    print(f"question page, GET, the 11th of 14: {page:.2f} ms of web CPU   bar 1.0 ms ({_met(page, 'page')})")
    return page


def _measure_weight(served: Site, service) -> None:
    http = Http(served.base)
    someone = WebPerson(http, service=service)
    first = someone.start("north-fenmarch")
    html = len(gzip.compress(first.html.encode()))
    assets = 0
    for address in _assets(first):
        response = http.get(address)
        assets += response.num_bytes_downloaded
    kilobytes = (html + assets) / 1024
    print(f"page weight, first visit {kilobytes:.1f} KB   bar 100 KB ({_met(kilobytes, 'first')})")
    print(f"page weight, after {html / 1024:.1f} KB   bar 20 KB ({_met(html / 1024, 'after')})")


def _assets(page: Page) -> list[str]:
    """Every asset the page names, once."""
    return sorted({"/assets/" + part.split('"')[0] for part in page.html.split('"/assets/')[1:]})


def _met(value: float, bar: str) -> str:
    return "met" if value <= BARS[bar] else "NOT MET"


if __name__ == "__main__":
    main()
