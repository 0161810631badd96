"""A service of ours as an XGov definition of version 2, as far as that format can hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt

from handrail.exchange.besides import besides
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.form import Rule
from handrail.exchange.loading import NotReadable, load
from handrail.exchange.report import Report
from handrail.exchange.rules import ALWAYS, every
from handrail.exchange.taking import fields, listed, mappings, text
from handrail.exchange.xgov.feel_rules import NotHeld, renamed, rule_from
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.settings import BESIDES
from handrail.exchange.xgov.write_conditions import Conditions
from handrail.exchange.xgov.write_questions import Questions, type_of

_HEAD = frozenset(
    {"format", "service", "name", "languages", "steps", "before_you_start", "after_you_send", "phase"}
)
_STEP = frozenset({"ask", "title", "pages", "when", "section"})
_TAKEN = ("start", "summary", "status")
_START = "/start"
_PHASES = {"alpha": "alpha", "private_beta": "beta", "public_beta": "beta"}
_MOST = 20
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass
class _Place:
    """A page that was written, where it stands, and who is shown it: everyone without a rule."""

    page: dict[str, Any]
    rule: Rule = ALWAYS
    ends: bool = False


def write(texts: Mapping[str, str], report: Report) -> dict[str, Any]:
    """Return the definition of a service given by its files' texts, which must be those of a sound folder.

    Counts pages, components and conditions as written. What the format cannot hold goes to the report, and
    besides into `metadata`, where no other builder looks and ours finds it again.
    Raises NotReadable for texts that are no YAML.
    """
    definition = write_form(texts, report)
    try:
        own = {BESIDES: besides(texts, read(definition, report=Report()))}
    except (NotReadable, TooMuch) as problem:
        report.lose("metadata", what="what no form can hold", why=str(problem), kind="setting")
        own = {}
    return {**definition, "metadata": {**definition.get("metadata", {}), **own}}


def write_form(texts: Mapping[str, str], report: Report) -> dict[str, Any]:
    """Return as much of the definition as another builder reads."""
    service = load(texts["service.yaml"].encode(), yaml_file=True).value
    languages = [text(one) for one in listed(service.get("languages"))] or ["en"]
    return _Writer(service, languages, _translations(texts, languages), report).definition()


def _translations(texts: Mapping[str, str], languages: list[str]) -> dict[str, dict[str, str]]:
    """Return the words of the languages after the first: by language, each text by what it renders."""
    found: dict[str, dict[str, str]] = {}
    for language in languages[1:]:
        path = f"words/{language}.yaml"
        words = fields(load(texts[path].encode(), yaml_file=True).value.get("words")) if path in texts else {}
        found[language] = {
            text(one.get("of")).strip(): text(one.get("text"))
            for one in words.values()
            if isinstance(one, dict)
        }
    return found


@dataclass
class _Writer:
    service: Mapping[str, Any]
    languages: list[str]
    translations: Mapping[str, Mapping[str, str]]
    report: Report
    places: list[_Place] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    declaration: Any = ""

    def definition(self) -> dict[str, Any]:
        self.questions = Questions(self.said, self.report)
        self.conditions = Conditions(self.types, self.values)
        self._note_questions()
        self._lose_head()
        if text(self.service.get("before_you_start")):
            self._start()
        for step in mappings(self.service.get("steps")):
            self._step(step)
        pages = [*self._linked(), self._summary()]
        self.report.pages += len(pages)
        self.report.conditions += len(self.conditions.written)
        phase = _PHASES.get(text(self.service.get("phase")))
        sent = self.service.get("after_you_send")
        return {
            "name": self.said(self.service.get("name")),
            "version": 2,
            "startPage": pages[0]["path"],
            "pages": pages,
            "lists": self.questions.lists,
            "sections": self.sections,
            "conditions": self.conditions.written,
            "fees": [],
            "outputs": [],
            "skipSummary": False,
            **({"metadata": {"isWelsh": True}} if self.languages == ["cy"] else {}),
            **({"declaration": self.declaration} if self.declaration else {}),
            **({"phaseBanner": {"phase": phase}} if phase else {}),
            **({"specialPages": {"confirmationPage": {"components": [self.content(sent)]}}} if sent else {}),
        }

    def said(self, words: Any) -> Any:
        """Return a text alone where there is one language, or else by language."""
        return self._by_language(text(words), lambda one: one)

    def _by_language(self, first: str, make: Any) -> Any:
        if len(self.languages) == 1:
            return make(first)
        found = {self.languages[0]: make(first)}
        for language, said in self.translations.items():
            if first.strip() in said:
                found[language] = make(said[first.strip()])
        return found

    def html(self, words: Any) -> Any:
        """Return Markdown as HTML, by language where there are several."""
        return self._by_language(text(words), lambda one: _MARKDOWN.render(one).strip())

    def content(self, words: Any, *, name: str = "content", condition: str = "") -> dict[str, Any]:
        """Return a component that shows a text, to those of whom a condition is true."""
        self.report.components += 1
        options = {"condition": condition} if condition else {}
        return {"name": name, "type": "Html", "content": self.html(words), "options": options, "schema": {}}

    def _note_questions(self) -> None:
        for step in mappings(self.service.get("steps")):
            if "ask" in step:
                section = text(step["ask"]).replace("-", "_")
                for question in _questions(mappings(step.get("pages"))):
                    name = f"{section}.{text(question['question'])}"
                    self.types[name] = type_of(question)
                    self.values[name] = tuple(fields(question.get("options")))

    def _lose_head(self) -> None:
        for key in sorted(self.service.keys() - _HEAD):
            self._lose(
                "service.yaml", what=f"what is said under “{key}”", why="The format has no place for it."
            )

    def _lose(self, where: str, *, what: str, why: str) -> None:
        self.report.lose(where, what=what, why=why, kind="setting")

    def _start(self) -> None:
        page = self._page(_START, self.service.get("name"), [self.content(self.service["before_you_start"])])
        self.places.append(_Place(page | {"controller": "./pages/start.js"}))

    def _step(self, step: Mapping[str, Any]) -> None:
        kind = next((key for key in ("ask", "decide", "work") if key in step), "")
        name = text(step.get(kind))
        pages = mappings(step.get("pages"))
        if kind != "ask":
            why = "The format has forms alone: nothing is decided in it and no staff work in it."
            self._lose(name or "a step", what=f"the step “{name}”", why=why)
            return
        if not self.declaration and len(pages) == 1 and pages[0].get("type") == "declaration":
            self.declaration = self.html(pages[0].get("text"))
            return
        for key in sorted(step.keys() - _STEP):
            self._lose(name, what=f"what is said under “{key}”", why="The format has no place for it.")
        section = name.replace("-", "_")
        self.sections.append({"name": section, "title": self.said(step.get("title"))})
        rule = self._rule(step, where=name)
        for part in pages:
            place = self._part(part, where=name)
            if place is not None:
                place.page["section"] = section
                place.rule = every(rule, self._rule(part, where=place.page["path"]))
                self.places.append(place)

    def _rule(self, part: Mapping[str, Any], *, where: str) -> Rule:
        """Return who is shown a step or page; everyone where the format cannot say who."""
        when = part.get("when")
        if when is None:
            return ALWAYS
        try:
            rule = rule_from(text(when))
            if rule != ALWAYS:
                self.conditions.named(self._in_sections(rule))
        except NotHeld as problem:
            self.report.conditions += 1
            self.report.lose(where, what=f"who is shown it: {text(when)}", why=str(problem), kind="condition")
            return ALWAYS
        return self._in_sections(rule)

    def _in_sections(self, rule: Rule) -> Rule:
        by_name = {name.partition(".")[2]: name for name in self.types}
        return renamed(rule, by_name)

    def _part(self, part: Mapping[str, Any], *, where: str) -> _Place | None:
        if "exit" in part:
            components = [self.content(part.get("text"))]
            return _Place(self._page(text(part["exit"]), part.get("title"), components), ends=True)
        if "group" in part:
            return self._group(part)
        if "question" in part:
            return _Place(self._page(text(part["question"]), part.get("label"), self._asked([part], part)))
        if "page" in part:
            asked = self._asked(mappings(part.get("questions")), part)
            return _Place(self._page(text(part["page"]), part.get("title"), asked))
        self._lose(where, what="a page", why="It is neither a question nor a page, exit or group.")
        return None

    def _page(self, name: str, title: Any, components: list[dict[str, Any]]) -> dict[str, Any]:
        end = name.replace("_", "-")
        return {
            "path": f"/pages/{end}" if end in _TAKEN else f"/{end.strip('/')}",
            "title": self.said(title),
            "components": components,
            "next": [],
        }

    def _asked(self, questions: list[Mapping[str, Any]], around: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the components of a page: its text, its questions, and what it tells some or on request."""
        name = text(around.get("page") or around.get("question"))
        found = [self.content(around["text"], name=f"{name}_text")] if around.get("text") else []
        for question in questions:
            own = text(question["question"])
            if question is not around:
                if question.get("text"):
                    found.append(self.content(question["text"], name=f"{own}_text"))
                if "when" in question:
                    why = "The format shows every question of a page to all who come to it."
                    self.report.lose(own, what="who is asked it", why=why, kind="condition")
            found.append(self.questions.component(question, where=own))
        for number, one in enumerate(mappings(around.get("help")), 1):
            self.report.components += 1
            found.append(
                {
                    "name": f"{name}_help_{number}",
                    "type": "Details",
                    "title": self.said(one.get("summary")),
                    "content": self.html(one.get("body")),
                    "options": {},
                    "schema": {},
                }
            )
        for number, one in enumerate(mappings(around.get("guidance")), 1):
            rule = self._rule(one, where=name)
            condition = "" if rule == ALWAYS else self.conditions.named(rule)
            found.append(self.content(one.get("text"), name=f"{name}_for_some_{number}", condition=condition))
        return found

    def _group(self, part: Mapping[str, Any]) -> _Place:
        """Return a list as a table of answers, one row a member."""
        name = text(part["group"])
        inner = mappings(part.get("pages"))
        if any("group" in one or "when" in one for one in inner):
            why = "The format asks the same of every row, and has no list within a list."
            self.report.lose(name, what="conditions or lists within a list", why=why, kind="condition")
        if len(inner) > 1 or any(_says_more(one) for one in inner):
            why = "The format asks all of a member on one page, without more words."
            self.report.lose(name, what="the pages within a list and their words", why=why, kind="text")
        if part.get("max", _MOST) != _MOST or not part.get("name_by"):
            why = "The format has no place for it."
            self._lose(name, what="how many members there may be, or what names them", why=why)
        children = [self._child(one, name) for one in _questions(inner)]
        self.report.components += 1
        table = {
            "name": name,
            "type": "MultiInputField",
            "title": self.said(part.get("title")),
            "options": {} if part.get("min") else {"required": False},
            "schema": {},
            "pageOptions": {"customText": {"samePageTableItemName": text(part.get("item"))}},
            "children": children,
        }
        before = [self.content(part["text"], name=f"{name}_text")] if part.get("text") else []
        page = self._page(name, part.get("title"), [*before, table])
        return _Place(page | {"controller": "RepeatingFieldPageController"})

    def _child(self, question: Mapping[str, Any], name: str) -> dict[str, Any]:
        where = f"{name}, {question['question']}"
        found = self.questions.component(question, where=where)
        if question.get("text") and question.get("hint"):
            why = "The format has one hint for a column."
            self.report.lose(where, what="the text before it", why=why, kind="text")
        elif question.get("text"):
            found["hint"] = self.html(question["text"])
        return found

    def _linked(self) -> Iterator[dict[str, Any]]:
        """Yield the pages, each leading to the next that is shown: first to those for some, if they are."""
        for at, place in enumerate(self.places):
            if not place.ends:
                links: list[dict[str, str]] = []
                for later in self.places[at + 1 :]:
                    if later.rule == ALWAYS:
                        links.append({"path": later.page["path"]})
                        break
                    links.append({"path": later.page["path"], "condition": self.conditions.named(later.rule)})
                else:
                    links.append({"path": "/summary"})
                place.page["next"] = links
            yield place.page

    def _summary(self) -> dict[str, Any]:
        title = {"en": "Check your answers", "cy": "Gwiriwch eich atebion"}
        said = {language: title.get(language, title["en"]) for language in self.languages}
        return {
            "path": "/summary",
            "controller": "./pages/summary.js",
            "title": said if len(said) > 1 else said[self.languages[0]],
            "components": [],
            "next": [],
        }


def _says_more(page: Mapping[str, Any]) -> bool:
    """Return whether a page within a list says or is more than the table that it becomes."""
    own = "page" in page and len(listed(page.get("questions"))) == 1
    return own or any(page.get(key) for key in ("text", "help", "guidance") if "page" in page)


def _questions(parts: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield every question of pages, and of pages in groups."""
    for part in parts:
        if "question" in part:
            yield part
        else:
            yield from _questions([*mappings(part.get("questions")), *mappings(part.get("pages"))])
