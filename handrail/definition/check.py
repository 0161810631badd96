"""Everything wrong with a definition, in one pass and three grades; each judgement is in `checks`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from handrail.definition.brick import Brick, Parameters
from handrail.definition.checks import JUDGES, JUDGES_OF_WHAT_WORKS
from handrail.definition.checks.subject import subject_of
from handrail.definition.dated import DatedValue, read_seeds, register_of
from handrail.definition.example import Example, read_examples
from handrail.definition.load import Loaded, in_order
from handrail.definition.reader import Reader
from handrail.definition.service import Service
from handrail.definition.source import Grade, Problem


class RunExamples(Protocol):
    """Walks named people through a service and says what did not come out as expected.

    parameters: (organisation's slug) -> the dated register it goes by.
    """

    def __call__(
        self,
        service: Service,
        examples: Sequence[Example],
        /,
        *,
        parameters: Callable[[str], Parameters],
    ) -> Iterable[Problem]:
        """Return a problem for each thing that came out otherwise, at the line of the expectation."""


def check(
    loaded: Loaded,
    *,
    bricks: Mapping[str, Brick],
    run_examples: RunExamples | None = None,
    values: Sequence[DatedValue] = (),
) -> tuple[Problem, ...]:
    """Return everything wrong with a loaded service, in the order of its files.

    run_examples: walk's runner; the examples are walked, and what nothing uses is told, only when nothing is
        broken: a name that is misspelt where it is used is one mistake, and not two.
    values: dated values the register has already, beside those of parameters.yaml.
    """
    problems = list(loaded.problems)
    service = loaded.draft
    if service is None:
        return in_order(problems)
    reader = Reader()
    seeds = _seeds(loaded, service, reader)
    examples = read_examples(loaded.examples, reader) if loaded.examples else None
    problems.extend(reader.problems)
    known = (*seeds, *values)
    subject = subject_of(
        service, bricks=bricks, examples=examples, values=known, whole=worst(loaded.problems) != "broken"
    )
    for judge in JUDGES:
        problems.extend(judge(subject))
    if worst(problems) == "broken":
        return in_order(problems)
    for judge in JUDGES_OF_WHAT_WORKS:
        problems.extend(judge(subject))
    if run_examples is not None and examples:
        problems.extend(
            run_examples(
                service,
                examples,
                parameters=lambda organisation: register_of(
                    known, declarations=service.parameters, organisation=organisation
                ),
            )
        )
    return in_order(problems)


def seeds_of(loaded: Loaded) -> tuple[DatedValue, ...]:
    """Return the first values of the parameters that a folder brings, as far as they can be read."""
    return _seeds(loaded, loaded.draft, Reader()) if loaded.draft else ()


def _seeds(loaded: Loaded, service: Service, reader: Reader) -> tuple[DatedValue, ...]:
    return read_seeds(loaded.seeds, reader, declarations=service.parameters) if loaded.seeds else ()


def worst(problems: Iterable[Problem]) -> Grade | None:
    """Return the worst grade among problems; None when there are none."""
    found = {one.grade for one in problems}
    for grade in _WORST_FIRST:
        if grade in found:
            return grade
    return None


_WORST_FIRST: tuple[Grade, ...] = ("broken", "to decide", "advice")


def as_json(problems: Iterable[Problem]) -> list[dict[str, str | int]]:
    """Return problems as programs read them: file, line, grade, problem, remedy."""
    return [
        {
            "file": one.where.file,
            "line": one.where.line,
            "grade": one.grade,
            "problem": one.problem,
            "remedy": one.remedy,
        }
        for one in problems
    ]
