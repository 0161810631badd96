"""An XGov definition as a form: read(); what of it is another's job is in the files beside this one."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handrail.exchange.form import Component, Form, Item, Page, Words
from handrail.exchange.loading import NotReadable
from handrail.exchange.report import Report
from handrail.exchange.taking import fields, listed, mappings, text, whole, words
from handrail.exchange.xgov.components import Components
from handrail.exchange.xgov.conditions import condition_names, read_conditions
from handrail.exchange.xgov.names import FormNames, qualified
from handrail.exchange.xgov.pages import Pages, normal_path
from handrail.exchange.xgov.settings import BESIDES, read_fees, read_kept, read_outputs, read_sent

VERSIONS = (0, 1, 2)
"""Of the format, as its schema counts them; a definition without a number is of version 0 or 2."""

MOST_PAGES, MOST_COMPONENTS, MOST_CONDITIONS, MOST_ITEMS = 600, 2500, 1500, 10_000


def read(value: Mapping[str, Any], *, report: Report, title: str = "") -> Form:
    """Read a definition, counting its pages, components and conditions.

    title: the form's name where it does not say it, such as its file's. Unknown types and controllers are
    kept; references to what is not there are lost or told in the report, since real forms have them.
    Raises NotReadable for another format or version, and for a form without pages.
    """
    version = _check(value)
    _measure(value)
    language = "cy" if fields(value.get("metadata")).get("isWelsh") is True else "en"
    sections = {
        text(one.get("name")): words(one.get("title"), language) for one in mappings(value.get("sections"))
    }
    lists = {text(one.get("name")): one for one in mappings(value.get("lists"))}
    conditions = listed(value.get("conditions"))
    known = condition_names(conditions)
    components = Components(language, lists, known, report)
    start = _start(value, report)
    pages = Pages(components, sections, report, start)
    pages.take(listed(value["pages"]))
    names = FormNames(pages, known)
    rules = read_conditions(conditions, names, report)
    finished = tuple(_tell_apart(page, names) for page in pages.finish(rules))
    form = Form(
        name=words(value.get("name"), language) or _fallback(title, finished, start, language),
        source=f"XGov {version}",
        start=start,
        pages=finished,
        routing="links",
        languages=(language,),
        conditions=tuple(rules.values()),
        sections={name: said for name, said in sections.items() if name},
        fees=read_fees(value.get("fees"), language, known, report),
        outputs=read_outputs(value.get("outputs"), report),
        declaration=words(value.get("declaration"), language),
        sent=read_sent(value.get("specialPages"), components, report),
        contact=words(fields(value.get("feedback")).get("emailAddress"), language),
        kept=read_kept(value, report),
        besides=fields(fields(value.get("metadata")).get(BESIDES)),
    )
    return replace(form, languages=_languages(form, language))


def _check(value: Mapping[str, Any]) -> int:
    engine = text(value.get("engine"))
    if engine == "V2" or whole(value.get("schema")) == 2:  # noqa: PLR2004 - DEFRA's number
        raise NotReadable(
            "The file is a definition of DEFRA's second version.",
            expected="an XGov definition",
            mend="Use “handrail service import defra”.",
        )
    if not isinstance(value.get("pages"), list) or not any(
        isinstance(one, dict) and normal_path(one.get("path")) for one in value["pages"]
    ):
        raise NotReadable(
            f"The file has {'no “pages”' if 'pages' not in value else 'no page with a path'}.",
            expected="an XGov definition, whose “pages” each have a “path”",
            mend="Give the JSON file that the form designer saved.",
        )
    version = value.get("version")
    if version is None:
        return 2
    number = whole(version)
    if number not in VERSIONS:
        raise NotReadable(
            f"The file says that it is of version {text(version)[:40] or 'nothing'}.",
            expected="version 0, 1 or 2 of the XGov format",
            mend="Save it again with a designer of version 2.",
        )
    assert number is not None
    return number


def _measure(value: Mapping[str, Any]) -> None:
    """Refuse what is many times larger than any form that people fill in: it would take minutes to carry."""
    pages = mappings(value["pages"])
    sizes = {
        "pages": (len(pages), MOST_PAGES),
        "components": (sum(len(listed(one.get("components"))) for one in pages), MOST_COMPONENTS),
        "conditions": (len(listed(value.get("conditions"))), MOST_CONDITIONS),
        "items of lists": (
            sum(len(listed(one.get("items"))) for one in mappings(value.get("lists"))),
            MOST_ITEMS,
        ),
    }
    for what, (size, most) in sizes.items():
        if size > most:
            raise NotReadable(
                f"The form has {size:,} {what}.",
                expected=f"at most {most:,}; the largest in use have a tenth of that",
                mend="Divide it into several forms.",
            )


def _start(value: Mapping[str, Any], report: Report) -> str:
    paths = [normal_path(one.get("path")) for one in mappings(value["pages"])]
    start = normal_path(value.get("startPage"))
    if start in paths:
        return start
    first = next(path for path in paths if path)
    report.note(f"The start page “{text(value.get('startPage'))}” is not in the form; it starts at {first}.")
    return first


def _fallback(title: str, pages: tuple[Page, ...], start: str, language: str) -> Words:
    if title:
        return {language: title}
    first = next(page for page in pages if page.path == start)
    return first.title or {language: start.strip("/").replace("-", " ").capitalize() or "Form"}


def _tell_apart(page: Page, names: FormNames) -> Page:
    """Give questions whose name other sections use too the name that comparisons call them by."""

    def renamed(component: Component) -> Component:
        called = component.name
        if (page.section, called) in names.told_apart:
            called = qualified(page.section, called)
        items: tuple[Item, ...] = tuple(
            replace(item, asks=tuple(renamed(one) for one in item.asks)) for item in component.items
        )
        return replace(component, name=called, items=items)

    if not names.told_apart:
        return page
    return replace(page, components=tuple(renamed(one) for one in page.components))


def _languages(form: Form, language: str) -> tuple[str, ...]:
    """Return the languages that the form's own words are in, the one it was written in first."""
    other = "en" if language == "cy" else "cy"
    said = (
        other in one
        for page in form.pages
        for one in (
            page.title,
            *(part for component in page.components for part in (component.title, component.content)),
        )
    )
    return (language, other) if any(said) or other in form.name else (language,)
