"""Recording changes to the estate: run as the owner, by date, so that earlier days stay as they were."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from handrail.estate.body import Area, Organisation, Succession


class NotInForce(ValueError):
    """A change was dated on a day when the organisation was not there."""


def record_organisation(organisation: Organisation, *, using: str = "owner") -> None:
    """Record a new organisation with its name and contact, or bring the contact of a known one up to date."""
    contact = {
        name: getattr(organisation, name) for name in ("phone", "email", "address", "website", "hours")
    }
    with transaction.atomic(using=using):
        _run(
            "INSERT INTO estate_organisation (id, slug, kind, nation, from_on, until, contact) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s::jsonb) "
            "ON CONFLICT (id) DO UPDATE SET contact = excluded.contact",
            using,
            organisation.id,
            organisation.slug,
            organisation.kind,
            organisation.nation,
            organisation.from_on,
            organisation.until,
            json.dumps(contact),
        )
        _run(
            "INSERT INTO estate_name (organisation, from_on, names) VALUES (%s, %s, %s::jsonb) "
            "ON CONFLICT DO NOTHING",
            using,
            organisation.id,
            organisation.from_on,
            json.dumps(dict(organisation.names)),
        )


def rename(organisation_id: UUID, *, names: Mapping[str, str], on: date, using: str = "owner") -> None:
    """Give an organisation another name from a legal day on; its id, slug and cases stay as they are.

    Raises NotInForce when it is not there on that day.
    """
    with transaction.atomic(using=using):
        _in_force(organisation_id, on, using)
        _run(
            "INSERT INTO estate_name (organisation, from_on, names) VALUES (%s, %s, %s::jsonb) "
            "ON CONFLICT (organisation, from_on) DO UPDATE SET names = excluded.names",
            using,
            organisation_id,
            on,
            json.dumps(dict(names)),
        )


def record_area(area: Area, *, using: str = "owner") -> None:
    """Record that an organisation serves a place from a day on, and until when if that is known.

    Raises NotInForce when the organisation is not there on that day.
    """
    with transaction.atomic(using=using):
        _in_force(area.organisation, area.from_on, using)
        _run(
            "INSERT INTO estate_area (organisation, code, from_on, until, name, postcodes) "
            "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (organisation, code, from_on) DO UPDATE "
            "SET until = excluded.until, name = excluded.name, postcodes = excluded.postcodes",
            using,
            area.organisation,
            area.code,
            area.from_on,
            area.until,
            area.name,
            list(area.postcodes),
        )


def record_succession(succession: Succession, *, using: str = "owner") -> None:
    """Record that duties pass on a legal day.

    The area, or every area when none is named, passes to the successor; a body that serves no area any more
    ends that day. Cases are moved by `history.rewrap`, not here. Raises NotInForce when the successor is not
    there on that day, or the predecessor no longer is.
    """
    old, new, on, area = succession.predecessor, succession.successor, succession.on, succession.area
    with transaction.atomic(using=using):
        _in_force(old, on, using)
        _in_force(new, on, using)
        _run(
            "WITH passed AS (UPDATE estate_area SET until = %s WHERE organisation = %s AND until IS NULL "
            "AND (%s = '' OR code = %s) RETURNING code, name, postcodes) "
            "INSERT INTO estate_area (organisation, code, from_on, name, postcodes) "
            "SELECT %s, code, %s, name, postcodes FROM passed ON CONFLICT DO NOTHING",
            using,
            *(on, old, area, area, new, on),
        )
        _run(
            "INSERT INTO estate_succession (predecessor, successor, on_day, area, how, source) "
            "VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            using,
            *(old, new, on, area, succession.how, succession.source),
        )
        _run(
            "UPDATE estate_organisation SET until = %s WHERE id = %s AND until IS NULL "
            "AND NOT EXISTS (SELECT FROM estate_area WHERE organisation = %s AND until IS NULL)",
            using,
            *(on, old, old),
        )


def _in_force(organisation_id: UUID, on: date, using: str) -> None:
    # A body that ended today may still pass the rest of its duties on today.
    if not _run(
        "SELECT FROM estate_organisation WHERE id = %s AND from_on <= %s AND (until IS NULL OR until >= %s) "
        "FOR UPDATE",
        using,
        *(organisation_id, on, on),
    ):
        raise NotInForce(
            f"Organisation {organisation_id} is not there on {on}; expected one that is. "
            "Record it first, or correct the date."
        )


def _run(sql: str, using: str, *params: Any) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)
