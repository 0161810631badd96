"""The role that the site connects as: what the catalogue says it may do, and what it gets when it tries."""

import psycopg
import pytest
from django.contrib.sessions.models import Session
from psycopg import errors
from psycopg.sql import SQL, Identifier

from handrail.estate.fenmarch import fenmarch_id
from tests.attacks import planted
from tests.attacks.conftest import NORTH, SOUTH, staff_of, with_purpose

OURS = "n.nspname !~ '^(pg_|information_schema)'"
OPEN_TABLES = {
    "accounts_account": "staff sign in before anybody knows whose they are; staff's own names, nobody's case",
    "auth_group": "Django's own, empty",
    "auth_group_permissions": "Django's own, empty",
    "auth_permission": "Django's own names of permissions",
    "definition_invite": "codes that let one person start a service that is not open to all yet",
    "definition_invite_use": "which invite was used, and when",
    "definition_publication": "which version of a service was offered by whom: public",
    "definition_value": "rates and limits with their sources: public",
    "definition_version": "the text of services: public",
    "django_content_type": "Django's own names of tables",
    "django_migrations": "which migrations ran",
    "django_session": "who is signed in, and for what purpose they opened which case reference",
    "estate_area": "places: public",
    "estate_name": "names of organisations: public",
    "estate_organisation": "organisations: public",
    "estate_succession": "which organisation follows which: public",
    "history_checkpoint": "counts and roots of all streams, printed on receipts",
    "history_try": "keyed hashes of what wrong return codes were tried at, and how often, for an hour",
    "history_checkpoint_entry": "ids of streams and their chain values; the role may not read it",
}
"""Tables of no holder, each with why it may be seen past the wall."""

REFUSED = {
    "change an event": "UPDATE history_event SET actor = 'x'",
    "delete an event": "DELETE FROM history_event",
    "delete a head": "DELETE FROM history_head",
    "empty the events": "TRUNCATE history_event",
    "empty everything": "TRUNCATE history_head, history_event CASCADE",
    "give a case away": "UPDATE history_head SET holder = gen_random_uuid()",
    "rename a case": "UPDATE history_head SET reference = 'HDR-X'",
    "change a data key": "UPDATE keys.data_key SET wrapped = ''",
    "delete a data key": "DELETE FROM keys.data_key",
    "delete a token": "DELETE FROM history_token",
    "delete a trace": "DELETE FROM history_access",
    "change a trace": "UPDATE history_access SET actor = 'x'",
    "delete a form key": "DELETE FROM history_form_key",
    "forge a checkpoint": "INSERT INTO history_checkpoint VALUES (9, now(), 0, '', '')",
    "delete a checkpoint": "DELETE FROM history_checkpoint",
    "read checkpoint entries": "SELECT * FROM history_checkpoint_entry",
    "change a published version": "UPDATE definition_version SET hash = 'x'",
    "delete a published version": "DELETE FROM definition_version",
    "change a dated value": "UPDATE definition_value SET value = '1'",
    "change who there is": "UPDATE estate_organisation SET kind = 'x'",
    "take the wall down": "ALTER TABLE history_event DISABLE ROW LEVEL SECURITY",
    "stop forcing the wall": "ALTER TABLE history_event NO FORCE ROW LEVEL SECURITY",
    "drop the policy": "DROP POLICY wall ON history_event",
    "change the policy": "ALTER POLICY wall ON history_event USING (true)",
    "add a policy": "CREATE POLICY open ON history_event USING (true)",
    "add a trigger": "CREATE TRIGGER t BEFORE UPDATE ON history_event "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "add a rule": "CREATE RULE r AS ON INSERT TO history_event DO INSTEAD NOTHING",
    "add an index": "CREATE INDEX i ON history_event (actor)",
    "drop a table": "DROP TABLE history_event",
    "change the view": "CREATE OR REPLACE VIEW history_facts AS SELECT 1",
    "make a view": "CREATE VIEW v AS SELECT * FROM history_event",
    "make a table": "CREATE TABLE t (a int)",
    "make a table that hides ours": "CREATE TEMPORARY TABLE history_head (stream uuid)",
    "make a schema": "CREATE SCHEMA s",
    "make a function": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "replace a function": "CREATE OR REPLACE FUNCTION history_locate(wanted text) "
    "RETURNS TABLE (stream uuid, holder uuid) LANGUAGE sql AS 'SELECT NULL::uuid, NULL::uuid'",
    "run as the owner": "SET ROLE handrail_owner",
    "run as a superuser": "SET ROLE postgres",
    "become another": "SET SESSION AUTHORIZATION handrail_owner",
    "bypass the wall": "ALTER ROLE handrail_app BYPASSRLS",
    "become a superuser": "ALTER ROLE handrail_app SUPERUSER",
    "join the owner": "GRANT handrail_owner TO handrail_app",
    "set for everyone": "ALTER DATABASE {database} SET handrail.everything = 'on'",
    "set for a role": "ALTER ROLE handrail_owner SET handrail.everything = 'on'",
    "stop triggers": "SET session_replication_role = replica",
    "run a program": "COPY (SELECT 1) TO PROGRAM 'cat'",
    "write a file": "COPY (SELECT 1) TO '/tmp/handrail-attack'",
    "read a file": "SELECT pg_read_file('PG_VERSION')",
    "list files": "SELECT pg_ls_dir('.')",
    "read passwords": "SELECT * FROM pg_authid",
    "add an extension": "CREATE EXTENSION file_fdw",
    "change the server": "ALTER SYSTEM SET log_statement = 'all'",
    "say what is logged": "SET log_statement = 'all'",
}


@pytest.fixture
def app(database):
    """A connection as the site's own role, as anybody who got hold of its password has."""
    with psycopg.connect(database.app_url, autocommit=True) as run:
        yield run


@pytest.fixture
def tables(database) -> dict[str, dict]:
    """Every table and view by name: its columns, its wall, who owns it, whether the role may read it."""
    with psycopg.connect(database.app_url) as run:
        found = run.execute(
            f"""SELECT c.oid::regclass::text, n.nspname, c.relname, c.relkind::text, c.relrowsecurity,
                c.relforcerowsecurity, pg_get_userbyid(c.relowner), has_any_column_privilege(c.oid, 'SELECT'),
                array(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND attnum > 0),
                coalesce(c.reloptions, '{{}}')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {OURS}"""
        ).fetchall()
    keys = ("schema", "table", "kind", "walled", "forced", "owner", "readable", "columns", "options")
    return {name: dict(zip(keys, rest, strict=True)) for name, *rest in found}


def test_it_has_no_power_over_the_server_and_belongs_to_nobody(app):
    (row,) = app.execute(
        "SELECT current_user::text, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, "
        "rolconfig FROM pg_roles WHERE rolname = current_user"
    ).fetchall()
    assert row == ("handrail_app", False, False, False, False, False, None)
    assert app.execute(
        "SELECT * FROM pg_auth_members WHERE member = current_user::regrole OR roleid = current_user::regrole"
    ).fetchall() in ([], _administrators(app))


def _administrators(app) -> list:
    """On a server prepared by an administrator who is no superuser, that one is a member of this role."""
    return app.execute(
        "SELECT * FROM pg_auth_members WHERE roleid = current_user::regrole "
        "AND member::regrole::text NOT IN ('handrail_app', 'handrail_owner')"
    ).fetchall()


def test_it_owns_nothing(app):
    owned = app.execute(
        """SELECT 'relation', relname::text FROM pg_class WHERE relowner = current_user::regrole
        UNION ALL SELECT 'function', proname FROM pg_proc WHERE proowner = current_user::regrole
        UNION ALL SELECT 'schema', nspname FROM pg_namespace WHERE nspowner = current_user::regrole
        UNION ALL SELECT 'type', typname FROM pg_type WHERE typowner = current_user::regrole
        UNION ALL SELECT 'database', datname FROM pg_database WHERE datdba = current_user::regrole"""
    ).fetchall()
    assert owned == []


def test_every_table_is_behind_the_forced_wall_or_on_the_list_of_those_that_are_not(tables):
    stored = {name: one for name, one in tables.items() if one["kind"] in "rpmf"}
    with_holder = {name for name, one in stored.items() if "holder" in one["columns"]}
    assert len(with_holder) >= 6
    assert {name for name in with_holder if not (stored[name]["walled"] and stored[name]["forced"])} == set()
    assert set(stored) - with_holder == set(OPEN_TABLES)


def test_every_walled_table_has_the_two_policies_and_no_other(app, tables):
    walled = {name for name, one in tables.items() if "holder" in one["columns"] and one["kind"] == "r"}
    found = app.execute(
        "SELECT polrelid::regclass::text, polname, polcmd::text, polpermissive, polroles::regrole[]::text, "
        "pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy"
    ).fetchall()
    assert {name for name, *_ in found} == walled
    for name in walled:
        mine = {
            policy: (command, roles, using, check)
            for table, policy, command, _, roles, using, check in found
            if table == name
        }
        assert set(mine) == {"wall", "owner"}
        assert mine["wall"][:2] == ("*", "{handrail_app}")
        assert "handrail.holder" in mine["wall"][2]
        assert "everything" not in mine["wall"][2]
        assert mine["wall"][3] is None
        assert "handrail_app" not in mine["owner"][1]
        assert mine["owner"][1] != "{-}"


def test_no_view_looks_through_the_wall(tables):
    views = {name: one for name, one in tables.items() if one["kind"] == "v"}
    assert views
    assert all("security_invoker=true" in one["options"] for one in views.values())


def test_the_functions_that_run_as_the_owner_are_two_and_cannot_be_led_astray(app):
    found = app.execute(
        f"""SELECT proname::text, proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE prosecdef AND {OURS} ORDER BY 1"""
    ).fetchall()
    path = ["search_path=public, pg_temp"]
    assert found == [("history_destroy", path), ("history_locate", path)]


def _all_it_reads(app, tables) -> dict[str, str]:
    """Every table and view that the role may read, whole, as text."""
    read = {}
    for name, one in tables.items():
        if one["readable"]:
            sql = SQL("SELECT t::text FROM {} t").format(Identifier(one["schema"], one["table"]))
            read[name] = "\n".join(text or "" for (text,) in app.execute(sql))
    return read


@pytest.mark.parametrize("holder", ["", str(SOUTH), str(fenmarch_id("fenmarch-county")), "0" * 32])
@pytest.mark.parametrize("everything", ["", "on"])
def test_no_row_of_another_holder_is_in_any_table(site, north, app, tables, holder, everything):
    app.execute("SELECT set_config('handrail.holder', %s, false)", [holder])
    app.execute("SELECT set_config('handrail.everything', %s, false)", [everything])
    app.execute("SELECT * FROM history_locate(%s)", [north.decided.reference])
    theirs = [text for case in north.cases for text in (case.reference, *case.ids)]
    for name, text in _all_it_reads(app, tables).items():
        assert planted.found_in(text, (*planted.WORDS, *theirs)) == set(), name
        if name not in OPEN_TABLES:
            assert str(NORTH) not in text, name


def test_the_control_its_own_holder_sees_the_rows_and_still_no_word(site, north, app, tables):
    app.execute("SELECT set_config('handrail.holder', %s, false)", [str(NORTH)])
    read = _all_it_reads(app, tables)
    assert str(north.decided.stream) in read["history_event"]
    assert str(north.decided.stream) in read["history_facts"]
    assert all(planted.found_in(text) == set() for text in read.values())


def test_open_tables_hold_no_personal_data_even_while_staff_are_at_work(site, north):
    client, _ = staff_of(NORTH, "caseworker", "data_protection")
    with_purpose(client, north.decided.reference)
    client.get(f"/desk/case/{north.decided.reference}")
    client.post("/desk/find", {"name": "Zelphira Quorndyke"})
    sessions = [one.get_decoded() for one in Session.objects.using("owner").all()]
    assert sessions
    assert planted.found_in(repr(sessions)) == set()
    with site.owner() as run:
        for name in OPEN_TABLES:
            rows = run.execute(SQL("SELECT t::text FROM {} t").format(Identifier(name))).fetchall()
            assert planted.found_in(repr(rows)) == set(), name


def test_rows_for_another_holder_cannot_be_written(site, north, app):
    app.execute("SELECT set_config('handrail.holder', %s, false)", [str(SOUTH)])
    stream = north.decided.stream
    for sql in (
        "INSERT INTO history_access SELECT %(stream)s, '', '', '', now(), %(north)s, '', NULL, now()",
        "INSERT INTO history_token VALUES ('\\x00', %(stream)s, 'x', %(north)s)",
        "INSERT INTO keys.data_key VALUES (%(stream)s, 'mallory', %(north)s, 1, '')",
        "INSERT INTO history_form_key (key, holder, at) VALUES ('\\x00', %(north)s, now())",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute(sql, {"stream": str(stream), "north": str(NORTH)})
    changed = app.execute("UPDATE history_head SET held = true WHERE stream = %s", [stream])
    assert changed.rowcount == 0
    with pytest.raises(errors.NoDataFound):
        app.execute("SELECT history_destroy(%s, %s)", [stream, ["applicant"]])


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
def test_it_is_refused(site, database, app, statement):
    app.execute("SELECT set_config('handrail.holder', %s, false)", [str(NORTH)])
    app.execute("SELECT set_config('handrail.everything', 'on', false)")
    with pytest.raises((errors.InsufficientPrivilege, errors.InvalidParameterValue)):
        app.execute(statement.format(database=database.name))


def test_turning_row_security_off_gives_a_refusal_and_no_rows(site, north, app):
    app.execute("SET row_security = off")
    with pytest.raises(errors.InsufficientPrivilege):
        app.execute("SELECT * FROM history_event")


def test_an_error_does_not_say_what_is_behind_the_wall(site, north, app):
    """A condition that fails on a value would name it, were it worked out before the wall."""
    app.execute("SELECT set_config('handrail.holder', %s, false)", [str(SOUTH)])
    for sql in (
        "SELECT 1 FROM history_head WHERE reference::integer = 1",
        "SELECT 1 FROM history_head WHERE 1 / (CASE WHEN service <> '' THEN 0 ELSE 1 END) = 1",
        "SELECT 1 FROM history_event WHERE data::text::integer = 1",
        "SELECT 1 FROM history_facts WHERE activity::integer = 1",
    ):
        assert app.execute(sql).fetchall() == []


def test_the_servers_statistics_say_nothing_of_the_rows(site, north, app, database):
    with psycopg.connect(database.admin_url, autocommit=True) as admin:
        admin.execute("ANALYZE history_head, history_event, history_token, history_access")
    app.execute("SELECT set_config('handrail.holder', %s, false)", [str(NORTH)])
    for view in ("pg_stats", "pg_stats_ext", "pg_stats_ext_exprs"):
        seen = app.execute(SQL("SELECT tablename FROM {}").format(Identifier(view))).fetchall()
        assert not {name for (name,) in seen if name.startswith("history_")} - {"history_checkpoint"}
