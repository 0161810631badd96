"""A service of 60 pages and a case of 150 answers: what each kind of page costs. Bar: 3 ms of web CPU a page.

Each page is opened again and again, as a case is while somebody works on it, so the server has it in mind.
Beside it is told what the case costs to look at just after something was done to it, when what it says is put
together anew, and what the first look in a minute costs, when all of it is read and opened as well.

The service is made here: 56 pages of two questions in four steps, and a group of three pages with its list,
of which the case has 13 members. Every answer is sealed and durable, on the shipped server with its settings.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.journey import Http
from bench.served import Site, site
from handrail.bricks import BRICKS
from handrail.casefile.lately import KEPT_FOR
from handrail.definition.load import load
from handrail.definition.service import Service
from tests.journeys.web_person import WebPerson

STEPS, PAGES, MEMBERS, TRIES, ROUNDS, CASES, BAR = 4, 14, 13, 60, 5, 20, 3.0
PASSWORD = "market hill lode causeway"  # the sample's, printed by `handrail run`
SOURCE = "Made for measuring"
_DESK = {
    "the case at the desk, GET": "{case}",
    "the person's page at the desk, GET": "{case}/person",
    "the form to decide on, GET": "{case}/decide",
    "the form to ask for more, GET": "{case}/ask",
    "typing for somebody, GET": "{case}/entry",
    "what waits, GET": "/desk/",
}
"""What staff open while they work on the case."""


def main() -> None:
    """Print the CPU time of each kind of page beside its bar."""
    with tempfile.TemporaryDirectory(prefix="handrail-bench-") as folder, site() as served:
        _write(Path(folder))
        _publish(Path(folder), served)
        service = load(Path(folder), bricks=BRICKS).service
        assert service is not None
        asked, group = STEPS * PAGES * 2, MEMBERS * 3
        print(f"a service of {STEPS * PAGES + 4} pages, a case of {asked + group} answers")
        someone = WebPerson(Http(served.base), service=service)
        someone.start("north-fenmarch")
        last = _answer_most(someone, service)
        _measure(served, "question page, GET, the last of 60", _get(someone, last))
        # Somebody else's case: each POST is an event, and would make the one that is opened below longer.
        other = WebPerson(Http(served.base), service=service)
        other.start("north-fenmarch")
        again = _answer_most(other, service)
        _measure(served, "question page, GET and POST, the mean", _post(other, again), pages=2)
        _measure(served, "task list, GET", _get(someone, f"/case/{someone.reference}/tasks"))
        _measure(served, "check your answers, GET", _get(someone, f"/case/{someone.reference}/check"))
        someone.open(f"/case/{someone.reference}/check")
        someone.send()
        assert someone.page.url.endswith("/sent"), someone.page.url
        _measure(served, "the case, GET", _get(someone, f"/case/{someone.reference}"))
        staff = _desk(served, someone.reference)
        for name, address in _DESK.items():
            _measure(served, name, _get(staff, address.format(case=f"/desk/case/{someone.reference}")))
        _just_after(served, staff, f"/desk/case/{someone.reference}")
        _first_time(served, staff, service)


def _measure(served: Site, name: str, once: Callable[[], None], *, pages: int = 1) -> None:
    """Print what one page costs. pages: how many `once` asks for."""
    once()
    runs = []
    for _ in range(ROUNDS):
        before = served.cpu()[0]
        for _ in range(TRIES):
            once()
        runs.append((served.cpu()[0] - before) / TRIES / pages * 1000)
    _tell(name, statistics.median(runs))


def _tell(name: str, cost: float) -> None:
    """Print a page's cost in milliseconds of web CPU beside its bar."""
    print(f"  {name:45} {cost:6.2f} ms of web CPU   bar {BAR:.0f} ms ({'met' if cost <= BAR else 'NOT MET'})")
    sys.stdout.flush()


def _just_after(served: Site, staff: WebPerson, case: str) -> None:
    """Print what the case costs when a note was added to it a moment before, the note itself left out."""
    spent = 0.0
    for number in range(CASES):
        staff.open(f"{case}/note")
        form = staff.page.form
        note = {**form.fields, "note": f"Plainly invented, the {number}th"}
        assert staff.http.post(form.action, note).status_code == 302
        before = served.cpu()[0]
        _get(staff, case)()
        spent += served.cpu()[0] - before
    _tell("the case at the desk, just after a note, GET", spent / CASES * 1000)


def _first_time(served: Site, staff: WebPerson, service: Service) -> None:
    """Print what a case costs that no process has open: its events are fetched, opened and folded.

    The bar is for the pages above, which are opened one after another while somebody works on a case.
    """
    cases = []
    for _ in range(CASES):
        another = WebPerson(Http(served.base), service=service)
        another.start("north-fenmarch")
        _answer_most(another, service)
        another.send()
        staff.open(f"/desk/queue/{another.reference}")
        cases.append(f"/desk/case/{another.reference}")
    time.sleep(KEPT_FOR.total_seconds() + 1)
    once = [_get(staff, case) for case in cases]
    for _ in range(TRIES):  # so that the server itself is awake
        _get(staff, "/desk/")()
    before = served.cpu()[0]
    for open_it in once:
        open_it()
    cost = (served.cpu()[0] - before) / CASES * 1000
    print(f"  the first look at a case in a minute, at the desk: {cost:.2f} ms of web CPU")


def _get(someone: WebPerson, url: str) -> Callable[[], None]:
    def once() -> None:
        assert someone.http.get(url).status_code == 200, url

    return once


def _post(someone: WebPerson, url: str) -> Callable[[], None]:
    """Open a page and send it: a form's key is good for once, so each costs a page too."""

    def once() -> None:
        someone.open(f"{url}?changing=1")
        form = someone.page.form
        assert someone.http.post(form.action, form.fields).status_code == 302

    return once


def _answer_most(someone: WebPerson, service: Service) -> str:
    """Answer everything; return the address of the last page of questions."""
    someone.answer_everything(_answers())
    assert someone.page.url.endswith("/check"), someone.page.url
    last = f"step-{STEPS}/page_{STEPS}_{PAGES}"
    assert service.step(f"step-{STEPS}")
    return f"/case/{someone.reference}/page/{last}"


def _desk(served: Site, reference: str) -> WebPerson:
    """A caseworker who has opened the case."""
    staff = WebPerson(Http(served.base), service=None)  # type: ignore[arg-type]
    staff.open("/desk/sign-in")
    staff.send({"username": "casey.worker", "password": PASSWORD})
    staff.open(f"/desk/queue/{reference}")
    assert f"/desk/case/{reference}" in staff.page.url, staff.page.text[:300]
    return staff


def _publish(folder: Path, served: Site) -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "handrail", "service", "publish", str(folder)),
            *("--organisation", "north-fenmarch", "--by", "The bench", "--why", "To measure it"),
        ],
        env=served.environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _write(folder: Path) -> None:
    steps = [_step(number) for number in range(1, STEPS + 1)] + [_members(), _work()]
    service = {
        "format": 1,
        "service": "long-one",
        "name": "Apply for something long",
        "need": "I need much, so I am asked much.",
        "owner": {"organisation": "north-fenmarch", "role": "Head of Length"},
        "phase": "alpha",
        "languages": ["en"],
        "outcomes": [{"id": "it", "level": "overall", "text": "People get it", "measure": "share who do"}],
        "promises": [{"id": "soon", "text": "We decide within 10 working days", "within": "10 working days"}],
        "data": {"lawful_basis": "public task", "basis_source": SOURCE, "keep": "1 year after the case ends"},
        "channels": ["web", "phone", "post"],
        "parties": {"applicant": {"label": "The person applying"}},
        "steps": steps,
        "endpoints": {"given": {"kind": "granted", "title": "You have it", "text": "It is yours."}},
    }
    example = {
        "name": "Una Lengthy-Example",
        "organisation": "north-fenmarch",
        "at": "@today",
        "answers": _answers(),
        "staff": [{"step": "look", "result": "give", "reasons": "She asked for it"}],
        "expect": {"endpoint": "given"},
    }
    # JSON is YAML: nothing in it is read otherwise.
    (folder / "service.yaml").write_text(json.dumps(service, indent=1))
    text = yaml.safe_dump([example], sort_keys=False).replace("'@today'", "2026-05-01")
    (folder / "examples.yaml").write_text(text)


def _step(number: int) -> dict[str, object]:
    return {
        "ask": f"step-{number}",
        "title": f"Part {number}",
        "pages": [
            {
                "page": f"page_{number}_{page}",
                "title": f"Part {number}, page {page}",
                "when": f'kind_{number}_{page - 1} != "z"' if page > 1 else "true",
                "questions": [
                    _question(
                        f"kind_{number}_{page}", "choice", options={"a": "One", "b": "Two", "z": "Three"}
                    ),
                    _question(f"words_{number}_{page}", "text", limits={"max_length": 100}),
                ],
            }
            for page in range(1, PAGES + 1)
        ],
    }


def _members() -> dict[str, object]:
    return {
        "ask": "people",
        "title": "The people",
        "pages": [
            {
                "group": "others",
                "title": "Everyone else",
                "item": "person",
                "name_by": "other_name",
                "max": 20,
                "pages": [
                    _question("other_name", "name"),
                    _question("other_here", "yes-no"),
                    _question("other_words", "text", limits={"max_length": 100}),
                ],
            }
        ],
    }


def _work() -> dict[str, object]:
    return {
        "work": "look",
        "title": "Look and decide",
        "queue": "long",
        "promise": "soon",
        "results": {"give": {"label": "Give it", "text": "You get it."}},
        "goto": {"give": "given"},
    }


def _question(name: str, kind: str, **more: object) -> dict[str, object]:
    return {
        "question": name,
        "type": kind,
        "label": f"What is {name}?",
        "used_for": SOURCE,
        "source": SOURCE,
        **more,
    }


def _answers() -> dict[str, object]:
    found: dict[str, object] = {}
    for step in range(1, STEPS + 1):
        for page in range(1, PAGES + 1):
            found[f"kind_{step}_{page}"] = "a"
            found[f"words_{step}_{page}"] = f"Plainly invented words {step}, {page}"
    found["others"] = [
        {"other_name": f"Number {number} Invented", "other_here": True, "other_words": "Nothing to add"}
        for number in range(1, MEMBERS + 1)
    ]
    return found


if __name__ == "__main__":
    main()
