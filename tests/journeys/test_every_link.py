"""Every link on the person's pages leads to a page, and to one in the language that they read."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.page import Page
from tests.journeys.site import BADGE, SLUG

OWN_NAMES = {"English", "Cymraeg"}
LEAVES = ("/finish", ".pdf", "/print", "/desk/")
"""Where no page of the person's own, in their language, is behind the link."""


def links_of(page: Page) -> list[str]:
    """The links of a page within the site, but those that change the language or leave."""
    return sorted(
        {
            href
            for text, href in page.links
            if href.startswith("/") and text not in OWN_NAMES and not urlsplit(href).path.endswith(LEAVES)
        }
    )


def astray(reader, at: list[str], language: str) -> list[str]:
    """Open pages and every link on them; say which links lead nowhere or to another language."""
    found, seen = [], set()
    for url in at:
        reader.open(url)
        for href in links_of(reader.page):
            if href in seen:
                continue
            seen.add(href)
            reader.open(href)
            if reader.status != 200 or reader.page.language != language:
                found.append(f"{url} -> {href}: {reader.status} {reader.page.language}")
    assert len(seen) > 5
    return found


@pytest.mark.parametrize("language", ["en", "cy"])
def test_before_anything_is_started(site, language):
    reader = site.person()
    at = ["/", "/return", "/verify", "/cookies", "/accessibility"]
    for where in (f"/north-fenmarch/{SLUG}", f"/glanhesg/{BADGE.slug}"):
        at += [f"{where}{rest}" for rest in ("", "/helper", "/other-ways", "/privacy", "/cookies")]

    assert astray(reader, [f"{url}?lang={language}" for url in at], language) == []


@pytest.mark.parametrize(("name", "language"), [("Una Madeup", "en"), ("Tegwen Dummy-Rees", "cy")])
def test_within_a_case(site, name, language):
    reader = site.applies(name)
    at = [f"/case/{reader.reference}{rest}" for rest in ("", "/sent", "/tasks", "/withdraw", "/adjustments")]

    assert astray(reader, at, language) == []


@pytest.mark.parametrize(("name", "language"), [("Una Madeup", "en"), ("Tegwen Dummy-Rees", "cy")])
def test_no_two_pages_of_a_case_have_one_title(site, name, language):
    reader = site.applies(name)
    titles = {}
    for part in ("", "sent", "tasks", "adjustments", "save", "withdraw"):
        reader.go(part)
        titles.setdefault(reader.page.title, []).append(part)

    assert reader.page.language == language
    assert [parts for parts in titles.values() if len(parts) > 1] == []
