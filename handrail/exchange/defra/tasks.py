"""The tasks of a stage of casework: what is to be done, what is asked of who did it, and for which cases."""

import re
from collections.abc import Iterator, Mapping

from handrail.exchange.casework import Choice, Comment, Task, TaskKind
from handrail.exchange.defra.shapes import Node, decimal, text, whole
from handrail.exchange.defra.shown import line, markdown, plain
from handrail.exchange.form import Comparison, Operator, Rule, Value
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings

_KINDS: Mapping[str, TaskKind] = {"text": "text", "textarea": "text", "number": "number", "date": "date"}
_OF_AN_ANSWER = re.compile(
    r"\$\.payload\.answers\[\?\(\s*@property\s*==\s*'(\w+)'\s*&&\s*@\s*(===?|!==?|>=|<=|>|<)\s*(.+?)\s*\)\]"
)
_OPERATORS: Mapping[str, Operator] = {
    "==": "is",
    "===": "is",
    "!=": "is not",
    "!==": "is not",
    ">": "is more than",
    "<": "is less than",
    ">=": "is at least",
    "<=": "is at most",
}


def tasks_of(stage: Node, report: Report, *, where: str) -> tuple[Task, ...]:
    """Return the tasks of a stage in order, those of every group."""
    return tuple(
        _task(task, report, where=f"{where}, {text(task.get('code'))}")
        for group in mappings(stage.get("taskGroups"))
        for task in mappings(group.get("tasks"))
    )


def comment_of(written: object) -> Comment | None:
    """Return the words that staff add; None where none are asked for."""
    said = fields(written)
    if not said:
        return None
    label = line(said.get("label"))
    return Comment(label, line(said.get("helpText")), required=said.get("mandatory") is True)


def _task(task: Node, report: Report, *, where: str) -> Task:
    roles = fields(task.get("requiredRoles"))
    if any(roles.get(key) for key in ("allOf", "anyOf")):
        report.lose(where, what="who may do a task", why="whoever has the case does it here", kind="setting")
    asked = fields(task.get("input"))
    options = task.get("valueOptions") or task.get("statusOptions")
    choices = tuple(_choices(options))
    number = decimal(asked.get("min")), decimal(asked.get("max"))
    return Task(
        name=text(task.get("code")),
        label=line(asked.get("label")) or plain(text(task.get("name"))) or text(task.get("code")),
        kind=_kind(asked, choices),
        text=markdown(task.get("description")),
        hint=line(asked.get("hint")),
        choices=choices,
        comment=comment_of(task.get("comment")),
        required=task.get("mandatory") is not False,
        when=_when(task.get("conditional"), report, where=where),
        least=number[0],
        most=number[1],
        longest=max(whole(asked.get("maxlength", asked.get("maxLength")), 0), 0),
        pattern=text(asked.get("pattern")),
    )


def _kind(asked: Node, choices: tuple[Choice, ...]) -> TaskKind:
    if choices:
        return "choice"
    if not asked:
        return "yes-no"
    kind = _KINDS.get(text(asked.get("type")), "text")
    return "whole-number" if kind == "number" and asked.get("integer") is True else kind


def _choices(written: object) -> Iterator[Choice]:
    for one in mappings(written):
        yield Choice(
            value=text(one.get("code")),
            text=plain(text(one.get("altName")) or text(one.get("name"))) or text(one.get("code")),
            done=one.get("completes") is not False,
            comment=comment_of(one.get("comment")),
        )


def _when(written: object, report: Report, *, where: str) -> Rule | None:
    """Return for which cases a task is, where it says so of one answer; what else it says is told as lost."""
    rule = text(written)
    if not rule:
        return None
    found = _OF_AN_ANSWER.fullmatch(rule)
    if found is None:
        report.lose(where, what="for which cases a task is", why="it says so as a program", kind="setting")
        return None
    question, operator, value = found.groups()
    return Comparison(question, _OPERATORS[operator], _value(value))


def _value(written: str) -> Value:
    if written in ("true", "false"):
        return written == "true"
    number = decimal(written)
    return written.strip("'\"") if number is None else number
