"""What the file of a grant's states (gas) demands of answers beside the pages' own limits."""

from collections.abc import Iterator
from dataclasses import replace

from handrail.exchange.defra.shapes import Node, decimal, text
from handrail.exchange.form import Component, Form, Page
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings

_LIMITS = {"minimum": "min", "maximum": "max", "minLength": "min", "maxLength": "max"}
_OVER_SEVERAL = ("fgSumMax", "fgSumMin", "fgSumEquals", "if", "then", "else", "allOf", "anyOf", "oneOf")


def with_limits(form: Form, gas: Node, report: Report) -> Form:
    """Return a form whose questions have the limits of a grant's answers where they have none of their own.

    What the grant demands of several answers together is told as not carried.
    """
    demanded: dict[str, Node] = {}
    for phase in mappings(gas.get("phases")):
        schema = fields(phase.get("questions"))
        demanded |= {name: fields(said) for name, said in fields(schema.get("properties")).items()}
        for word in _OVER_SEVERAL:
            if word in schema:
                report.lose(
                    f"{text(phase.get('code'))}, {word}",
                    what="what several answers must come to together",
                    why="the grant's own program checks it after sending; staff see the answers",
                    kind="setting",
                )
    return replace(form, pages=tuple(_page(page, demanded) for page in form.pages))


def _page(page: Page, demanded: dict[str, Node]) -> Page:
    return replace(page, components=tuple(_limited(one, demanded.get(one.name)) for one in page.components))


def _limited(component: Component, said: Node | None) -> Component:
    if said is None or component.type not in ("NumberField", "TextField", "MultilineTextField"):
        return component
    of_numbers = component.type == "NumberField"
    found = {
        name: limit for name, limit in _limits(said, of_numbers=of_numbers) if name not in component.schema
    }
    return replace(component, schema={**component.schema, **found}) if found else component


def _limits(said: Node, *, of_numbers: bool) -> Iterator[tuple[str, object]]:
    for word, name in _LIMITS.items():
        if decimal(said.get(word)) is not None and word.endswith("Length") is not of_numbers:
            yield name, said[word]
