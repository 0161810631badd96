"""Whether a whole application has the names and JSON types that the service's questions take."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.spec import Ask
from handrail.channels.api.answers import Unfit, fields_for
from handrail.channels.api.shapes import Problem
from handrail.channels.api.words import say
from handrail.definition.service import Service


@dataclass(frozen=True, slots=True)
class _Known:
    """What may be answered in one place: of an application, or of a member of a list."""

    questions: Mapping[str, Asked]
    groups: Mapping[str, LaidGroup]


def misfits(service: Service, answers: Mapping[str, Any], language: str) -> list[Problem]:
    """Return what is wrong with an application's names and JSON types, in no service's words yet."""
    parts = (part for step in service.steps if isinstance(step.spec, Ask) for part in layout_of(step).parts)
    return list(_answers(_known(parts), answers, "", language))


def _known(parts: Iterable[LaidPage | LaidGroup]) -> _Known:
    questions: dict[str, Asked] = {}
    groups: dict[str, LaidGroup] = {}
    for part in parts:
        if isinstance(part, LaidGroup):
            groups[part.group.id] = part
        else:
            questions.update((one.question.id, one) for one in part.asked)
    return _Known(questions, groups)


def _answers(known: _Known, answers: Mapping[str, Any], around: str, language: str) -> Iterator[Problem]:
    """Yield what is wrong in one place. around: the path of the member it is of, with a slash."""
    for name, value in answers.items():
        path = f"{around}{name}"
        if name in known.groups:
            yield from _list(known.groups[name], path, value, language)
        elif name in known.questions:
            yield from _one(known.questions[name], path, value, language)
        else:
            yield _problem("not_in_service", path, language)


def _list(laid: LaidGroup, path: str, value: Any, language: str) -> Iterator[Problem]:
    if value is None:
        return
    if not isinstance(value, list):
        yield _problem("list", path, language)
        return
    if len(value) > laid.group.max:
        yield _problem("too_many", path, language, number=laid.group.max)
        return
    known = _known(laid.parts)
    for number, member in enumerate(value, start=1):
        if isinstance(member, dict):
            yield from _answers(known, member, f"{path}/{number}/", language)
        else:
            yield _problem("object", f"{path}/{number}", language)


def _one(one: Asked, path: str, value: Any, language: str) -> Iterator[Problem]:
    try:
        fields_for(one, value)
    except Unfit as wrong:
        yield _problem(wrong.kind, path, language)


def _problem(key: str, name: str, language: str, **places: int) -> Problem:
    return Problem(name, "", say(f"problem.{key}", language, name=name, **places))
