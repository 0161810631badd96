"""A grant's casework that was brought over runs at the desk through every status its own file allows."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from handrail import history
from handrail.bricks import BRICKS
from handrail.definition import publish
from handrail.definition.load import Loaded, load_text
from handrail.exchange.carry.decisions import read_decisions
from handrail.exchange.carry.service import carry
from handrail.exchange.formats import FORMATS, with_casework
from handrail.exchange.report import Report
from handrail.history.event import Actor, Circumstances
from handrail.journey.send import send
from handrail.journey.start import start
from tests.channels.desk.conftest import open_own
from tests.exchange.defra.answering import answer_all, good_answer
from tests.exchange.defra.walks import Desk, Way, desk_of, walks
from tests.journeys.filling import typed_for

HEDGES = Path(__file__).parents[2] / "exchange" / "defra" / "hedges"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "forms" / "defra-grants"
DECISIONS = """
organisation: north-fenmarch
role: Head of Grants
need: I want to look after land, so I need money for it.
lawful_basis: public task
basis_source: Fenmarch Land Act 2001 section 4
keep: 6 years after the case ends
used_for: To decide the application
channels: [phone]
review_within: 1 month
review: Write to us and say what you think is wrong.
"""


def brought_over(files: Mapping[str, Path], slug: str) -> Loaded:
    report = Report()
    form = FORMATS["defra"](files["grants-ui"], report)
    form, casework = with_casework(form, report, desk=files["cw"], states=files["gas"])
    texts = carry(
        form, report, slug=slug, decisions=read_decisions(DECISIONS, language="en"), casework=casework
    )
    loaded = load_text(texts, bricks=BRICKS)
    assert loaded.service is not None, loaded.problems
    return loaded


class Walker:
    """A member of staff who takes cases through a casework, and tries what is not allowed on the way."""

    def __init__(self, fen, allowed: Desk, slug: str) -> None:
        self.fen, self.allowed, self.slug = fen, allowed, slug
        self.staff = fen.staff("caseworker")
        self.been: set[str] = set()
        self.taken: set[Way] = set()
        self.tried: set[str] = set()
        self.reference = ""

    def applies(self) -> None:
        now = timezone.now()
        by = Circumstances(Actor("applicant", "applicant"), "web", "self", uuid4(), now)
        with history.holding(self.fen.north.id):
            begun = start(
                slug=self.slug, organisation=self.fen.north, kind="live", language="en", circumstances=by
            )
            send(answer_all(open_own(begun.stream, at=now), by), circumstances=by)
        self.reference = begun.reference
        self.staff.state_purpose(self.reference)

    def spec(self):
        file = self.fen.file(self.reference)
        return file.service.step(file.as_sent.step).spec

    def results(self) -> dict[str, str]:
        return {one.label: one.id for one in self.spec().results}

    def stands_at(self, position: str) -> None:
        """The case is at this status, and the ways out of it are those of the file and no others."""
        file = self.fen.file(self.reference)
        step = file.as_sent.step
        title = file.service.step(step).title if step else file.as_sent.endpoint.title
        assert title == self.allowed.titles[position]
        ways = {way.label for way in self.allowed.out_of(position)}
        assert (set(self.results()) if step else set()) == ways
        self.been.add(position)

    def fills_in(self, position: str, *, done: bool) -> None:
        """Answer the tasks, so that they are done, or so that one of them is not."""
        tasks = {task["name"]: task for task in self.allowed.tasks[position]}
        form: dict[str, str] = {}
        for one in self.spec().form:
            options = tasks.get(one.question.label, {}).get("valueOptions") or ()
            wanted = [option for option in options if option["completes"] is done]
            value: Any = good_answer(one.question)
            if wanted:
                said = wanted[0].get("altName") or wanted[0]["name"]
                value = next(key for key, text in one.question.options.items() if text == said)
            form.update(typed_for(one.question, value))
        url = f"/desk/case/{self.reference}/assess"
        self.staff.post(self.staff.get(url), f"{url}?later=1", **form)

    def is_refused(self, result: str, reasons: str = "It should not be.") -> None:
        before = self.fen.file(self.reference).head.sequence
        url = f"/desk/case/{self.reference}/decide"
        self.staff.post(self.staff.get(url), url, status=422, result=result, reasons=reasons)
        assert self.fen.file(self.reference).head.sequence == before

    def tries_what_is_not_allowed(self, position: str) -> None:
        """What leads out of another status is refused, as is what waits for tasks or for an explanation."""
        own = self.results()
        others = {one.id for step in self.steps() for one in step.spec.results} - set(own.values())
        self.is_refused(min(others))
        ways = self.allowed.out_of(position)
        waiting = [way for way in ways if way.tasks_done and self.allowed.tasks[position]]
        for way in waiting:
            self.is_refused(own[way.label])
            self.fills_in(position, done=False)
            self.is_refused(own[way.label])
        for way in ways:
            if way.must_explain and way not in waiting:
                self.is_refused(own[way.label], reasons=" ")
        self.tried.add(position)

    def steps(self):
        return [one for one in self.fen.file(self.reference).service.steps if one.brick == "work"]

    def takes(self, way: Way) -> None:
        if way.start not in self.tried:
            self.tries_what_is_not_allowed(way.start)
        if way.tasks_done and self.spec().form:
            self.fills_in(way.start, done=True)
        result = self.results()[way.label]
        stage = next(one.stage for one in self.spec().results if one.id == result)
        done = self.staff.act(self.reference, "decide", result=result, reasons="It was looked at.")
        assert ("This stage is finished" if stage else "The decision is made") in done.text
        self.taken.add(way)
        self.stands_at(way.end)


def walks_everywhere(fen, files: Mapping[str, Path], slug: str) -> None:
    loaded = brought_over(files, slug)
    publish.publish(loaded, organisation=fen.north.id, by="Owen Owner-Sample", why="first", at=timezone.now())
    allowed = desk_of(json.loads(files["cw"].read_text("utf-8")))
    walker = Walker(fen, allowed, slug)
    for walk in walks(allowed):
        walker.applies()
        walker.stands_at(allowed.start)
        for way in walk:
            walker.takes(way)
    assert walker.been == allowed.reached
    assert walker.taken == {way for way in allowed.ways if way.start in allowed.reached}
    assert walker.tried == {way.start for way in walker.taken}


def test_an_invented_grant_goes_through_every_status_and_way(fen):
    files = {name: HEDGES / file for name, file in _FILES.items()}
    walks_everywhere(fen, files, "hedges")


_FILES = {"grants-ui": "grants-ui.yaml", "cw": "cw.json", "gas": "gas.json"}


@pytest.mark.parametrize("grant", ["woodland", "pigs-might-fly"])
def test_a_real_grant_goes_through_every_status_and_way(fen, grant):
    files = {name: SAMPLES / f"{grant}__{file}" for name, file in _FILES.items()}
    if not files["cw"].exists():
        pytest.skip("The samples of grants are not beside this folder.")
    walks_everywhere(fen, files, grant)
