"""Components rendered fast: a template once for each shape, then a person's words spliced into its places.

A shape is a component's parameters with every text taken out, so no template can hold anything personal,
whatever it was first made from. Nothing here knows Screens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from handrail.channels.govuk.remember import Remembered

Params = Mapping[str, Any]
"""Names to texts, Markup, numbers, booleans, and mappings and lists of those."""

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters around a place's number: only ever in a template being made, never in a page."""

FIXED: Final = frozenset(
    {
        "autocomplete",
        "classes",
        "headingLevel",
        "inputmode",
        "role",
        "rows",
        "spellcheck",
        "titleHeadingLevel",
        "titleId",
        "type",
    }
)
"""Parameters written by this room or by a definition, never by a person: part of the shape."""

MACROS: Final = {
    "back-link": "govukBackLink",
    "button": "govukButton",
    "character-count": "govukCharacterCount",
    "checkboxes": "govukCheckboxes",
    "date-input": "govukDateInput",
    "details": "govukDetails",
    "error-summary": "govukErrorSummary",
    "inset-text": "govukInsetText",
    "input": "govukInput",
    "notification-banner": "govukNotificationBanner",
    "panel": "govukPanel",
    "radios": "govukRadios",
    "summary-list": "govukSummaryList",
    "table": "govukTable",
    "task-list": "govukTaskList",
    "textarea": "govukTextarea",
    "warning-text": "govukWarningText",
}
"""The Design System's components in use, with the names of their macros."""


@dataclass(frozen=True, slots=True)
class Component:
    """A Design System component, or a template of this room, with its parameters."""

    name: str
    params: Params


@cache
def environment() -> Environment:
    """The Jinja environment: the Design System's templates and this room's, everything escaped."""
    return Environment(
        autoescape=True,
        trim_blocks=False,
        loader=ChoiceLoader(
            [
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
                PackageLoader("handrail.channels.govuk"),
            ]
        ),
    )


def plain(component: Component) -> Markup:
    """Render a component through its template, with nothing remembered: what `spliced` must equal."""
    macro = MACROS.get(component.name)
    if macro:
        template = environment().get_template(f"govuk_frontend_jinja/components/{component.name}/macro.html")
        return Markup(getattr(template.module, macro)(component.params))  # noqa: S704 - autoescaped
    return Markup(environment().get_template(f"{component.name}.html").render(component.params))  # noqa: S704


def spliced(component: Component) -> Markup:
    """Render a component by splicing its texts, escaped, into the template of its shape."""
    shape: list[Any] = [component.name]
    texts: list[str] = []
    _flatten(component.params, shape, texts)
    key = tuple(shape)
    template = _templates.get(key)
    if template is None:
        template = _compile(component)
        _templates.put(key, template)
    parts = template.parts.copy()
    for position, place in template.places:
        parts[position] = escape(texts[place])
    return Markup("".join(parts))  # noqa: S704 - every text was escaped above


@dataclass(frozen=True, slots=True)
class _Template:
    """HTML in parts: `places` are (position in parts, number of the text that goes there)."""

    parts: list[str]
    places: tuple[tuple[int, int], ...]


_templates: Remembered[tuple[Any, ...], _Template] = Remembered(at_most=4096)


def _flatten(node: Any, shape: list[Any], texts: list[str]) -> None:
    """Part a parameter into its shape and its texts; `_with_places` walks in the same order."""
    kind = type(node)
    if kind is str or kind is Markup:
        if node:
            shape.append(kind)
            texts.append(node)
        else:
            shape.append("")
    elif kind is dict:
        shape.append(len(node))
        for name, value in node.items():
            shape.append(name)
            if name in FIXED:
                shape.append(value)
            else:
                _flatten(value, shape, texts)
    elif kind is list:
        shape.append(-1 - len(node))
        for value in node:
            _flatten(value, shape, texts)
    elif node is None or kind is bool or kind is int:
        shape.append((kind, node))
    else:
        raise TypeError(
            f"A component's parameter is a {kind.__name__}; it may be text, Markup, a number, a "
            "boolean, None, a dict or a list. Turn it into one of those."
        )


def _compile(component: Component) -> _Template:
    html = str(plain(Component(component.name, _with_places(component.params, count()))))
    first, *rest = html.split(OPEN)
    parts, places = [first], []
    for piece in rest:
        place, _, literal = piece.partition(CLOSE)
        places.append((len(parts), int(place)))
        parts += ["", literal]
    return _Template(parts=parts, places=tuple(places))


def _with_places(node: Any, numbers: Iterator[int]) -> Any:
    kind = type(node)
    if kind is str or kind is Markup:
        return kind(f"{OPEN}{next(numbers)}{CLOSE}") if node else node
    if kind is dict:
        return {
            name: value if name in FIXED else _with_places(value, numbers) for name, value in node.items()
        }
    if kind is list:
        return [_with_places(value, numbers) for value in node]
    return node
