"""Putting a test's database back as it was migrated: far quicker than a new copy when little was written."""

from dataclasses import dataclass

import psycopg
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Composed, Identifier

# A table that grew beyond this, in bytes, is not worth emptying row by row.
SMALL = 2_000_000

THINGS = """
    SELECT array_agg(what ORDER BY what) FROM (
        SELECT format('%s %s.%s', relkind, relnamespace::regnamespace, relname) AS what FROM pg_class
            WHERE relkind <> 't' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
        UNION ALL SELECT format('function %s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc
            WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
        UNION ALL SELECT format('trigger %s %s', tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT format('policy %s %s', polname, polrelid::regclass) FROM pg_policy
    ) AS things
"""
TABLES = """
    SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2
"""
SEQUENCES = """
    SELECT schemaname, sequencename, start_value, last_value FROM pg_sequences ORDER BY 1, 2
"""

Table = tuple[str, str]


@dataclass(frozen=True)
class AsMigrated:
    """What a database holds right after its migrations."""

    things: list[str]
    empty: frozenset[Table]
    filled: dict[Table, str]
    sequences: list[TupleRow]


def look(admin_url: str) -> AsMigrated:
    """Take note of a fresh database."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        tables = [(schema, name) for schema, name in admin.execute(TABLES)]
        written = _written(admin, tables)
        return AsMigrated(
            things=_things(admin),
            empty=frozenset(table for table in tables if table not in written),
            filled={table: _digest(admin, table) for table in tables if table in written},
            sequences=admin.execute(SEQUENCES).fetchall(),
        )


def put_back(admin_url: str, *, fresh: AsMigrated) -> bool:
    """Empty what a test filled; return False when that is not enough and a new copy is wanted."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if _things(admin) != fresh.things:
            return False
        if any(_digest(admin, table) != digest for table, digest in fresh.filled.items()):
            return False
        written = _written(admin, sorted(fresh.empty))
        # No trigger, foreign key or append-only rule has a say in this.
        admin.execute("SET session_replication_role = replica")
        for table in written:
            size = admin.execute("SELECT pg_table_size(%s)", ['"{}"."{}"'.format(*table)]).fetchone()
            if size is None or size[0] > SMALL:
                return False
            admin.execute(SQL("DELETE FROM {}").format(_named(table)))
        for before, now in zip(fresh.sequences, admin.execute(SEQUENCES).fetchall(), strict=True):
            if before != now:
                schema, name, start, last = before
                admin.execute(
                    "SELECT setval(%s, %s, %s)",
                    [f'"{schema}"."{name}"', start if last is None else last, last is not None],
                )
        return True


def _things(admin: psycopg.Connection[TupleRow]) -> list[str]:
    row = admin.execute(THINGS).fetchone()
    return list(row[0] or []) if row else []


def _written(admin: psycopg.Connection[TupleRow], tables: list[Table]) -> list[Table]:
    """Return the tables that hold a row."""
    if not tables:
        return []
    asked = SQL(", ").join(SQL("EXISTS (SELECT 1 FROM {})").format(_named(table)) for table in tables)
    row = admin.execute(SQL("SELECT {}").format(asked)).fetchone()
    assert row is not None
    return [table for table, holds in zip(tables, row, strict=True) if holds]


def _digest(admin: psycopg.Connection[TupleRow], table: Table) -> str:
    row = admin.execute(
        SQL("SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM {} t").format(_named(table))
    ).fetchone()
    return str(row[0]) if row else ""


def _named(table: Table) -> Composed:
    return SQL("{}.{}").format(*(Identifier(part) for part in table))
