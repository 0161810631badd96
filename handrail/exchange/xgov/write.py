"""A service of ours as an XGov definition of version 2, as far as that format can hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.definition.files import SERVICE_FILE, WORDS_FOLDER
from handrail.definition.places import named
from handrail.exchange.besides import besides
from handrail.exchange.carry.decisions import DECISIONS_FILE
from handrail.exchange.carry.ending import AGREED
from handrail.exchange.carry.folder import UNREACHED_FILE
from handrail.exchange.carry.names import snake, words_in
from handrail.exchange.carry.refusal import TooMuch
from handrail.exchange.loading import NotReadable, load
from handrail.exchange.report import Report
from handrail.exchange.rules import every
from handrail.exchange.taking import fields, listed, mappings, text
from handrail.exchange.xgov.feel_rules import NotHeld
from handrail.exchange.xgov.reading import read
from handrail.exchange.xgov.settings import BESIDES
from handrail.exchange.xgov.write_conditions import Conditions
from handrail.exchange.xgov.write_lists import questions_of
from handrail.exchange.xgov.write_pages import Pages
from handrail.exchange.xgov.write_questions import Questions, type_of
from handrail.exchange.xgov.write_route import Place, linked, summary
from handrail.exchange.xgov.write_team import (
    Fees,
    fees_of,
    is_their_sum,
    outputs_of,
    without_contact,
    without_costs,
)
from handrail.exchange.xgov.write_words import Wording, wording_of
from handrail.questions.types.shape import NONE

_HEAD = frozenset(
    {"format", "service", "name", "languages", "steps", "before_you_start", "after_you_send", "phase"}
)
_WORDS = ("label", "hint", "text", "options", "option_hints", "errors")
_STEP = frozenset({"ask", "title", "pages", "when"})
_WRITTEN = frozenset({SERVICE_FILE, DECISIONS_FILE, UNREACHED_FILE})
_START = "/start"
_PHASES = {"alpha": "alpha", "private_beta": "beta", "public_beta": "beta"}


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
    service = load(texts[SERVICE_FILE].encode(), yaml_file=True).value
    languages = [text(one) for one in listed(service.get("languages"))] or ["en"]
    return _Writer(texts, service, wording_of(texts, languages, _answers(service)), report).definition()


@dataclass
class _Writer:
    texts: Mapping[str, str]
    service: Mapping[str, Any]
    words: Wording
    report: Report
    places: list[Place] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    declaration: Any = ""
    fees: Fees = field(default_factory=Fees)

    def definition(self) -> dict[str, Any]:
        self.questions = Questions(self.words.said, self.report)
        self.conditions = Conditions(self.types, self.values)
        self.pages = Pages(self.words, self.questions, self.conditions, self.report)
        self._note_questions()
        self._lose_head()
        for step in mappings(self.service.get("steps")):
            self._step(step)
        contact = self._start()
        pages = [*linked(self.places, self.conditions), *self._unreached(), summary(self.words.languages)]
        self.report.pages += len(pages)
        self.report.conditions += len(self.conditions.written)
        phase = _PHASES.get(text(self.service.get("phase")))
        sent = self.service.get("after_you_send")
        return {
            "name": self.words.said(self.service.get("name")),
            "version": 2,
            "startPage": pages[0]["path"],
            "pages": pages,
            "lists": self.questions.lists,
            "sections": self.sections,
            "conditions": self.conditions.written,
            "fees": list(self.fees.written),
            "outputs": outputs_of(self.texts, self.service, self.report),
            "skipSummary": False,
            **({"metadata": {"isWelsh": True}} if self.words.languages == ["cy"] else {}),
            **({"declaration": self.declaration} if self.declaration else {}),
            **({"phaseBanner": {"phase": phase}} if phase else {}),
            **({"feedback": {"emailAddress": contact}} if contact else {}),
            **(
                {"specialPages": {"confirmationPage": {"components": [self.pages.content(sent)]}}}
                if sent
                else {}
            ),
        }

    def _note_questions(self) -> None:
        for step in mappings(self.service.get("steps")):
            if "ask" in step:
                section = text(step["ask"]).replace("-", "_")
                for question in questions_of(mappings(step.get("pages"))):
                    name = f"{section}.{text(question['question'])}"
                    self.types[name] = type_of(question)
                    none = (NONE,) if question.get("none") else ()
                    self.values[name] = (*fields(question.get("options")), *none)
                    self._lose_places(question)

    def _lose_places(self, question: Mapping[str, Any]) -> None:
        """Tell of answers that a question's words take in and the format has no name for."""
        words = str([question.get(key) for key in _WORDS])
        for name in sorted(named(words) - self.words.answers.keys()):
            why = "The format names no answer of one member of a list; the words without it are shown."
            what = f"the answer '{name}' put into words"
            self.report.lose(text(question["question"]), what=what, why=why, kind="text")

    def _lose_head(self) -> None:
        for key in sorted(self.service.keys() - _HEAD):
            self._lose(
                SERVICE_FILE, what=f"what is said under “{key}”", why="The format has no place for it."
            )
        if text(self.service.get("phase")) not in ("alpha", "public_beta"):
            self._lose(SERVICE_FILE, what="what is said under “phase”", why="The format has alpha and beta.")
        tables = {text(step.get("table")) for step in mappings(self.service.get("steps"))}
        for path in sorted(self.texts.keys() - tables - _WRITTEN):
            if not path.startswith(WORDS_FOLDER):
                self._lose(path, what="the file", why="The format has no place for it.")

    def _lose(self, where: str, *, what: str, why: str) -> None:
        self.report.lose(where, what=what, why=why, kind="setting")

    def _start(self) -> str:
        """Write the start page, without what the form says elsewhere; return where to get help."""
        texts = self.words.each(self.service.get("before_you_start"))
        contacts = {}
        for language, one in texts.items():
            texts[language], contacts[language] = without_contact(
                without_costs(one, self.fees.told, language)
            )
        if any(texts.values()):
            page = self.pages.page(_START, self.service.get("name"), [self.pages.content(texts)])
            self.places.insert(0, Place(page | {"controller": "./pages/start.js"}))
        return contacts[self.words.languages[0]]

    def _unreached(self) -> Iterator[dict[str, Any]]:
        """Yield the pages that no way led to, in the form that was brought here: none leads there now."""
        kept = self.texts.get(UNREACHED_FILE)
        for part in mappings(load(kept.encode(), yaml_file=True).value.get("pages")) if kept else ():
            place = self.pages.part(part, where=UNREACHED_FILE)
            if place is not None:
                yield place.page | ({} if place.ends else {"next": [{"path": "/summary"}]})

    def _step(self, step: Mapping[str, Any]) -> None:
        kind = next((key for key in ("ask", "decide", "work") if key in step), "")
        name = text(step.get(kind))
        pages = mappings(step.get("pages"))
        if kind != "ask":
            self._other(step, kind, name)
            return
        for key in sorted(step.keys() - _STEP):
            self._lose(name, what=f"what is said under “{key}”", why="The format has no place for it.")
        if not self.declaration and len(pages) == 1 and pages[0].get("type") == "declaration":
            self._declare(name, pages[0])
            return
        if snake(words_in(text(step.get("title"))), longest=30) != name.replace("-", "_"):
            why = "Sections have titles, by which they are called when they are brought over."
            self._lose(name, what="its own name, in addresses", why=why)
        section = name.replace("-", "_")
        self.sections.append({"name": section, "title": self.words.said(step.get("title"))})
        rule = self.pages.rule(step, where=name)
        for part in pages:
            place = self.pages.part(part, where=name)
            if place is not None:
                place.page["section"] = section
                place.rule = every(rule, self.pages.rule(part, where=place.page["path"]))
                self.places.append(place)

    def _declare(self, step: str, question: Mapping[str, Any]) -> None:
        self.declaration = self.words.html(question.get("text"))
        if (step, question["question"]) != ("declare", "declaration"):
            why = "The format has a declaration without a name."
            for where in (step, text(question["question"])):
                self._lose(where, what="its own name, in addresses", why=why)
        own = {"question", "type", "title", "text"} | ({"label"} if self._is_agreed(question) else set())
        for key in sorted(question.keys() - own):
            why = "The format has the text of a declaration alone."
            self._lose(text(question["question"]), what=f"what is said under “{key}”", why=why)

    def _is_agreed(self, question: Mapping[str, Any]) -> bool:
        return text(question.get("label")).strip() == AGREED.get(self.words.languages[0])

    def _other(self, step: Mapping[str, Any], kind: str, name: str) -> None:
        """Write a step that decides what is to pay; what else is decided or worked on is in no form."""
        why = "The format has forms alone: nothing is decided in it and no staff work in it."
        table = self.texts.get(text(step.get("table")), "") if kind == "decide" else ""
        if table and self.fees.step and is_their_sum(table, self.fees.step):
            return
        if not table or self.fees.written:
            self._lose(name or "a step", what=f"the step “{name}”", why=why)
            return
        try:
            self.fees = fees_of(
                table,
                step=name,
                hit=text(step.get("hit")),
                when=self.pages.rule(step, where=name),
                languages=self.words.languages,
                names=self.pages.names(),
                condition=lambda rule: self.conditions.named(self.pages.in_sections(rule)),
            )
        except NotHeld as problem:
            self._lose(name, what=f"the step “{name}”", why=str(problem))


def _answers(service: Mapping[str, Any]) -> dict[str, str]:
    """Return, by the id of each question outside groups, the name by which words take in its answer."""
    return {
        text(question["question"]): f"{text(step['ask']).replace('-', '_')}.{text(question['question'])}"
        for step in mappings(service.get("steps"))
        if "ask" in step
        for part in mappings(step.get("pages"))
        if "group" not in part
        for question in questions_of([part])
    }
