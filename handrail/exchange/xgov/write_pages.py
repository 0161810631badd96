"""Pages and lists of ours as pages of an XGov form, with what stands on each, and who is shown it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handrail.exchange.form import Rule
from handrail.exchange.report import Report
from handrail.exchange.rules import ALWAYS
from handrail.exchange.taking import mappings, text
from handrail.exchange.xgov.feel_rules import NotHeld, renamed, rule_from
from handrail.exchange.xgov.write_conditions import Conditions
from handrail.exchange.xgov.write_lists import before_table, hint_of, reads_as_text, table_of
from handrail.exchange.xgov.write_questions import Questions
from handrail.exchange.xgov.write_route import Place
from handrail.exchange.xgov.write_words import Wording

_TAKEN = ("start", "summary", "status")


@dataclass
class Pages:
    """Writes parts of steps as pages; who is shown each goes to the conditions, losses to the report."""

    words: Wording
    questions: Questions
    conditions: Conditions
    report: Report

    def content(self, words: Any, *, name: str = "content", condition: str = "") -> dict[str, Any]:
        """Return a component that shows a text, to those of whom a condition is true."""
        self.report.components += 1
        options = {"condition": condition} if condition else {}
        return {
            "name": name,
            "type": "Html",
            "content": self.words.html(words),
            "options": options,
            "schema": {},
        }

    def rule(self, part: Mapping[str, Any], *, where: str) -> Rule:
        """Return who is shown a step or page; everyone where the format cannot say who."""
        when = part.get("when")
        if when is None:
            return ALWAYS
        try:
            rule = rule_from(text(when))
            if rule != ALWAYS:
                self.conditions.named(self.in_sections(rule))
        except NotHeld as problem:
            self.report.conditions += 1
            self.report.lose(where, what=f"who is shown it: {text(when)}", why=str(problem), kind="condition")
            return ALWAYS
        return self.in_sections(rule)

    def in_sections(self, rule: Rule) -> Rule:
        """Return a rule with its questions called by their sections too."""
        return renamed(rule, self.names())

    def names(self) -> dict[str, str]:
        """Return the names of questions with their sections, by their ids."""
        return {name.partition(".")[2]: name for name in self.conditions.types}

    def part(self, part: Mapping[str, Any], *, where: str) -> Place | None:
        """Return a page, exit or list as a page of the form, None for what is neither."""
        if "exit" in part:
            components = [self.content(part.get("text"))]
            return Place(self.page(text(part["exit"]), part.get("title"), components), ends=True)
        if "group" in part:
            return self._group(part)
        if "question" in part:
            return Place(self.page(text(part["question"]), part.get("label"), self._asked([part], part)))
        if "page" in part:
            asked = self._asked(mappings(part.get("questions")), part)
            return Place(self.page(text(part["page"]), part.get("title"), asked))
        why = "It is neither a question nor a page, exit or group."
        self.report.lose(where, what="a page", why=why, kind="setting")
        return None

    def page(self, name: str, title: Any, components: list[dict[str, Any]]) -> dict[str, Any]:
        """Return a page with components, at a path that the format does not take for itself."""
        end = name.replace("_", "-")
        return {
            "path": f"/pages/{end}" if end in _TAKEN else f"/{end.strip('/')}",
            "title": self.words.said(title),
            "components": components,
            "next": [],
        }

    def _asked(self, questions: list[Mapping[str, Any]], around: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the components of a page: its text, its questions, and what it tells some or on request."""
        name = text(around.get("page") or around.get("question"))
        found = [self.content(around["text"], name=f"{name}_text")] if around.get("text") else []
        for question in questions:
            own = text(question["question"])
            component = self.questions.component(question, where=own)
            if question is not around:
                if reads_as_text(question, self.words):
                    component |= hint_of(question, self.words)
                elif question.get("text"):
                    found.append(self.content(question["text"], name=f"{own}_text"))
                if "when" in question:
                    why = "The format shows every question of a page to all who come to it."
                    self.report.lose(own, what="who is asked it", why=why, kind="condition")
            found.append(component)
        for number, one in enumerate(mappings(around.get("help")), 1):
            self.report.components += 1
            found.append(
                {
                    "name": f"{name}_help_{number}",
                    "type": "Details",
                    "title": self.words.said(one.get("summary")),
                    "content": self.words.html(one.get("body")),
                    "options": {},
                    "schema": {},
                }
            )
        for number, one in enumerate(mappings(around.get("guidance")), 1):
            rule = self.rule(one, where=name)
            condition = "" if rule == ALWAYS else self.conditions.named(rule)
            found.append(self.content(one.get("text"), name=f"{name}_for_some_{number}", condition=condition))
        return found

    def _group(self, part: Mapping[str, Any]) -> Place:
        """Return a list as a table of answers, one row a member."""
        name = text(part["group"])
        read = [one for one in before_table(part) if one]
        before = [
            self.content(one, name=f"{name}_text{'' if number == 1 else f'_{number}'}")
            for number, one in enumerate(read, 1)
        ]
        table = table_of(part, self.questions, self.words, self.report)
        page = self.page(name, part.get("title"), [*before, table])
        return Place(page | {"controller": "RepeatingFieldPageController"})
