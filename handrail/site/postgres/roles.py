"""The two roles of a site and their database: made where missing, put right where they are there.

The owner makes and changes tables and does nothing else. The application reads and writes rows: it owns
nothing, makes nothing and passes no wall.
"""

from psycopg import Connection, connect
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier, Literal

from handrail.site.postgres.address import with_database

# PostgreSQL 17 brought rules for letters of its own, the same on every machine.
BUILTIN_LOCALE_SINCE = 170000
_POWERLESS = SQL("NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS LOGIN")

_GRANTS = tuple(
    SQL(statement)
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    )
)


def ensure_role(connection: Connection[TupleRow], *, role: str, password: str | None = None) -> None:
    """Make a role that can log in and has no power over the server; a given password replaces the old one."""
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if found is None:
        connection.execute(SQL("CREATE ROLE {} {}").format(Identifier(role), _POWERLESS))
    if password is not None:
        connection.execute(SQL("ALTER ROLE {} PASSWORD {}").format(Identifier(role), Literal(password)))


def ensure_database(connection: Connection[TupleRow], *, database: str, owner: str) -> None:
    """Make the database in UTF-8, ordered by code point where the server offers that."""
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
    if found is not None:
        return
    _join_if_needed(connection, role=owner)
    # Code points order the same on every machine, so an index moved to another server stays right.
    locale = connection.execute(
        "SELECT collname FROM pg_collation WHERE lower(collname) IN ('c.utf8', 'c.utf-8') "
        "AND collprovider = 'c' LIMIT 1"
    ).fetchone()
    kind = SQL("LC_COLLATE 'C' LC_CTYPE {}").format(Literal(locale[0])) if locale else SQL("LOCALE 'C'")
    if connection.info.server_version >= BUILTIN_LOCALE_SINCE:
        kind = SQL("LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
    connection.execute(
        SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' {}").format(
            Identifier(database), Identifier(owner), kind
        )
    )


def grant(*, owner_url: str, database: str, app: str) -> None:
    """Let only the two roles in, and let the application reach rows of the owner's tables in `public`.

    A migration takes back what a table must not allow, such as changing an event. Other schemas start closed.
    """
    with connect(with_database(owner_url, database=database), autocommit=True) as connection:
        names = {"database": Identifier(database), "app": Identifier(app)}
        for statement in _GRANTS:
            connection.execute(statement.format(**names))


def _join_if_needed(connection: Connection[TupleRow], *, role: str) -> None:
    """Join a role for a moment's right to name it as an owner; a superuser needs no joining."""
    superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if superuser is not None and not superuser[0]:
        connection.execute(SQL("GRANT {} TO CURRENT_USER").format(Identifier(role)))
