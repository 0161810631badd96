"""The built look, for every test of pages, and the browser."""

import pytest

from handrail.channels.govuk.assets import Assets, default_folder, read
from handrail.channels.govuk.build import BuildFailed, build
from tests.browser.fixtures import chromium, desktop, phone, scripted

__all__ = ["chromium", "desktop", "phone", "scripted"]


@pytest.fixture(scope="session", autouse=True)
def built() -> Assets:
    """The assets in this environment, built first when they are missing or out of date."""
    try:
        build(to=default_folder())
    except BuildFailed as failed:
        pytest.skip(f"the look cannot be built here: {failed}")
    return read(default_folder())
