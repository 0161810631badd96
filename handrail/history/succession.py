"""Handing cases to another organisation: their keys wrapped anew, their rows behind another wall."""

from collections.abc import Collection
from uuid import UUID

from handrail.history.erasure import MakeEvent
from handrail.history.event import Circumstances
from handrail.history.head import Head
from handrail.history.keys import KeyHolder, keeper
from handrail.history.stored_heads import lock_head
from handrail.history.wall import Cursor, managing
from handrail.history.writer import append

_WALLED = ("history_head", "history_event", "history_token", "history_access", "history_form_key")


def rewrap(
    holder_from: UUID,
    holder_to: UUID,
    *,
    event: MakeEvent,
    circumstances: Circumstances,
    streams: Collection[UUID] | None = None,
    keys: KeyHolder | None = None,
    using: str = "owner",
) -> int:
    """Hand cases from one organisation to another, all of them or some; return how many.

    Each case passes in a transaction of its own: its keys wrapped under the new holder's key, its rows behind
    the new holder's wall, and `event` (made from its head and its parties) appended by the new holder. Run it
    again after a failure: it goes on with what is left. References and receipts stay good.
    """
    keys = keys or keeper()
    with managing(using=using) as run:
        found = run.execute(
            "SELECT stream FROM history_head WHERE holder = %s AND (%s::uuid[] IS NULL OR stream = ANY (%s)) "
            "ORDER BY stream",
            (holder_from, *[None if streams is None else list(streams)] * 2),
        ).fetchall()
    done = 0
    for (stream,) in found:
        with managing(using=using, holder=holder_to) as run:
            head = lock_head(run, stream)
            if head.holder != holder_from:  # somebody else is doing the same
                continue
            _rewrap_keys(run, head, holder_to, keys)
            for table in _WALLED:
                run.execute(
                    f"UPDATE {table} SET holder = %s WHERE stream = %s",  # noqa: S608 - the tables are ours
                    (holder_to, stream),
                )
            append(
                stream,
                [event(head, tuple(sorted(head.keys)))],
                circumstances=circumstances,
                keys=keys,
                using=using,
            )
            done += 1
    return done


def _rewrap_keys(run: Cursor, head: Head, holder_to: UUID, keys: KeyHolder) -> None:
    for party, stored in head.keys.items():
        key = keys.unwrap(holder=head.holder, stream=head.stream, party=party, wrapped=stored.wrapped)
        run.execute(
            "UPDATE keys.data_key SET holder = %s, wrapped = %b WHERE stream = %s AND party = %s",
            (
                holder_to,
                keys.wrap(holder=holder_to, stream=head.stream, party=party, key=key),
                head.stream,
                party,
            ),
        )
