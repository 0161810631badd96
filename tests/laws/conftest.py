"""The laws are tested on a ready site, as journeys are; see `tests/journeys/site.py`."""

from tests.journeys.site import migrated, second, site

__all__ = ["migrated", "second", "site"]
