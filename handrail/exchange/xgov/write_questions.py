"""Our questions as the components and lists of an XGov form; what those cannot say is told as lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.definition.places import neutral
from handrail.exchange.patterns import expression_of, searched
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, text, whole
from handrail.questions.types.shape import NONE

Said = Callable[[Any], Any]
"""Gives a text as XGov has it: the text alone, or by language where there are several."""

_SHORT = 120
"""How long a text on one line is at most, where the service does not say how many lines it has."""

MANY_OPTIONS = 20
"""So many options or more are searched rather than all shown."""

_TYPES: Mapping[str, str] = {
    "text": "MultilineTextField",
    "yes-no": "YesNoField",
    "choice": "RadiosField",
    "choices": "CheckboxesField",
    "whole-number": "NumberField",
    "decimal-number": "NumberField",
    "money": "NumberField",
    "date": "DatePartsField",
    "month-year": "MonthYearField",
    "time": "TimeField",
    "uk-address": "UkAddressField",
    "telephone": "TelephoneNumberField",
    "email": "EmailAddressField",
    "website": "WebsiteField",
    "evidence": "FileUploadField",
}
_NEAR: Mapping[str, str] = {"date-of-birth": "DatePartsField", "declaration": "YesNoField"}
_MISTAKES: Mapping[str, str] = {
    "missing": "any.required",
    "invalid": "any.invalid",
    "not_a_date": "date.base",
    "too_late": "date.max",
    "too_early": "date.min",
    "in_future": "date.max",
    "in_past": "date.min",
    "too_long": "string.max",
    "too_short": "string.min",
    "too_many_words": "string.maxWords",
    "wrong_form": "string.pattern.base",
    "invalid_postcode": "string.postcode",
    "too_small": "number.min",
    "too_big": "number.max",
    "not_whole": "number.integer",
    "too_many_decimals": "number.precision",
}
_HELD = frozenset(
    {"question", "type", "label", "hint", "options", "option_hints", "optional", "limits", "errors", "when"}
    | {"text", "help", "guidance", "prefix", "suffix", "none"}
)
_DAYS = re.compile(r'today\(\)(?: [-+] duration\("P([0-9]+)D"\))?')


def type_of(question: Mapping[str, Any]) -> str:
    """Return the type of component that asks a question."""
    kind = text(question.get("type"))
    found = _TYPES.get(kind) or _NEAR.get(kind) or "TextField"
    if kind == "text" and _is_one_line(fields(question.get("limits"))):
        return "TextField"
    if kind == "text" and "max_words" in fields(question.get("limits")):
        return "FreeTextField"
    if kind == "choice" and len(fields(question.get("options"))) >= MANY_OPTIONS:
        return "AutocompleteField"
    return found


def _is_one_line(limits: Mapping[str, Any]) -> bool:
    """Say whether a text is one line: it is said so, or the text is short and nothing else is said."""
    lines, most = limits.get("max_lines"), whole(limits.get("max_length"))
    return lines == 1 if lines else most is not None and most <= _SHORT


@dataclass
class Questions:
    """Writes questions, and the lists that they choose from. said: texts in the languages there are."""

    said: Said
    report: Report
    lists: list[dict[str, Any]] = field(default_factory=list)

    def component(self, question: Mapping[str, Any], *, where: str) -> dict[str, Any]:
        """Return the component that asks a question."""
        self.report.components += 1
        name, kind = text(question.get("question")), text(question.get("type"))
        if kind not in _TYPES:
            why = "The format has no such type; it is asked in the nearest that there is."
            self.report.lose(where, what=f"that it is a {kind}", why=why, kind="setting")
        for key in sorted(question.keys() - _HELD):
            why = "The format has no place for it."
            self.report.lose(where, what=f"what is said under “{key}”", why=why, kind="setting")
        found: dict[str, Any] = {
            "name": name,
            "type": type_of(question),
            "title": self.said(question.get("label")),
            "options": self._options(question, kind, where=where),
            "schema": self._schema(question, kind, where=where),
        }
        if question.get("hint"):
            found["hint"] = self.said(question["hint"])
        if fields(question.get("options")):
            found |= self._list(name, question, kind)
        if kind == "choices" and question.get("none"):
            what = f"that “{text(question['none'])}” rules out all others"
            why = "The format has options alone; it is one of them."
            self.report.lose(where, what=what, why=why, kind="setting")
        return found

    def _list(self, name: str, question: Mapping[str, Any], kind: str) -> dict[str, Any]:
        options, hints = fields(question.get("options")), fields(question.get("option_hints"))
        if kind not in ("choice", "choices"):
            return {}
        if kind == "choices" and question.get("none"):
            options = {**options, NONE: question["none"]}
        items = [
            {"text": self.said(label), "value": value}
            | ({"description": self.said(hints[value])} if value in hints else {})
            for value, label in options.items()
        ]
        self.lists.append({"name": f"{name}_options", "title": name, "type": "string", "items": items})
        return {"list": f"{name}_options"}

    def _options(self, question: Mapping[str, Any], kind: str, *, where: str) -> dict[str, Any]:
        limits = fields(question.get("limits"))
        options: dict[str, Any] = {}
        if question.get("optional") is True:
            options["required"] = False
        for key in ("prefix", "suffix"):
            if question.get(key):
                options[key] = neutral(text(question[key]))
        if kind == "money":
            options["prefix"] = "£"
        if "max_words" in limits:
            options["maxWords"] = text(limits["max_words"])
        for ours, theirs in (("not_before", "maxDaysInPast"), ("not_after", "maxDaysInFuture")):
            if ours in limits and (days := _DAYS.fullmatch(text(limits[ours]))):
                options[theirs] = int(days[1] or 0)
            elif ours in limits:
                why = "The format limits a day by a number of days from today alone."
                self.report.lose(where, what=f"the limit “{ours}”", why=why, kind="setting")
        if kind == "date-of-birth":
            options.setdefault("maxDaysInFuture", 0)
        said = self._messages(fields(question.get("errors")), where=where)
        return options | ({"customValidationMessages": said} if said else {})

    def _messages(self, errors: Mapping[str, Any], *, where: str) -> dict[str, str]:
        said: dict[str, str] = {}
        for mistake, written in errors.items():
            sentence = neutral(text(written))
            if mistake in _MISTAKES and said.get(_MISTAKES[mistake], sentence) == sentence:
                said[_MISTAKES[mistake]] = sentence
            else:
                why = "The format knows no such mistake, or has a sentence for it already."
                self.report.lose(where, what=f"the sentence for “{mistake}”", why=why, kind="text")
        return said

    def _schema(self, question: Mapping[str, Any], kind: str, *, where: str) -> dict[str, Any]:
        limits = fields(question.get("limits"))
        schema: dict[str, Any] = {}
        if kind == "whole-number":
            schema["precision"] = 0
        names = {
            "min_length": "min",
            "max_length": "max",
            "min": "min",
            "max": "max",
            "max_decimals": "precision",
        }
        for ours, theirs in names.items():
            if ours in limits:
                schema[theirs] = limits[ours]
        if "pattern" in limits:
            schema["regex"] = searched(expression_of(text(limits["pattern"])))
        if "matches" in limits:
            schema["regex"] = searched(text(limits["matches"]))
        held = {*names, "pattern", "matches", "max_words", "not_before", "not_after", "max_lines"}
        for key in sorted(limits.keys() - held):
            why = "The format has no such limit."
            self.report.lose(where, what=f"the limit “{key}”", why=why, kind="setting")
        return schema
