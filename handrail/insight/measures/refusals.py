"""Refusals by criterion and district in a year, as the decisions stand today.

Counted is a case, once: when the last decision made on it in the year is a refusal and has not been opened
again since. It counts under each criterion that the decision names, so criteria do not add up to refusals.
Source: the open part of `work.decided`. Lag: none; a decision is counted from the moment it is made.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections

from handrail import history
from handrail.definition import publish
from handrail.insight.hiding import Frame, Group
from handrail.insight.years import Year

ALL = "all"
"""The row of all refusals. No criterion's id has a hyphen, and none is one of these."""

UNNAMED = "none-named"
"""The row of refusals that name no criterion: of a service that has none, or from before they were kept."""

_DECIDED = """
    SELECT version, data->>'step', data->>'result', coalesce(data->>'district', ''),
           coalesce(data->'unmet', '[]')::text, count(*)
    FROM history_facts decided
    WHERE type = 'work.decided' AND kind = 'live' AND service = %(service)s
        AND at >= %(begins)s AND at < %(ends)s
        AND NOT EXISTS (
            SELECT FROM history_facts later
            WHERE later.type IN ('work.decided', 'work.reopened')
                AND (later.type = 'work.reopened' OR later.at < %(ends)s)
                AND later.stream = decided.stream AND later.sequence > decided.sequence)
    GROUP BY 1, 2, 3, 4, 5"""
_ANY = "SELECT FROM history_facts WHERE type = 'work.decided' AND kind = 'live' AND service = %s LIMIT 1"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as the latest version that has it words it."""

    id: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many cases of one service were refused in one year, for whoever holds them today.

    counts: by row (ALL, UNNAMED or a criterion's id) and district (a slug, "" when not known); exact, so
    never shown as they are: see `insight.hiding`.
    """

    service: str
    year: Year
    criteria: tuple[Criterion, ...]
    districts: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]


def services_with_decisions(*, using: str = "default") -> tuple[str, ...]:
    """Return the slugs of the services in which anything has been decided. Inside `history.holding`."""
    with connections[using].cursor() as cursor:

        def decided(slug: str) -> bool:
            cursor.execute(_ANY, [slug])
            return cursor.fetchone() is not None

        return tuple(slug for slug in history.services(kind="live", using=using) if decided(slug))


def refusals(service: str, year: Year, *, using: str = "default") -> Refusals:
    """Count the refusals of a service in a year. Inside `history.holding`, which shows one body's cases."""
    begins, ends = year.moments
    with connections[using].cursor() as cursor:
        cursor.execute(_DECIDED, {"service": service, "begins": begins, "ends": ends})
        found = cursor.fetchall()
    counts: Counter[tuple[str, str]] = Counter()
    criteria: dict[str, Criterion] = {}
    for version, step, result, district, unmet, number in found:
        if not refuses(version, step, result):
            continue
        criteria.update(_criteria(version, step))
        named = json.loads(unmet)
        for row in (ALL, *(named or (UNNAMED,))):
            counts[row, district] += number
    return Refusals(
        service=service,
        year=year,
        criteria=tuple(criteria.values()),
        districts=tuple(sorted({district for _, district in counts})),
        counts=counts,
    )


def refuses(version: str, step: str, result: str) -> bool:
    """Say whether a step's result ends in a refusal, by the version that the decision was made under."""
    service = publish.version(version)
    found = next((one for one in service.steps if one.id == step), None)
    if found is None:
        return False
    target = found.goto.get(result) or found.goto.get("otherwise") or ""
    endpoint = service.endpoints.get(target)
    return endpoint is not None and endpoint.kind == "refused"


def _criteria(version: str, step: str) -> dict[str, Criterion]:
    spec = publish.version(version).step(step).spec
    return {one.id: Criterion(one.id, one.label, one.source) for one in getattr(spec, "criteria", ())}


def framed(counted: Refusals) -> Frame:
    """Return how the counts hang together, for hiding what is few of them."""
    unnamed = any(row == UNNAMED and number for (row, _), number in counted.counts.items())
    return Frame(
        whole=ALL,
        groups=(Group(tuple(one.id for one in counted.criteria), UNNAMED if unnamed else ""),),
        columns=counted.districts,
    )
