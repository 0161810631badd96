"""One page of a form as pages and groups of ours: its questions, the words around them, and who sees each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from handrail.exchange.carry.answers import Answers, NotARule
from handrail.exchange.carry.asked import Asked, Group, Question
from handrail.exchange.carry.expression import FALSE, TRUE, Expression, joined, means, shortened
from handrail.exchange.carry.names import Names
from handrail.exchange.carry.offers import by_offer
from handrail.exchange.carry.said import Said, said
from handrail.exchange.carry.wording import own_words
from handrail.exchange.form import Component, Page, Rule, Words
from handrail.exchange.report import Report
from handrail.questions.types.shape import NONE

CarryComponent = Callable[..., Asked]
"""`component.carry_component`, or what stands for it in a test."""

Part = dict[str, Any]
"""A page or a group as service.yaml has it, its words in every language and its rules not yet written."""


@dataclass
class Carried:
    """The parts that came of a page in its place. kept: where the journey has not stopped before it."""

    page: Page
    parts: list[Part]
    kept: int


@dataclass
class _Content:
    """What stands on one page, gathered in order. before: text since the last question."""

    before: list[Words] = field(default_factory=list)
    text: list[Words] = field(default_factory=list)
    questions: list[tuple[Question, bool, Expression]] = field(default_factory=list)
    help: list[Part] = field(default_factory=list)
    guidance: list[Part] = field(default_factory=list)
    groups: list[tuple[Group, Expression]] = field(default_factory=list)


_MOST_EXITS = 8
"""That one page becomes, for what only some are told on it."""


class PageCarrier:
    """Carries pages one by one, in the order of the journey, and adds what they ask to the answers."""

    def __init__(self, answers: Answers, names: Names, report: Report, *, component: CarryComponent) -> None:
        """Start a journey."""
        self.answers = answers
        self.names = names
        self.report = report
        self.component = component

    def carry(self, page: Page, reached: int) -> list[Part]:
        """Return what comes of a page, without the rule for all of it. reached: where, as a function."""
        content = _Content()
        asked = [
            (way, self.component(way, page=page, ids=self.names, report=Report() if again else self.report))
            for one in page.components
            for again, way in enumerate(by_offer(one, self.answers, self.report, reached=reached))
        ]
        for component, found in asked:
            self._take(content, found, component.where, reached)
        for component, found in asked:
            self._ask(found, page, component.where, reached)
        parts = self._own(page, content, reached)
        for component, found in asked:
            for then in found.then:
                parts += self._after(page, then, component, reached)
        return parts

    def text_of(self, component: Component, page: Page) -> Words:
        """Return the text of content that stands on no page, such as a declaration."""
        return self.component(component, page=page, ids=self.names, report=self.report).text

    def _after(self, page: Page, found: Asked, component: Component, reached: int) -> list[Part]:
        """Return the pages after a page: what is asked of who chose something on it."""
        when = self._rule(found.when, component.where, reached)
        if when == FALSE:
            return []
        there = self.answers.truths.both(reached, means(when, self.answers.truths))
        content = _Content()
        self._take(content, replace(found, when=None), component.where, there)
        self._ask(found, page, component.where, reached)
        parts = self._own(replace(page, kind="page"), content, there)
        for then in found.then:
            parts += self._after(page, then, component, there)
        for part in parts:
            part["when"] = joined(when, part.get("when", TRUE), every=True)
        return parts

    def _rule(self, rule: Rule | None, where: str, reached: int) -> Expression:
        """Return a rule of one thing on a page, as short as who is on the page allows."""
        if rule is None:
            return TRUE
        try:
            found = self.answers.expression(rule)
        except NotARule as problem:
            self.report.lose(where, what="who is shown it", why=str(problem), kind="condition")
            return TRUE
        return shortened(found, self.answers.truths, where=reached)

    def _take(self, content: _Content, found: Asked, where: str, reached: int) -> None:
        """Put what comes of a component where it belongs on the page."""
        when = self._rule(found.when, where, reached)
        if when == FALSE:
            why = "No answers before this page make its condition true."
            self.report.lose(where, what="something that is only for some", why=why, kind="component")
            return
        self._tell(content, found.text, when)
        for one in found.guidance:
            self._tell(content, one.text, joined(when, self._rule(one.when, where, reached), every=True))
        content.help += [{"summary": said(one.summary), "body": said(one.body)} for one in found.help]
        for question in found.questions:
            own = joined(when, self._rule(question.when, where, reached), every=True)
            content.questions.append((_with_text(question, content), found.heading, own))
        content.groups += [(group, when) for group in found.groups]

    def _tell(self, content: _Content, text: Words, when: Expression) -> None:
        """Put a text on the page, or among what only some are told."""
        if not any(text.values()) or when == FALSE:
            return
        if when != TRUE:
            content.guidance.append({"text": said(text), "when": when})
        elif content.questions:
            content.before.append(text)
        else:
            content.text.append(text)

    def _ask(self, found: Asked, page: Page, where: str, reached: int) -> None:
        """Add what a component asks to the answers that rules after this page may test."""
        questions = {one.id: one for one in found.questions}
        later = {one.id for then in found.then for one in then.questions}
        for name, answer in found.answers.items():
            own = answer.id.partition(".")[0]
            if own in later:
                continue
            question = questions.get(own)
            asked = reached
            for rule in (found.when, question.when if question else None):
                asked = self.answers.truths.both(
                    asked, means(self._rule(rule, where, reached), self.answers.truths)
                )
            self.answers.ask(
                name,
                answer,
                section=page.section,
                asked=asked,
                optional=question is not None and bool(question.keys.get("optional")),
                values=_values(question, answer.kind),
            )

    def _own(self, page: Page, content: _Content, reached: int) -> list[Part]:
        parts: list[Part] = []
        title, text = said(page.title), said(*content.text, *content.before)
        around: Part = {"help": content.help, "guidance": content.guidance}
        only = content.questions[0] if len(content.questions) == 1 else None
        if page.kind == "exit" and not content.questions:
            return list(self._exits(page, text, content, reached))
        if only is not None and _is_heading(page, only[0], heading=only[1]):
            question, heading, rule = only
            label = page.title if heading and any(page.title.values()) else None
            own = _written(question, label=label)
            own["text"] = said(*text.parts, *own["text"].parts) if "text" in own else text
            parts.append({**own, **around, "when": rule})
            text = said()
        elif content.questions or content.guidance or (text.parts and not content.groups):
            questions = [{**_written(question), "when": rule} for question, _, rule in content.questions]
            name = self.names.page(page, _first(page.title))
            parts.append({"page": name, "title": title, "text": text, **around, "questions": questions})
            text = said()
        elif content.groups:
            # A list has no help that opens: it is read with the rest.
            text = said(*text.parts, *_opened(content.help, "**{}**"))
        elif content.help:
            name, text = self.names.page(page, _first(page.title)), said(*_opened(content.help, "## {}"))
            parts.append(
                {"page": name, "title": title, "text": text, "help": [], "guidance": [], "questions": []}
            )
        elif _is_bare(page):
            self.report.note(f"{page.where} shows nothing but its title; people are told so and go on.")
            name, told = self.names.page(page, _first(page.title)), own_words("nothing_asked", page.title)
            parts.append({"page": name, "title": title, "text": said(told), **around, "questions": []})
        parts += [self._group(group, rule, page, text) for group, rule in content.groups]
        return parts

    def _exits(self, page: Page, text: Said, content: _Content, reached: int) -> Iterator[Part]:
        """Yield where the journey stops: a page for each way in which what only some are told is told.

        The first whose rule is true counts, so that one for those told more stands before one for fewer.
        """
        truths, told = self.answers.truths, content.guidance
        ways = truths.ways([means(one["when"], truths) for one in told], where=reached, most=_MOST_EXITS)
        if len(ways) > _MOST_EXITS:
            ways = [(True,) * len(told)]
            what, why = "who is told some of it", "An exit says the same to everyone; all of it is shown."
            self.report.lose(page.where, what=what, why=why, kind="text")
        for way in ways or [(False,) * len(told)]:
            own = [one["text"] for one, holds in zip(told, way, strict=True) if holds]
            parts = (*text.parts, *(words for one in own for words in one.parts))
            rules = [one["when"] for one, holds in zip(told, way, strict=True) if holds and len(ways) > 1]
            whole = said(*parts, *_opened(content.help, "## {}"))
            yield {
                "exit": self.names.page(page, _first(page.title)),
                "title": said(page.title),
                "text": whole if whole.parts else said(page.title),
                "when": joined(*rules, every=True),
            }

    def _group(self, group: Group, rule: Expression, page: Page, text: Said) -> Part:
        title = group.title if any(group.title.values()) else page.title
        questions: list[Part] = [_written(one) for one in group.questions]
        if group.together and len(questions) > 1:
            each = self.names.once(f"{group.id}_each")
            questions = [{"page": each, "title": said(title), "questions": questions}]
        return {
            "group": group.id,
            "title": said(title),
            "item": said(group.item),
            "text": said(*text.parts, group.text),
            "name_by": group.name_by,
            "min": group.least,
            "max": group.most,
            "when": rule,
            "pages": questions,
        }


def _opened(helps: Iterable[Part], look: str) -> Iterator[Words]:
    """Yield what opens on request as text, where nothing opens."""
    for one in helps:
        for summary in one["summary"].parts:
            yield {language: look.format(text) for language, text in summary.items()}
        yield from one["body"].parts


def _is_bare(page: Page) -> bool:
    """Say whether a page on the way, which no program of its own serves, shows its title and nothing else."""
    return page.kind == "page" and not page.components and not page.controller


def _with_text(question: Question, content: _Content) -> Question:
    """Return a question with the text that stands between it and the question before it."""
    if not content.before:
        return question
    text = [*content.before, *([question.words["text"]] if "text" in question.words else [])]
    content.before = []
    return replace(question, words={**question.words, "text": _below(text)})


def _is_heading(page: Page, question: Question, *, heading: bool) -> bool:
    """Say whether the page's title and its only question's label would say the same."""
    return heading or not any(page.title.values()) or page.title == question.words.get("label")


def _written(question: Question, *, label: Words | None = None) -> Part:
    """Return a question as service.yaml has it. label: words instead of its own."""
    words = {**question.words, **({"label": label} if label else {})}
    found: Part = {
        "question": question.id,
        "type": question.keys.get("type"),
        "label": said(words.pop("label")),
    }
    for key, text in words.items():
        name, _, inner = key.partition(".")
        if inner:
            found.setdefault(name, {})[inner] = said(text)
        else:
            found[name] = said(text)
    return {**found, **{key: value for key, value in question.keys.items() if key != "type"}}


def _values(question: Question | None, kind: str) -> tuple[str, ...] | None:
    if kind in ("yes-no", "boolean"):
        return ("true", "false")
    if question is None or kind not in ("choice", "choices"):
        return None
    options = tuple(key.removeprefix("options.") for key in question.words if key.startswith("options."))
    return (*options, NONE) if "none" in question.words else options


def _below(texts: Iterable[Words]) -> Words:
    """Return words below one another, in each language that any of them is in."""
    texts = list(texts)
    languages = dict.fromkeys(language for words in texts for language in words)
    return {language: said(*texts).in_language(language) for language in languages}


def _first(words: Words) -> str:
    return next(iter(words.values()), "")
