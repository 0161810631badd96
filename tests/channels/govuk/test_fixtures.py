"""The Design System's own examples come out of our environment as its maintainers say they should."""

import json
import re
from functools import cache
from typing import Any

import pytest

from handrail.channels.govuk.splice import MACROS, Component, environment, plain
from tests.browser.tools import npm_tools

COMPONENTS = (
    "accordion",
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "cookie-banner",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "exit-this-page",
    "fieldset",
    "file-upload",
    "footer",
    "generic-header",
    "header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "service-navigation",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)


@cache
def fixtures(component: str) -> list[dict[str, Any]]:
    folder = npm_tools() / "govuk-frontend" / "dist" / "govuk" / "components" / component
    return json.loads((folder / "fixtures.json").read_text(encoding="utf-8"))["fixtures"]


def macro(component: str) -> Any:
    name = "govuk" + component.title().replace("-", "")
    template = environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    return getattr(template.module, name)


def words(html: str) -> str:
    """HTML with the two ways to write a quotation mark made one, and white space as a browser collapses it.

    Between words and attributes it is one space; beside a tag, where templates indent, it is left out.
    """
    one_space = " ".join(html.split()).replace("&#34;", "&quot;")
    return re.sub(r" ?(</?[a-z][^<>]*?) ?(/?>) ?", r"\1\2", one_space)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_renders_every_fixture_of_its_maintainers(component):
    render = macro(component)
    wrong = [
        fixture["name"]
        for fixture in fixtures(component)
        if words(render(fixture["options"])) != words(fixture["html"])
    ]
    assert wrong == []


def test_every_fixture_of_the_pinned_version_is_compared():
    assert sum(len(fixtures(component)) for component in COMPONENTS) == 657


def test_every_macro_in_use_is_named_as_the_components_are():
    assert MACROS.keys() <= set(COMPONENTS)


def test_a_component_is_found_by_its_name():
    assert "Yn ôl" in plain(Component("back-link", {"text": "Yn ôl", "href": "/"}))
