"""What DEFRA's grants add to their pages: words in the settings, and details that a register knows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from handrail.exchange.defra.parts import Parts
from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.form import Component
from handrail.exchange.taking import fields, mappings

LATER = "{path} comes after the confirmation, so it is read after sending, and not on the way to it."

_TAG = re.compile(r"<(?:p|ul|ol|div|h[1-6]|details|table|a|section)\b", re.IGNORECASE)
_ELSEWHERE = ("RadiosField", "CheckboxesField", "SelectField", "AutocompleteField", "HiddenField")
_FORMATS = {"address": "UkAddressField", "phoneNumbers": "TelephoneNumberField"}


def grant_components(
    page: Node, document: Node, parts: Parts, controller: str, *, where: str
) -> Iterator[Component]:
    """Yield what a grant's page shows and asks that is not among its components, each counted."""
    if controller == "CheckDetailsController":
        yield from _details(document, parts, where=where)
    settings = fields(page.get("config"))
    panel = text(settings.get("panelTitle"))
    said = [("config.panelTitle", f"<h2>{escape(panel)}</h2>")] if panel else []
    hint = text(settings.get("selectionHint"))
    said += [("config.selectionHint", f"<p>{escape(hint)}</p>")] if hint else []
    for name, content in (*said, *_html(settings, "config")):
        parts.report.components += 1
        yield Component("Html", name, f"{where}, {name}", content={"en": content})


def mended(components: tuple[Component, ...], controller: str, parts: Parts) -> tuple[Component, ...]:
    """Return components with those that choose from what a register knows as questions answered in words.

    Only on pages that a program of the grant's own serves: elsewhere a choice without a list is a mistake.
    """
    return tuple(_in_words(one, controller, parts) for one in components)


def _in_words(one: Component, controller: str, parts: Parts) -> Component:
    chooses_elsewhere = one.type in _ELSEWHERE and not one.items and "Select" in controller
    if not chooses_elsewhere:
        return one
    parts.report.note(
        f"{one.where} is chosen from what a register knows of the person; here they write it themselves."
    )
    return replace(one, type="MultilineTextField")


def _details(document: Node, parts: Parts, *, where: str) -> Iterator[Component]:
    """Yield, as questions, what the page would have read from a register for the person to check."""
    sections = list(
        mappings(fields(fields(document.get("metadata")).get("detailsPage")).get("displaySections"))
    )
    if sections:
        parts.report.note(
            f"{where} shows what a register knows of the person; here they are asked for it themselves."
        )
    for section in sections:
        for field in mappings(section.get("fields")):
            parts.report.components += 1
            yield _detail(field, document, where=where)


def _detail(field: Node, document: Node, *, where: str) -> Component:
    path = text(field.get("sourcePath"))
    name = "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z]+", path))
    tolerated = fields(fields(document.get("metadata")).get("detailsPage")).get("toleratedFailurePaths")
    optional = isinstance(tolerated, list) and path.rpartition(".")[2] in tolerated
    kind = "EmailAddressField" if "email" in path.lower() else "TextField"
    return Component(
        type=_FORMATS.get(text(field.get("format")), kind),
        name=name[:1].lower() + name[1:],
        where=f"{where}, {path}",
        title={"en": text(field.get("label"))},
        required=not optional,
    )


def _html(said: Node, at: str) -> Iterator[tuple[str, str]]:
    """Yield the HTML in a page's settings by where it stands, below the title that is said with it."""
    title = text(said.get("title"))
    for name, value in said.items():
        if isinstance(value, str) and _TAG.search(value):
            yield f"{at}.{name}", f"<h3>{escape(title)}</h3>{value}" if title else value
        elif isinstance(value, dict) and at.count(".") < _DEEPEST:
            yield from _html(value, f"{at}.{name}")


_DEEPEST = 4
