"""The test run's own database behaves as its fixtures promise."""

import psycopg
import pytest
from django.db import connection, connections


def test_a_test_gets_the_applications_role_by_default_and_the_owner_beside_it(database):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == (connection.settings_dict["USER"], database.name)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(datdba) = current_user FROM pg_database WHERE datname = %s",
            [database.name],
        )
        assert cursor.fetchone() == (True,)


LEAVINGS = {
    "a table": "CREATE TABLE left_over (turn integer)",
    "a row": "INSERT INTO django_content_type (app_label, model) VALUES ('left', 'over')",
    "a changed row": "UPDATE django_migrations SET name = 'left over' WHERE id = 1",
    "a function": "CREATE FUNCTION left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "many rows": "INSERT INTO django_session SELECT n::text, repeat('left over', 99), now()"
    " FROM generate_series(1, 9000) n",
    "a few rows": "INSERT INTO django_session VALUES ('left over', '', now())",
    "an open connection": "SELECT 1",
}


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("leaving", LEAVINGS)
def test_what_one_test_leaves_the_next_does_not_find(database, leaving, turn):
    owner = psycopg.connect(database.owner_url, autocommit=True)
    found = owner.execute(
        "SELECT to_regclass('left_over'), to_regproc('left_over'),"
        " (SELECT count(*) FROM django_session),"
        " (SELECT count(*) FROM django_content_type WHERE app_label = 'left'),"
        " (SELECT count(*) FROM django_migrations WHERE name = 'left over')"
    ).fetchone()
    assert found == (None, None, 0, 0, 0)
    owner.execute(LEAVINGS[leaving])
    if leaving == "an open connection":
        owner.execute("BEGIN")
        owner.execute("LOCK TABLE django_session")
        kept.append(owner)
    else:
        owner.close()


# A connection that a test forgot, and that must not stand in the way of the next.
kept: list[psycopg.Connection] = []


@pytest.fixture(autouse=True, scope="module")
def close_kept():
    yield
    while kept:
        kept.pop().close()


@pytest.mark.django_db
def test_the_quick_way_connects_as_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
