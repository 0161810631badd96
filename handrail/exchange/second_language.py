"""A form in two languages from two files: the words of the second, matched by name or else by place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from handrail.exchange.form import Component, Fee, Form, Item, Page, Words
from handrail.exchange.report import Report

T = TypeVar("T")
_LANGUAGES = {"en": "English", "cy": "Welsh"}


def merge(form: Form, other: Form, language: str, report: Report) -> Form:
    """Return a form with its words in a second language, from a form that differs in words alone.

    The other form's words are in that language, also where they are said to be in another.
    Pages are matched by path, then by the questions they ask, then by place where both forms have as many;
    components by name, then by place among those of their type. What has no match is lost as text.
    """
    merging = _Merging(language, report)
    pages = merging.pages(form, other)
    sections = {name: other.sections[name] for name in form.sections if name in other.sections}
    if not sections and len(form.sections) == len(other.sections):
        sections = dict(zip(form.sections, other.sections.values(), strict=True))
    return replace(
        form,
        name=merging.words(form.name, other.name),
        pages=pages,
        languages=form.languages if language in form.languages else (*form.languages, language),
        sections={name: merging.words(said, sections.get(name, {})) for name, said in form.sections.items()},
        fees=_paired(form.fees, other.fees, merging.fee),
        declaration=merging.words(form.declaration, other.declaration),
        sent=merging.words(form.sent, other.sent),
        contact=merging.words(form.contact, other.contact),
    )


class _Merging:
    def __init__(self, language: str, report: Report) -> None:
        self.language, self.report = language, report

    def words(self, said: Words, other: Words) -> Words:
        found = other.get(self.language) or next(iter(other.values()), "")
        return {**said, self.language: found} if found else said

    def fee(self, fee: Fee, other: Fee) -> Fee:
        return replace(fee, description=self.words(fee.description, other.description))

    def pages(self, form: Form, other: Form) -> tuple[Page, ...]:
        left = {page.path: page for page in other.pages}
        matched = {page.path: left.pop(page.path) for page in form.pages if page.path in left}
        for page in form.pages:
            if page.path not in matched and (found := _alike(page, list(left.values()))):
                matched[page.path] = left.pop(found.path)
        if len(form.pages) == len(other.pages):
            for page, twin in zip(form.pages, other.pages, strict=True):
                if page.path not in matched and twin.path in left and page.kind == twin.kind:
                    matched[page.path] = left.pop(twin.path)
        for page in left.values():
            why = "the other file has no page of its name, questions or place"
            what = f"a page in {_LANGUAGES[self.language]}"
            self.report.lose(f"{page.path} ({self.language})", what=what, why=why, kind="text")
        return tuple(self.page(page, matched.get(page.path)) for page in form.pages)

    def page(self, page: Page, other: Page | None) -> Page:
        if other is None:
            self.lose(page.where)
            return page
        repeat = page.repeat
        if repeat and other.repeat:
            repeat = replace(repeat, title=self.words(repeat.title, other.repeat.title))
        return replace(
            page,
            title=self.words(page.title, other.title),
            repeat=repeat,
            components=self.components(page.components, other.components),
        )

    def components(self, found: tuple[Component, ...], other: tuple[Component, ...]) -> tuple[Component, ...]:
        left = list(other)
        matched: dict[int, Component] = {}
        for at, one in enumerate(found):
            twin = next((two for two in left if (two.type, two.name) == (one.type, one.name)), None)
            if twin is not None:
                left.remove(twin)
                matched[at] = twin
        for at, one in enumerate(found):
            twin = next((two for two in left if two.type == one.type), None) if at not in matched else None
            if twin is not None:
                left.remove(twin)
                matched[at] = twin
        return tuple(self.component(one, matched.get(at)) for at, one in enumerate(found))

    def component(self, component: Component, other: Component | None) -> Component:
        if other is None:
            self.lose(component.where)
            return component
        return replace(
            component,
            title=self.words(component.title, other.title),
            short=self.words(component.short, other.short),
            hint=self.words(component.hint, other.hint),
            content=self.words(component.content, other.content),
            items=self.items(component.items, other.items),
            children=self.components(component.children, other.children),
        )

    def items(self, found: tuple[Item, ...], other: tuple[Item, ...]) -> tuple[Item, ...]:
        by_value = {item.value: item for item in other}
        if len(found) == len(other) and not all(item.value in by_value for item in found):
            return tuple(self.item(one, two) for one, two in zip(found, other, strict=True))
        return tuple(self.item(one, by_value.get(one.value, one)) for one in found)

    def item(self, item: Item, other: Item) -> Item:
        return replace(
            item,
            text=self.words(item.text, other.text),
            hint=self.words(item.hint, other.hint),
            asks=self.components(item.asks, other.asks) if item.asks else (),
        )

    def lose(self, where: str) -> None:
        name = _LANGUAGES[self.language]
        why = f"the {name} file has nothing of its name or place"
        self.report.lose(where, what=f"its words in {name}", why=why, kind="text")


def _alike(page: Page, others: Sequence[Page]) -> Page | None:
    """Return the page that has most components of the same names, None where none has any."""
    names = {one.name for one in page.components}
    shared = [(len(names & {one.name for one in other.components}), -at) for at, other in enumerate(others)]
    most, at = max(shared, default=(0, 0))
    return others[-at] if most else None


def _paired(found: tuple[T, ...], other: tuple[T, ...], join: Callable[[T, T], T]) -> tuple[T, ...]:
    if len(found) != len(other):
        return found
    return tuple(join(one, two) for one, two in zip(found, other, strict=True))
