"""A service's folder as commands meet it: the service in it, or what is wrong with it."""

from collections.abc import Iterable
from pathlib import Path

from handrail.definition.load import Loaded
from handrail.definition.service import Service
from handrail.definition.source import Problem
from handrail.site.console import CommandProblem, tell


def service_in(loaded: Loaded) -> Service:
    """Return the service of a folder. Raises CommandProblem with the first thing that is broken."""
    if loaded.service is None:
        first = loaded.problems[0]
        raise CommandProblem(f"{first.where.file}:{first.where.line}: {first.problem} {first.remedy}")
    return loaded.service


def say_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Say each problem of a folder with its remedy, and how many there are of each grade."""
    problems = tuple(problems)
    for one in problems:
        tell(f"{folder / one.where.file}:{one.where.line}: {one.grade}: {one.problem}")
        tell(f"    {one.remedy}")
    counts = {
        grade: sum(one.grade == grade for one in problems) for grade in ("broken", "to decide", "advice")
    }
    tell(f"{folder}: " + ", ".join(f"{number} {grade}" for grade, number in counts.items()))
