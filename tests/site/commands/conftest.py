"""Commands are run in this process, on a site in which the discount is published."""

from tests.journeys.site import migrated, site

__all__ = ["migrated", "site"]
