"""The page of routes: every address, what it answers to, and which roles may open it.

The desk's roles are the table that guards it. For the person's pages and the JSON door, who may come in is
read from the doors that the views are wrapped in, so that the page cannot say other than what they do.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docs.generate.addresses import urls
from docs.generate.markdown import code, codes, table, whole

ANYONE = "anyone"
APPLICANT = "the applicant, or a helper beside them"
EVERY_PARTY = "every party of the case, each for their own side"

_INTRO = (
    "For people who check who can reach what. One row is one address. Every address that is not here answers "
    "404. Behind each of these roles stands the wall in the database: a member of staff sees their own "
    "organisation's cases only, and a person sees the one case that their browser holds a pass for."
)
_DESK = (
    "Staff sign in, and each page is for the roles marked. Someone with several roles acts in the first of "
    "them that may open the page. A page about a case asks first what the case is opened for, and leaves "
    "a trace."
)
_WEB = (
    "People do not sign in. A case's pages need the pass that the browser was given when the case was "
    "started, or when its reference and return code were typed."
)
_API = (
    "For programs that act for a person. A case's addresses need the token that was given when the case was "
    "started, or when its reference and return code were sent. What each takes and gives is in "
    "[the JSON door](api.md)."
)
_GALLERY = (
    "For people who write services, where `HANDRAIL_GALLERY` is set, as it is on the sample site and in a "
    "preview; elsewhere each answers 404."
)
_SITE = "For load balancers and browsers."


@dataclass(frozen=True, slots=True)
class Route:
    """One address. name: "" where the code needs none. who: the roles, or one sentence."""

    address: str
    name: str
    methods: tuple[str, ...]
    who: tuple[str, ...]
    does: str

    @property
    def part(self) -> str:
        """The channel it belongs to."""
        first = self.address.split("/")[1]
        return first if first in ("desk", "api", "gallery") else "site" if first in _OURS else "web"


_OURS = ("health", "ready", "assets")


def page() -> str:
    """Return the page."""
    routes = tuple(all_routes())
    parts = []
    for part, title, intro in (
        ("web", "The person's pages", _WEB),
        ("desk", "The desk", _DESK),
        ("api", "The JSON door", _API),
        ("gallery", "The gallery", _GALLERY),
        ("site", "The site itself", _SITE),
    ):
        own = [one for one in routes if one.part == part]
        shown = _desk(own) if part == "desk" else _plain(own)
        parts.append(f"## {title}\n\n{intro}\n\n{shown}")
    return whole("Routes and roles", _INTRO, parts)


def all_routes() -> Iterator[Route]:
    """Yield every address of the site, in the order in which it is looked for."""
    access = urls().access
    for address, pattern in urls().patterns:
        view = pattern.callback
        name = pattern.name or ""
        operations: Mapping[str, Any] = getattr(view, "operations", {})
        for method, operation in operations.items():
            yield Route(address, name, (method,), (_of_operation(operation),), operation.summary)
        if not operations:
            who = access.get(name) or (_of_view(view),)
            yield Route(address, name, _methods(view), tuple(who), _does(view))


def _plain(routes: list[Route]) -> str:
    head = ("Address", "Methods", "Who", "What it does")
    rows = ((_shown(one.address), codes(one.methods), "; ".join(one.who), _first(one.does)) for one in routes)
    return table(head, rows)


def _desk(routes: list[Route]) -> str:
    roles = urls().roles
    head = ("Address", "Methods", "What it does", *(role.replace("_", " ") for role in roles))
    rows = []
    for one in routes:
        marks = ("yes" if role in one.who or ANYONE in one.who else "" for role in roles)
        rows.append((_shown(one.address), codes(one.methods), _first(one.does), *marks))
    return table(head, rows) + "\n\nThe sign-in page is open to anyone."


def _shown(address: str) -> str:
    """Return an address with its places in braces, as people write them."""
    places = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", address)
    return code(re.sub(r"\(\?P\{(\w+)\}.*", r"{\1}", places))


def _first(text: str) -> str:
    return text.split("\n\n", maxsplit=1)[0]


def _of_operation(operation: Any) -> str:
    if not operation.token:
        return ANYONE
    return EVERY_PARTY if _closed_over(operation.run).get("every_party") else APPLICANT


def _of_view(view: Callable[..., Any]) -> str:
    for layer in _layers(view):
        if "saves_answers" in (held := _closed_over(layer)):
            return EVERY_PARTY if held["every_party"] else APPLICANT
    return ANYONE


def _methods(view: Callable[..., Any]) -> tuple[str, ...]:
    for layer in _layers(view):
        held = _closed_over(layer)
        if "request_method_list" in held:
            return tuple(held["request_method_list"])
        if "action" in held:
            return ("GET", "POST")
    return ("GET",)


def _does(view: Callable[..., Any]) -> str:
    """Return the first words of a view's docstring; of an action of the desk, the title of its form."""
    for layer in _layers(view):
        if layer.__doc__:
            return inspect.getdoc(layer) or ""
        if "action" in (held := _closed_over(layer)):
            return f"{urls().say(held['action'].name + '.title')}."
    return ""


def _layers(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Yield a view and everything it is wrapped around."""
    layer: Callable[..., Any] | None = view
    while layer is not None:
        yield layer
        layer = getattr(layer, "__wrapped__", None) or _closed_over(layer).get("view")


def _closed_over(function: Callable[..., Any]) -> Mapping[str, Any]:
    return inspect.getclosurevars(function).nonlocals if inspect.isfunction(function) else {}
