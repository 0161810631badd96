"""Receipts: a short code that proves, years later, that something was recorded and has not changed since."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from handrail.history.keys import KeyHolder, keeper
from handrail.history.locating import locate
from handrail.history.rows import SELECTED, genesis, link, stored_row
from handrail.history.running import run
from handrail.history.stored_heads import no_such_stream
from handrail.history.wall import cursor, holding
from handrail.terms.reference import NotACode, new_code, read_code


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person keeps: the case reference, the code, and the last checkpoint made before it.

    code: 60 bits of the event's value in the keyed chain, so nobody without the key can make one up.
    checkpoint, root: the number of the last daily checkpoint and its root as text; 0 and "" before the first.
    """

    reference: str
    sequence: int
    code: str
    recorded_at: datetime
    checkpoint: int
    root: str


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """What a good receipt is for: which event, what kind, when it was recorded."""

    sequence: int
    type: str
    recorded_at: datetime


_RECEIPT = """SELECT h.reference, e.sequence, e.chain, e.recorded_at, c.number, c.root FROM history_head h
    JOIN history_event e ON e.stream = h.stream AND e.sequence = coalesce(%s::integer, h.sequence)
    LEFT JOIN LATERAL (SELECT number, root FROM history_checkpoint WHERE at <= e.recorded_at
                       ORDER BY number DESC LIMIT 1) c ON true WHERE h.stream = %s::uuid"""


def receipt(stream: UUID, sequence: int | None = None, *, using: str = "default") -> Receipt:
    """The receipt for an event, by default the stream's last; inside `holding`. Raises NoSuchStream."""
    with connections[using].wrap_database_errors:
        found = run(using, _RECEIPT, (None if sequence is None else str(sequence), str(stream))).rows
    if not found:
        raise no_such_stream(stream)
    reference, sequence, chain, recorded_at, number, root = found[0]
    return Receipt(
        reference=reference,
        sequence=sequence,
        code=new_code(chain),
        recorded_at=recorded_at,
        checkpoint=number or 0,
        root=new_code(root) if root else "",
    )


def check_receipt(
    reference: str, code: str, *, keys: KeyHolder | None = None, using: str = "default"
) -> CheckedReceipt | None:
    """Say what a receipt is for, or None when it does not belong to the case as it now stands.

    Anyone may ask: nothing personal is opened. The chain is worked out anew from the first event with the
    key, so a receipt fails when anything before it was changed, removed or put back to an older copy.
    """
    try:
        code = read_code(code)
    except NotACode:
        return None
    found = locate(reference, using=using)
    if found is None:
        return None
    stream, holder = found
    keys = keys or keeper()
    with holding(holder, using=using):
        looking = cursor(using)
        with connections[using].wrap_database_errors:
            head = looking.execute(
                "SELECT service, kind, reference FROM history_head WHERE stream = %s", (str(stream),)
            ).fetchone()
            rows = looking.execute(
                f"SELECT {SELECTED} FROM history_event WHERE stream = %s ORDER BY sequence",  # noqa: S608
                (str(stream),),
                binary=True,
            ).fetchall()
    if head is None:
        return None
    chain = genesis(keys.chain_key, stream=stream, service=head[0], kind=head[1], reference=head[2])
    for found_row in rows:
        row, _ = stored_row(found_row)
        chain = link(keys.chain_key, chain, row)
        if hmac.compare_digest(new_code(chain), code):
            return CheckedReceipt(sequence=row.sequence, type=row.type, recorded_at=found_row[8])
    return None
