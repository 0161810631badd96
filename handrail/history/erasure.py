"""Erasing: destroying the keys of someone's data in a case, everywhere that a key is.

Faces whoever has the backups: after this, no copy of the database, old or new, and no backup of keys that
could be reached opens the data. What remains is what never was personal: type, time, step, version.

What is not reached: backups of keys that could not be written to, which are named; physical copies of the
database's files and its write-ahead log, which hold the wrapped keys until they are recycled, and so must
live no longer than the backups of keys; and blocks of a disk that were freed but not overwritten.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import psycopg
from django.db import DatabaseError, transaction

from handrail.history.event import Circumstances, Json, NewEvent
from handrail.history.head import Head
from handrail.history.key_backups import reach_backups
from handrail.history.keys import KeyHolder, keeper
from handrail.history.ledger import Erasure, Ledger
from handrail.history.stored_heads import TO_ERASE, lock_head
from handrail.history.wall import Cursor, cursor, holding, managing
from handrail.history.writer import append

MakeEvent = Callable[[Head, tuple[str, ...]], NewEvent]
"""Makes the event that says a case was erased, from its head and the parties whose keys were destroyed."""

_DUE = f"""
    SELECT stream, holder, reference, held FROM history_head h
    WHERE keep_until < %s AND {TO_ERASE} ORDER BY reference"""  # noqa: S608 - what is to be erased is ours
_OWN = "applicant"
_ERASED = "case.erased"
_TO_BE_DONE = frozenset({"queue", "ahead_step", "ahead_from", "ahead_queue"})
"""What a listing says of what staff may take on: now, or before what the case gave ends."""


class LegalHold(RuntimeError):
    """The case must be kept: lift the hold first, with a reason."""


@dataclass(frozen=True, slots=True)
class Erased:
    """One case's erasure: whose keys were destroyed. Empty parties: there was nothing to destroy."""

    stream: UUID
    reference: str
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an erasure or a retention run did.

    held: references of cases that were due and are under a legal hold. unreachable: backups of keys that
    could not be rewritten; destroy them, or bring them within reach and run `settle_erasures`.
    """

    erased: tuple[Erased, ...]
    held: tuple[str, ...] = ()
    unreachable: tuple[Path, ...] = ()


def erase(
    stream: UUID,
    parties: Collection[str] | None = None,
    *,
    holder: UUID,
    event: MakeEvent,
    circumstances: Circumstances,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> Certificate:
    """Destroy the keys, tokens and form results of some parties of a case, or of all, and say so in it.

    Not inside a transaction of the caller's: the backups of keys are rewritten once the erasure has been
    committed. Raises LegalHold; NoSuchStream.
    """
    keys = keys or keeper()
    erased, erasure = _erase(
        stream, parties, holder=holder, event=event, circumstances=circumstances, keys=keys, using=using
    )
    return Certificate((erased,), unreachable=reach_backups(keys.folder, [erasure] if erasure else []))


def retention_run(
    *,
    on: date,
    event: MakeEvent,
    circumstances: Circumstances,
    keys: KeyHolder | None = None,
    using: str = "default",
    owner: str = "owner",
) -> Certificate:
    """Erase every organisation's cases that were to be kept until before a legal day, save those held.

    A draft in which nobody answered has no keys to destroy. That it is over is added to it all the same, so
    that it counts as a draft no more.
    """
    keys = keys or keeper()
    with managing(using=owner) as run:
        due = run.execute(_DUE, (on,)).fetchall()
    erased: list[Erased] = []
    erasures: list[Erasure] = []
    held = [reference for _, _, reference, kept in due if kept]
    for stream, holder, reference, kept in due:
        if kept:
            continue
        try:
            one, erasure = _erase(
                stream, None, holder=holder, event=event, circumstances=circumstances, keys=keys, using=using
            )
            done = erasure is not None or _end(
                stream, holder=holder, event=event, circumstances=circumstances, keys=keys, using=using
            )
        except LegalHold:  # placed since the list was made
            held.append(reference)
            continue
        if done:
            erased.append(one)
        if erasure:
            erasures.append(erasure)
    return Certificate(tuple(erased), tuple(held), reach_backups(keys.folder, erasures))


def settle_erasures(*, keys: KeyHolder | None = None, using: str = "owner") -> tuple[Path, ...]:
    """Find out how erasures ended whose process died, and take every erasure out of the backups of keys.

    Returns the backups that could not be reached. Run at start and whenever a backup is within reach again.
    """
    keys = keys or keeper()
    ledger = Ledger(keys.folder)
    with managing(using=using) as run:
        for erasure in ledger.unsettled():
            ledger.finish(erasure, done=_is_done(run, erasure))
    return reach_backups(keys.folder, ledger.erased())


def _erase(
    stream: UUID,
    parties: Collection[str] | None,
    *,
    holder: UUID,
    event: MakeEvent,
    circumstances: Circumstances,
    keys: KeyHolder,
    using: str,
) -> tuple[Erased, Erasure | None]:
    ledger = Ledger(keys.folder)
    intended: Erasure | None = None
    try:
        with transaction.atomic(using=using, durable=True), holding(holder, using=using):
            run = cursor(using)
            head = lock_head(run, stream)
            _refuse_held(head)
            whose = tuple(sorted(head.keys if parties is None else set(head.keys) & set(parties)))
            if not whose:
                return Erased(stream, head.reference, ()), None
            intended = ledger.intend(stream=stream, parties=whose, through=head.sequence)
            run.execute("SELECT history_destroy(%s, %s)", (stream, list(whose)))
            left = {party: key for party, key in head.keys.items() if party not in whose}
            append(
                stream,
                [event(head, whose)],
                circumstances=circumstances,
                after=replace(head, keys=left),
                listing=_with_nothing_to_do(head) if not left or _OWN in whose else None,
                keys=keys,
                using=using,
            )
    except BaseException:
        if intended is not None:
            _settle_one(ledger, intended, holder, using)
        raise
    ledger.finish(intended, done=True)
    return Erased(stream, head.reference, whose), intended


def _end(
    stream: UUID,
    *,
    holder: UUID,
    event: MakeEvent,
    circumstances: Circumstances,
    keys: KeyHolder,
    using: str,
) -> bool:
    """Add to a draft in which nobody answered that it is over, and say whether it still was one."""
    with transaction.atomic(using=using, durable=True), holding(holder, using=using):
        head = lock_head(cursor(using), stream)
        _refuse_held(head)
        if head.keys or head.listing.get("status") or head.activity == _ERASED:
            return False
        append(stream, [event(head, ())], circumstances=circumstances, after=head, keys=keys, using=using)
    return True


def _with_nothing_to_do(head: Head) -> Mapping[str, Json] | None:
    """Return what lists say of a case whose own person's data has gone; None where they say nothing.

    It waits in no queue and nothing falls due in it: whoever took it on could not do anything.
    """
    return {name: "" if name in _TO_BE_DONE else said for name, said in head.listing.items()} or None


def _settle_one(ledger: Ledger, erasure: Erasure, holder: UUID, using: str) -> None:
    """Write down how an erasure ended; it stays intended when even that cannot be found out now."""
    with suppress(DatabaseError, psycopg.Error), holding(holder, using=using):
        ledger.finish(erasure, done=_is_done(cursor(using), erasure))


def _is_done(run: Cursor, erasure: Erasure) -> bool:
    """Say whether the keys that an erasure covers are gone; one made since is of somebody who came back."""
    left = run.execute(
        "SELECT FROM keys.data_key WHERE stream = %s AND party = ANY (%s) AND since <= %s",
        (erasure.stream, list(erasure.parties), erasure.through),
    )
    return not left.fetchall()


def _refuse_held(head: Head) -> None:
    if head.held:
        raise LegalHold(
            f"Case {head.reference} is under a legal hold and nothing of it was erased. "
            "Lift the hold first, with a reason."
        )
