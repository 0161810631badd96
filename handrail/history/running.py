"""Running the few statements that every request needs: prepared once a connection, then straight to libpq.

A cursor would do the same with three times the work in Python: these run several times in every request, with
parameters that are text already. Everything else uses `wall.cursor`, which prepares nothing: psycopg forgets
what is prepared whenever a transaction is rolled back, ours too. A database whose OPTIONS say anything about
`prepare_threshold` (a connection pooler may need None) has nothing prepared here.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from handrail.history.wall import connected

MOST_PREPARED = 200
_DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
_names: "WeakKeyDictionary[psycopg.Connection[Any], dict[bytes, bytes]]" = WeakKeyDictionary()


class Ran(NamedTuple):
    """What a statement gave: its rows, and how many rows it wrote or returned."""

    rows: list[tuple[Any, ...]]
    many: int


def run(using: str, statement: str, params: Sequence[str | bytes | None], *, keep: bool = True) -> Ran:
    """Run one statement with `%s` for each parameter: text, bytes or null. Rows are as a binary cursor's.

    keep: whether to keep it prepared, for a statement that is run again and again.

    Joins the transaction that is open, or begins the one that Django has asked for. Raises psycopg's errors.
    """
    raw = connected(using)
    if not raw.autocommit and raw.info.transaction_status == TransactionStatus.IDLE:
        _checked(raw, raw.pgconn.exec_(b"BEGIN"))
    values = [_value(param) for param in params]
    formats = [Format.BINARY if type(param) is bytes else Format.TEXT for param in params]
    query = _numbered(statement)
    may = keep and "prepare_threshold" not in connections[using].settings_dict["OPTIONS"]
    name = _name(raw, query) if may else b""
    if name:
        result = raw.pgconn.exec_prepared(name, values, formats, Format.BINARY)  # type: ignore[arg-type]
    else:
        result = raw.pgconn.exec_params(query, values, None, formats, Format.BINARY)
    _checked(raw, result)
    rows: list[tuple[Any, ...]] = []
    if result.ntuples:
        loader = Transformer.from_context(raw)
        loader.set_pgresult(result)
        rows = loader.load_rows(0, result.ntuples, tuple)
    return Ran(rows, result.command_tuples or 0)


def _value(param: str | bytes | None) -> bytes | None:
    if param is None or type(param) is bytes:
        return param
    assert isinstance(param, str)
    value = param.encode()
    if b"\0" in value:
        raise psycopg.DataError("PostgreSQL text cannot hold the character NUL; found one in a parameter.")
    return value


def _name(raw: psycopg.Connection[Any], query: bytes) -> bytes:
    """The name that a connection has the query prepared under; b"" when there are too many already."""
    names = _names.setdefault(raw, {})
    name = names.get(query, b"")
    if not name and len(names) < MOST_PREPARED:
        name = b"handrail_%d" % len(names)
        _checked(raw, raw.pgconn.prepare(name, query))
        names[query] = name
    return name


@lru_cache(maxsize=1024)
def _numbered(statement: str) -> bytes:
    first, *rest = statement.split("%s")
    return "".join((first, *(f"${number}{part}" for number, part in enumerate(rest, 1)))).encode()


def _checked(raw: psycopg.Connection[Any], result: PGresult) -> None:
    if result.status in _DONE:
        return
    if raw.pgconn.status != ConnStatus.OK:
        raise psycopg.OperationalError(f"the connection is lost: {result.get_error_message()}")
    raise psycopg.errors.error_from_result(result, encoding=raw.info.encoding)
