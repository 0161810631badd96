"""A server of the operator's own: made ready by an administrator, and checked before it is used."""

from importlib import import_module

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier

from handrail.site.postgres import (
    PostgresProblem,
    check_external,
    django_database,
    external,
    prepare_external,
)


@pytest.fixture
def names(postgres_server, worker_id):
    """Names for two roles and a database of this test's own, removed afterwards."""
    roles = f"own_owner_{worker_id}", f"own_app_{worker_id}"
    database = f"own_{worker_id}"
    yield {"database": database, "owner": roles[0], "app": roles[1]}
    postgres_server.drop(database)
    with psycopg.connect(postgres_server.admin_url, autocommit=True) as admin:
        for role in roles:
            admin.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(role)))


@pytest.fixture
def prepared(postgres_server, names):
    """The two addresses that an administrator gets."""
    return prepare_external(postgres_server.admin_url, **names)


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


class TestAPreparedServer:
    def test_passes_its_check(self, prepared):
        owner_url, app_url = prepared
        checked = external({"DATABASE_URL": app_url, "DATABASE_OWNER_URL": owner_url})
        assert checked is not None
        assert checked.version >= 150000
        assert (checked.owner_url, checked.app_url) == (owner_url, app_url)

    def test_gives_the_application_rows_and_no_power(self, prepared):
        owner_url, app_url = prepared
        run(owner_url, "CREATE TABLE notes (words text)")
        run(app_url, "INSERT INTO notes VALUES ('Ŵyn')", "UPDATE notes SET words = 'bore da'")
        for statement in (
            "CREATE TABLE mine (a int)",
            "CREATE TEMPORARY TABLE mine (a int)",
            "TRUNCATE notes",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run(app_url, statement)

    def test_may_be_prepared_again_and_gets_new_passwords(self, prepared, postgres_server, names):
        again = prepare_external(postgres_server.admin_url, **names)
        assert [conninfo_to_dict(url)["password"] for url in again] != [
            conninfo_to_dict(url)["password"] for url in prepared
        ]
        check_external(owner_url=again[0], app_url=again[1])

    def test_orders_text_by_code_point(self, prepared):
        with psycopg.connect(prepared[1]) as app:
            assert app.execute("SELECT 'Z' < 'a' AND 'z' < 'Ŵ'").fetchone() == (True,)

    def test_can_be_made_by_an_administrator_who_is_no_superuser(self, postgres_server, names, worker_id):
        maker = f"maker_{worker_id}"
        run(
            postgres_server.admin_url,
            f"CREATE ROLE {maker} LOGIN CREATEDB CREATEROLE PASSWORD 'only for tests'",
        )
        url = make_conninfo(
            postgres_server.admin_url, user=maker, password="only for tests", dbname="postgres"
        )
        try:
            owner_url, app_url = prepare_external(url, **names)
            check_external(owner_url=owner_url, app_url=app_url)
        finally:
            postgres_server.drop(names["database"])
            run(
                postgres_server.admin_url,
                f"DROP ROLE IF EXISTS {names['owner']}, {names['app']}",
                f"DROP ROLE {maker}",
            )


class TestAServerThatIsNotReady:
    @pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS", "CREATEDB", "CREATEROLE", "REPLICATION"])
    def test_an_application_role_with_power_is_refused(self, prepared, postgres_server, names, power):
        run(postgres_server.admin_url, f"ALTER ROLE {names['app']} {power}")
        with pytest.raises(PostgresProblem, match=f'ALTER ROLE "{names["app"]}" NO{power}'):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_an_application_role_that_owns_something_is_refused(self, prepared, postgres_server, names):
        admin_url = make_conninfo(postgres_server.admin_url, dbname=names["database"])
        run(admin_url, "CREATE TABLE theirs (a int)", f"ALTER TABLE theirs OWNER TO {names['app']}")
        with pytest.raises(PostgresProblem, match="owns 1 things"):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_an_application_role_that_may_become_the_owner_is_refused(self, prepared, postgres_server, names):
        run(postgres_server.admin_url, f"GRANT {names['owner']} TO {names['app']}")
        with pytest.raises(PostgresProblem, match=f'REVOKE "{names["owner"]}" FROM "{names["app"]}"'):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_one_role_for_both_is_refused(self, prepared):
        with pytest.raises(PostgresProblem, match="name the same role"):
            check_external(owner_url=prepared[0], app_url=prepared[0])

    def test_two_databases_are_refused(self, prepared):
        elsewhere = make_conninfo(prepared[0], dbname="postgres")
        with pytest.raises(PostgresProblem, match="lead to two databases"):
            check_external(owner_url=elsewhere, app_url=prepared[1])

    def test_an_owner_that_may_not_make_tables_is_refused(self, prepared, postgres_server, names):
        run(
            postgres_server.admin_url,
            f"ALTER DATABASE {names['database']} OWNER TO CURRENT_USER",
            f"GRANT CONNECT ON DATABASE {names['database']} TO {names['owner']}",
        )
        with pytest.raises(PostgresProblem, match=f'ALTER DATABASE "{names["database"]}" OWNER TO'):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_a_superuser_as_owner_is_refused(self, prepared, postgres_server, names):
        run(postgres_server.admin_url, f"ALTER ROLE {names['owner']} SUPERUSER")
        with pytest.raises(PostgresProblem, match="NOSUPERUSER"):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_an_older_server_is_refused(self, prepared, monkeypatch):
        # The function of the same name hides the module from a dotted path.
        monkeypatch.setattr(import_module("handrail.site.postgres.external"), "OLDEST_VERSION", 990000)
        with pytest.raises(PostgresProblem, match="15 or later is needed"):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_text_in_another_encoding_is_refused(self, prepared, postgres_server, names):
        run(
            postgres_server.admin_url,
            f"DROP DATABASE {names['database']}",
            f"CREATE DATABASE {names['database']} OWNER {names['owner']} TEMPLATE template0"
            " ENCODING 'LATIN1' LOCALE 'C'",
        )
        with pytest.raises(PostgresProblem, match="as LATIN1; it must be UTF8"):
            check_external(owner_url=prepared[0], app_url=prepared[1])

    def test_everything_wrong_is_said_at_once(self, prepared, postgres_server, names):
        run(
            postgres_server.admin_url,
            f"ALTER ROLE {names['app']} CREATEDB BYPASSRLS",
            f"ALTER ROLE {names['owner']} SUPERUSER",
        )
        with pytest.raises(PostgresProblem) as refused:
            check_external(owner_url=prepared[0], app_url=prepared[1])
        assert str(refused.value).count("\n- ") == 3


class TestTheEnvironment:
    def test_that_names_no_server_means_the_embedded_one(self):
        assert external({}) is None

    @pytest.mark.parametrize("only", ["DATABASE_URL", "DATABASE_OWNER_URL"])
    def test_that_names_one_of_two_says_which_is_missing(self, only):
        with pytest.raises(PostgresProblem, match=f"{only} is set and"):
            external({only: "dbname=handrail"})

    def test_that_leads_nowhere_says_so_and_keeps_the_password(self):
        url = "postgresql://app:secret@127.0.0.1:1/handrail?connect_timeout=2"
        with pytest.raises(PostgresProblem, match="No connection by DATABASE_URL") as refused:
            external({"DATABASE_URL": url, "DATABASE_OWNER_URL": url})
        assert "secret" not in str(refused.value)

    def test_that_is_no_address_says_how_one_reads(self):
        with pytest.raises(PostgresProblem, match="should read like"):
            external({"DATABASE_URL": "nonsense", "DATABASE_OWNER_URL": "nonsense"})


def test_django_gets_what_it_knows_by_name_and_the_rest_as_options():
    entry = django_database("postgresql://app:p%40ss@db.example:6543/handrail?sslmode=verify-full")
    assert entry == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "handrail",
        "USER": "app",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "verify-full"},
    }
