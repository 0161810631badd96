"""Attacks through the application's own database role: what SQL there can see and change."""

from dataclasses import dataclass

import psycopg
import pytest
from django.db import connections

from handrail import history
from tests.history.conftest import NOON, answered, as_owner, circumstances

WALLED = {
    "history_head": "stream",
    "history_event": "stream",
    "history_access": "stream",
    "history_form_key": "stream",
    "history_token": "stream",
    "keys.data_key": "stream",
    "history_facts": "stream",
}
OWNERS_ONLY = ("history_checkpoint_entry",)


@dataclass
class Attacker:
    """Someone who can run any SQL on the application's connection."""

    url: str

    def run(self, sql, *params, holder=None):
        """Run SQL in one transaction, with a holder set or not; what came back."""
        with psycopg.connect(self.url) as connection:
            if holder is not None:
                connection.execute("SELECT set_config('handrail.holder', %s, true)", [str(holder)])
            done = connection.execute(sql, params)
            return done.fetchall() if done.description else done.rowcount


@pytest.fixture
def attacker(database):
    """On the application's own role."""
    return Attacker(database.app_url)


@pytest.fixture
def cases(site):
    """A case of each organisation, with everything a case can leave in a table."""
    made = {}
    for holder in (site.north, site.south):
        stream = site.open(answered("Ffion Dummy"), holder=holder)
        with history.holding(holder):
            history.read(stream, reader=site.staff())
            history.once(holder.bytes, stream, lambda: "done", holder=holder, at=NOON)
        made[holder] = stream
    return made


class TestTheRole:
    def test_is_no_superuser_passes_no_wall_and_makes_nothing(self, attacker):
        [(role, *powers)] = attacker.run(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert role == "handrail_app"
        assert powers == [False] * 5

    def test_belongs_to_no_other_role_and_owns_no_table(self, attacker):
        assert attacker.run("SELECT pg_has_role(current_user, 'handrail_owner', 'MEMBER')") == [(False,)]
        assert attacker.run("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [(0,)]

    @pytest.mark.parametrize(
        "sql",
        [
            "SET ROLE handrail_owner",
            "SET SESSION AUTHORIZATION handrail_owner",
            "ALTER TABLE history_event DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE history_event NO FORCE ROW LEVEL SECURITY",
            "DROP POLICY wall ON history_event",
            "CREATE POLICY mine ON history_event USING (true)",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE TABLE mine (a int)",
            "CREATE TABLE keys.mine (a int)",
            "TRUNCATE history_event",
            "TRUNCATE keys.data_key",
            "DROP TABLE history_access",
            "CREATE TRIGGER mine BEFORE INSERT ON history_event EXECUTE FUNCTION mine()",
            "COPY history_event TO PROGRAM 'cat'",
            "SELECT pg_read_file('/etc/hostname')",
        ],
    )
    def test_cannot_lift_the_wall_or_make_anything(self, attacker, cases, sql):
        with pytest.raises(psycopg.Error):
            attacker.run(sql)


class TestSeeing:
    @pytest.mark.parametrize("table", WALLED)
    def test_with_no_holder_set_there_are_no_rows(self, attacker, cases, table):
        assert attacker.run(f"SELECT count(*) FROM {table}") == [(0,)]

    @pytest.mark.parametrize("table", WALLED)
    def test_with_an_empty_holder_set_there_are_no_rows(self, attacker, cases, table):
        assert attacker.run(f"SELECT count(*) FROM {table}", holder="") == [(0,)]

    @pytest.mark.parametrize("table", WALLED)
    def test_with_a_holder_set_there_are_only_its_rows(self, site, attacker, cases, table):
        for holder in (site.north, site.south):
            found = attacker.run(f"SELECT DISTINCT {WALLED[table]} FROM {table}", holder=holder)
            assert found == [(cases[holder],)]

    @pytest.mark.parametrize("table", WALLED)
    def test_naming_the_others_stream_shows_nothing(self, site, attacker, cases, table):
        sql = f"SELECT count(*) FROM {table} WHERE {WALLED[table]} = %s"
        assert attacker.run(sql, cases[site.south], holder=site.north) == [(0,)]

    def test_the_owners_word_opens_nothing_to_the_application(self, site, attacker, cases):
        with psycopg.connect(attacker.url) as connection:
            connection.execute("SELECT set_config('handrail.everything', 'on', true)")
            for table in WALLED:
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)

    def test_locating_leaves_nothing_open_behind_it(self, site, attacker, cases):
        [(reference,)] = as_owner("SELECT reference FROM history_head WHERE holder = %s", site.south)
        with psycopg.connect(attacker.url) as connection:
            found = connection.execute("SELECT * FROM history_locate(%s)", [reference]).fetchone()
            assert found == (cases[site.south], site.south)
            for table in WALLED:
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)

    @pytest.mark.parametrize("table", OWNERS_ONLY)
    def test_what_is_the_owners_alone_cannot_be_read(self, attacker, table):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attacker.run(f"SELECT * FROM {table}")

    def test_the_owner_who_does_not_say_so_sees_no_rows(self, cases, database):
        with psycopg.connect(database.owner_url) as connection:
            for table in WALLED:
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)

    def test_the_setting_does_not_outlive_its_transaction(self, site, cases):
        with history.holding(site.north):
            pass
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM history_event")
            assert cursor.fetchone() == (0,)

    def test_every_table_of_the_history_is_behind_the_wall_or_the_owners(self, site):
        found = as_owner(
            "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'r' "
            "AND (c.relname LIKE 'history%%' OR c.relnamespace = 'keys'::regnamespace) "
            "AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1"
        )
        assert found == [("history_checkpoint",), ("history_checkpoint_entry",), ("history_try",)]


class TestChanging:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE history_event SET actor = 'x'",
            "UPDATE history_event SET holder = gen_random_uuid()",
            "DELETE FROM history_event",
            "DELETE FROM history_head",
            "UPDATE history_head SET holder = gen_random_uuid()",
            "UPDATE history_head SET kind = 'test'",
            "UPDATE history_head SET reference = 'HDR-mine'",
            "UPDATE history_access SET actor = 'x'",
            "DELETE FROM history_access",
            "UPDATE keys.data_key SET wrapped = ''",
            "DELETE FROM keys.data_key",
            "DELETE FROM history_token",
            "UPDATE history_token SET digest = ''",
            "DELETE FROM history_form_key",
            "UPDATE history_checkpoint SET streams = 0",
            "INSERT INTO history_checkpoint VALUES (1, now(), 0, '', '')",
            "DELETE FROM history_checkpoint",
        ],
    )
    def test_what_is_kept_cannot_be_changed_or_deleted_even_by_its_holder(self, site, attacker, cases, sql):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            attacker.run(sql, holder=site.north)

    def test_a_row_cannot_be_put_behind_another_wall(self, site, attacker, cases):
        for table in (
            "history_event",
            "history_token",
            "history_access",
            "keys.data_key",
            "history_form_key",
        ):
            columns = as_owner(
                "SELECT string_agg(quote_ident(attname), ',') FROM pg_attribute "
                "WHERE attrelid = %s::regclass AND attnum > 0 AND attname <> 'holder'",
                table,
            )[0][0]
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
                attacker.run(
                    f"INSERT INTO {table} (holder, {columns}) SELECT %s, {columns} FROM {table}",
                    site.south,
                    holder=site.north,
                )

    def test_the_others_head_cannot_be_moved(self, site, attacker, cases):
        done = attacker.run(
            "UPDATE history_head SET sequence = 9 WHERE stream = %s", cases[site.south], holder=site.north
        )
        assert done == 0

    def test_the_others_keys_cannot_be_destroyed(self, site, attacker, cases):
        with pytest.raises(psycopg.Error, match="no such stream"):
            attacker.run(
                "SELECT history_destroy(%s, %s)", cases[site.south], ["applicant"], holder=site.north
            )
        assert as_owner("SELECT count(*) FROM keys.data_key") == [(2,)]

    def test_a_head_set_back_by_the_application_is_found_by_verification(self, site, attacker, cases):
        site.append(cases[site.north], answered())
        attacker.run("UPDATE history_head SET sequence = 1", holder=site.north)
        assert {one.stream for one in history.verify().findings} == {cases[site.north]}

    def test_names_that_are_sql_are_only_names(self, site, attacker, cases):
        name = "Robert'); DROP TABLE history_event; --"
        site.append(cases[site.north], answered(name), circumstances=circumstances(NOON))
        assert site.read(cases[site.north]).events[-1].personal == {"applicant": {"full_name": name}}


class TestSomeoneWithTheDatabaseButNotTheKeys:
    def test_reads_no_name_no_word_of_it_and_no_answer(self, site, cases, database):
        with psycopg.connect(database.admin_url) as connection:
            for (table,) in connection.execute(
                "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace IN "
                "('public'::regnamespace, 'keys'::regnamespace)"
            ).fetchall():
                rows = str(connection.execute(f"SELECT t::text FROM {table} t").fetchall()).lower()
                for word in ("ffion", "dummy"):
                    assert word not in rows
                    assert word.encode().hex() not in rows

    def test_cannot_test_a_guess_at_a_name_against_the_tokens(self, site, cases, tmp_path):
        other = history.FileKeys(tmp_path / "guess").create()
        with history.holding(site.north):
            assert history.find([("name", "ffion")], keys=other) == []
            assert len(history.find([("name", "ffion")])) == 1
