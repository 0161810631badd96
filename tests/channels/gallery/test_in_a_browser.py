"""The gallery in Chromium: judged by axe-core and an HTML checker, on a phone and at a desk."""

import pytest
from django.test import Client, override_settings

from handrail.bricks import OWN
from handrail.questions.types import TYPES
from tests.browser.checks import axe_findings, html_findings, overflow
from tests.browser.fixtures import DESKTOP, PHONE, window
from tests.browser.serving import show

pytestmark = pytest.mark.slow

ADDRESSES = {
    "home": "/gallery",
    **{name: f"/gallery/types/{name}?slip=1&lang=cy" for name in TYPES},
    **{f"brick-{name}": f"/gallery/bricks/{name}" for name in OWN},
}


@pytest.fixture(scope="module")
def pages():
    """Every page of the gallery, by a name."""
    with override_settings(GALLERY=True):
        return {name: Client().get(address).content.decode() for name, address in ADDRESSES.items()}


@pytest.fixture(scope="module")
def phone(pages, chromium):
    yield from window(chromium, size=PHONE, script=False)


@pytest.fixture(scope="module")
def desktop(pages, chromium):
    yield from window(chromium, size=DESKTOP, script=False)


def test_the_html_checker_finds_nothing(pages):
    assert html_findings(pages) == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_on_a_phone(phone, pages, name):
    strangers = show(phone, pages[name])
    assert axe_findings(phone) == []
    assert overflow(phone) == 0
    assert strangers == []


@pytest.mark.parametrize("name", ["home", "place", *(f"brick-{name}" for name in OWN)])
def test_axe_finds_nothing_at_a_desk(desktop, pages, name):
    show(desktop, pages[name])
    assert axe_findings(desktop) == []
    assert overflow(desktop) == 0
