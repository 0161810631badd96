"""The site's addresses, once Django is set up; no database is reached for them."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Urls:
    """Every pattern with its whole address, the table that guards the desk, and the desk's words by key."""

    patterns: tuple[tuple[str, Any], ...]
    access: Mapping[str, tuple[str, ...]]
    roles: tuple[str, ...]
    say: Callable[[str], str]


@cache
def urls() -> Urls:
    """Set Django up and return the site's addresses."""
    import django  # noqa: PLC0415 - the settings are read when this is called

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.site.settings")
    django.setup()
    from handrail.channels.desk.access import ACCESS, ROLES  # noqa: PLC0415
    from handrail.channels.desk.words import say  # noqa: PLC0415
    from handrail.site import urls as site  # noqa: PLC0415

    return Urls(tuple(_walk(site.urlpatterns, "/")), ACCESS, ROLES, say)


def _walk(patterns: list[Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for one in patterns:
        address = prefix + str(one.pattern).removeprefix("^")
        if hasattr(one, "url_patterns"):
            yield from _walk(one.url_patterns, address)
        else:
            yield address, one
