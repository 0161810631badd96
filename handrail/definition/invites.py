"""Codes that let somebody start a service open by invitation: made, shown once, used once, listed."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from handrail.terms.reference import NotACode, new_code, read_code

MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Invite:
    """One invite as the owner sees it: never its code. used_at: None while it is unused."""

    id: UUID
    note: str
    by: str
    made_at: datetime
    until: datetime | None
    used_at: datetime | None


def make_invites(
    slug: str,
    organisation: UUID,
    *,
    count: int,
    by: str,
    at: datetime,
    note: str = "",
    until: datetime | None = None,
) -> tuple[str, ...]:
    """Make codes and return them, for the only time; a slow hash of each is kept.

    note: whom they are for, without personal data. until: they stop working then.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(f"Found {count} invites to make; expected 1 to {MOST_AT_ONCE}. Make them in parts.")
    codes = tuple(new_code(secrets.token_bytes(8)) for _ in range(count))
    rows = [
        (uuid.uuid4(), slug, organisation, _hash(code, slug, organisation), note, until, by, at)
        for code in codes
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO definition_invite (id, service, organisation, hash, note, until, by, made_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )
    return codes


def use_invite(slug: str, organisation: UUID, *, code: str, at: datetime) -> str | None:
    """Use a code up and return the invite's id; None when it is wrong, used or out of time.

    In the transaction of what it is used for: when that is undone, so is the use.
    """
    try:
        written = read_code(code)
    except NotACode:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO definition_invite_use (invite, used_at) "
            "SELECT id, %s FROM definition_invite WHERE hash = %s AND service = %s AND organisation = %s "
            "AND (until IS NULL OR until > %s) ON CONFLICT DO NOTHING RETURNING invite",
            (at, _hash(written, slug, organisation), slug, organisation, at),
        )
        found = cursor.fetchone()
    return str(found[0]) if found else None


def invites(slug: str, organisation: UUID) -> tuple[Invite, ...]:
    """Return every invite of a service, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.id, i.note, i.by, i.made_at, i.until, u.used_at FROM definition_invite i "
            "LEFT JOIN definition_invite_use u ON u.invite = i.id "
            "WHERE i.organisation = %s AND i.service = %s ORDER BY i.made_at, i.id",
            (organisation, slug),
        )
        return tuple(Invite(*row) for row in cursor.fetchall())


def _hash(code: str, slug: str, organisation: UUID) -> bytes:
    # Slow, because a code has 60 bits; with one salt a service, because a code is found by its hash.
    salt = f"invite/{slug}/{organisation}".encode()
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)
