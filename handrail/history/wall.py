"""The wall between organisations as the application meets it: connections, the holder set."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

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
    """A server-side-binding cursor on Django's own connection, behind the wall where `holding` says so."""
    raw = connected(using)
    _begin(raw)
    return psycopg.Cursor(raw)


@contextmanager
def holding(holder: UUID, *, using: str = "default") -> Iterator[None]:
    """Open a transaction that sees one organisation's cases, until the block ends.

    It begins with the first statement of the block, in the same round trip where `running.run` sends it.
    Inside another `holding` it is a savepoint, and the outer holder returns when the block ends.
    """
    django = connections[using]
    if django.in_atomic_block:
        with transaction.atomic(using=using), _instead(holder, using):
            yield
        return
    with transaction.atomic(using=using), django.execute_wrapper(_begun_first):
        with django.wrap_database_errors:
            raw = connected(using)
        _to_begin[raw] = holder
        try:
            yield
        finally:
            _to_begin.pop(raw, None)


@contextmanager
def _instead(holder: UUID, using: str) -> Iterator[None]:
    django = connections[using]
    with django.wrap_database_errors:
        run = cursor(using)
        run.execute("SELECT coalesce(current_setting('handrail.holder', true), '')")
        (before,) = run.fetchone() or ("",)
        run.execute(_SET_HOLDER, (str(holder),))
    yield
    if not django.needs_rollback:
        with django.wrap_database_errors:
            run.execute(_SET_HOLDER, (before,))


def to_begin(raw: psycopg.Connection[Any]) -> UUID | None:
    """Whose cases the transaction is to see that `holding` asked for and that has not begun."""
    return _to_begin.get(raw) if _to_begin else None


def begun(raw: psycopg.Connection[Any]) -> UUID | None:
    """Return what `to_begin` does to whoever begins it now: nobody else will."""
    return _to_begin.pop(raw, None) if _to_begin else None


def _begin(raw: psycopg.Connection[Any]) -> None:
    """Begin the transaction that `holding` asked for, if it has not begun: two statements, one round trip."""
    holder = begun(raw)
    if holder is None:
        return
    idle = raw.info.transaction_status == TransactionStatus.IDLE
    result = raw.pgconn.exec_(f"{'BEGIN; ' * idle}SET LOCAL handrail.holder = '{holder.hex}'".encode())
    if result.status != ExecStatus.COMMAND_OK:
        raise psycopg.OperationalError(result.get_error_message())


def _begun_first(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
    """Before Django's own first statement of the block. See `execute_wrapper` in Django's documentation."""
    many, context = rest
    _begin(context["connection"].connection)
    return execute(sql, params, many, context)


_SET_HOLDER = "SELECT set_config('handrail.holder', %s, true)"
_to_begin: "WeakKeyDictionary[psycopg.Connection[Any], UUID]" = WeakKeyDictionary()


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
