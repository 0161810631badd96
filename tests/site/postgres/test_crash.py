"""The embedded server after a crash: nothing acknowledged is lost, and nothing dead stands in the way."""

import os
import signal
import subprocess
import threading
import time

import psycopg
import pytest
from django.db import OperationalError

from handrail.site.commands.ready import looked
from handrail.site.console import CommandProblem
from handrail.site.postgres import PostgresProblem, find, start
from handrail.site.postgres.folder import DataFolder, take_run_lock
from handrail.site.postgres.processes import postgres_in
from tests.site.postgres.drills import copy_folder, gone


def count(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return row[0]


def make_table(server) -> None:
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (number integer PRIMARY KEY)")


class TestAStalePidFile:
    def test_is_no_obstacle_after_the_leader_was_killed(self, data):
        first = start(data)
        os.kill(first.pid, signal.SIGKILL)
        said = []
        second = start(data, say=said.append)
        assert second.pid != first.pid
        assert second.is_running()
        assert any("was not shut down" in sentence for sentence in said)
        second.stop()

    def test_is_no_obstacle_when_it_names_another_living_process(self, data):
        start(data).kill()
        folder = DataFolder.of(data)
        living = subprocess.Popen(["sleep", "600"])
        for lock in (folder.pid_file, folder.path / "socket" / ".s.PGSQL.5432.lock"):
            lines = lock.read_text().splitlines()
            lock.write_text("\n".join([str(living.pid), *lines[1:]]) + "\n")
        assert find(data) is None
        server = start(data)
        assert server.is_running()
        assert living.poll() is None
        server.stop()
        living.kill()
        living.wait()

    def test_is_no_obstacle_when_it_names_the_server_of_another_folder(self, data, place, made):
        copy_folder(made, to=place / "other")
        other = start(place / "other")
        start(data).kill()
        folder = DataFolder.of(data)
        folder.pid_file.write_text(DataFolder.of(place / "other").pid_file.read_text())
        assert find(data) is None
        server = start(data)
        assert server.pid != other.pid
        assert other.is_running()
        server.stop()
        other.stop()

    def test_is_no_obstacle_when_it_is_empty(self, data):
        start(data).kill()
        DataFolder.of(data).pid_file.write_text("")
        server = start(data)
        assert server.is_running()
        server.stop()


class TestProcessesOfADeadLeader:
    def test_are_ended_before_the_folder_is_served_again(self, data):
        first = start(data)
        busy = psycopg.connect(first.app_url, autocommit=True)
        with busy:
            thread = threading.Thread(target=_work_hard, args=[busy])
            thread.start()
            time.sleep(0.2)
            os.kill(first.pid, signal.SIGKILL)
            second = start(data)
            assert second.is_running()
            thread.join(timeout=30)
            assert not thread.is_alive()
        assert len([one for one in postgres_in(second.folder.cluster) if one.leads]) == 1
        second.stop()

    def test_hold_the_lock_that_says_something_runs(self, data):
        server = start(data)
        assert take_run_lock(server.folder) is None
        server.kill()
        lock = take_run_lock(server.folder)
        assert lock is not None
        os.close(lock)

    def test_that_cannot_be_seen_keep_the_folder(self, data, monkeypatch):
        """As in another container: no process is found, yet the kernel says the lock is held."""
        folder = DataFolder.of(data)
        held = take_run_lock(folder)
        assert held is not None
        monkeypatch.setattr("handrail.site.postgres.launch.ORPHANS_END_WITHIN", 0.3)
        with pytest.raises(PostgresProblem, match="still at work"):
            start(data)
        os.close(held)


def _work_hard(connection: psycopg.Connection) -> None:
    """Keep a backend busy in a way that does not look whether its leader lives."""
    with pytest.raises(psycopg.OperationalError):
        connection.execute(
            "SELECT sum(a.n * b.n) FROM generate_series(1, 30000) a(n), generate_series(1, 30000) b(n)"
        )


class TestAKilledStarter:
    def test_leaves_a_server_that_the_next_start_takes_over(self, data, starters):
        starter = starters.start(data)
        starter.end(signal.SIGKILL)
        server = start(data)
        assert (server.pid, server.started_here, server.stops_with_us) == (starter.pid, False, True)
        server.stop()
        assert gone(DataFolder.of(data).cluster)

    def test_in_the_middle_of_making_a_folder_leaves_it_usable(self, place, starters):
        process = starters.begin(place / "data")
        folder = DataFolder.of(place / "data")
        while not folder.unfinished.exists():
            time.sleep(0.005)
        process.kill()
        server = start(place / "data")
        assert server.is_running()
        assert not folder.unfinished.exists()
        server.stop()


@pytest.mark.slow
class TestUnderWrites:
    def test_every_acknowledged_row_is_there_once_after_each_kill(self, data):
        acknowledged: list[int] = []
        for turn in range(12):
            server = start(data)
            make_table(server)
            writers = [
                threading.Thread(target=_write, args=[server.app_url, turn * 100 + one, acknowledged])
                for one in range(4)
            ]
            for writer in writers:
                writer.start()
            time.sleep(0.15 + 0.05 * (turn % 3))
            server.kill()
            for writer in writers:
                writer.join(timeout=30)
        server = start(data)
        with psycopg.connect(server.app_url) as connection:
            kept = {row[0] for row in connection.execute("SELECT number FROM kept")}
        assert len(acknowledged) > 100
        assert set(acknowledged) <= kept
        server.stop()

    def test_recovery_is_waited_for_and_said(self, data):
        server = start(data)
        with psycopg.connect(server.owner_url, autocommit=True) as owner:
            owner.execute("CREATE TABLE much (words text)")
            for _ in range(6):
                owner.execute(
                    "INSERT INTO much SELECT repeat(md5(n::text), 20) FROM generate_series(1, 60000) n"
                )
        server.kill()
        said: list[str] = []
        server = start(data, say=said.append)
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("SELECT count(*) FROM much").fetchone() == (360000,)
        assert any("puts" in sentence and "right" in sentence for sentence in said)
        server.stop()


def _write(url: str, stream: int, acknowledged: list[int]) -> None:
    number = stream * 100_000
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            while True:
                number += 1
                connection.execute("INSERT INTO kept VALUES (%s)", [number])
                acknowledged.append(number)
    except psycopg.OperationalError:
        return


class TestWhileACommandLooks:
    """A command has found the database; then it dies, and only then does the command look into it."""

    def test_it_is_started_again_and_looked_into_again(self, data):
        first, looks = start(data), []

        def look() -> int:
            looks.append(1)
            if len(looks) == 1:
                first.kill()
                raise OperationalError("server closed the connection unexpectedly")
            return 7

        server, found = looked(first, look)
        assert (found, len(looks)) == (7, 2)
        assert server.is_running()
        assert server.pid != first.pid
        server.stop()

    def test_it_is_said_when_it_dies_every_time(self, data):
        server = start(data)

        def look() -> None:
            raise OperationalError("server closed the connection unexpectedly")

        with pytest.raises(CommandProblem, match="went away 5 times"):
            looked(server, look)
        server.stop()

    def test_one_of_the_operators_own_is_not_started_by_us(self):
        def look() -> None:
            raise OperationalError("connection refused")

        with pytest.raises(CommandProblem, match="DATABASE_URL does not answer: connection refused"):
            looked(None, look)
