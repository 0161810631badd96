"""The wall between organisations as the application meets it: connections, the holder set, a case located."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from django.db import connections, transaction
from psycopg.pq import ExecStatus, TransactionStatus

Cursor = psycopg.Cursor[Any]


def connected(using: str) -> psycopg.Connection[Any]:
    """Django's own connection, so that Django's transactions hold."""
    django = connections[using]
    django.ensure_connection()
    raw: psycopg.Connection[Any] = django.connection
    return raw


def cursor(using: str) -> Cursor:
    """A server-side-binding cursor on Django's own connection."""
    return psycopg.Cursor(connected(using))


@contextmanager
def holding(holder: UUID, *, using: str = "default") -> Iterator[None]:
    """Open a transaction that sees one organisation's cases, until the block ends.

    Inside another `holding` it is a savepoint, and the outer holder returns when the block ends.
    """
    django = connections[using]
    nested = django.in_atomic_block
    with transaction.atomic(using=using):
        run = cursor(using)
        before = ""
        with django.wrap_database_errors:
            if nested:
                run.execute("SELECT coalesce(current_setting('handrail.holder', true), '')")
                (before,) = run.fetchone() or ("",)
            if run.connection.info.transaction_status == TransactionStatus.IDLE:
                _begin(run.connection, holder)
            else:
                run.execute(_SET_HOLDER, (str(holder),))
        yield
        if nested and not django.needs_rollback:
            with django.wrap_database_errors:
                run.execute(_SET_HOLDER, (before,))


def _begin(raw: psycopg.Connection[Any], holder: UUID) -> None:
    """Begin the transaction and set its holder in one round trip, which no cursor can do."""
    result = raw.pgconn.exec_(f"BEGIN; SET LOCAL handrail.holder = '{holder.hex}'".encode())
    if result.status != ExecStatus.COMMAND_OK:
        raise psycopg.OperationalError(result.get_error_message())


_SET_HOLDER = "SELECT set_config('handrail.holder', %s, true)"


@contextmanager
def managing(*, using: str = "owner", holder: UUID | None = None) -> Iterator[Cursor]:
    """Open a transaction as the owner that sees every organisation's rows, for management only.

    holder: set as well where an operation is about one organisation's case.
    """
    with transaction.atomic(using=using):
        run = cursor(using)
        with connections[using].wrap_database_errors:
            run.execute(
                "SELECT set_config('handrail.everything', 'on', true), "
                "set_config('handrail.holder', %s, true)",
                (str(holder) if holder else "",),
            )
            yield run


def locate(reference: str, *, using: str = "default") -> tuple[UUID, UUID] | None:
    """Return the stream of a case reference and the organisation that holds it today, or None.

    Not behind the wall: it is how a person who types a reference reaches the right side of it.
    """
    run = cursor(using)
    with connections[using].wrap_database_errors:
        run.execute("SELECT stream, holder FROM history_locate(%s)", (reference,))
        found: tuple[UUID, UUID] | None = run.fetchone()
    return found
