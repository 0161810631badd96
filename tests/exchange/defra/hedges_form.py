"""The invented grant's files, and forms made by changing one thing in them."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from handrail.exchange.defra.read import read
from handrail.exchange.form import Condition, Form, Page
from handrail.exchange.report import Report

FOLDER = Path(__file__).parent / "hedges"
_FORM = yaml.safe_load((FOLDER / "grants-ui.yaml").read_text("utf-8"))


def hedges() -> dict[str, Any]:
    """Return the grant's form as its file holds it."""
    return copy.deepcopy(_FORM)


def read_hedges(document: Mapping[str, Any] | None = None) -> tuple[Form, Report]:
    """Return the form, and what was counted and lost."""
    report = Report()
    return read(document if document is not None else hedges(), report), report


def page(form: Form, path: str) -> Page:
    """Return a page by its path."""
    return next(one for one in form.pages if one.path == path)


def condition(form: Form, title: str) -> Condition:
    """Return a condition by what its author calls it."""
    return next(one for one in form.conditions if one.title == title)
