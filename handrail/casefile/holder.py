"""The organisation that holds a case, as it is called today."""

from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from handrail import estate
from handrail.terms.legal_day import legal_day


def organisation_at(organisation: UUID, at: datetime) -> estate.Organisation:
    """The organisation with this id at an instant, asked of the database at most once a minute.

    Raises LookupError when there is none.
    """
    return _organisation(organisation, legal_day(at), int(at.timestamp()) // 60)


@lru_cache(maxsize=256)
def _organisation(organisation: UUID, day: date, minute: int) -> estate.Organisation:  # noqa: ARG001
    found = estate.organisation_by_id(organisation, on=day)
    if found is None:
        raise LookupError(
            f"Found no organisation {organisation}; every holder of a case must be in the estate."
        )
    return found
