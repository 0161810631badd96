"""Counts what is sealed for one party over many cases: nothing that is opened leaves this room but sums."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connections

from handrail.history.event import Json
from handrail.history.head import WrappedKey
from handrail.history.keys import KeyHolder, keeper
from handrail.history.rows import encode
from handrail.history.sealing import ciphers_of, open_sealed
from handrail.history.wall import Cursor, cursor

Ended = tuple[str, str]
"""A version and the endpoint at which a case under it stands today, "" for none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there are, and how many hold what.

    cases: by version and endpoint. held: by version, endpoint, field and value (as JSON); a field left empty,
    never filled in or erased is not there.
    """

    cases: Mapping[Ended, int]
    held: Mapping[tuple[Ended, str, str], int]


def tally(
    *,
    service: str,
    party: str,
    type_name: str,
    pages_of: Callable[[str], frozenset[str]],
    sent: tuple[datetime, datetime],
    keys: KeyHolder | None = None,
    using: str = "default",
) -> Tally:
    """Count what live cases of a service hold sealed for one party, as they last sent it. Inside `holding`.

    Only that party's keys are opened. type_name: the events that hold it. pages_of: (version) -> the pages
    that are looked at, as `step/page`. sent: cases first sent from an instant on and before another.
    """
    run, wanted = cursor(using), {"service": service, "begins": sent[0], "ends": sent[1], "party": party}
    with connections[using].wrap_database_errors:
        cases = {(version, end): number for version, end, number in run.execute(_CASES, wanted).fetchall()}
        pages = sorted({page for version in {one for one, _ in cases} for page in pages_of(version)})
        held: Counter[tuple[Ended, str, str]] = Counter()
        if pages:
            found = run.execute(_SEALED, {**wanted, "type": type_name, "pages": pages}, binary=True)
            for ended, fields in _opened(found, party, type_name, keys or keeper()):
                held.update(
                    (ended, name, encode(value)) for name, value in fields.items() if value not in (None, [])
                )
    return Tally(cases, held)


def _opened(
    found: Cursor, party: str, type_name: str, keys: KeyHolder
) -> Iterator[tuple[Ended, Mapping[str, Json]]]:
    """Yield, for each case, how it ended and the fields as last sent."""
    for stream, group in groupby(found, key=itemgetter(0)):
        rows: list[tuple[Any, ...]] = list(group)
        _, holder, version, ended, since, wrapped, *_ = rows[0]
        wrapped_key = {party: WrappedKey(since, wrapped)}
        ciphers = ciphers_of(wrapped_key, stream=stream, holder=holder, keys=keys)
        fields: dict[str, Json] = {}
        for *_, sequence, sealed in rows:
            boxes, _, _ = open_sealed(sealed, ciphers, stream=stream, sequence=sequence, type_name=type_name)
            fields.update(boxes.get(party, {}))
        yield (version, ended), fields


_OF_THE_YEAR = """kind = 'live' AND service = %(service)s AND listing->>'sent' > ''
    AND (listing->>'sent')::timestamptz >= %(begins)s AND (listing->>'sent')::timestamptz < %(ends)s"""
_CASES = f"""SELECT version, coalesce(listing->>'endpoint', ''), count(*) FROM history_head
    WHERE {_OF_THE_YEAR} GROUP BY 1, 2"""  # noqa: S608 - the condition is ours
_SEALED = f"""SELECT h.stream, h.holder, h.version, coalesce(h.listing->>'endpoint', ''), k.since, k.wrapped,
        e.sequence, e.sealed
    FROM (SELECT * FROM history_head WHERE {_OF_THE_YEAR}) h
    JOIN keys.data_key k ON k.stream = h.stream AND k.party = %(party)s
    JOIN history_event e ON e.stream = h.stream
    WHERE e.type = %(type)s AND e.sealed IS NOT NULL
        AND (e.data->>'step') || '/' || (e.data->>'page') = ANY(%(pages)s)
        AND EXISTS (SELECT FROM history_event s
            WHERE s.stream = e.stream AND s.type = 'case.sent' AND s.sequence > e.sequence)
    ORDER BY h.stream, e.sequence"""  # noqa: S608 - the condition is ours
