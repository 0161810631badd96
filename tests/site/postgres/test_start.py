"""Starting and finding the embedded server, wherever its folder lies."""

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from handrail.site.postgres import PostgresProblem, addresses, find, start, stop
from handrail.site.postgres.processes import by_lsof, postgres_in
from tests.site.postgres.drills import new_place


def asked(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query).fetchone()
        return row and row[0]


@pytest.fixture(scope="module")
def server():
    with new_place() as place:
        server = start(place / "data")
        yield server
        server.stop()


def open_files(pid: int) -> Iterator[str]:
    """What a process has open; nothing more once it has ended, as the server's helpers do."""
    with suppress(FileNotFoundError):
        for link in Path(f"/proc/{pid}/fd").iterdir():
            yield link.readlink().name


class TestAServerInANewFolder:
    def test_answers_both_roles_and_opens_no_port(self, server):
        assert asked(server.app_url, "SELECT current_user") == "handrail_app"
        assert asked(server.owner_url, "SELECT current_user") == "handrail_owner"
        assert asked(server.app_url, "SHOW listen_addresses") == ""
        inodes = {name for process in postgres_in(server.folder.cluster) for name in open_files(process.pid)}
        assert inodes
        listening = [
            line.split()[9]
            for table in ("tcp", "tcp6")
            if Path(f"/proc/net/{table}").exists()
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        ]
        assert not inodes & {f"socket:[{inode}]" for inode in listening}

    def test_keeps_its_socket_and_folders_to_its_own_account(self, server):
        folder = server.folder
        for private in (folder.cluster, folder.path / "socket"):
            assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder.path / "socket" / ".s.PGSQL.5432").stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.log.stat().st_mode) == 0o600

    def test_keeps_what_it_acknowledged(self, server):
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert asked(server.app_url, f"SHOW {setting}") == "on"

    def test_gives_the_application_no_power(self, server):
        powers = "rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
        names = "('handrail_app', 'handrail_owner')"
        assert (
            asked(server.app_url, f"SELECT bool_or({powers}) FROM pg_roles WHERE rolname IN {names}") is False
        )
        for statement in (
            "CREATE TABLE mine (a int)",
            "CREATE TEMPORARY TABLE mine (a int)",
            "CREATE SCHEMA mine",
            "CREATE ROLE mine",
            "CREATE DATABASE mine",
            "SET ROLE handrail_owner",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                asked(server.app_url, statement)

    def test_lets_the_application_reach_the_rows_of_the_owners_tables(self, server):
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY, words text)")
        with psycopg.connect(server.app_url, autocommit=True) as app:
            app.execute("INSERT INTO notes (words) VALUES ('bore da')")
            assert app.execute("SELECT words FROM notes").fetchall() == [("bore da",)]
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("DROP TABLE notes")

    def test_orders_text_by_code_point_and_knows_letters_beyond_ascii(self, server):
        assert asked(server.app_url, "SELECT 'Ŵ' > 'z' AND lower('ŴYN') = 'ŵyn'") is True

    def test_is_one_and_the_same_when_started_again(self, server):
        assert start(server.folder.path) is server

    def test_is_found_and_its_addresses_known(self, server):
        found = find(server.folder.path)
        assert found is not None
        assert (found.pid, found.started_here, found.app_url) == (server.pid, False, server.app_url)
        assert addresses(server.folder.path).app_url == server.app_url

    def test_is_seen_by_lsof_as_it_is_by_proc(self, server):
        assert [one for one in by_lsof(server.folder.cluster) if one.leads] == [
            one for one in postgres_in(server.folder.cluster) if one.leads
        ]

    def test_leaves_no_words_of_people_in_its_log(self, server):
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            asked(server.app_url, "SELECT 'Gwenllian Plainly-Invented'::integer, 1")
        with pytest.raises(psycopg.errors.UndefinedTable):
            asked(server.app_url, "SELECT 'Gwenllian Plainly-Invented' FROM nowhere")
        log = server.folder.log.read_text()
        assert "nowhere" in log
        assert "FROM nowhere" not in log


class TestWhereverTheFolderLies:
    @pytest.mark.parametrize(
        "name",
        [
            "with a space",
            'it\'s "quoted", with a comma',
            "Ŵyn",
            "deep/" + "/".join(["a long folder name"] * 8),
        ],
        ids=["space", "quotes", "accent", "long"],
    )
    def test_it_starts_and_starts_again(self, place, name):
        server = start(place / name)
        assert asked(server.app_url, "SELECT 1") == 1
        assert addresses(place / name).app_url == server.app_url
        server.stop()
        assert addresses(place / name).app_url == server.app_url
        again = start(place / name)
        assert asked(again.app_url, "SELECT 1") == 1
        again.stop()

    def test_a_long_path_has_a_private_socket_folder_of_its_own(self, place):
        server = start(place / ("long " * 30))
        sockets = server.folder.short_socket_folder(uid=server.folder.cluster.stat().st_uid)
        assert str(sockets) in server.app_url
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
        server.stop()
        assert not sockets.exists()

    def test_a_socket_folder_made_by_somebody_else_is_refused(self, place):
        data = place / ("long " * 30)
        first = start(data)
        uid = first.folder.cluster.stat().st_uid
        first.stop()
        sockets = first.folder.short_socket_folder(uid=uid)
        sockets.mkdir(mode=0o777)
        with pytest.raises(PostgresProblem, match="nobody else may enter"):
            start(data)
        sockets.rmdir()

    def test_an_existing_folder_keeps_its_mode(self, place):
        data = place / "data"
        data.mkdir(mode=0o750)
        start(data).stop()
        assert stat.S_IMODE(data.stat().st_mode) == 0o750

    def test_a_folder_of_another_version_says_what_to_do(self, data):
        server = start(data)
        server.stop()
        (server.folder.cluster / "PG_VERSION").write_text("15\n")
        with pytest.raises(PostgresProblem, match=r"made by PostgreSQL 15 .*handrail backup"):
            start(data)

    def test_a_folder_that_cannot_be_made_says_what_to_do(self, place):
        (place / "file").write_text("")
        with pytest.raises(PostgresProblem, match="HANDRAIL_DATA"):
            start(place / "file" / "data")

    def test_settings_that_stop_it_are_shown_from_its_log(self, data):
        server = start(data)
        server.stop()
        with (server.folder.cluster / "postgresql.conf").open("a") as conf:
            conf.write("shared_buffers = nonsense\n")
        with pytest.raises(PostgresProblem, match="nonsense"):
            start(data)

    def test_making_it_is_finished_after_a_kill_in_the_middle(self, place):
        data = place / "data"
        (data / "postgres.new").mkdir(parents=True)
        (data / "postgres.new" / "half").write_text("made")
        server = start(data)
        assert asked(server.app_url, "SELECT 1") == 1
        server.stop()


class TestStopping:
    def test_leaves_nothing_running_and_nothing_to_find(self, data):
        server = start(data)
        server.stop()
        assert postgres_in(server.folder.cluster) == []
        assert find(data) is None
        assert not server.is_running()

    def test_by_folder_says_whether_there_was_one(self, data):
        start(data)
        assert stop(data) is True
        assert stop(data) is False

    def test_does_not_wait_for_those_still_connected(self, data):
        server = start(data)
        with psycopg.connect(server.app_url) as connection:
            connection.execute("SELECT 1")
            server.stop()
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")


def test_nobody_serves_a_folder_that_is_not_there(place):
    assert find(place / "nowhere") is None
    assert stop(place / "nowhere") is False


def test_a_socket_that_listens_for_another_account_is_not_trusted(data):
    """`requirepeer` has libpq look at who answers before it says anything."""
    if os.geteuid() != 0:
        pytest.skip("only root can listen as another account than the server's")
    server = start(data)
    url = server.app_url
    server.stop()
    path = str(data / "socket" / ".s.PGSQL.5432")
    with socket.socket(socket.AF_UNIX) as impostor:
        impostor.bind(path)
        impostor.listen()
        with pytest.raises(psycopg.OperationalError, match="requirepeer"):
            psycopg.connect(url)
