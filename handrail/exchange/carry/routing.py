"""Who is shown which page: a form's links, or the order and conditions of its pages, as a rule for each page.

Links: a page is reached where a page before it is and the link between them is taken. What every way passes
wants no rule; of a rule only that is said which does not follow from the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handrail.exchange.carry.answers import Answers, NotARule
from handrail.exchange.carry.expression import FALSE, TRUE, Expression, joined, means, shortened
from handrail.exchange.carry.graph import Graph, Way, default_link
from handrail.exchange.carry.truth import ALWAYS, NEVER, Truths
from handrail.exchange.form import Page, Rule
from handrail.exchange.report import Report


@dataclass(frozen=True, slots=True)
class Routed:
    """A page in its place: who is shown it, as a rule and as a function of the answers.

    kept: where the journey has not stopped before it.
    """

    page: Page
    rule: Expression
    reached: int
    kept: int = ALWAYS


Ask = Callable[[Page, int], None]
"""Adds a page's questions to the answers. Takes the page and where it is reached, as a function."""


def is_exit(page: Page) -> bool:
    """Whether the journey stops at a page without sending."""
    return page.kind == "exit"


def by_links(
    graph: Graph, pages: Mapping[str, Page], answers: Answers, report: Report, *, ask: Ask
) -> tuple[Routed, ...]:
    """Return the pages in order, each with its rule; one that no answers lead to is told and left out."""
    return _ByLinks(graph, pages, answers, report, ask).routed()


class _ByLinks:
    def __init__(
        self, graph: Graph, pages: Mapping[str, Page], answers: Answers, report: Report, ask: Ask
    ) -> None:
        self.graph = graph
        self.pages = pages
        self.answers = answers
        self.truths: Truths = answers.truths
        self.report = report
        self.ask = ask
        self.dominators = graph.dominators()
        self.taken: dict[Way, Expression] = {}
        self.found: dict[str, Routed] = {}
        self.kept = ALWAYS

    def routed(self) -> tuple[Routed, ...]:
        for path in self.graph.order:
            page = self.pages[path]
            rule = self._rule(path)
            reached = means(rule, self.truths)
            if self.truths.both(reached, self.kept) == NEVER:
                rule = FALSE
            self.found[path] = Routed(page, rule, reached, self.kept)
            if rule == FALSE:
                continue
            self.ask(page, reached)
            self._note_links(page, self.truths.both(reached, self.kept))
            if is_exit(page):
                self.kept = self.truths.both(self.kept, self.truths.not_(reached))
        return tuple(self.found[path] for path in self.graph.order)

    def _rule(self, path: str) -> Expression:
        dominator = self.dominators.get(path)
        if dominator is None:
            return TRUE
        there = self.truths.both(self.found[dominator].reached, self.kept)
        way_on = self._between(dominator, path, there, {})
        rule = joined(self.found[dominator].rule, way_on, every=True)
        return shortened(rule, self.truths, where=self.kept)

    def _between(self, start: str, path: str, there: int, known: dict[str, Expression]) -> Expression:
        """Return the condition under which whoever is at one page comes to another that it dominates.

        there: where the first page is reached, as a function. known: what was found of pages between.
        """
        if path == start:
            return TRUE
        if path not in known:
            ways = [
                joined(self._between(start, way.start, there, known), self.taken[way], every=True)
                for way in self.graph.into[path]
                if way in self.taken
            ]
            known[path] = shortened(joined(*ways, every=False), self.truths, where=there)
        return known[path]

    def _note_links(self, page: Page, reached: int) -> None:
        """Work out where each link of a page is taken, as far as its answers are known by then."""
        default = default_link(page)
        passed = TRUE
        for number, link in enumerate(page.links):
            if link.when is None:
                continue
            held, not_held = self._both(link.when, page, link.path)
            taken = joined(passed, held, every=True)
            self.taken[Way(page.path, link.path, number)] = shortened(taken, self.truths, where=reached)
            passed = shortened(joined(passed, not_held, every=True), self.truths, where=reached)
        if default is not None:
            self.taken[Way(page.path, page.links[default].path, default)] = passed

    def _both(self, rule: Rule, page: Page, path: str) -> tuple[Expression, Expression]:
        """Return a link's condition and its opposite; one that cannot be said is never true, and told."""
        try:
            return self.answers.expression(rule), self.answers.expression(rule, true=False)
        except NotARule as problem:
            self.report.lose(page.where, what=f"the link to {path}", why=str(problem), kind="link")
            return FALSE, TRUE


def by_order(pages: tuple[Page, ...], answers: Answers, report: Report, *, ask: Ask) -> tuple[Routed, ...]:
    """Return pages with their own conditions as rules; after one where the journey stops nothing follows."""
    truths = answers.truths
    kept = ALWAYS
    found: list[Routed] = []
    for page in pages:
        rule: Expression = TRUE
        if page.when is not None:
            try:
                rule = answers.expression(page.when)
            except NotARule as problem:
                report.lose(page.where, what="the page's condition", why=str(problem), kind="condition")
                rule = FALSE
        reached = means(rule, truths)
        rule = FALSE if truths.both(reached, kept) == NEVER else shortened(rule, truths, where=kept)
        found.append(Routed(page, rule, reached, kept))
        if rule == FALSE:
            continue
        ask(page, reached)
        if is_exit(page):
            kept = truths.both(kept, truths.not_(reached))
    return tuple(found)
