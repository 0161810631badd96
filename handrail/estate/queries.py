"""Questions about the estate on a legal day: who there is, who serves a place, who followed whom."""

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from handrail.estate.body import Organisation, Succession

_SELECT = """SELECT o.id, o.slug, n.names, o.kind, o.nation, o.from_on, o.until, o.contact
    FROM estate_organisation o CROSS JOIN LATERAL (
        SELECT names FROM estate_name WHERE organisation = o.id
        ORDER BY (from_on <= %(on)s) DESC, abs(from_on - %(on)s) LIMIT 1) n"""
_IN_FORCE = "o.from_on <= %(on)s AND (o.until IS NULL OR o.until > %(on)s)"


class SplitNeedsPlace(LookupError):
    """An organisation was split, and the place decides which part a case went to."""


def organisation(slug: str, *, on: date, using: str = "default") -> Organisation | None:
    """The organisation with this name in addresses on a legal day, or None."""
    found = _organisations(f"{_SELECT} WHERE o.slug = %(slug)s AND {_IN_FORCE}", using, on=on, slug=slug)
    return found[0] if found else None


def organisation_by_id(organisation_id: UUID, *, on: date, using: str = "default") -> Organisation | None:
    """The organisation with this id, named as on a legal day, even one that is no more; None when unknown."""
    found = _organisations(f"{_SELECT} WHERE o.id = %(id)s", using, on=on, id=organisation_id)
    return found[0] if found else None


def organisations(*, on: date, using: str = "default") -> tuple[Organisation, ...]:
    """Every organisation there is on a legal day, by slug."""
    return _organisations(f"{_SELECT} WHERE {_IN_FORCE} ORDER BY o.slug", using, on=on)


def serving(postcode: str, *, on: date, using: str = "default") -> tuple[Organisation, ...]:
    """The organisations that serve a postcode on a legal day; several where there are two tiers.

    postcode: in its one written form, such as `FE1 2AB`. The longest beginning wins within a kind of body.
    """
    sql = f"""WITH serves AS (
            SELECT a.organisation, o.kind, max(length(p.code)) AS fit
            FROM estate_area a JOIN estate_organisation o ON o.id = a.organisation,
                 LATERAL unnest(a.postcodes) p(code)
            WHERE a.from_on <= %(on)s AND (a.until IS NULL OR a.until > %(on)s)
              AND (starts_with(%(postcode)s, p.code || ' ')
                   OR (p.code LIKE '%% %%' AND starts_with(%(postcode)s, p.code)))
            GROUP BY a.organisation, o.kind)
        {_SELECT} JOIN serves s ON s.organisation = o.id
        WHERE {_IN_FORCE} AND s.fit = (SELECT max(fit) FROM serves WHERE kind = o.kind)
        ORDER BY o.slug"""  # noqa: S608 - the parts are ours
    return _organisations(sql, using, on=on, postcode=postcode)


def successions(*, on: date, using: str = "default") -> tuple[Succession, ...]:
    """Everything that has passed from one organisation to another by a legal day, oldest first."""
    found = _rows(
        "SELECT predecessor, successor, on_day, how, area, source FROM estate_succession "
        "WHERE on_day <= %(on)s ORDER BY on_day, predecessor, successor, area",
        using,
        on=on,
    )
    return tuple(Succession(*row) for row in found)


def successors(organisation_id: UUID, *, on: date, using: str = "default") -> frozenset[UUID]:
    """Who has an organisation's duties on a legal day: itself, or those that they passed to in the end."""
    passed = [(one.predecessor, one.successor) for one in successions(on=on, using=using)]
    there = {one.id for one in organisations(on=on, using=using)} if passed else set()
    return frozenset(_ends(organisation_id, passed, there, frozenset()))


def successor(organisation_id: UUID, *, on: date, postcode: str = "", using: str = "default") -> UUID:
    """The one organisation that has another's duties on a legal day; itself while it is.

    postcode: decides where a body was split. Raises SplitNeedsPlace when more than one remains.
    """
    ends = successors(organisation_id, on=on, using=using)
    if len(ends) > 1 and postcode:
        ends &= {found.id for found in serving(postcode, on=on, using=using)}
    if len(ends) != 1:
        raise SplitNeedsPlace(
            f"On {on} the duties of organisation {organisation_id} lie with {len(ends)} others"
            f"{' that serve ' + postcode if postcode else ''}; expected one. Give the postcode of the case."
        )
    (only,) = ends
    return only


def _ends(
    start: UUID, passed: Sequence[tuple[UUID, UUID]], there: AbstractSet[UUID], seen: frozenset[UUID]
) -> set[UUID]:
    after = {successor for predecessor, successor in passed if predecessor == start} - seen
    if not after:
        return {start}
    # A body that gave up one of its areas keeps the rest.
    kept = {start} & there
    return kept.union(*(_ends(one, passed, there, seen | {start}) for one in after))


def _organisations(sql: str, using: str, **params: Any) -> tuple[Organisation, ...]:
    return tuple(
        Organisation(
            id=row[0],
            slug=row[1],
            names=row[2],
            kind=row[3],
            nation=row[4],
            from_on=row[5],
            until=row[6],
            **row[7],
        )
        for row in _rows(sql, using, **params)
    )


def _rows(sql: str, using: str, **params: Any) -> list[tuple[Any, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        return [tuple(map(_value, row)) for row in cursor.fetchall()]


def _value(found: Any) -> Any:
    # Django leaves jsonb as text on its own cursors; no plain text column of ours starts with a brace.
    return json.loads(found) if isinstance(found, str) and found.startswith("{") else found
