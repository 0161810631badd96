"""Components rendered fast: a template once for each shape, then a person's words spliced into its places.

A shape is a component's parameters with every text taken out, so no template can hold anything personal,
whatever it was first made from. Nothing here knows Screens.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from handrail.channels.govuk.assets import links
from handrail.channels.govuk.remember import Remembered
from handrail.channels.govuk.words import words

Params = Mapping[str, Any]
"""Names to texts, Markup, numbers, booleans, and mappings and lists of those."""

OPEN, CLOSE = "\ue000", "\ue001"
"""Private-use characters around a place's number: only ever in a template being made, never in a page."""

LINE_BREAKS: Final = re.compile(r"\s*\n\s*")
"""The templates' blank lines and indents, which a page need not carry."""

FIXED: Final = frozenset(
    {
        "autocomplete",
        "behaviour",
        "classes",
        "inputmode",
        "language",
        "role",
        "spellcheck",
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


@dataclass(frozen=True, slots=True)
class Listing:
    """A Design System component that lists many rows of few shapes; each shape is rendered once, no row.

    around: the texts outside the rows, which a row may repeat. shape: what else there is around.
    rows: of each, its shape and its texts. made: from `shape`, `around` and `rows`, the parameters.
    beside: rows that must be there for another to look as it does among them.
    """

    name: str
    shape: tuple[Any, ...]
    around: Sequence[str]
    rows: Sequence["Filled"]
    made: Callable[[tuple[Any, ...], Sequence[str], Sequence["Filled"]], Params]
    beside: Sequence["Filled"] = ()
    closes: str = "</dl>"

    def whole(self) -> Component:
        """The component with every row in its parameters."""
        return Component(self.name, self.made(self.shape, self.around, self.rows))


Filled = tuple[tuple[Any, ...], Sequence[str]]
"""A row's shape and its texts."""


@cache
def environment() -> Environment:
    """The Jinja environment: the Design System's templates and this room's, everything escaped."""
    made = Environment(
        autoescape=True,
        loader=ChoiceLoader(
            [
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
                PackageLoader("handrail.channels.govuk"),
            ]
        ),
    )
    made.globals.update(words=words, assets=links)
    return made


def warm() -> None:
    """Read every template now, about 0.3 s, so that no visitor waits for it: for a server as it starts."""
    for name in MACROS:
        environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    for name in environment().list_templates(filter_func=lambda name: "/" not in name):
        environment().get_template(name)


def plain(component: Component | Listing) -> Markup:
    """Render a component through its template, with nothing remembered: what `spliced` must equal."""
    if isinstance(component, Listing):
        component = component.whole()
    macro = MACROS.get(component.name)
    if macro:
        template = environment().get_template(f"govuk_frontend_jinja/components/{component.name}/macro.html")
        return Markup(getattr(template.module, macro)(component.params))  # noqa: S704 - autoescaped
    return Markup(environment().get_template(f"{component.name}.html").render(component.params))  # noqa: S704


def spliced(component: Component | Listing) -> Markup:
    """Render a component by splicing its texts, escaped, into the template of its shape."""
    if isinstance(component, Listing):
        return _listed(component)
    shape: list[Any] = [component.name]
    texts: list[str] = []
    ready: list[tuple[int, Markup]] = []
    _flatten(component.params, shape, texts, ready)
    key = tuple(shape)
    template = _templates.get(key)
    if template is None:
        template = _compile(component)
        _templates.put(key, template)
    safe = _escaped(texts)
    for place, html in ready:
        safe[place] = html
    return Markup(template.filled(safe))  # noqa: S704 - every text was escaped above


def _listed(listing: Listing) -> Markup:
    """Render a listing by splicing each row into its shape's template, and all of them into their place."""
    texts = [*listing.around]
    for _, own in listing.rows:
        texts += own
    safe = _escaped(texts)
    at = len(listing.around)
    around, known = safe[:at], (listing.name, listing.shape, *map(bool, listing.around))
    before, after = (part.filled(around) for part in _around(listing, known))
    pieces = [before]
    of_shape: dict[tuple[Any, ...], _Template] = {}
    for shape, own in listing.rows:
        template = of_shape.get(shape)
        if template is None:
            template = _templates.get((known, shape)) or _row(listing, known, shape, len(own))
            of_shape[shape] = template
        pieces.append(template.filled(around + safe[at : at + len(own)]))
        at += len(own)
    pieces.append(after)
    return Markup("".join(pieces))  # noqa: S704 - every text was escaped above


def _around(listing: Listing, known: tuple[Any, ...]) -> tuple["_Template", "_Template"]:
    """What stands before and after the rows."""
    before, after = _templates.get((known, "before")), _templates.get((known, "after"))
    if before is None or after is None:
        first, _, last = _with_rows(listing, ()).rpartition(listing.closes)
        before, after = _parted(first), _parted(listing.closes + last)
        _templates.put((known, "before"), before)
        _templates.put((known, "after"), after)
    return before, after


def _row(listing: Listing, known: tuple[Any, ...], shape: tuple[Any, ...], many: int) -> "_Template":
    """A row alone: what is more on the page with it than without it."""
    first = len(listing.around)
    row = (shape, [f"{OPEN}{first + number}{CLOSE}" for number in range(many)])
    beside = [(shape, ["-" for _ in own]) for shape, own in listing.beside]
    start = len(_with_rows(listing, ()).rpartition(listing.closes)[0])
    without, with_it = _with_rows(listing, beside), _with_rows(listing, [row, *beside])
    template = _parted(with_it[start : start + len(with_it) - len(without)])
    _templates.put((known, shape), template)
    return template


def _with_rows(listing: Listing, rows: Sequence[Filled]) -> str:
    places = [f"{OPEN}{number}{CLOSE}" if text else "" for number, text in enumerate(listing.around)]
    html = plain(Component(listing.name, listing.made(listing.shape, places, rows)))
    return LINE_BREAKS.sub("\n", str(html))


def _escaped(texts: list[str]) -> list[str]:
    """Escape every text; all at once unless one of them holds the character that would part them again."""
    together = str(escape(CLOSE.join(texts))).split(CLOSE)
    return together if len(together) == len(texts) else [str(escape(text)) for text in texts]


@dataclass(frozen=True, slots=True)
class _Template:
    """HTML in parts: `places` are (position in parts, number of the text that goes there)."""

    parts: list[str]
    places: tuple[tuple[int, int], ...]

    def filled(self, safe: Sequence[str]) -> str:
        """The HTML with texts, escaped already, in their places."""
        parts = self.parts.copy()
        for position, place in self.places:
            parts[position] = safe[place]
        return "".join(parts)


_templates: Remembered[tuple[Any, ...], _Template] = Remembered(at_most=4096)


def remembered() -> str:
    """Everything that is kept between pages, as text, to show that nothing personal is in it."""
    return repr(_templates.items())


def _flatten(  # noqa: C901, PLR0912 - one branch a kind of parameter, the commonest first
    node: Any, shape: list[Any], texts: list[str], ready: list[tuple[int, Markup]]
) -> None:
    """Part a parameter into its shape and its texts; `_with_places` walks in the same order.

    ready: the texts that are HTML already, by place.
    """
    kind = type(node)
    if kind is str:
        shape.append(node and str)
        if node:
            texts.append(node)
    elif kind is dict:
        shape.append(len(node))
        for name, value in node.items():
            shape.append(name)
            if name in FIXED:
                shape.append(value)
            else:
                _flatten(value, shape, texts, ready)
    elif kind is list:
        shape.append(-1 - len(node))
        for value in node:
            _flatten(value, shape, texts, ready)
    elif node is None or kind is bool or kind is int:
        shape.append((kind, node))
    elif kind is Markup:
        shape.append(node and Markup)
        if node:
            ready.append((len(texts), node))
            texts.append("")
    elif isinstance(node, str):
        _flatten(str.__str__(node), shape, texts, ready)
    else:
        raise TypeError(
            f"A component's parameter is a {kind.__name__}; it may be text, Markup, a number, a "
            "boolean, None, a dict or a list. Turn it into one of those."
        )


def _compile(component: Component) -> _Template:
    html = str(plain(Component(component.name, _with_places(component.params, count()))))
    return _parted(LINE_BREAKS.sub("\n", html))


def _parted(html: str) -> _Template:
    first, *rest = html.split(OPEN)
    parts, places = [first], []
    for piece in rest:
        place, _, literal = piece.partition(CLOSE)
        places.append((len(parts), int(place)))
        parts += ["", literal]
    return _Template(parts=parts, places=tuple(places))


def _with_places(node: Any, numbers: Iterator[int]) -> Any:
    kind = type(node)
    if isinstance(node, str):
        made = Markup if kind is Markup else str
        return made(f"{OPEN}{next(numbers)}{CLOSE}") if node else made()
    if kind is dict:
        return {
            name: value if name in FIXED else _with_places(value, numbers) for name, value in node.items()
        }
    if kind is list:
        return [_with_places(value, numbers) for value in node]
    return node
