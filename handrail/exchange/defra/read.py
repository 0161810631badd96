"""A DEFRA form, older or newer, with what its grants add, read as a form of ours."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.defra.conditions import conditions_of
from handrail.exchange.defra.fees import fees_of
from handrail.exchange.defra.pages import pages_of
from handrail.exchange.defra.parts import Parts, parts_of
from handrail.exchange.defra.shapes import Node, text
from handrail.exchange.form import Fee, Form, Output, Page, Words
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, mappings
from handrail.exchange.xgov.reading import read as read_xgov

_ELSEWHERE = (
    "grantRedirectRules",
    "permissions",
    "tasklist",
    "printPage",
    "incorrectDetailsContent",
    "enabledInProd",
    "enabledLandActions",
)
"""Settings of a grant that its site goes by, and a service of ours does in its own way or not at all."""


def read(document: Mapping[str, Any], report: Report) -> Form:
    """Return a form from what its file holds.

    document: as `loading` gives it. report: is told what is counted and what is lost.
    Raises NotReadable for what is no form of DEFRA's, or of a version not known.
    """
    _must_be_a_form(document)
    if _is_of_the_family(document):
        report.note("The form is of the family that DEFRA's forms come from, and is read as such.")
        return read_xgov(document, report=report)
    parts = parts_of(document, report)
    by_order = _by_order(document)
    conditions = conditions_of(document, parts)
    pages = pages_of(document, parts, by_order=by_order)
    _settings(document, report)
    return Form(
        name=parts.words(document, "name") or {"en": text(document.get("title"))},
        source=f"DEFRA {2 if by_order else 1}",
        start=_start(document, pages),
        pages=pages,
        routing="order" if by_order else "links",
        languages=("en", "cy") if parts.welsh else ("en",),
        conditions=conditions,
        sections=_sections(document, parts),
        fees=tuple(_fees(pages, parts)),
        outputs=_told_apart(_outputs(document)),
        declaration=parts.words(document, "declaration"),
        sent=_sent(document),
        contact=_contact(document),
        kept={name: value for name, value in document.items() if name not in _READ},
    )


_READ = ("pages", "conditions", "lists", "sections", "name", "declaration")


def _must_be_a_form(document: Mapping[str, Any]) -> None:
    pages = list(mappings(document.get("pages")))
    if not pages:
        raise NotReadable(
            "The file has no pages.",
            expected='a form: names with values, among them "pages"',
            mend="Give the file that the form designer saved, or a grant's file of pages.",
        )
    engine = text(document.get("engine")).upper()
    schema = text(document.get("schema"))
    if engine not in ("", "V1", "V2") or schema not in ("", "1", "2"):
        raise NotReadable(
            f"The form says engine “{engine[:40]}” and schema “{schema[:40]}”.",
            expected="engine V1 or V2 and schema 1 or 2",
            mend="Save the form again with the designer of today.",
        )


def _is_of_the_family(document: Node) -> bool:
    """Say whether a form has what DEFRA's forms had when they began, and have no more."""
    if any(name in document for name in ("engine", "schema", "outputEmail")):
        return False
    pages = list(mappings(document.get("pages")))
    return (
        any(document.get(name) for name in ("fees", "specialPages", "version", "payApiKey"))
        or any("outputConfiguration" in one for one in mappings(document.get("outputs")))
        or any("repeatField" in page for page in pages)
        or any("Repeating" in text(page.get("controller")) for page in pages)
    )


def _by_order(document: Node) -> bool:
    """Say whether pages follow each other: in the second version, and where none says what comes next."""
    if text(document.get("engine")).upper() == "V2" or text(document.get("schema")) == "2":
        return True
    return not any(mappings(page.get("next")) for page in mappings(document.get("pages")))


def _start(document: Node, pages: tuple[Page, ...]) -> str:
    start = text(document.get("startPage"))
    return start if start in {page.path for page in pages} else pages[0].path


def _sections(document: Node, parts: Parts) -> Mapping[str, Words]:
    return {text(one.get("name")): parts.words(one, "title") for one in mappings(document.get("sections"))}


def _fees(pages: tuple[Page, ...], parts: Parts) -> Iterator[Fee]:
    for page in pages:
        for component in page.components:
            if component.type == "PaymentField":
                yield from fees_of(component, parts)


def _told_apart(found: Iterator[Output]) -> tuple[Output, ...]:
    """Return outputs of which no two have the same name."""
    outputs: dict[str, Output] = {}
    for one in found:
        name, number = one.name, 1
        while name in outputs:
            number += 1
            name = f"{one.name} ({number})"
        outputs[name] = replace(one, name=name)
    return tuple(outputs.values())


def _outputs(document: Node) -> Iterator[Output]:
    """Yield where the answers go: to an address, or to a program while pages are read or saved."""
    address = text(document.get("outputEmail"))
    if address:
        yield Output("outputEmail", "outputEmail", "email", {"emailAddress": address})
    for place, one in enumerate(mappings(document.get("outputs")), start=1):
        yield Output(f"output{place}", text(one.get("audience")), "email", dict(one))
    for page in mappings(document.get("pages")):
        for moment, event in fields(page.get("events")).items():
            url = text(fields(fields(event).get("options")).get("url"))
            if url:
                yield Output(
                    f"{text(page.get('path'))}, {moment}", text(page.get("title")), "webhook", {"url": url}
                )


def _contact(document: Node) -> Words:
    address = text(fields(document.get("metadata")).get("supportEmail"))
    said = address or text(fields(document.get("feedback")).get("emailAddress"))
    return {"en": said} if "@" in said else {}


def _sent(document: Node) -> Words:
    """Return as HTML what a grant's settings say of the time after sending."""
    said = text(fields(fields(document.get("metadata")).get("confirmationContent")).get("html"))
    return {"en": said} if said else {}


def _settings(document: Node, report: Report) -> None:
    """Tell the settings of a grant that are not carried."""
    metadata = fields(document.get("metadata"))
    for name in _ELSEWHERE:
        if metadata.get(name) not in (None, {}, [], ""):
            report.lose(
                f"metadata, {name}",
                what=f"the setting '{name}'",
                why="it is how the grant's own site runs the form",
                kind="setting",
            )
