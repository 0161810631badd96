"""Whether a whole application has the names and JSON types that the service's questions take."""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.bricks.ask.layout import Asked, LaidGroup, layout_of
from handrail.bricks.ask.spec import Ask
from handrail.channels.api.answers import Unfit, fields_for
from handrail.channels.api.shapes import Problem
from handrail.channels.api.words import say
from handrail.definition.service import Service


def misfits(service: Service, answers: Mapping[str, Any], language: str) -> list[Problem]:
    """Return what is wrong with an application's names and JSON types, in no service's words yet."""
    questions, groups = _known(service)
    found: list[Problem] = []
    for name, value in answers.items():
        if name in groups:
            found += _list(groups[name], value, language)
        elif name in questions:
            found += _one(questions[name], name, value, language)
        else:
            found.append(_problem("not_in_service", name, language))
    return found


def _known(service: Service) -> tuple[dict[str, Asked], dict[str, LaidGroup]]:
    questions: dict[str, Asked] = {}
    groups: dict[str, LaidGroup] = {}
    for step in service.steps:
        if isinstance(step.spec, Ask):
            layout = layout_of(step)
            groups.update(layout.groups)
            questions.update({name: one for name, one in layout.questions.items() if one.group is None})
    return questions, groups


def _list(laid: LaidGroup, value: Any, language: str) -> Iterator[Problem]:
    name = laid.group.id
    if value is None:
        return
    if not isinstance(value, list):
        yield _problem("list", name, language)
        return
    if len(value) > laid.group.max:
        yield _problem("too_many", name, language, number=laid.group.max)
        return
    members = {one.question.id: one for page in laid.pages for one in page.asked}
    for number, member in enumerate(value, start=1):
        if not isinstance(member, dict):
            yield _problem("object", f"{name}/{number}", language)
            continue
        for inner, answer in member.items():
            path = f"{name}/{number}/{inner}"
            if inner in members:
                yield from _one(members[inner], path, answer, language)
            else:
                yield _problem("not_in_service", path, language)


def _one(one: Asked, path: str, value: Any, language: str) -> Iterator[Problem]:
    try:
        fields_for(one, value)
    except Unfit as wrong:
        yield _problem(wrong.kind, path, language)


def _problem(key: str, name: str, language: str, **places: int) -> Problem:
    return Problem(name, "", say(f"problem.{key}", language, name=name, **places))
