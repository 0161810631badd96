"""A PostgreSQL server of the operator's own: its two roles are checked, or made by an administrator."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import Connection, OperationalError, ProgrammingError, connect
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from handrail.site.postgres import roles
from handrail.site.postgres.address import APP, DATABASE, OWNER, with_database
from handrail.site.postgres.problems import PostgresProblem

OLDEST_VERSION = 150000


@dataclass(frozen=True)
class External:
    """A checked server; `version` is PostgreSQL's number, such as 150018 for 15.18."""

    owner_url: str
    app_url: str
    version: int


def external(environ: Mapping[str, str]) -> External | None:
    """Return the checked server that DATABASE_URL and DATABASE_OWNER_URL name, or None if neither is set.

    Raises PostgresProblem with everything that is wrong in one message.
    """
    app_url = environ.get("DATABASE_URL", "")
    owner_url = environ.get("DATABASE_OWNER_URL", "")
    if not app_url and not owner_url:
        return None
    if not app_url or not owner_url:
        have, lack = (
            ("DATABASE_URL", "DATABASE_OWNER_URL") if app_url else ("DATABASE_OWNER_URL", "DATABASE_URL")
        )
        raise PostgresProblem(
            f"{have} is set and {lack} is not. Set both: DATABASE_URL for the role that the application uses "
            "and DATABASE_OWNER_URL for the role that owns the tables and makes migrations."
        )
    return check_external(owner_url=owner_url, app_url=app_url)


def check_external(*, owner_url: str, app_url: str) -> External:
    """Check version, encoding and the powers of both roles.

    Raises PostgresProblem with everything that is wrong in one message.
    """
    with (
        _connected(app_url, name="DATABASE_URL") as app,
        _connected(owner_url, name="DATABASE_OWNER_URL") as owner,
    ):
        problems = [
            *_server_problems(app),
            *_app_problems(app, owner=owner),
            *_owner_problems(owner, app=app),
        ]
        version = app.info.server_version
    if problems:
        raise PostgresProblem(
            "This database cannot be used yet:\n" + "\n".join(f"- {one}" for one in problems)
        )
    return External(owner_url=owner_url, app_url=app_url, version=version)


def prepare_external(
    admin_url: str, *, database: str = DATABASE, owner: str = OWNER, app: str = APP
) -> tuple[str, str]:
    """Make the two roles and the database on any server; return the owner's and the application's URL.

    The administrator must be a superuser, or have CREATEDB and CREATEROLE. Both roles get new passwords,
    which are in the URLs and nowhere else; the URLs of an earlier call stop working.
    """
    owner_password, app_password = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    with _connected(admin_url, name="the administrator's URL") as connection:
        roles.ensure_role(connection, role=owner, password=owner_password)
        roles.ensure_role(connection, role=app, password=app_password)
        roles.ensure_database(connection, database=database, owner=owner)
    owner_url = make_conninfo(admin_url, user=owner, password=owner_password, dbname=database)
    app_url = make_conninfo(admin_url, user=app, password=app_password, dbname=database)
    roles.grant(owner_url=owner_url, database=database, app=app)
    return owner_url, app_url


def _connected(url: str, *, name: str) -> Connection[TupleRow]:
    try:
        if not conninfo_to_dict(url).get("dbname"):
            url = with_database(url, database="postgres")
        return connect(url, autocommit=True)
    except (OperationalError, ProgrammingError) as error:
        # libpq's message names host, port, role and database, and never the password.
        raise PostgresProblem(
            f"No connection by {name}: {error}. It should read like "
            "postgresql://role:password@host:5432/database?sslmode=verify-full, for a server that is running."
        ) from error


def _server_problems(app: Connection[TupleRow]) -> list[str]:
    problems = []
    if app.info.server_version < OLDEST_VERSION:
        problems.append(
            f"The server is PostgreSQL {app.info.parameter_status('server_version')}; 15 or later is needed. "
            "Upgrade the server, or use the embedded one."
        )
    encoding = app.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        problems.append(
            f"The database holds text as {encoding}; it must be UTF8. Make a new database for it."
        )
    return problems


def _app_problems(app: Connection[TupleRow], *, owner: Connection[TupleRow]) -> list[str]:
    role = app.info.user
    found = app.execute(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles"
        " WHERE rolname = current_user"
    ).fetchone()
    assert found is not None
    powers = ("SUPERUSER", "BYPASSRLS", "CREATEDB", "CREATEROLE", "REPLICATION")
    problems = [
        f"The application's role {role} has {power}; it must not, or no wall holds. "
        f'Run: ALTER ROLE "{role}" NO{power}'
        for power, has in zip(powers, found, strict=True)
        if has
    ]
    owned = app.execute(
        "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass"
        " AND refobjid = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        " AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
    ).fetchone()
    if owned is not None and owned[0]:
        problems.append(
            f"The application's role {role} owns {owned[0]} things in this database; it must own nothing. "
            f'Run, as an administrator: REASSIGN OWNED BY "{role}" TO "{owner.info.user}"'
        )
    member = app.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [owner.info.user]).fetchone()
    if role == owner.info.user:
        problems.append(
            "DATABASE_URL and DATABASE_OWNER_URL name the same role. Ask your administrator to make "
            "two: docs/guide/postgres.md says how."
        )
    elif member is not None and member[0] and not found[0]:
        problems.append(
            f"The application's role {role} may become {owner.info.user}; it must not. "
            f'Run: REVOKE "{owner.info.user}" FROM "{role}"'
        )
    return problems


def _owner_problems(owner: Connection[TupleRow], *, app: Connection[TupleRow]) -> list[str]:
    role = owner.info.user
    problems = []
    started = "SELECT current_database(), pg_postmaster_start_time()"
    if owner.execute(started).fetchone() != app.execute(started).fetchone():
        problems.append(
            "DATABASE_URL and DATABASE_OWNER_URL lead to two databases. Name the same one in both."
        )
    found = owner.execute(
        "SELECT rolsuper, has_database_privilege(current_database(), 'CREATE'),"
        " has_schema_privilege('public', 'CREATE') FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    assert found is not None
    superuser, may_create_schemas, may_create_tables = found
    if superuser:
        problems.append(
            f"The owner's role {role} is a superuser; it need not be. "
            f'Run, as another superuser: ALTER ROLE "{role}" NOSUPERUSER'
        )
    if not (may_create_schemas and may_create_tables):
        problems.append(
            f"The owner's role {role} may not make tables here. "
            f'Run, as an administrator: ALTER DATABASE "{owner.info.dbname}" OWNER TO "{role}"'
        )
    return problems
