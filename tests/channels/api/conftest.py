"""The JSON door is met on the same ready site as the journeys."""

import pytest

from tests.channels.api.system import System
from tests.journeys.site import migrated, second, site

__all__ = ["migrated", "second", "site", "system"]


@pytest.fixture
def system(site) -> System:
    """A system that acts for people at the site's JSON door."""
    return System()
