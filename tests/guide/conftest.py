"""What the guides hand to other people is met on the same ready site as the journeys."""

from tests.journeys.site import migrated, second, site

__all__ = ["migrated", "second", "site"]
