"""Working out anew what is kept only for speed: blind tokens, and the figures on heads."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg

from handrail.history.head import WrappedKey, path_of
from handrail.history.keys import KeyHolder, keeper
from handrail.history.sealing import ciphers_of, open_sealed
from handrail.history.tokens import digest
from handrail.history.wall import Cursor, managing

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was worked out: tokens in all, and how many heads had figures that were wrong."""

    streams: int
    tokens: int
    heads_corrected: int


def rebuild(*, keys: KeyHolder | None = None, using: str = "owner") -> Rebuilt:
    """Work out every token from what is sealed, and each head's last moment, activity and path.

    In one transaction; nothing that is opened leaves this function. Lists of work are the caller's to refill,
    because what they say is a fold of events that this room does not know the meaning of.
    """
    keys = keys or keeper()
    streams = tokens = corrected = 0
    with managing(using=using) as run:
        run.execute("LOCK TABLE history_head IN EXCLUSIVE MODE")
        run.execute("DELETE FROM history_token")
        run.execute("DECLARE rebuilt CURSOR FOR " + _EVERYTHING)
        for _, group in groupby(_rows(run), key=itemgetter(0)):
            events = list(group)
            streams += 1
            tokens += _refill_tokens(run, events, keys)
            corrected += _correct_head(run, events)
    return Rebuilt(streams, tokens, corrected)


_EVERYTHING = """SELECT e.stream, e.sequence, e.type, e.activity, e.at, e.sealed, h.holder,
        CASE WHEN e.sequence = 1 THEN ARRAY(SELECT ROW(party, since, wrapped) FROM keys.data_key k
            WHERE k.stream = e.stream) END
    FROM history_event e JOIN history_head h USING (stream) ORDER BY e.stream, e.sequence"""


def _rows(run: Cursor) -> Iterator[tuple[Any, ...]]:
    fetch = psycopg.Cursor(run.connection)
    while batch := fetch.execute(f"FETCH {_BATCH} FROM rebuilt", binary=True).fetchall():
        yield from batch


def _refill_tokens(run: Cursor, events: list[tuple[Any, ...]], keys: KeyHolder) -> int:
    stream, *_, holder, wrapped = events[0]
    stored = {party: WrappedKey(since, key) for party, since, key in wrapped or ()}
    ciphers = ciphers_of(stored, stream=stream, holder=holder, keys=keys)
    found = set()
    for _, sequence, type_name, _, _, sealed, _, _ in events:
        if sealed:
            _, _, tokens = open_sealed(sealed, ciphers, stream=stream, sequence=sequence, type_name=type_name)
            found |= {(digest(keys.token_key, token), token.party) for token in tokens}
    psycopg.Cursor(run.connection).executemany(
        "INSERT INTO history_token (digest, stream, party, holder) VALUES (%b, %s, %s, %s)",
        [(blind, stream, party, holder) for blind, party in sorted(found)],
    )
    return len(found)


def _correct_head(run: Cursor, events: list[tuple[Any, ...]]) -> int:
    moments = [(at, activity) for _, _, _, activity, at, *_ in events]
    in_order = sorted(moments, key=itemgetter(0))
    # A tie keeps its order, so a stream is out of order exactly when sorting moves something.
    path = path_of(activity for _, activity in in_order)
    figures = (in_order[-1][0], moments[-1][1], path, in_order != moments)
    done = psycopg.Cursor(run.connection).execute(
        "UPDATE history_head SET last_at = %s, activity = %s, path = %s, reordered = %s "
        "WHERE stream = %s AND (last_at, activity, path, reordered) IS DISTINCT FROM (%s, %s, %s, %s)",
        (*figures, events[0][0], *figures),
    )
    return done.rowcount
