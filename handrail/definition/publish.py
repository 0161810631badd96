"""The store of versions and which is current: publish, withdraw, go back, find; reading is in `load`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from handrail import estate
from handrail.definition.brick import Brick
from handrail.definition.check import RunExamples, check, seeds_of
from handrail.definition.files import EXAMPLES_FILE, PARAMETERS_FILE, content_hash
from handrail.definition.invites import Invite, invites, make_invites, use_invite
from handrail.definition.load import Loaded, in_order, load, load_text
from handrail.definition.parameters import bring_seeds, values_of
from handrail.definition.service import Service
from handrail.definition.source import Problem
from handrail.terms.legal_day import legal_day

__all__ = [
    "Invite",
    "NoSuchVersion",
    "NotPublishable",
    "NotWired",
    "Publication",
    "Published",
    "TooLate",
    "VersionDamaged",
    "current",
    "ever_published",
    "go_back",
    "invites",
    "make_invites",
    "publications",
    "publish",
    "published",
    "store",
    "texts_of",
    "use_invite",
    "version",
    "wire",
    "withdraw",
]

_KEPT_VERSIONS = 64


@dataclass(frozen=True, slots=True)
class _Wired:
    """What this room is given by those above it: the bricks there are, and walk's runner of examples."""

    bricks: Mapping[str, Brick]
    run_examples: RunExamples | None


_wired: list[_Wired] = []


class NotWired(RuntimeError):
    """Versions were asked for before this room was given its bricks."""


class NotPublishable(ValueError):
    """A definition is broken or leaves something to decide. `problems` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        stops = sorted(
            (one for one in problems if one.grade != "advice"), key=lambda one: one.grade != "broken"
        )
        first = stops[0] if stops else None
        where = (
            f" The first is in {first.where.file}, line {first.where.line}: {first.problem}" if first else ""
        )
        things = "1 thing" if len(stops) == 1 else f"{len(stops)} things"
        super().__init__(f"Found {things} to mend or decide; nothing was published.{where}")


class NoSuchVersion(LookupError):
    """There is no version with this hash, or not of this service."""


class VersionDamaged(RuntimeError):
    """A stored version's text does not have its hash any more: somebody changed it in the database."""


class TooLate(ValueError):
    """A publication was to hold from a moment that has passed."""


@dataclass(frozen=True, slots=True)
class Publication:
    """One act of publishing or withdrawing. version: None for a withdrawal. from_at: from when it holds."""

    service: str
    organisation: UUID
    version: str | None
    from_at: datetime
    by: str
    why: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and what advice came with it."""

    publication: Publication
    advice: tuple[Problem, ...]


def wire(*, bricks: Mapping[str, Brick], run_examples: RunExamples | None = None) -> None:
    """Give this room its bricks and the runner of examples, once, when the site starts."""
    _wired[:] = [_Wired(bricks, run_examples)]
    version.cache_clear()


def _given() -> _Wired:
    if not _wired:
        raise NotWired(
            "The store of versions has no bricks. Call definition.publish.wire in the site's wiring."
        )
    return _wired[0]


def publish(
    source: Loaded | Path | str,
    *,
    organisation: UUID,
    by: str,
    why: str,
    at: datetime,
    from_: datetime | None = None,
) -> Published:
    """Check a service, store its text and make it current for an organisation.

    source: a folder, or one that is loaded. from_: from when new cases start on it; now unless said.
    First values in parameters.yaml that the register lacks are brought into it.
    Raises NotPublishable when anything is broken or to decide, TooLate when from_ has passed.
    """
    given = _given()
    loaded = source if isinstance(source, Loaded) else load(source, bricks=given.bricks)
    problems = _judge(loaded, given, organisation, at)
    service = loaded.service
    if service is None or any(one.grade != "advice" for one in problems):
        raise NotPublishable(problems)
    beside = {path: loaded.texts[path] for path in (EXAMPLES_FILE, PARAMETERS_FILE) if path in loaded.texts}
    with transaction.atomic():
        store(service, at=at)
        kept = bring_seeds(service, seeds_of(loaded), by=by, at=at)
        made = _append(service.slug, organisation, service.hash, by, why, at, from_, beside)
    return Published(made, in_order([*problems, *kept]))


def _judge(loaded: Loaded, given: _Wired, organisation: UUID, at: datetime) -> tuple[Problem, ...]:
    """Return everything wrong, and a parameter without a value for this very organisation."""
    service = loaded.draft
    known = values_of(service, day=legal_day(at)) if service else ()
    problems = list(check(loaded, bricks=given.bricks, run_examples=given.run_examples, values=known))
    body = estate.organisation_by_id(organisation, on=legal_day(at))
    if service is not None and body is not None:
        values = (*seeds_of(loaded), *known)
        theirs = {one.name for one in values if one.organisation in ("", body.slug)}
        problems += [
            Problem(
                declared.where,
                "to decide",
                f"The parameter '{declared.id}' has no value for {body.slug}.",
                "Set one, from a day on and with its source, for this organisation or for everyone.",
            )
            for declared in service.parameters.values()
            if declared.id not in theirs
        ]
    return in_order(problems)


def store(service: Service, *, at: datetime) -> None:
    """Keep a version's whole text under its hash; one that is kept already stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO definition_version (hash, service, files, stored_at) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (hash) DO NOTHING",
            (service.hash, service.slug, json.dumps(dict(service.text)), at),
        )


def go_back(slug: str, organisation: UUID, *, version: str, by: str, why: str, at: datetime) -> Publication:
    """Make an earlier version current again, at once. Raises NoSuchVersion unless it is the service's."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM definition_version WHERE hash = %s AND service = %s", (version, slug))
        if cursor.fetchone() is None:
            raise NoSuchVersion(
                f"Found no version {version[:12]} of {slug}. `publications` lists those there are."
            )
        return _append(slug, organisation, version, by, why, at, None, {})


def withdraw(
    slug: str, organisation: UUID, *, by: str, why: str, at: datetime, from_: datetime | None = None
) -> Publication:
    """Stop new starts of a service; open cases go on. Raises TooLate."""
    return _append(slug, organisation, None, by, why, at, from_, {})


def _append(
    slug: str,
    organisation: UUID,
    version: str | None,
    by: str,
    why: str,
    at: datetime,
    from_: datetime | None,
    beside: Mapping[str, str],
) -> Publication:
    holds = from_ or at
    if holds < at:
        raise TooLate(f"Found {holds.isoformat()}, which has passed; expected a moment from now on.")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO definition_publication "
            "(service, organisation, version, from_at, by, why, beside, recorded_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (slug, organisation, version, holds, by, why, json.dumps(dict(beside)), at),
        )
    return Publication(slug, organisation, version, holds, by, why, at)


def current(slug: str, organisation: UUID, *, at: datetime) -> str | None:
    """Return the hash of the version that a case would start on at a moment; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version FROM definition_publication "
            "WHERE organisation = %s AND service = %s AND from_at <= %s "
            "ORDER BY from_at DESC, id DESC LIMIT 1",
            (organisation, slug, at),
        )
        found = cursor.fetchone()
    return found[0] if found else None


def published(organisation: UUID, *, at: datetime) -> tuple[Service, ...]:
    """Return every service that an organisation offers at a moment, by slug, open or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version FROM (SELECT DISTINCT ON (service) service, version FROM definition_publication "
            "WHERE organisation = %s AND from_at <= %s ORDER BY service, from_at DESC, id DESC) latest "
            "WHERE version IS NOT NULL ORDER BY service",
            (organisation, at),
        )
        found = cursor.fetchall()
    return tuple(version(row[0]) for row in found)


def ever_published(organisation: UUID) -> tuple[str, ...]:
    """Return the names in addresses of every service that an organisation has published, withdrawn or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT service FROM definition_publication WHERE organisation = %s ORDER BY service",
            (organisation,),
        )
        return tuple(row[0] for row in cursor.fetchall())


def publications(slug: str, organisation: UUID) -> tuple[Publication, ...]:
    """Return every act of publishing and withdrawing a service, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service, organisation, version, from_at, by, why, recorded_at "
            "FROM definition_publication "
            "WHERE organisation = %s AND service = %s ORDER BY id",
            (organisation, slug),
        )
        return tuple(Publication(*row) for row in cursor.fetchall())


@lru_cache(maxsize=_KEPT_VERSIONS)
def version(version_hash: str) -> Service:
    """Return the service that was published under a hash, kept for the process: a version never changes.

    Raises NoSuchVersion, and VersionDamaged when the stored text is not the one that was published.
    """
    texts = texts_of(version_hash)
    loaded = load_text(texts, bricks=_given().bricks)
    if loaded.service is None:
        first = next(one.problem for one in loaded.problems if one.grade == "broken")
        raise VersionDamaged(f"Version {version_hash[:12]} cannot be read by this release: {first}")
    if loaded.service.hash != version_hash:
        raise VersionDamaged(
            f"Version {version_hash[:12]} holds files that nothing uses. Restore it from a backup."
        )
    return loaded.service


def texts_of(version_hash: str) -> Mapping[str, str]:
    """Return the stored texts of a version by path. Raises NoSuchVersion, VersionDamaged."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT files FROM definition_version WHERE hash = %s", (version_hash,))
        found = cursor.fetchone()
    if found is None:
        raise NoSuchVersion(f"Found no version {version_hash[:12]}. Was it published here?")
    texts: dict[str, Any] = json.loads(found[0]) if isinstance(found[0], str) else found[0]
    if content_hash(texts) != version_hash:
        raise VersionDamaged(
            f"The text of version {version_hash[:12]} was changed in the database. Restore it from a backup."
        )
    return texts
