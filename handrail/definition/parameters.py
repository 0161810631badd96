"""The register of dated values in the database, append-only; which of them holds on a day is in `dated`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connection

from handrail import estate, feel
from handrail.definition.brick import Fact
from handrail.definition.dated import NATION, DatedValue, Register, register_of, value_of
from handrail.definition.reader import listing, nearest
from handrail.definition.service import ParameterDeclaration, Service
from handrail.definition.source import Problem
from handrail.terms.legal_day import legal_day

_MOST_KEPT = 500
_FRESH_SECONDS = 1.0

# By database connection, so that nothing kept outlives the database it was read from; then by version and
# organisation: the stamp, the register and when it was last looked at.
_Kept = dict[tuple[str, UUID], tuple[Any, Register, float]]
_kept: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()

# What is the same on every connection is one object, so that a walk knows at once that nothing has changed.
_alike: dict[tuple[str, UUID], Register] = {}

# Rows are only ever added: a value set by any process changes how many there are, whichever is seen first.
_STAMP = "SELECT count(*), max(stored_at) FROM definition_value"
_COLUMNS = "name, value, effective_from, source, organisation, id"


class WrongValue(ValueError):
    """A value cannot be set: the sentence says what was found, what was expected and how to mend it."""


@dataclass(frozen=True, slots=True)
class ValueSet:
    """One row of the register as the owner sees it. organisation: None for the nation's."""

    name: str
    value: Fact
    effective_from: date
    source: str
    organisation: UUID | None
    reason: str
    by: str
    recorded_at: datetime


def register(service: Service, organisation: UUID) -> Register:
    """Return the dated values that an organisation goes by.

    They are kept for the process: a value that it sets itself counts at once, one that another process sets
    within a second.
    """
    connection.ensure_connection()
    here = _kept.setdefault(connection.connection, {})
    key = (service.hash, organisation)
    kept = here.get(key)
    now = monotonic()
    if kept is not None and now - kept[2] < _FRESH_SECONDS:
        return kept[1]
    with connection.cursor() as cursor:
        cursor.execute(_STAMP)
        stamp = cursor.fetchone()
    if kept is not None and kept[0] == stamp:
        here[key] = (stamp, kept[1], now)
        return kept[1]
    values = _values(service.slug, organisation)
    found = _one_for_all(
        key, register_of(values, declarations=service.parameters, organisation=str(organisation))
    )
    if len(here) >= _MOST_KEPT:
        here.clear()
    here[key] = (stamp, found, now)
    return found


def _one_for_all(key: tuple[str, UUID], found: Register) -> Register:
    """The register as another connection has it, where it is the same; else this one, for others to find."""
    known = _alike.get(key)
    if known == found:
        return known
    if len(_alike) >= _MOST_KEPT:
        _alike.clear()
    _alike[key] = found
    return found


def set_value(
    service: Service,
    *,
    name: str,
    value: Fact,
    effective_from: date,
    source: str,
    organisation: UUID | None,
    by: str,
    at: datetime,
    reason: str = "",
) -> None:
    """Set a parameter's value from a day on; determinations made before keep what they used.

    value: a fact, or text to be read as one; None for "no value from then". organisation: None for all.
    reason: needed when there is a value for the same day already, which this one corrects.
    Raises WrongValue.
    """
    declared = service.parameters.get(name)
    if declared is None:
        raise WrongValue(
            f"Found '{name}', which is not a parameter of {service.slug}. "
            f"{nearest(name, service.parameters)}Use {listing(service.parameters)}."
        )
    if organisation is not None and declared.set_by == "nation":
        raise WrongValue(f"'{name}' is set by the nation: leave the organisation out.")
    if not source.strip():
        raise WrongValue(
            f"The value of '{name}' has no source. Give the law, order or decision that sets it."
        )
    same_day = [
        one
        for one in _values(service.slug, organisation)
        if one.name == name
        and one.effective_from == effective_from
        and one.organisation == (str(organisation) if organisation else NATION)
    ]
    if same_day and not reason.strip():
        raise WrongValue(
            f"'{name}' has a value from {effective_from} already. Give the reason if this one corrects it."
        )
    _insert(
        service.slug, declared, _fact(declared, value), effective_from, source, organisation, reason, by, at
    )


def _fact(declared: ParameterDeclaration, value: Fact) -> Fact:
    if value is None:
        return None
    written = ("true" if value else "false") if isinstance(value, bool) else str(value)
    try:
        return value_of(written, declared)
    except ValueError as error:
        raise WrongValue(f"The value of '{declared.id}': {error}.") from error


def _insert(
    slug: str,
    declared: ParameterDeclaration,
    value: Fact,
    effective_from: date,
    source: str,
    organisation: UUID | None,
    reason: str,
    by: str,
    at: datetime,
) -> None:
    _kept.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO definition_value "
            "(service, name, organisation, value, effective_from, source, reason, by, recorded_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                slug,
                declared.id,
                organisation,
                json.dumps(feel.from_feel(value)),
                effective_from,
                source,
                reason,
                by,
                at,
            ),
        )


def values_of(service: Service, *, day: date) -> tuple[DatedValue, ...]:
    """Return every value the register has for a service, the organisations by slug, as `check` reads them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM definition_value WHERE service = %s ORDER BY id",  # noqa: S608 - ours
            (service.slug,),
        )
        rows = cursor.fetchall()
    slugs = {row[4]: _slug(row[4], day) for row in rows if row[4]}
    return tuple(_dated(row, organisation=slugs.get(row[4], NATION)) for row in rows)


def _slug(organisation: UUID, day: date) -> str:
    found = estate.organisation_by_id(organisation, on=day)
    return found.slug if found else str(organisation)


def history_of(service: Service, name: str) -> tuple[ValueSet, ...]:
    """Return every value ever set for a parameter, in the order they were recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, value, effective_from, source, organisation, reason, by, recorded_at "
            "FROM definition_value WHERE service = %s AND name = %s ORDER BY id",
            (service.slug, name),
        )
        rows = cursor.fetchall()
    return tuple(ValueSet(row[0], _value(row[1]), *row[2:]) for row in rows)


def bring_seeds(
    service: Service, seeds: Iterable[DatedValue], *, by: str, at: datetime
) -> tuple[Problem, ...]:
    """Bring first values that the register lacks into it; say where the register holds something else."""
    day = legal_day(at)
    there: dict[tuple[str, str, date], Fact] = {}
    for one in values_of(service, day=day):
        there[one.name, one.organisation, one.effective_from] = one.value
    problems = []
    for seed in seeds:
        key = (seed.name, seed.organisation, seed.effective_from)
        if key in there:
            if there[key] != seed.value:
                problems.append(_differs(seed, there[key]))
            continue
        body = estate.organisation(seed.organisation, on=day) if seed.organisation else None
        if seed.organisation and body is None:
            problems.append(_nobody(seed))
            continue
        owner = body.id if body else None
        declared = service.parameters[seed.name]
        _insert(service.slug, declared, seed.value, seed.effective_from, seed.source, owner, "", by, at)
        there[key] = seed.value
    return tuple(problems)


def _differs(seed: DatedValue, value: Fact) -> Problem:
    return Problem(
        seed.where,
        "advice",
        f"The register has {value} for '{seed.name}' from {seed.effective_from}, and this file {seed.value}: "
        "the register holds.",
        "Correct the register with a reason, or mend the file.",
    )


def _nobody(seed: DatedValue) -> Problem:
    return Problem(
        seed.where,
        "advice",
        f"There is no organisation '{seed.organisation}' in this installation; its value was left out.",
        "Add the organisation to the estate, or mend its name.",
    )


def _values(slug: str, organisation: UUID | None) -> list[DatedValue]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS} FROM definition_value "  # noqa: S608 - the columns are ours
            "WHERE service = %s AND (organisation IS NULL OR organisation = %s)",
            (slug, organisation),
        )
        return [_dated(row, organisation=str(row[4]) if row[4] else NATION) for row in cursor.fetchall()]


def _dated(row: tuple[Any, ...], *, organisation: str) -> DatedValue:
    return DatedValue(row[0], _value(row[1]), row[2], row[3], organisation, row[5])


def _value(stored: Any) -> Fact:
    return feel.to_feel(json.loads(stored) if isinstance(stored, str) else stored)
