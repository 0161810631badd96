"""Every address of the site, from Django's own resolver, with its places filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

PLACE = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")
GALLERY = {"question": "name", "brick": "ask", "number": "1"}
"""The places of the gallery's addresses, which name nothing of anybody."""


@dataclass(frozen=True)
class Route:
    """One pattern: the text that Django shows for it, and its places."""

    pattern: str
    name: str

    @property
    def places(self) -> frozenset[str]:
        """What must be filled in."""
        return frozenset(one or other for one, other in PLACE.findall(self.pattern))

    @property
    def channel(self) -> str:
        """Whose it is: desk, api, or the person's own pages."""
        first = self.pattern.partition("/")[0]
        return first if first in {"desk", "api"} else "web"

    def address(self, places: Mapping[str, str]) -> str:
        """Its address with the places filled; KeyError names a place that nobody here knows."""
        places = {**GALLERY, **places}
        missing = self.places - set(places)
        assert not missing, (
            f"The route {self.pattern!r} has places {sorted(missing)} that these attacks do not know how to "
            "fill. Add a value for each where the attacks make their places, so that the route is attacked."
        )
        return "/" + PLACE.sub(lambda place: places[place[1] or place[2]], self.pattern)

    def __str__(self) -> str:
        return self.pattern or "/"


def every_route() -> tuple[Route, ...]:
    """All of the site's routes, in the order in which Django tries them."""
    return tuple(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        text = str(one.pattern)
        if isinstance(one.pattern, RegexPattern):
            text = text.lstrip("^").rstrip("$") or "no-such-address"
        if isinstance(one, URLResolver):
            yield from _walk(one, before + text)
        else:
            assert isinstance(one, URLPattern)
            yield Route(before + text, one.name or "")
