"""Places in a form's words that take in an answer: where it is one of a few, all of them are said instead."""

import re
from collections.abc import Mapping
from dataclasses import replace

from handrail.exchange.form import Component, Form, Page, Words
from handrail.exchange.report import Report

_PLACE = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
_ANSWER = re.compile(r"\{\{[^{}]*\}\}")
_LOGIC = re.compile(r"\{%[^%{}]*%\}")
_FEW = 3
_OR: Words = {"en": " or ", "cy": " neu "}


def with_places_filled(form: Form, report: Report) -> Form:
    """Return a form whose words say every answer that a place may take in, where there are few.

    Of any other place in a page's title dots are left, and told; those in content are for its carrier.
    """
    few = _few(form)
    filled = _Filler(few, report)
    pages = tuple(filled.page(one) for one in form.pages)
    if filled.answers:
        names = ", ".join(sorted(filled.answers))
        report.note(f"Where words took in the answer to {names}, they now say each answer there can be.")
    return replace(form, pages=pages)


def _few(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Return, by question with and without its section, the answers of those that have a few."""
    found: dict[str, tuple[str, ...]] = {}
    for page in form.pages:
        for one in page.components:
            if 0 < len(one.items) <= _FEW and one.type in ("RadiosField", "SelectField"):
                values = tuple(item.value for item in one.items)
                found.setdefault(one.name, values)
                found.setdefault(f"{page.section}.{one.name}", values)
    return found


class _Filler:
    def __init__(self, few: Mapping[str, tuple[str, ...]], report: Report) -> None:
        self.few = few
        self.report = report
        self.answers: set[str] = set()

    def page(self, page: Page) -> Page:
        title = self._words(page.title)
        if any(_ANSWER.search(text) for text in title.values()):
            why = "Words that take in an answer are not written by a service; dots stand in its place."
            self.report.lose(page.where, what="the answer put into the title", why=why, kind="text")
        if any(_LOGIC.search(text) for text in title.values()):
            why = "Words that change inside a sentence are not written by a service; all of them are shown."
            self.report.lose(page.where, what="the conditions inside the title", why=why, kind="text")
        title = {
            language: " ".join(_LOGIC.sub(" ", _ANSWER.sub("…", text)).split())
            for language, text in title.items()
        }
        return replace(page, title=title, components=tuple(self._component(one) for one in page.components))

    def _component(self, one: Component) -> Component:
        return replace(
            one, title=self._words(one.title), hint=self._words(one.hint), content=self._words(one.content)
        )

    def _words(self, words: Words) -> Words:
        return {language: self._text(text, language) for language, text in words.items()}

    def _text(self, text: str, language: str) -> str:
        def said(match: re.Match[str]) -> str:
            values = self.few.get(match[1])
            if values is None:
                return match[0]
            self.answers.add(match[1])
            return _OR.get(language, " / ").join(values)

        return _PLACE.sub(said, text) if "{{" in text else text
