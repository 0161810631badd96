"""Judges a `work` step: its promise, advice and results; how it is written is in `read`."""

from collections.abc import Iterator, Mapping

from handrail.bricks.work.spec import Work
from handrail.definition.brick import Vocabulary
from handrail.definition.reader import listing, nearest
from handrail.definition.service import Service, Step, feel_name
from handrail.definition.source import Problem, Where
from handrail.feel import Choice, Type


def vocabulary(service: Service, step: Step, types: Mapping[str, Type]) -> Vocabulary:  # noqa: ARG001  a brick's shape
    """Return the step's own name: a rule sees the id of the result."""
    spec: Work = step.spec
    name = feel_name(step.id)
    uses = frozenset({feel_name(spec.advice)}) if spec.advice else frozenset()
    return Vocabulary(adds={name: Choice(results(step))}, uses=uses)


def results(step: Step) -> frozenset[str]:
    """Return the ids of what staff may conclude."""
    spec: Work = step.spec
    return frozenset(result.id for result in spec.results)


def words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what the person is told of each result; what only staff read on the desk is not translated."""
    spec: Work = step.spec
    for result in spec.results:
        if result.text:
            yield f"{step.id}.results.{result.id}.text", result.text, result.where


def desk_words(step: Step) -> Iterator[tuple[str, str, Where]]:
    """Yield what staff read; a translation of it is welcome and never missed."""
    spec: Work = step.spec
    if spec.check:
        yield f"{step.id}.check", spec.check, step.where
    for result in spec.results:
        for name in ("label", "hint"):
            if getattr(result, name):
                yield f"{step.id}.results.{result.id}.{name}", getattr(result, name), result.where


def check(service: Service, step: Step, types: Mapping[str, Type]) -> Iterator[Problem]:  # noqa: ARG001  a brick's shape
    """Yield what is wrong in the step."""
    spec: Work = step.spec
    if spec.promise and spec.promise not in service.promises:
        yield Problem(
            step.where,
            "broken",
            f"'promise' is '{spec.promise}', which the service does not make.",
            f"{nearest(spec.promise, service.promises)}Use {listing(service.promises)},"
            " or add it to 'promises'.",
        )
    advisers = [one.id for one in service.steps if one.brick == "decide"]
    if spec.advice and spec.advice not in advisers:
        yield Problem(
            step.where,
            "broken",
            f"'advice' is '{spec.advice}', which is not a decide step.",
            f"{nearest(spec.advice, advisers)}Use {listing(advisers)}, or delete the line.",
        )
    if len(spec.results) == 1:
        yield Problem(
            spec.results[0].where,
            "advice",
            "There is only one thing to conclude here.",
            "Say what else staff may find, or whether this step is needed.",
        )
