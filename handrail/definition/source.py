"""Where something was written: file and line. Nothing about what it means."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["broken", "to decide", "advice"]


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a service's folder: file relative to the folder, line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a definition: where, how bad, what was found and how to mend it.

    grade: broken (cannot run), to decide (cannot be published yet), advice.
    """

    where: Where
    grade: Grade
    problem: str
    remedy: str
