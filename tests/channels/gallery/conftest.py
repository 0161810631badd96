"""The built look and the browser, as for every test of pages."""

from tests.browser.fixtures import chromium
from tests.channels.govuk.conftest import built

__all__ = ["built", "chromium"]
