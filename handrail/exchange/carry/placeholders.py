"""Places in a form's words that take in an answer: each is marked, or all there can be of a few are said."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from handrail.exchange.carry.taken_in import Marks, without_marks_of_others
from handrail.exchange.form import Component, Form, Page, Words
from handrail.exchange.report import Report

_ASSIGNED = re.compile(
    r"\{%-? {0,9}assign +(\w+) {0,9}= {0,9}"
    r"(?:(['\"])([\w.]+)\2 {0,9}\| {0,9}answer|([A-Za-z_][\w.]*)) {0,9}-?%\}\s?"
)
_PLACE = re.compile(
    r"\{\{-?\s{0,9}(?:(['\"])([\w.]+)\1|([A-Za-z_][\w.]*))\s{0,9}((?:\|[^{}|]{0,99}){0,9}?)-?\}\}"
)
_ANSWER = re.compile(r"\{\{[^{}]*\}\}")
_LOGIC = re.compile(r"\{%[^%{}]*%\}")
_DEFAULT = re.compile(r"default(?:\s*:\s*|\s*\(\s*)(['\"])([^'\"()|]+)\1\s*\)?")
_CHANGES_NOTHING = frozenset({"answer", "escape", "e", "strip", "trim", "safe"})
_TAGS = re.compile(r"(<[^<>]*>|\]\([^()\s]*\)?)")
"""Marks of HTML and addresses in Markdown: what stands in them is no text."""

_LOOKS_LIKE_OURS = re.compile(r"\(\((?=[^()|]{0,200}\|)")
"""What a service would take for a place for an answer."""

_FEW = 3
_OR: Words = {"en": " or ", "cy": " neu "}
_CHOSEN = frozenset({"RadiosField", "SelectField", "AutocompleteField"})
_NO_WORDS = frozenset(
    {"FileUploadField", "ClientSideFileUploadField", "DeclarationField", "MultiInputField", "PaymentField"}
)
"""Types of component whose answer is not to be read in a sentence."""


def with_places_filled(form: Form, report: Report, marks: Marks) -> Form:
    """Return a form whose words have a mark where they take in the answer to a question of the form.

    Where a choice of a few is put into words by values that people do not choose by, all of them are said. Of
    any other place in a page's title dots are left, and told; those in content are for its carrier.
    """
    filler = _Filler(form, report, marks)
    pages = tuple(filler.page(one) for one in form.pages)
    if filler.said:
        names = ", ".join(sorted(filler.said))
        report.note(f"Where words took in the answer to {names}, they now say each answer there can be.")
    return replace(form, pages=pages)


def _components(components: tuple[Component, ...]) -> Iterator[Component]:
    for one in components:
        yield one
        for item in one.items:
            yield from _components(item.asks)


@dataclass
class _Filler:
    form: Form
    report: Report
    marks: Marks
    asked: dict[str, Component] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for page in self.form.pages:
            for one in _components(page.components):
                for name in (one.name, f"{page.section}.{one.name}"):
                    if one.name and one.type not in _NO_WORDS:
                        self.asked.setdefault(name, one)

    def page(self, page: Page) -> Page:
        title = self._words(page.title)
        if any(_ANSWER.search(text) for text in title.values()):
            why = "It is not simply the answer to a question of the form; dots stand in its place."
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
            one,
            title=self._words(one.title),
            short=self._words(one.short),
            hint=self._words(one.hint),
            content=self._words(one.content),
            items=tuple(
                replace(
                    item,
                    text=self._words(item.text),
                    hint=self._words(item.hint),
                    asks=tuple(map(self._component, item.asks)),
                )
                for item in one.items
            ),
        )

    def _words(self, words: Words) -> Words:
        return {language: self._text(text, language) for language, text in words.items()}

    def _text(self, text: str, language: str) -> str:
        text = _LOOKS_LIKE_OURS.sub("( (", without_marks_of_others(text))
        if "{{" not in text:
            return text
        named = {found[1]: found[3] or found[4] for found in _ASSIGNED.finditer(text)}
        pieces = _TAGS.split(text)
        pieces[::2] = [
            _PLACE.sub(lambda found: self._place(found, named, language), piece) for piece in pieces[::2]
        ]
        done = "".join(pieces)
        if _ANSWER.search(done):
            return done
        # What named an answer for the places that are filled is no longer needed.
        return _ASSIGNED.sub(lambda found: "" if named[found[1]] in self.asked else found[0], done)

    def _place(self, found: re.Match[str], named: Mapping[str, str], language: str) -> str:
        """Return a mark for an answer, or what is said in its place; the place itself where it is neither."""
        name = found[2] or named.get(found[3], found[3])
        without = ""
        for one in (one.strip() for one in found[4].split("|") if one.strip()):
            default = _DEFAULT.fullmatch(one)
            if default:
                without = " ".join(default[2].split())
            elif one not in _CHANGES_NOTHING:
                return found[0]
        component = self.asked.get(name)
        if component is None:
            return found[0]
        values = tuple(item.value for item in component.items)
        if component.type in _CHOSEN and not self._by_words(found[0], component) and len(values) <= _FEW:
            self.said.add(name)
            return _OR.get(language, " / ").join(values)
        return self.marks.mark(name, without) or found[0]

    def _by_words(self, written: str, component: Component) -> bool:
        """Say whether the form shows a choice by the words that people choose it by."""
        if "answer" in written.partition("|")[2]:
            return True
        return all(
            item.value.casefold() in (text.casefold() for text in item.text.values())
            for item in component.items
        )
