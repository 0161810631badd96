"""Chromium for tests: a window as wide as a small phone and one as wide as a desk's, script off or on.

A conftest.py beside the tests that need them imports what they use:

    from tests.browser.fixtures import chromium, desktop, phone, scripted

`chromium` is the browser, once a module; `phone`, `desktop` and `scripted` are fresh pages with no cookies.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, for one module: while it runs, its loop keeps Django from this thread's database."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: apt-get install chromium")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


def window(browser: Any, *, size: dict[str, int], script: bool) -> Iterator[Any]:
    """A page in a context of its own."""
    context = browser.new_context(viewport=size, java_script_enabled=script, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page 320 pixels wide, script off."""
    yield from window(chromium, size=PHONE, script=False)


@pytest.fixture
def desktop(chromium: Any) -> Iterator[Any]:
    """A page 1280 pixels wide, script off."""
    yield from window(chromium, size=DESKTOP, script=False)


@pytest.fixture
def scripted(chromium: Any) -> Iterator[Any]:
    """A page 1280 pixels wide, script on."""
    yield from window(chromium, size=DESKTOP, script=True)
