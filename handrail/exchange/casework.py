"""What staff do with what was sent, as others configure it: statuses, the ways between them, and tasks.

The grants that have such a file give this; what makes `work` steps of it knows no file format.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from handrail.exchange.form import Rule

End = Literal["granted", "refused", "signposted", "withdrawn"]
"""What it amounts to that a case stays at a status for good."""

TaskKind = Literal["choice", "text", "whole-number", "number", "date", "yes-no"]


@dataclass(frozen=True, slots=True)
class Comment:
    """Words that staff add, in a box of this label."""

    label: str
    help: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a task. done: with it the task is done."""

    value: str
    text: str
    done: bool = True
    comment: Comment | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do while a case is in a stage.

    text: what to do, in Markdown. label: what is asked of who did it. when: for which cases; None for all.
    least, most: of a number. longest: of a text, in characters.
    """

    name: str
    label: str
    kind: TaskKind = "choice"
    text: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    comment: Comment | None = None
    required: bool = True
    when: Rule | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    longest: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one status to another.

    to: the status's name. tasks_done: it waits for the tasks. confirm: what is said before it is taken, in
    Markdown. of_itself: nobody takes it at the original's desk: another program says that it happened.
    """

    name: str
    label: str
    to: str
    tasks_done: bool = False
    comment: Comment | None = None
    confirm: str = ""
    of_itself: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Where a case can stand.

    name: once in the casework, such as PHASE:STAGE:STATUS. told: what it means, for the person. text: what
    staff read there, in Markdown. section: the stage's title. end: what it amounts to where no way leads on.
    """

    name: str
    title: str
    told: str = ""
    text: str = ""
    section: str = ""
    tasks: tuple[Task, ...] = ()
    ways: tuple[Way, ...] = ()
    end: End = "granted"


@dataclass(frozen=True, slots=True)
class Casework:
    """All of it. start: where every case begins. queue: who works on it."""

    code: str
    queue: str
    start: str
    statuses: tuple[Status, ...]

    @property
    def reached(self) -> tuple[Status, ...]:
        """The statuses that some way leads to from the start, in their order."""
        named = {one.name: one for one in self.statuses}
        found, waiting = {self.start}, [self.start]
        while waiting:
            for way in named[waiting.pop()].ways:
                if way.to not in found:
                    found.add(way.to)
                    waiting.append(way.to)
        return tuple(one for one in self.statuses if one.name in found)
