"""Links in a form's words that lead to the form's own pages, which no address of ours stands for."""

import re
from collections.abc import Mapping

from handrail.exchange.form import Form, Page
from handrail.exchange.report import Lost, Report

_LINK = re.compile(r"the link to '(?P<href>[^'?#…]+)[^']*'")
_WITHIN = "It leads to another page of the form; people come there by their answers, and go back by Back."


def tell_own_links(form: Form, report: Report) -> None:
    """Say of each link that was lost where it led, if to a page of the form.

    One to where the page leads on anyway is not lost: Continue leads there.
    """
    pages = {page.path: page for page in form.pages}
    kept: list[Lost] = []
    for one in report.lost:
        target = _target(one, pages)
        if not target:
            kept.append(one)
        elif _leads_on(pages.get(one["where"].split(", ")[0]), target):
            report.note(f"{one['where']}: Continue leads to {target}, as a link did.")
        else:
            kept.append({**one, "why": _WITHIN})
    report.lost[:] = kept


def _target(one: Lost, pages: Mapping[str, Page]) -> str:
    """Return the page of the form that a lost link led to, "" for none."""
    found = _LINK.fullmatch(one["what"]) if one["kind"] == "target" else None
    if found is None:
        return ""
    path = f"/{found['href'].strip().strip('/')}"
    return next((own for own in pages if own.strip("/") and path.endswith(own)), "")


def _leads_on(page: Page | None, target: str) -> bool:
    return page is not None and [link.path for link in page.links] == [target]
