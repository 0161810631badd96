"""Another desk's casework as `work` steps: a step for a status, a result for a way, a form of its tasks."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.carry.names import Names, is_feel_name, kebab, snake, words_in
from handrail.exchange.carry.pages import Part
from handrail.exchange.carry.said import Said, said
from handrail.exchange.casework import Casework, Comment, Status, Task, Way
from handrail.exchange.form import Rule, Words
from handrail.exchange.patterns import held_to
from handrail.exchange.report import Report

WriteRule = Callable[[Rule], str]
"""Returns a condition as FEEL, over what the person was asked. Raises ValueError for what it cannot say."""

_FIGURES = re.compile(r"\^?(?:\[0-9\]|\\d)\{([1-9]|1[0-9]|20)\}\$?")
_TYPES: Mapping[str, str] = {
    "choice": "choice",
    "text": "text",
    "whole-number": "whole-number",
    "number": "decimal-number",
    "date": "date",
    "yes-no": "yes-no",
}


class Stages:
    """The steps and ends of a casework, while they are made."""

    def __init__(
        self, casework: Casework, *, names: Names, report: Report, rule: WriteRule, promise: str = ""
    ) -> None:
        """Name every status. promise: the time that people are told, kept by the stage a case begins in."""
        self.casework = casework
        self.names = names
        self.report = report
        self.rule = rule
        self.promise = promise
        reached = tuple(_with_an_end(casework, report))
        self.doing = tuple(one for one in reached if one.ways)
        self.ending = tuple(one for one in reached if not one.ways)
        self.all = {one.name: one for one in (*self.doing, *self.ending)}
        self.read: dict[str, list[Words]] = {}
        self.ids = {one.name: _named(one, names) for one in self.all.values()}

    def tell(self, codes: Collection[str], texts: list[Words]) -> bool:
        """Add what is read at the statuses of these codes; say whether there is one that a case comes to."""
        found = [name for name in self.all if name.rpartition(":")[2] in codes]
        for name in found:
            self.read.setdefault(name, []).extend(texts)
        return bool(found)

    def steps(self) -> list[Part]:
        """Return a `work` step for each status that a way leads on from, the first where every case begins.

        None where no way leads on from there: then staff have nothing to do that the casework says.
        """
        first = [one for one in self.doing if one.name == self.casework.start]
        return [self._step(one) for one in (*first, *(one for one in self.doing if one not in first))]

    def endpoints(self, review: Part | None = None) -> Part:
        """Return an endpoint for each status that no way leads on from. review: of what is refused."""
        order = sorted(self.ending, key=_withdrawn_first)
        found: Part = {}
        for one in order:
            end: Part = {"kind": one.end, "title": _called(one), "text": self._told(one)}
            if one.end == "refused" and review:
                end["review"] = review
            found[self.ids[one.name]] = end
        return found

    def _step(self, status: Status) -> Part:
        form, needed = self._form(status)
        given: set[str] = set()
        ways = [(_once(_words_of(way.name), given), way) for way in status.ways]
        begins = status.name.rpartition(":")[0] == self.casework.start.rpartition(":")[0]
        return {
            "work": self.ids[status.name],
            "title": _called(status),
            "queue": kebab(words_in(self.casework.queue)) or "casework",
            "promise": self.promise if begins else "",
            "check": _said(check_of(status)),
            "form": form,
            "results": {name: self._result(way, form, needed) for name, way in ways},
            "goto": {name: self.ids[way.to] for name, way in ways},
        }

    def _result(self, way: Way, form: list[Part], needed: list[str]) -> Part:
        target = self.all[way.to]
        stage = bool(target.ways)
        explained = way.comment is not None and way.comment.required
        return {
            "label": _said(way.label) if way.label else _called(target),
            "text": self._told(target),
            "hint": _said((way.comment.help or way.comment.label) if way.comment else ""),
            **({"stage": True} if stage else {}),
            **({"reasons": "optional"} if stage and not explained else {}),
            **({"when": " and ".join(needed)} if way.tasks_done and needed else {}),
            **({"unfinished": True} if form and not way.tasks_done else {}),
        }

    def _told(self, status: Status) -> Said:
        own = _said(status.told) if status.told else _called(status)
        return said(*own.parts, *self.read.get(status.name, ()))

    def _form(self, status: Status) -> tuple[list[Part], list[str]]:
        """Return what staff answer, and the rules that say that each task has come to something."""
        form: list[Part] = []
        needed: list[str] = []
        for task in status.tasks:
            when = self._when(task, status)
            name = self.names.once(snake(_words_of(task.name)) or "task")
            values = {choice.value: _value(choice.value) for choice in task.choices}
            form.append(_question(task, name, values, when, self.report))
            form += _comments(task, name, values, when, self.names)
            undone = [f'"{values[one.value]}"' for one in task.choices if not one.done]
            if task.kind == "yes-no":
                undone = ["false"]
            if undone and task.required:
                needed += [f"{name} != {one}" for one in undone]
        return form, needed

    def _when(self, task: Task, status: Status) -> str:
        if task.when is None:
            return ""
        try:
            return self.rule(task.when)
        except ValueError as why:
            self.report.lose(
                f"{status.name}, {task.name}",
                what="for which cases a task is",
                why=str(why),
                kind="setting",
            )
            return ""


def _named(status: Status, names: Names) -> str:
    """Return a status's id: its own code's words, with its stage's before them where another has it."""
    parts = status.name.split(":")
    own = snake(_words_of(parts[-1])) or "status"
    return names.once(own).replace("_", "-")


CLOSED: Words = {"en": "We have closed your case", "cy": "Rydym wedi cau eich achos"}
CLOSE: Words = {"en": "Close the case", "cy": "Cau’r achos"}
_CLOSED = ":::CLOSED"


def _with_an_end(casework: Casework, report: Report) -> Iterable[Status]:
    """Yield the statuses of a casework; from where it never ends, with a way to close a case."""
    reached = casework.reached
    ending = {one.name for one in reached if not one.ways}
    while more := {one.name for one in reached if {way.to for way in one.ways} & ending} - ending:
        ending |= more
    for one in reached:
        if one.name in ending:
            yield one
            continue
        report.note(f"From {one.name} no way leads to an end; here staff can also close the case.")
        yield replace(one, ways=(*one.ways, Way("CLOSE_CASE", CLOSE["en"], _CLOSED)))
    if any(one.name not in ending for one in reached):
        yield Status(_CLOSED, CLOSED["en"], end="withdrawn")


def _called(status: Status) -> Said:
    if status.name == _CLOSED:
        return said(CLOSED)
    return _said(status.title or _spoken(status.name.rpartition(":")[2]) or "Casework")


def _spoken(code: str) -> str:
    return " ".join(words_in(code)).capitalize()


def _said(text: str) -> Said:
    """Return words of the casework, which such files have in English only."""
    return said({"en": text})


def _words_of(code: str) -> list[str]:
    words = words_in(code)
    return words[1:] if len(words) > 1 and words[0] in ("status", "action", "task") else words


def _once(words: Iterable[str], given: set[str]) -> str:
    own = kebab(words) or "go-on"
    name = own = own if is_feel_name(own.replace("-", "_")) else f"{own}-it"
    number = 2
    while name in given:
        name, number = f"{own}-{number}", number + 1
    given.add(name)
    return name


def _value(code: str) -> str:
    return snake(_words_of(code)) or "_".join(["value", *words_in(code)])


def _withdrawn_first(status: Status) -> bool:
    """Of several ends that are withdrawn, the one that says so stands first: a person's own leads there."""
    return "WITHDRAWN" not in status.name.upper()


def _question(task: Task, name: str, values: Mapping[str, str], when: str, report: Report) -> Part:
    figures = _FIGURES.fullmatch(task.pattern)
    kind = "reference-number" if figures and task.kind == "text" else _TYPES[task.kind]
    limits: dict[str, Any] = {}
    if figures and task.kind == "text":
        limits["pattern"] = "9" * int(figures[1])
    elif task.kind == "text":
        pattern = held_to(task.pattern, where=f"task {task.name}", report=report) if task.pattern else ""
        limits |= {"max_length": task.longest} if task.longest else {}
        limits |= {"matches": pattern} if pattern else {}
    if task.kind in ("number", "whole-number"):
        limits |= {
            key: f"{one:f}" for key, one in (("min", task.least), ("max", task.most)) if one is not None
        }
    return {
        "question": name,
        "type": kind,
        "label": _said(task.label or _spoken(name)),
        "hint": _said(task.hint),
        **(
            {
                "options": {
                    values[one.value]: _said(one.text or _spoken(values[one.value])) for one in task.choices
                }
            }
            if task.choices
            else {}
        ),
        **({"optional": True} if not task.required else {}),
        **({"limits": limits} if limits else {}),
        **({"when": when} if when else {}),
    }


def _comments(task: Task, name: str, values: Mapping[str, str], when: str, names: Names) -> Iterable[Part]:
    """Yield the boxes for words beside a task: one for whatever is answered, or one for each answer."""
    if task.comment is not None:
        yield _comment(task.comment, task, names.once(f"{name}_why"), when)
    for choice in task.choices:
        if choice.comment is not None:
            chosen = f'{name} = "{values[choice.value]}"'
            yield _comment(choice.comment, task, names.once(f"{name}_why"), chosen)


def _comment(comment: Comment, task: Task, name: str, when: str) -> Part:
    return {
        "question": name,
        "type": "text",
        "label": _said(comment.label or task.label or _spoken(name)),
        "hint": _said(comment.help),
        **({} if comment.required else {"optional": True}),
        **({"when": when} if when else {}),
    }


def check_of(status: Status) -> str:
    """Return what staff read at a status: what it is for, each task, and what a way out does."""
    texts = [status.text, *(task.text for task in status.tasks)]
    for way in status.ways:
        if way.confirm:
            texts += [f"## {way.label}", way.confirm]
    return "\n\n".join(one for one in texts if one)
