"""A form's pages as `ask` steps: what comes before them, who is asked what, and what stands at the end."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from handrail.exchange.carry.answers import Answers
from handrail.exchange.carry.expression import FALSE, TRUE, Term, joined, shortened
from handrail.exchange.carry.graph import graph_of
from handrail.exchange.carry.names import Names
from handrail.exchange.carry.one_list import Lists, with_one_list
from handrail.exchange.carry.pages import Carried, CarryComponent, PageCarrier, Part
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.carry.routing import Routed, by_links, by_order
from handrail.exchange.carry.said import Said, said
from handrail.exchange.carry.truth import ALWAYS, NEVER, Truths
from handrail.exchange.form import Form, Page, Repeat, Words
from handrail.exchange.report import Report

MOST_PAGES = 1000
"""In one form."""

_NAMING = ("name", "organisation-name", "text", "email", "reference-number")
"""Types of question whose answer names a member of a list, the first that it asks."""


@dataclass
class Journey:
    """What the person reads and is asked.

    start: what they read before they start. steps: as service.yaml has them. sent: what they read when they
    have sent it. later: pages for a moment after that, with what came of each. aside: pages that no way leads
    to. lists: those that ask the same of each entry.
    """

    start: list[Words] = field(default_factory=list)
    steps: list[Part] = field(default_factory=list)
    sent: list[Words] = field(default_factory=list)
    later: list[tuple[Page, list[Part]]] = field(default_factory=list)
    aside: list[Part] = field(default_factory=list)
    lists: Lists = field(default_factory=Lists)


class JourneyCarrier:
    """Goes through a form's pages in order, and carries each."""

    def __init__(
        self,
        form: Form,
        report: Report,
        *,
        component: CarryComponent,
        names: Names,
        one_list: Collection[str] = (),
    ) -> None:
        """Start with nothing carried. one_list: the lists that a person settled are one."""
        self.form = form
        self.report = report
        self.names = names
        conditions = {one.name: one.rule for one in form.conditions}
        self.answers = Answers(Truths(), conditions)
        self.pages = PageCarrier(self.answers, names, report, component=component)
        self.parts: dict[str, list[Part]] = {}
        self.reached: dict[str, int] = {}
        self.one_list = one_list

    def journey(self) -> Journey:
        """Return the whole of it. Raises TooMuch."""
        pages = {one.path: one for one in self.form.pages}
        if len(pages) > MOST_PAGES:
            raise TooMuch(f"found {len(pages)} pages; expected at most {MOST_PAGES}")
        routed = self._routed(pages)
        journey = Journey()
        carried: list[Carried] = []
        self.reached = {one.page.path: one.reached for one in routed}
        for one in routed:
            if one.rule == FALSE:
                journey.aside += self._unreached(one.page)
            else:
                self._place(one, journey, carried)
        reached = {one.page.path for one in routed}
        for page in self.form.pages:
            if page.path not in reached:
                journey.aside += self._unreached(page)
        carried, journey.lists = with_one_list(carried, self.one_list, self.answers, self.names)
        journey.steps = self._steps(carried, {**self.form.sections, **journey.lists.sections})
        return journey

    def _routed(self, pages: Mapping[str, Page]) -> tuple[Routed, ...]:
        if self.form.routing == "order":
            return by_order(self.form.pages, self.answers, self.report, ask=self._carry)
        graph = graph_of(self.form, pages)
        back = ((pages[way.start], f"back to {way.end}") for way in graph.back)
        self._lose_links(
            back, "A page is asked once; whoever wants to change an earlier answer goes back to it."
        )
        outside = ((page, f"to {link.path}") for page, link in graph.outside)
        self._lose_links(outside, "The form has no page with this path.")
        unused = ((page, f"to {link.path}") for page, link in graph.unused)
        self._lose_links(unused, "A link without a condition stands before it, so the form never takes it.")
        return by_links(graph, pages, self.answers, self.report, ask=self._carry)

    def _lose_links(self, links: Iterable[tuple[Page, str]], why: str) -> None:
        """Tell of links that are lost for one reason: the page each is on, and where it leads."""
        for page, where_to in links:
            self.report.lose(page.where, what=f"the link {where_to}", why=why, kind="link")

    def _carry(self, page: Page, reached: int) -> None:
        """Carry a page; one that repeats becomes a list, or is added to the list of the pages before it."""
        if page.repeat is None:
            self.parts[page.path] = self.pages.carry(page, reached)
            return
        inside = [one.path for one in self.form.pages if one.repeat and one.repeat.name == page.repeat.name]
        with self.answers.repeated(last=page.path == inside[-1]):
            parts = self.pages.carry(page, reached)
        self.parts[page.path] = [self._list(page, page.repeat, parts)] if parts else []

    def _list(self, page: Page, repeat: Repeat, parts: list[Part]) -> Part:
        title = repeat.title if any(repeat.title.values()) else page.title
        name = self.names.question(repeat.name, title=next(iter(title.values()), ""), page=page)
        questions = [one for part in parts for one in part.get("questions", [part])]
        by = next((one["question"] for one in questions if one.get("type") in _NAMING), "")
        return {
            "group": name,
            "title": said(title),
            "item": said({language: text[:1].lower() + text[1:] for language, text in title.items()}),
            "add": said(repeat.add),
            "name_by": by,
            "min": repeat.least,
            "max": repeat.most,
            "pages": parts,
        }

    def _place(self, one: Routed, journey: Journey, carried: list[Carried]) -> None:
        """Put what came of a page where it is read or asked."""
        page, parts = one.page, self.parts[one.page.path]
        if page.kind == "status" and self.form.routing == "order":
            journey.later.append((page, parts))
            return
        if not carried and one.rule == TRUE and parts and all(_only_tells(part) for part in parts):
            journey.start += [text for part in parts for text in told(part, self.form.name)]
            return
        if page.kind == "confirmation":
            journey.sent += self._sent(page, parts)
            return
        for part in parts:
            rule = joined(one.rule, part.get("when", TRUE), every=True)
            part["when"] = shortened(rule, self.answers.truths, where=one.kept)
            if "exit" in part and part["when"] == TRUE:
                part["when"] = Term("true", ALWAYS)
        before = carried[-1] if carried else None
        if before and page.repeat and before.page.repeat and before.page.repeat.name == page.repeat.name:
            self._join(before, one, parts)
        elif parts:
            carried.append(Carried(page, parts, one.kept))

    def _sent(self, page: Page, parts: list[Part]) -> Iterator[Words]:
        """Yield what a page tells after sending, when nothing is asked and everyone reads the same."""
        if any(asks(part) for part in parts):
            self.report.lose(
                page.where,
                what="what the page asks",
                why="It comes after sending, and nothing is asked then.",
                kind="page",
            )
        for part in parts:
            yield from told(part, page.title)
            for some in part.get("guidance", ()):
                what, why = "who is told some of it", "After sending everyone reads the same: all of it."
                self.report.lose(page.where, what=what, why=why, kind="text")
                yield from some["text"].parts

    def _join(self, before: Carried, one: Routed, parts: list[Part]) -> None:
        """Put the pages of a list behind those of the page before it, which is asked of the same members."""
        group, there = before.parts[-1], self.reached[before.page.path]
        for part in parts:
            rule = shortened(one.rule, self.answers.truths, where=there)
            for inner in part["pages"]:
                inner["when"] = joined(rule, inner.get("when", TRUE), every=True)
            group["pages"] += part["pages"]

    def _unreached(self, page: Page) -> list[Part]:
        """Keep a page that the form never shows apart, and tell it."""
        if page.kind in ("check", "confirmation", "status", "home"):
            return []
        self.report.lose(
            page.where,
            what=f"a way to the page {page.path}",
            why="The form never shows it, whatever is answered; it is kept in unreached.yaml.",
            kind="link",
        )
        return self.pages.carry(page, NEVER)

    def _steps(self, carried: list[Carried], sections: Mapping[str, Words]) -> list[Part]:
        """Return the pages in steps: one a section where each section is of a piece, or else one in all."""
        runs = [
            (section, [part for one in found for part in one.parts])
            for section, found in groupby(_with_sections(carried), key=lambda one: one.page.section)
        ]
        whole = len({section for section, _ in runs}) == len(runs)
        if not whole or len(runs) == 1:
            parts = [part for _, found in runs for part in found]
            section = runs[0][0] if len(runs) == 1 else ""
            return [self._step(section, sections.get(section, {}), parts)] if parts else []
        return [self._step(section, sections.get(section, {}), parts) for section, parts in runs]

    def _step(self, section: str, title: Words, parts: list[Part]) -> Part:
        """Return a step; in a form that was a service of ours, the section has its name."""
        telling = {language: text for language, text in title.items() if not _MADE_UP.fullmatch(text.strip())}
        words = telling or YOUR_ANSWERS
        own = section if self.form.besides else ""
        name = self.names.step(own or next(iter(words.values())), in_rules=False)
        return {"ask": name, "title": said(words), "pages": parts}


_MADE_UP = re.compile(r"|(?i:(fab)?[ -]?default([ -]?section)?|section [0-9]+)|[A-Z]*[a-z]+[A-Z]+[A-Za-z]*")
"""Titles of sections that a builder made up, and people were not meant to read."""

YOUR_ANSWERS: Words = {"en": "Your answers", "cy": "Eich atebion"}


def _with_sections(carried: Iterable[Carried]) -> list[Carried]:
    """Return pages, each without a section in that of the page before, or of the first that has one."""
    found = list(carried)
    section = next((one.page.section for one in found if one.page.section), "")
    placed = []
    for one in found:
        section = one.page.section or section
        placed.append(replace(one, page=replace(one.page, section=section)))
    return placed


def _only_tells(part: Part) -> bool:
    return "page" in part and not part["questions"] and not part["guidance"]


def asks(part: Part) -> bool:
    """Say whether anything is asked there."""
    return "question" in part or "group" in part or bool(part.get("questions"))


def told(part: Part, name: Words) -> Iterable[Words]:
    """Yield what a page tells as text: its title as a heading where it is another than the name."""
    if "page" not in part:
        return
    title: Said = part["title"]
    for words in title.parts:
        if words != name:
            yield {language: f"## {text}" for language, text in words.items()}
    yield from part["text"].parts
    for one in part["help"]:
        for summary in one["summary"].parts:
            yield {language: f"## {text}" for language, text in summary.items()}
        yield from one["body"].parts
