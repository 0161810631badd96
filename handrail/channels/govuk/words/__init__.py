"""The words of the page around a service ("Continue", "There is a problem"), by language."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FALLBACK = "en"


@cache
def languages() -> frozenset[str]:
    """The languages that have a file of words here."""
    return frozenset(path.stem for path in Path(__file__).parent.glob("*.yaml"))


def words(language: str) -> Mapping[str, str]:
    """The words of one language by key; English ones where the language has none here."""
    return _read(language if language in languages() else FALLBACK)


def checked(language: str) -> bool:
    """Whether a speaker of the language has checked its words."""
    return bool(_file(language)["checked"])


@cache
def _read(language: str) -> Mapping[str, str]:
    return MappingProxyType(_file(language)["words"])


def _file(language: str) -> dict[str, Any]:
    path = Path(__file__).with_name(f"{language}.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
