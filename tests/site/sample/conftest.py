"""The sample's cases are made on a ready site, where the services have been offered for years."""

import pytest

from handrail.estate.fenmarch import fenmarch_id
from tests.journeys.site import BADGE, FIRST, PUBLISHED_AT, migrated, site

__all__ = ["migrated", "site"]

OFFERED = (
    (BADGE, ("fenmarch-county", "glanhesg", "strathsedge")),
    (FIRST, ("north-fenmarch", "south-fenmarch")),
)


@pytest.fixture
def long_offered(site):
    """The site, whose services have been offered for five years."""
    for service, slugs in OFFERED:
        for slug in slugs:
            site.offer(service, organisation=fenmarch_id(slug), at=PUBLISHED_AT.replace(year=2021))
    return site
