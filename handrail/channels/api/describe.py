"""What a service asks, from its definition: pages with their conditions, and a JSON Schema of answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from handrail.bricks.ask.layout import Asked, LaidGroup, LaidPage, layout_of
from handrail.bricks.ask.spec import Ask
from handrail.channels.api.answers import schema_of
from handrail.channels.api.shapes import PagesDescribed
from handrail.definition.service import Service, Step
from handrail.feel import Expression
from handrail.questions.asking import Asking
from handrail.questions.types.shape import NONE

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def pages_described(service: Service, language: str) -> tuple[PagesDescribed, ...]:
    """The pages of a service in the order of its file; a group's list after the pages of its members."""
    return tuple(
        page
        for step in _asking(service)
        for page in _described(service, step, layout_of(step).parts, language, ())
    )


def answers_schema(service: Service, language: str) -> dict[str, Any]:
    """A JSON Schema of a whole application's answers: what may be given, and when it is asked."""
    properties: dict[str, Any] = {}
    for step in _asking(service):
        properties.update(_properties(service, step, layout_of(step).parts, language, _whens(step.when)))
    return {
        "$schema": DRAFT,
        "title": service.say("name", service.name, language),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _asking(service: Service) -> Iterator[Step]:
    return (step for step in service.steps if isinstance(step.spec, Ask))


def _described(
    service: Service,
    step: Step,
    parts: tuple[LaidPage | LaidGroup, ...],
    language: str,
    groups: tuple[LaidGroup, ...],
) -> Iterator[PagesDescribed]:
    """Yield pages and lists. groups: those around the parts, the outermost first."""
    for part in parts:
        if isinstance(part, LaidPage):
            yield _page(service, step, part, language, groups)
            continue
        group = part.group
        yield from _described(service, step, part.parts, language, (*groups, part))
        yield PagesDescribed(
            path=_path(step, group.id, groups),
            title=service.say(f"{step.id}.{group.id}.title", group.title, language),
            text=service.say(f"{step.id}.{group.id}.text", group.text, language),
            when=_whens(step.when, *(one.when for one in groups), part.when),
            questions=(),
            group=group.id,
        )


def _page(
    service: Service, step: Step, laid: LaidPage, language: str, groups: tuple[LaidGroup, ...]
) -> PagesDescribed:
    page = laid.page
    first = Asking(service, step.id, page.questions[0], language).label if page.questions else ""
    return PagesDescribed(
        path=_path(step, page.id, groups),
        title=service.say(f"{step.id}.{page.id}.title", page.title, language) if page.title else first,
        text=service.say(f"{step.id}.{page.id}.text", page.text, language) if page.text else "",
        when=_whens(step.when, *(one.when for one in groups), laid.when),
        questions=tuple(one.question.id for one in laid.asked),
        group=groups[-1].group.id if groups else "",
    )


def _path(step: Step, own: str, groups: tuple[LaidGroup, ...]) -> str:
    return "/".join((step.id, *(f"{one.group.id}/{{item}}" for one in groups), own))


def _properties(
    service: Service,
    step: Step,
    parts: tuple[LaidPage | LaidGroup, ...],
    language: str,
    outer: tuple[str, ...],
) -> dict[str, Any]:
    """Return the schemas of what may be answered in one place, by name. outer: the conditions around it."""
    found: dict[str, Any] = {}
    for part in parts:
        if isinstance(part, LaidGroup):
            found[part.group.id] = _list(service, step, part, language, outer)
        else:
            found.update(_questions(service, step, part, language, outer))
    return found


def _list(
    service: Service, step: Step, laid: LaidGroup, language: str, outer: tuple[str, ...]
) -> dict[str, Any]:
    group = laid.group
    members = _properties(service, step, laid.parts, language, ())
    return {
        "title": service.say(f"{step.id}.{group.id}.title", group.title, language),
        "type": ["array", "null"],
        "items": {"type": "object", "properties": members, "additionalProperties": False},
        "minItems": group.min,
        "maxItems": group.max,
        "x-asked-when": [*outer, *_whens(laid.when)],
    }


def _questions(
    service: Service, step: Step, laid: LaidPage, language: str, outer: tuple[str, ...]
) -> dict[str, Any]:
    return {
        one.question.id: _question(service, step, one, language, (*outer, *_whens(laid.when)))
        for one in laid.asked
    }


def _question(
    service: Service, step: Step, one: Asked, language: str, outer: tuple[str, ...]
) -> dict[str, Any]:
    question = one.question
    asking = Asking(service, step.id, question, language)
    found = schema_of(one)
    found["type"] = [found["type"], "null"]
    options = found.get("items", found)
    if "enum" in options:
        found["x-labels"] = {value: asking.options[value] for value in options["enum"]}
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    if question.none:
        found["x-none"] = asking.options[NONE]
    return {
        "title": asking.label,
        **({"description": asking.hint} if asking.hint else {}),
        **found,
        "x-type": question.type,
        "x-optional": question.optional,
        "x-asked-when": [*outer, *_whens(question.when)],
        **_beside(asking),
        **({"x-source": question.source} if question.source else {}),
        **_limits(question.limits),
    }


def _beside(asking: Asking) -> dict[str, Any]:
    """Return what is read beside a question and its options, where its author wrote any."""
    said = {
        "x-text": asking.text,
        "x-prefix": asking.prefix,
        "x-suffix": asking.suffix,
        "x-option-hints": asking.option_hints,
    }
    return {name: words for name, words in said.items() if words}


def _limits(limits: Mapping[str, Expression | int | str]) -> dict[str, Any]:
    said = {name: limit.text if isinstance(limit, Expression) else limit for name, limit in limits.items()}
    return {"x-limits": said} if said else {}


def _whens(*conditions: Expression | None) -> tuple[str, ...]:
    return tuple(condition.text for condition in conditions if condition is not None)
