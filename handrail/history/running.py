"""Running the few statements that every request needs: prepared once a connection, then straight to libpq.

A cursor would do the same with three times the work in Python: these run several times in every request, with
parameters that are text already. Everything else uses `wall.cursor`, which prepares nothing: psycopg forgets
what is prepared whenever a transaction is rolled back, ours too. A database whose OPTIONS say anything about
`prepare_threshold` (a connection pooler may need None) has nothing prepared here.
"""

import select
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections
from psycopg.adapt import Transformer
from psycopg.pq import ConnStatus, ExecStatus, Format, TransactionStatus
from psycopg.pq.abc import PGresult

from handrail.history.wall import begun, connected, to_begin

MOST_PREPARED = 200
_BEGIN, _HOLD = b"BEGIN", b"SELECT set_config('handrail.holder', $1, true)"
_DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)
_names: "WeakKeyDictionary[psycopg.Connection[Any], dict[bytes, bytes]]" = WeakKeyDictionary()


class Ran(NamedTuple):
    """What a statement gave: its rows, and how many rows it wrote or returned."""

    rows: list[tuple[Any, ...]]
    many: int


class _Asked(NamedTuple):
    """A query with its values, and the name that the connection has it prepared under, if it has."""

    query: bytes
    name: bytes
    values: list[bytes | None]
    formats: list[Format]


Statement = tuple[str, Sequence[str | bytes | None]]
"""A statement with `%s` for each parameter, and the parameters: text, bytes or null."""


def run(
    using: str,
    statement: str,
    params: Sequence[str | bytes | None],
    *,
    keep: bool = True,
    after: Statement | None = None,
) -> Ran:
    """Run one statement with `%s` for each parameter: text, bytes or null. Rows are as a binary cursor's.

    keep: whether to keep it prepared, for a statement that is run again and again. after: another that is run
    before it, in the same round trip; what fails there is raised, and then neither was done.

    Joins the transaction that is open, or begins the one that Django or `holding` has asked for, in the same
    round trip. Raises psycopg's errors.
    """
    raw = connected(using)
    asked = _asked(using, raw, _numbered(statement), params, keep=keep)
    first = [] if after is None else [_asked(using, raw, _numbered(after[0]), after[1])]
    trip = [*_ahead(using, raw), *first, asked]
    result = _in_one_trip(raw, trip) if len(trip) > 1 else _alone(raw, asked)
    _checked(raw, result)
    rows: list[tuple[Any, ...]] = []
    if result.ntuples:
        loader = Transformer.from_context(raw)
        loader.set_pgresult(result)
        rows = loader.load_rows(0, result.ntuples, tuple)
    return Ran(rows, result.command_tuples or 0)


def _asked(
    using: str,
    raw: psycopg.Connection[Any],
    query: bytes,
    params: Sequence[str | bytes | None],
    *,
    keep: bool = True,
) -> _Asked:
    may = keep and "prepare_threshold" not in connections[using].settings_dict["OPTIONS"]
    formats = [Format.BINARY if type(param) is bytes else Format.TEXT for param in params]
    return _Asked(query, _name(raw, query) if may else b"", [_value(param) for param in params], formats)


def _ahead(using: str, raw: psycopg.Connection[Any]) -> list[_Asked]:
    """What must be said before a statement: that a transaction begins, and whose cases it sees."""
    idle = raw.info.transaction_status == TransactionStatus.IDLE
    begins = [_asked(using, raw, _BEGIN, ())] if idle and (to_begin(raw) or not raw.autocommit) else []
    holder = begun(raw)
    return begins if holder is None else [*begins, _asked(using, raw, _HOLD, (holder.hex,))]


def _alone(raw: psycopg.Connection[Any], asked: _Asked) -> PGresult:
    query, name, values, formats = asked
    if name:
        return raw.pgconn.exec_prepared(name, values, formats, Format.BINARY)  # type: ignore[arg-type]
    return raw.pgconn.exec_params(query, values, None, formats, Format.BINARY)


def _in_one_trip(raw: psycopg.Connection[Any], trip: Sequence[_Asked]) -> PGresult:
    """Send statements together; return what the last one gave, or the error of the first that failed."""
    to = raw.pgconn
    to.enter_pipeline_mode()
    try:
        for query, name, values, formats in trip:
            if name:
                to.send_query_prepared(name, values, formats, Format.BINARY)
            else:
                to.send_query_params(query, values, None, formats, Format.BINARY)
        to.pipeline_sync()
        results = [_result(raw) for _ in trip]
        _result(raw, of_statement=False)
    finally:
        if to.status == ConnStatus.OK:
            to.exit_pipeline_mode()
    return next((one for one in results if one.status not in _DONE), results[-1])


def _result(raw: psycopg.Connection[Any], *, of_statement: bool = True) -> PGresult:
    """The next result of a trip, waited for while other threads go on; a statement's is followed by none."""
    to = raw.pgconn
    if to.is_busy():
        waiting = select.poll()
        waiting.register(to.socket, select.POLLIN)
        while to.is_busy():
            waiting.poll()
            to.consume_input()
    result = to.get_result()
    if result is None:
        raise psycopg.OperationalError(f"the connection is lost: {to.get_error_message()}")
    if of_statement:
        to.get_result()
    return result


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
