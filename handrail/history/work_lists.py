"""Lists of work as the database counts and pages them: no case is read that is on none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import connections

from handrail.history.event import Kind
from handrail.history.head import Head
from handrail.history.stored_heads import COLUMNS, head_of
from handrail.history.wall import cursor

ListName = Literal["mine", "again", "paused", "theirs", "free", ""]
"""What can be done about a case that waits: each is on one list, "" where nobody can do anything with it."""

Place = tuple[str, str, str]
"""Where a case is in the order of its list: the day of its turn, when it was sent, its reference.

The first two as text in ISO 8601, the moment in UTC, and the last of all days where there is none.
"""

FIRST: Place = ("", "", "")
"""Before every case."""


@dataclass(frozen=True, slots=True)
class Group:
    """How many cases of a service are on a list, in a queue, and past their day or not."""

    list: ListName
    service: str
    queue: str
    late: bool
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A head, and the list that it is on."""

    list: ListName
    head: Head


_WAITING = """
    WITH waiting AS (
        SELECT *, CASE WHEN claimed_by > '' AND claimed_by = %(me)s THEN 'mine'
                       WHEN another_look THEN 'again'
                       WHEN from_on > %(on)s THEN 'paused'
                       WHEN claimed_by > '' THEN 'theirs'
                       WHEN queue > '' THEN 'free'
                       ELSE '' END AS list
        FROM (SELECT turn_on < %(on)s AS late, {columns} FROM history_head
              WHERE kind = %(kind)s AND status IN ('received', 'being_looked_at', 'paused')
              UNION ALL
              SELECT false, {columns} FROM history_head
              WHERE kind = %(kind)s AND status = 'decided' AND from_on > '' AND from_on <= %(on)s) found)
""".format(  # noqa: S608 - ours
    columns="stream, service, queue, claimed_by, another_look, from_on, turn_on, sent, reference"
)

_GROUPS = f"""{_WAITING}
    SELECT list, service, queue, late, count(*) FROM waiting GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"""  # noqa: S608 - ours

_PAGE = f"""{_WAITING}, placed AS (
        SELECT stream, list, turn_on, sent, reference,
               row_number() OVER (PARTITION BY list ORDER BY turn_on, sent, reference COLLATE "C") AS place
        FROM waiting
        WHERE list = ANY (%(lists)s) AND (%(queue)s = '' OR queue = %(queue)s)
            AND (turn_on, sent, reference COLLATE "C") > (%(turn_on)s, %(sent)s, %(reference)s)),
    shown AS MATERIALIZED (SELECT * FROM placed WHERE place > %(start)s AND place <= %(start)s + %(limit)s)
    SELECT list, {COLUMNS}
    FROM history_head h JOIN (SELECT stream, list FROM shown) s USING (stream)
    ORDER BY turn_on, sent, reference COLLATE "C\""""  # noqa: S608 - ours


def groups(*, kind: Kind, on: date, me: str = "", using: str = "default") -> list[Group]:
    """Count what waits for staff on a legal day. me: whose own are `mine`, "" for nobody's. In `holding`."""
    run = cursor(using)
    with connections[using].wrap_database_errors:
        run.execute(_GROUPS, {"kind": kind, "on": on.isoformat(), "me": me})
        return [Group(*found) for found in run]


def listed(
    *,
    kind: Kind,
    on: date,
    lists: Collection[ListName],
    me: str = "",
    queue: str = "",
    start: int = 0,
    limit: int = 50,
    after: Place = FIRST,
    using: str = "default",
) -> list[Listed]:
    """Return a page of each of some lists, those whose turn is first before the others. Inside `holding`.

    me: whose own are `mine`, "" for nobody's. queue: one queue, "" for all. start: how many of each list are
    passed over. after: only what comes after this place.
    """
    turn_on, sent, reference = after
    asked = {
        "kind": kind,
        "on": on.isoformat(),
        "lists": list(lists),
        "me": me,
        "queue": queue,
        "start": start,
        "limit": limit,
        "turn_on": turn_on,
        "sent": sent,
        "reference": reference,
    }
    run = cursor(using)
    with connections[using].wrap_database_errors:
        run.execute(_PAGE, asked, binary=True)
        return [Listed(name, head_of(found, {})) for name, *found in run]
