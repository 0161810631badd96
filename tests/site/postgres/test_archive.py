"""Copying a database out and back, on whichever server the tests run."""

import stat

import psycopg
import pytest

from handrail.site.postgres import APP, PostgresProblem, dump, restore


@pytest.fixture
def filled(postgres_server, worker_id):
    """A database with a granted table, a walled one and a schema of keys; and an empty one beside it."""
    name = f"archive_{worker_id}"
    made = postgres_server.make(name)
    with psycopg.connect(made.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE notes (words text)")
        owner.execute("INSERT INTO notes VALUES ('Ŵyn''s \\\\ note'), ('SET transaction_timeout = 0;')")
        owner.execute("CREATE TABLE walled (holder text)")
        owner.execute("INSERT INTO walled VALUES ('a'), ('b')")
        owner.execute("ALTER TABLE walled ENABLE ROW LEVEL SECURITY")
        owner.execute("ALTER TABLE walled FORCE ROW LEVEL SECURITY")
        owner.execute("CREATE POLICY wall ON walled USING (current_setting('test.all', true) = 'on out')")
        owner.execute('CREATE SCHEMA "the keys"')
        owner.execute('CREATE TABLE "the keys".key (secret text)')
        owner.execute("INSERT INTO \"the keys\".key VALUES ('open sesame')")
    yield made, postgres_server.make(f"{name}_copy")
    postgres_server.drop(name)
    postgres_server.drop(f"{name}_copy")


SEES_ALL = {"test.all": "on out"}


def test_what_was_copied_out_comes_back_with_its_grants_and_walls(filled, tmp_path):
    made, copy = filled
    dump(made.owner_url, to=tmp_path / "copy", settings=SEES_ALL)
    restore(copy.owner_url, source=tmp_path / "copy")
    with psycopg.connect(copy.app_url) as app:
        words = {row[0] for row in app.execute("SELECT words FROM notes")}
        assert words == {"Ŵyn's \\\\ note", "SET transaction_timeout = 0;"}
        assert app.execute("SELECT count(*) FROM walled").fetchone() == (0,)
    with psycopg.connect(copy.owner_url) as owner:
        assert owner.execute("SELECT count(*) FROM walled").fetchone() == (0,)
        owner.execute("SELECT set_config('test.all', 'on out', true)")
        assert owner.execute("SELECT count(*) FROM walled").fetchone() == (2,)
        assert owner.execute("SELECT has_table_privilege(%s, 'notes', 'INSERT')", [APP]).fetchone() == (True,)


def test_a_schema_left_out_is_not_in_the_copy(filled, tmp_path):
    made, copy = filled
    dump(made.owner_url, to=tmp_path / "copy", exclude_schemas=["the keys"], settings=SEES_ALL)
    assert b"open sesame" not in (tmp_path / "copy").read_bytes()
    restore(copy.owner_url, source=tmp_path / "copy")
    with psycopg.connect(copy.owner_url) as owner:
        assert owner.execute("SELECT to_regnamespace('\"the keys\"') IS NULL").fetchone() == (True,)


def test_a_wall_that_hides_rows_from_the_copy_is_an_error(filled, tmp_path):
    made, _ = filled
    with pytest.raises(PostgresProblem, match="row-level security"):
        dump(made.owner_url, to=tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_the_copy_is_for_its_owners_eyes(filled, tmp_path):
    dump(filled[0].owner_url, to=tmp_path / "copy", settings=SEES_ALL)
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600


def test_a_database_with_tables_is_not_overwritten(filled, tmp_path):
    made, _ = filled
    dump(made.owner_url, to=tmp_path / "copy", settings=SEES_ALL)
    with pytest.raises(PostgresProblem, match="already has 3 tables"):
        restore(made.owner_url, source=tmp_path / "copy")


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.95])
def test_a_damaged_copy_changes_nothing(filled, tmp_path, kept):
    made, copy = filled
    with psycopg.connect(made.owner_url, autocommit=True) as owner:
        owner.execute("INSERT INTO notes SELECT md5(n::text) FROM generate_series(1, 20000) n")
    whole = tmp_path / "copy"
    dump(made.owner_url, to=whole, settings=SEES_ALL)
    content = whole.read_bytes()
    whole.write_bytes(content[: int(kept * len(content)) if kept < 1 else kept])
    with pytest.raises(PostgresProblem, match="could not be restored, and nothing was changed"):
        restore(copy.owner_url, source=whole)
    with psycopg.connect(copy.owner_url) as owner:
        assert owner.execute("SELECT to_regclass('notes') IS NULL").fetchone() == (True,)
