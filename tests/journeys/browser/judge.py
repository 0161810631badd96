"""Looks at pages as they are met: axe-core, the HTML checker, and whether they scroll sideways on a phone."""

from functools import partial
from typing import Any

from tests.browser.checks import axe_findings, html_findings, overflow
from tests.browser.fixtures import PHONE
from tests.journeys.browser.visitor import Visitor


class Judge:
    """Keeps what was found on every page looked at; `verdict` is empty when nothing was."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self.findings: list[str] = []
        self._answers: dict[int, Any] = {}

    def watch(self, *visitors: Visitor) -> None:
        """Keep the HTML of the pages that visitors are about to open, as it is sent."""
        for visitor in visitors:
            visitor.page.on("response", partial(self._keep, id(visitor.page)))

    def look(self, name: str, visitor: Visitor) -> None:
        """Judge the page that is open, in the state it is in."""
        name, page = name.replace("/", "-"), visitor.page
        assert name not in self.seen, f"two pages are called {name}"
        self.seen[name] = self._answers[id(page)].text()
        self.findings += [f"{name}: {found}" for found in axe_findings(page)]
        size = page.viewport_size
        page.set_viewport_size(PHONE)
        if overflow(page) > 0:
            self.findings.append(f"{name}: scrolls sideways at {PHONE['width']} pixels, by {overflow(page)}")
        page.set_viewport_size(size)

    def verdict(self) -> list[str]:
        """Everything that was found, by the pages' names."""
        return self.findings + html_findings(self.seen)

    def _keep(self, key: int, answer: Any) -> None:
        if answer.request.resource_type == "document" and not 300 <= answer.status < 400:
            self._answers[key] = answer
