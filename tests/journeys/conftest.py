"""Journeys are walked on a ready site; see `site.py`."""

from tests.journeys.site import migrated, second, site

__all__ = ["migrated", "second", "site"]
