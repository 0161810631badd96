"""The pages of a DEFRA form, and what their controllers make of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from handrail.exchange.defra.components import CONTENT, components_of, titled_alone
from handrail.exchange.defra.conditions import named
from handrail.exchange.defra.grants import LATER, grant_components, mended
from handrail.exchange.defra.parts import Parts
from handrail.exchange.defra.shapes import Node, text, whole
from handrail.exchange.form import SHOWN_AT, Link, Page, PageKind, Repeat
from handrail.exchange.taking import fields, mappings

_KINDS: Mapping[str, PageKind] = {
    "StartPageController": "start",
    "TerminalPageController": "exit",
    "SummaryPageController": "check",
    "SummaryPageWithConfirmationEmailController": "check",
    "CheckResponsesPageController": "check",
    "StatusPageController": "status",
    "PrintSubmittedApplicationController": "status",
    "LandingPageController": "status",
    "ConfirmationPageController": "confirmation",
    "HomePageController": "home",
    "TaskListPageController": "home",
}
_ORDINARY = (
    "",
    "PageController",
    "QuestionPageController",
    "TaskPageController",
    "RepeatPageController",
    "FileUploadPageController",
    "DeclarationPageController",
    "CheckDetailsController",
)
"""Controllers that do what any page does, or what is carried with their pages."""


def pages_of(document: Node, parts: Parts, *, by_order: bool) -> tuple[Page, ...]:
    """Return the pages of a form, each counted; those after the confirmation are read after sending."""
    pages: list[Page] = []
    sent = False
    for place, written in enumerate(mappings(document.get("pages")), start=1):
        parts.report.pages += 1
        page = _page(written, document, parts, place=place, by_order=by_order)
        if any(one.path == page.path for one in pages):
            parts.report.note(f"Two pages have the path {page.path}; the second is asked after the first.")
            page = replace(page, path=f"{page.path}-{place}", where=f"{page.path}, page {place}")
        if sent and by_order:
            page = _read_later(page, parts)
        sent = sent or page.kind == "confirmation"
        pages.append(page)
    return _linked(tuple(pages if by_order else _led_on(pages, parts)), parts)


def _led_on(pages: "list[Page]", parts: Parts) -> Iterator[Page]:
    """Yield pages; one that a program of its own serves and that names no next leads to the page after it."""
    for page, following in zip_longest(pages, pages[1:]):
        if following and page.kind == "page" and not page.links and _by_program(page.controller):
            parts.report.note(f"{page.path} names no next page, since its program did; {following.path} is.")
            yield replace(page, links=(Link(following.path),))
        else:
            yield page


def _by_program(controller: str) -> bool:
    """Say whether a page is served by a program that is not known."""
    return controller not in _KINDS and controller not in _ORDINARY


def _page(written: Node, document: Node, parts: Parts, *, place: int, by_order: bool) -> Page:
    path = text(written.get("path")) or f"/page-{place}"
    controller = _controller(written)
    components = components_of(written, parts, where=path)
    components = mended(components, controller, parts)
    components = (*grant_components(written, document, parts, controller, where=path), *components)
    title = parts.words(written, "title")
    title = title or next((one.title for one in components if one.title and one.type not in CONTENT), {})
    title = title or {"en": _of_path(path)}
    _other_settings(written, controller, parts, where=path)
    return Page(
        path=path,
        where=path,
        title=title,
        kind=_kind(written, controller, path, shows=bool(components), by_order=by_order),
        section=text(fields(parts.sections.get(text(written.get("section")))).get("name")),
        components=titled_alone(components, title),
        links=() if by_order else tuple(_links(written, parts, where=path)),
        when=named(written.get("condition"), parts, where=path) if by_order else None,
        repeat=_repeat(written, controller, parts, where=path),
        controller=controller,
        options={**fields(written.get("config")), SHOWN_AT: tuple(_shown_at(document, path))},
    )


def _shown_at(document: Node, path: str) -> Iterator[str]:
    """Yield the statuses at which a grant leads people to a page."""
    rules = fields(fields(document.get("metadata")).get("grantRedirectRules")).get("postSubmission")
    for rule in mappings(rules):
        if text(rule.get("toPath")) == path:
            yield from (one.strip() for one in text(rule.get("gasStatus")).split(",") if one.strip())


def _of_path(path: str) -> str:
    """Return the end of a path as words, for a page that nothing else names."""
    return " ".join(re.findall(r"\w+", path.rpartition("/")[2])).capitalize() or "Page"


def _controller(written: Node) -> str:
    """Return a controller's name, also from a file's name as the oldest forms have it."""
    controller = text(written.get("controller"))
    found = re.fullmatch(r"(?:\./)?pages/(\w+)\.[jt]s", controller)
    return f"{found[1].capitalize()}PageController" if found else controller


def _kind(written: Node, controller: str, path: str, *, shows: bool, by_order: bool) -> PageKind:
    if controller in _KINDS:
        return _KINDS[controller]
    if controller == "DeclarationPageController" and not shows:
        return "check"
    if path == "/status":
        return "status"
    if path == "/summary" and not shows:
        return "check"
    leads_nowhere = not list(mappings(written.get("next")))
    if not by_order and leads_nowhere and not _by_program(controller):
        return "check" if path == "/summary" else "exit"
    return "page"


def _links(written: Node, parts: Parts, *, where: str) -> "list[Link]":
    links = []
    for one in mappings(written.get("next")):
        if text(one.get("redirect")):
            parts.report.lose(
                f"{where} to {text(one.get('redirect'))}",
                what="a link that leaves the form",
                why="a service of ours leads to its own pages",
                kind="link",
            )
        condition = text(one.get("condition"))
        if condition and condition not in parts.conditions:
            parts.report.lose(
                f"{where} to {text(one.get('path'))}",
                what=f"the link to '{text(one.get('path'))}'",
                why=f"the form has no condition “{condition}”, so it was never followed",
                kind="link",
            )
            continue
        links.append(Link(text(one.get("path")), named(condition, parts, where=where)))
    return links


def _repeat(written: Node, controller: str, parts: Parts, *, where: str) -> Repeat | None:
    repeat = fields(written.get("repeat"))
    if controller != "RepeatPageController":
        return None
    options, limits = fields(repeat.get("options")), fields(repeat.get("schema"))
    least = min(max(whole(limits.get("min"), 1), 1), _MOST)
    title = parts.words(options, "title") or parts.words(written, "title")
    if not options:
        parts.report.lose(where, what="how often the page repeats", why="it does not say", kind="setting")
    return Repeat(
        name=text(options.get("name")) or "item",
        title=title,
        least=least,
        most=min(max(whole(limits.get("max"), _MOST), least), _MOST),
    )


def _other_settings(written: Node, controller: str, parts: Parts, *, where: str) -> None:
    """Tell what of a page is not in its words: a program of its own, and a look of its own."""
    if _by_program(controller):
        parts.report.lose(
            f"{where}, controller",
            what=f"what the program '{controller}' does on this page",
            why="the form names it and does not say what it does; what the page shows and asks is carried",
            kind="setting",
        )
    if text(written.get("view")):
        parts.report.lose(
            f"{where}, view",
            what=f"the template '{text(written.get('view'))}'",
            why="it is a file of the site that runs the form",
            kind="setting",
        )


def _read_later(page: Page, parts: Parts) -> Page:
    """Return a page after the confirmation as one that is read after sending."""
    if page.kind not in ("status", "confirmation"):
        parts.report.note(LATER.format(path=page.path))
    return replace(page, kind="status")


def _linked(pages: tuple[Page, ...], parts: Parts) -> tuple[Page, ...]:
    """Return pages without links to pages that are not there, each of which is told as lost."""
    paths = {page.path for page in pages}
    return tuple(replace(page, links=tuple(_there(page, paths, parts))) for page in pages)


def _there(page: Page, paths: set[str], parts: Parts) -> "list[Link]":
    kept = []
    for link in page.links:
        if link.path in paths:
            kept.append(link)
        else:
            parts.report.lose(
                f"{page.path} to {link.path}",
                what=f"the link to '{link.path}'",
                why="the form has no such page",
                kind="link",
            )
    return kept


_MOST = 200
