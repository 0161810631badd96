"""What the tables hold, read behind every wall, to say that nothing of an organisation changed."""

from collections.abc import Iterable
from uuid import UUID

import psycopg
from psycopg.sql import SQL, Identifier

TABLES = """
    SELECT c.oid::regclass::text, n.nspname, c.relname,
           array(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0
                 AND NOT attisdropped ORDER BY attnum)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1
"""
# Who is signed in and how often codes were tried comes and goes, and says nothing of a case.
PASSING = {"django_session", "history_try"}


def of_organisation(run: psycopg.Connection, organisation: UUID) -> dict[str, frozenset[str]]:
    """Every row that is an organisation's, or nobody's, by table."""
    kept = {}
    for label, schema, name, columns in run.execute(TABLES).fetchall():
        if label in PASSING:
            continue
        whose = next((one for one in ("holder", "organisation") if one in columns), None)
        sql = SQL("SELECT md5(t::text) || left(t::text, 120) FROM {} t").format(Identifier(schema, name))
        if whose:
            sql += SQL(" WHERE {} = {}").format(Identifier(whose), str(organisation))
        kept[label] = frozenset(text for (text,) in run.execute(sql))
    return kept


def everything(run: psycopg.Connection) -> dict[str, list[str]]:
    """Every row of every table as text, by table."""
    return {
        label: [
            text for (text,) in run.execute(SQL("SELECT t::text FROM {} t").format(Identifier(schema, name)))
        ]
        for label, schema, name, _ in run.execute(TABLES).fetchall()
    }


def changed(before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]) -> Iterable[str]:
    """What is not as it was, a line a row."""
    for table in sorted(before.keys() | after.keys()):
        was, now = before.get(table, frozenset()), after.get(table, frozenset())
        yield from (f"{table} lost {row[:90]}" for row in was - now)
        yield from (f"{table} gained {row[:90]}" for row in now - was)
