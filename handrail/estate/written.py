"""Organisations as an operator writes them in a file: read whole, and refused with every problem at once."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

import yaml

from handrail.terms.working_days import Nation

NEEDED = ("slug", "kind", "nation", "from", "names")
ALLOWED = (*NEEDED, "phone", "email", "address", "website", "hours", "areas")
KINDS = ("county", "district", "unitary", "department")
_OF_AREA = ("code", "name", "postcodes")


class NotReadable(ValueError):
    """A file of organisations cannot be used; the message has a line a problem."""


@dataclass(frozen=True, slots=True)
class WrittenArea:
    """A place that an organisation serves. postcodes: outward codes, or beginnings of postcodes."""

    code: str
    name: str
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenOrganisation:
    """An organisation as it is written: all but its id. contact: phone, email, address, website."""

    slug: str
    kind: str
    nation: Nation
    from_on: date
    names: Mapping[str, str]
    contact: Mapping[str, str]
    hours: Mapping[str, str]
    areas: tuple[WrittenArea, ...]


def read_organisations(path: Path) -> tuple[WrittenOrganisation, ...]:
    """Read a YAML list of organisations. Raises NotReadable."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as problem:
        raise NotReadable(f"{path} cannot be read: {problem}") from problem
    if not isinstance(found, list) or not found:
        raise NotReadable(f"{path}: expected a list of organisations, each beginning with '- slug: …'.")
    problems = [
        f"{path}: {number}: {problem}" for number, one in enumerate(found, 1) for problem in _wrong(one)
    ]
    if problems:
        raise NotReadable("\n".join(problems))
    return tuple(map(_organisation, found))


def _wrong(one: Any) -> Iterator[str]:
    if not isinstance(one, dict):
        yield f"found {one!r}; expected an organisation with {', '.join(NEEDED)}."
        return
    for name in one.keys() - set(ALLOWED):
        yield f"found {name!r}, which is not known; expected {', '.join(ALLOWED)}."
    for name in NEEDED:
        if not one.get(name):
            yield f"{name!r} is missing. Add it."
    for name, (is_right, expected) in _RIGHT.items():
        if one.get(name) and not is_right(one[name]):
            yield f"found {one[name]!r} as {name!r}; expected {expected}."
    yield from map(_wrong_area, _bad_areas(one.get("areas") or ()))


def _bad_areas(areas: Any) -> Iterator[Any]:
    if not isinstance(areas, list | tuple):
        yield areas
        return
    for area in areas:
        complete = isinstance(area, dict) and all(area.get(name) for name in _OF_AREA)
        if not complete or not isinstance(area["postcodes"], list):
            yield area


def _wrong_area(area: Any) -> str:
    return f"found the area {area!r}; expected a code, a name and a list of postcodes such as [FE1, FE2]."


def _by_language(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str) for pair in value.items() for one in pair)


_RIGHT: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "slug": (
        lambda value: isinstance(value, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None,
        "small letters, figures and hyphens, since it is part of addresses",
    ),
    "kind": (lambda value: value in KINDS, f"one of {', '.join(KINDS)}"),
    "nation": (lambda value: value in get_args(Nation), f"one of {', '.join(get_args(Nation))}"),
    "from": (lambda value: type(value) is date, "its first day, such as 2026-04-01, without quotes"),
    "names": (_by_language, "a text a language, such as 'en: Example Council'"),
    "hours": (_by_language, "a text a language, such as 'en: Monday to Friday, 9am to 5pm'"),
}


def _organisation(one: Mapping[str, Any]) -> WrittenOrganisation:
    return WrittenOrganisation(
        slug=one["slug"],
        kind=one["kind"],
        nation=one["nation"],
        from_on=one["from"],
        names=one["names"],
        contact={name: str(one.get(name, "")) for name in ("phone", "email", "address", "website")},
        hours=one.get("hours") or {},
        areas=tuple(
            WrittenArea(str(area["code"]), str(area["name"]), tuple(map(str, area["postcodes"])))
            for area in one.get("areas") or ()
        ),
    )
