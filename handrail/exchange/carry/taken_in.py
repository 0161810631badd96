"""Places in a form's words that take in an answer: marks until its questions have names, then places of ours.

A mark is made of characters for private use, so that whatever reads or tidies the words takes it for a letter
that says nothing. What it stands for is known here alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handrail.bricks.ask.check_places import WORDLESS
from handrail.exchange.carry.answers import Answers
from handrail.exchange.carry.said import Said
from handrail.exchange.html_blocks import ELLIPSIS
from handrail.exchange.report import Report

OPEN, CLOSE = "\ue010", "\ue011"
_FIRST, _LAST = 0xE100, 0xF8FF
_MARK = re.compile(f"{OPEN}([{chr(_FIRST)}-{chr(_LAST)}]){CLOSE}")
_OURS = re.compile(f"[{OPEN}{CLOSE}{chr(_FIRST)}-{chr(_LAST)}]")
_APART = frozenset({"item", "needs", "paper", "why", "document"})
"""Keys of parts whose texts take in no answer."""

WHY = "Its question is not one that is asked before, once, of the same person; dots stand in its place."


@dataclass
class Marks:
    """The marks of one form: of each, the form's name of the question and the words without an answer."""

    of: list[tuple[str, str]] = field(default_factory=list)

    def mark(self, name: str, without: str) -> str:
        """Return the mark for an answer, the same for the same; "" when there are too many."""
        key = (name, without)
        if key not in self.of:
            if len(self.of) > _LAST - _FIRST:
                return ""
            self.of.append(key)
        return f"{OPEN}{chr(_FIRST + self.of.index(key))}{CLOSE}"


def without_marks_of_others(text: str) -> str:
    """Return a form's text without characters that would be taken for marks."""
    return _OURS.sub("", text)


def without_places(tree: Any) -> Any:
    """Return words with dots for every mark."""
    return _each(tree, lambda text: _MARK.sub(ELLIPSIS, text))


def with_places(tree: dict[str, Any], marks: Marks, answers: Answers, report: Report) -> dict[str, Any]:
    """Return a service's tree with places for answers where each may stand; what may not is told."""
    if not marks.of:
        return tree
    placer = _Placer(marks, answers, report)
    found = {key: one if key == "steps" else placer.apart(one, key) for key, one in tree.items()}
    found["steps"] = [placer.step(one) for one in tree["steps"]]
    if placer.filled:
        report.note(
            f"{placer.filled} texts take in an answer, as the form's did. Where there is none, they show "
            f"“{ELLIPSIS}”: write words there, such as ((full_name|you))."
        )
    return found


class _Placer:
    """Goes through a service in its order, and knows which questions have been asked."""

    def __init__(self, marks: Marks, answers: Answers, report: Report) -> None:
        self.marks = marks
        self.answers = answers
        self.report = report
        self.filled = 0
        self.known: set[str] = set()

    def step(self, step: Mapping[str, Any]) -> dict[str, Any]:
        name = str(step.get("ask", "service.yaml"))
        found = {key: one if key == "pages" else self.apart(one, name) for key, one in step.items()}
        if "pages" in step:
            found["pages"] = [self.part(one) for one in step["pages"]]
        return found

    def part(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """Fill a page, a question or a group; what it asks is known to what comes after it."""
        name = next((str(part[key]) for key in ("question", "page", "exit", "group") if key in part), "")
        inner = {"pages", "questions"}
        found = {
            key: one if key in inner else self.apart(one, name) if key in _APART else self.words(one, name)
            for key, one in part.items()
        }
        if "questions" in part:
            found["questions"] = [self.question(one) for one in part["questions"]]
            self.known |= {one["question"] for one in part["questions"] if one.get("type") not in WORDLESS}
        if "pages" in part:
            outside = set(self.known)
            found["pages"] = [self.part(one) for one in part["pages"]]
            self.known = outside
        if "question" in part and part.get("type") not in WORDLESS:
            self.known.add(part["question"])
        return found

    def question(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Fill a question of a page with others."""
        name = str(question["question"])
        return {
            key: self.apart(one, name) if key in _APART else self.words(one, name)
            for key, one in question.items()
        }

    def words(self, tree: Any, where: str) -> Any:
        return self._filled(tree, where, self.known)

    def apart(self, tree: Any, where: str) -> Any:
        """Fill words that take in nothing: with dots."""
        return self._filled(tree, where, set())

    def _filled(self, tree: Any, where: str, known: set[str]) -> Any:
        """Fill words in every language; what is missing in one is told once for a text."""
        if isinstance(tree, Said):
            return Said(tuple(self._filled(one, where, known) for one in tree.parts))
        if isinstance(tree, Mapping) and all(isinstance(one, str) for one in tree.values()):
            missing: set[str] = set()
            found = {key: self._text(one, known, missing) for key, one in tree.items()}
            for name in sorted(missing):
                what = f"the answer '{name}' put into words"
                self.report.lose(f"service.yaml, {where}", what=what, why=WHY, kind="text")
            self.filled += any("((" in one for one in found.values() if one) and found != dict(tree)
            return found
        if isinstance(tree, Mapping):
            return {key: self._filled(one, where, known) for key, one in tree.items()}
        return [self._filled(one, where, known) for one in tree] if isinstance(tree, list) else tree

    def _text(self, text: str, known: set[str], missing: set[str]) -> str:
        def place(found: re.Match[str]) -> str:
            name, without = self.marks.of[ord(found[1]) - _FIRST]
            ids = {one.id for one in self.answers.named(name)} & known
            if len(ids) == 1:
                return f"(({ids.pop()}|{without or ELLIPSIS}))"
            missing.add(name)
            return without or ELLIPSIS

        return _MARK.sub(place, text) if OPEN in text else text


def _each(tree: Any, change: Any) -> Any:
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, Said):
        return Said(tuple(_each(one, change) for one in tree.parts))
    if isinstance(tree, Mapping):
        return {key: _each(one, change) for key, one in tree.items()}
    return [_each(one, change) for one in tree] if isinstance(tree, list) else tree
