"""Statements that go straight to libpq: what they share with a cursor, and what would break them."""

from uuid import uuid4

import psycopg
import pytest
from django.db import connections, transaction

from handrail import history
from handrail.history.running import run
from handrail.history.wall import connected, cursor

ASK = "SELECT %s::text, %s::bytea, %s::uuid"


def prepared() -> int:
    return cursor("default").execute("SELECT count(*) FROM pg_prepared_statements").fetchone()[0]


def test_rows_come_as_a_cursors_do_and_text_bytes_and_null_go_in(database):
    assert run("default", ASK, ("Ffion 🏠", b"\0\xff", None)).rows == [("Ffion 🏠", b"\0\xff", None)]


def test_how_many_rows_a_statement_gave_is_told(database):
    assert run("default", "SELECT generate_series(1, %s::integer)", ("3",)).many == 3


def test_a_statement_is_prepared_once_and_stays_so_when_a_transaction_is_rolled_back(database):
    def ask(word: str) -> list[tuple[str]]:
        return run("default", "SELECT %s::text", (word,)).rows

    def fail() -> None:
        with transaction.atomic():
            ask("one")
            run("default", "SELECT %s::integer", ("no number",))

    with transaction.atomic():
        run("default", "SELECT 0", ())  # from here on BEGIN is prepared
    before = prepared()
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        fail()
    assert ask("two") == [("two",)]
    assert prepared() == before + 2


def test_it_joins_the_transaction_that_django_opened(database):
    with transaction.atomic():
        run("default", "SELECT set_config('handrail.tried', %s, true)", ("on",))
        assert run("default", "SELECT current_setting('handrail.tried')", ()).rows == [("on",)]
    assert run("default", "SELECT current_setting('handrail.tried', true)", ()).rows in ([("",)], [(None,)])


def test_another_goes_before_it_in_one_trip(database):
    first = ("SELECT set_config('handrail.tried', %s, false)", ("before",))
    found = run("default", "SELECT current_setting('handrail.tried')", (), after=first)
    assert found.rows == [("before",)]


def test_what_fails_before_it_is_raised_and_neither_is_done(database):
    first = ("SELECT set_config('handrail.tried', %s, false), 1 / 0", ("before",))
    with pytest.raises(psycopg.errors.DivisionByZero):
        run("default", "SELECT set_config('handrail.after', %s, false)", ("done",), after=first)
    assert run("default", "SELECT current_setting('handrail.after', true)", ()).rows in ([("",)], [(None,)])


def test_nothing_is_kept_prepared_for_a_connection_pooler(database, monkeypatch):
    options = connections["default"].settings_dict["OPTIONS"]
    monkeypatch.setitem(options, "prepare_threshold", None)
    before = prepared()
    assert run("default", "SELECT %s::text, 1", ("pooled",)).rows == [("pooled", 1)]
    assert prepared() == before


def test_the_character_that_text_cannot_hold_is_refused_before_it_is_sent(database):
    with pytest.raises(psycopg.DataError, match="NUL"):
        run("default", ASK, ("one\0two", b"", None))


def test_a_connection_that_the_server_ended_is_an_operational_error(database):
    raw = connected("default")
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [raw.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        run("default", "SELECT %s::text", ("anyone?",))
    connections["default"].close()


HOLDER = "SELECT coalesce(current_setting('handrail.holder', true), '')"


class TestWithinHolding:
    def test_the_first_statement_sees_the_holder(self, database):
        mine = uuid4()
        with history.holding(mine):
            assert run("default", HOLDER, ()).rows == [(mine.hex,)]
            assert run("default", HOLDER, ()).rows == [(mine.hex,)]
        assert run("default", HOLDER, ()).rows == [("",)]

    def test_so_does_djangos_own_first_statement(self, database):
        mine = uuid4()
        with history.holding(mine), connections["default"].cursor() as asking:
            asking.execute(HOLDER)
            assert asking.fetchall() == [(mine.hex,)]

    def test_an_inner_one_comes_and_goes_before_the_outer_has_said_anything(self, database):
        mine, theirs = uuid4(), uuid4()
        with history.holding(mine):
            with history.holding(theirs):
                assert run("default", HOLDER, ()).rows == [(str(theirs),)]
            assert run("default", HOLDER, ()).rows == [(mine.hex,)]

    def test_a_block_that_says_nothing_leaves_nothing_to_the_next_transaction(self, database):
        with history.holding(uuid4()):
            pass
        with transaction.atomic():
            assert run("default", HOLDER, ()).rows == [("",)]

    def test_a_parameter_that_is_refused_leaves_the_holder_to_the_next_statement(self, database):
        mine = uuid4()
        with history.holding(mine):
            with pytest.raises(psycopg.DataError, match="NUL"):
                run("default", ASK, ("one\0two", b"", None))
            assert run("default", HOLDER, ()).rows == [(mine.hex,)]

    def test_an_error_of_the_first_statement_is_that_statements_own(self, database):
        with (
            pytest.raises(psycopg.errors.InvalidTextRepresentation),
            history.holding(uuid4()),
        ):
            run("default", "SELECT %s::integer", ("no number",))
        assert run("default", HOLDER, ()).rows == [("",)]

    def test_a_connection_that_ends_is_an_operational_error(self, database):
        raw = connected("default")
        with psycopg.connect(database.admin_url, autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", [raw.info.backend_pid])
        with pytest.raises(psycopg.OperationalError), history.holding(uuid4()):
            run("default", "SELECT %s::text", ("anyone?",))
        connections["default"].close()
