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


@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(database, turn):
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE left_over (turn integer)")
        assert owner.execute("SELECT count(*) FROM left_over").fetchone() == (0,)


@pytest.mark.django_db
def test_the_quick_way_connects_as_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
