"""Judges a `show` step: what it brings into the service and what is to be translated."""

from collections.abc import Iterator, Mapping

from handrail.definition.brick import Vocabulary
from handrail.definition.service import Service, Step
from handrail.definition.source import Problem, Where
from handrail.feel import Type

from .spec import Show

MOST_WORDS = 250
"""More than this on one page is not read."""


def vocabulary(service: Service, step: Step, types: Mapping[str, Type]) -> Vocabulary:  # noqa: ARG001
    """Return nothing: rules cannot ask whether a page was seen."""
    return Vocabulary()


def results(step: Step) -> frozenset[str]:  # noqa: ARG001
    """Return nothing that `goto` may name: there is one way on."""
    return frozenset()


def words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield the page's text; its title is every step's."""
    spec: Show = step.spec
    yield f"{step.id}.text", spec.text, step.where


def check(service: Service, step: Step, types: Mapping[str, Type]) -> Iterator[Problem]:  # noqa: ARG001
    """Yield what is wrong in the step."""
    spec: Show = step.spec
    count = len(spec.text.split())
    if count > MOST_WORDS:
        yield Problem(
            step.where,
            "advice",
            f"The text has {count} words; more than {MOST_WORDS} on one page are not read.",
            "Say less, or make two steps of it.",
        )
