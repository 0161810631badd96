"""Who stops the embedded server, and when."""

import atexit
import os
import signal
import time

import psycopg
import pytest

from handrail.site.postgres import find, keep_running, start
from handrail.site.postgres.folder import DataFolder
from handrail.site.postgres.processes import postgres_in
from tests.site.postgres.drills import gone


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_starter_that_is_told_to_end_stops_its_server(data, starters, number):
    starter = starters.start(data)
    assert starter.started_here
    starter.end(number)
    assert gone(DataFolder.of(data).cluster)
    assert find(data) is None


def test_a_starter_that_ends_normally_stops_its_server(data, starters):
    starter = starters.start(data, then="return")
    assert starter.process.wait(timeout=60) == 0
    assert gone(DataFolder.of(data).cluster)


def test_a_process_that_only_found_the_server_leaves_it_running(data, starters):
    starter = starters.start(data)
    for number in (signal.SIGTERM, signal.SIGINT):
        finder = starters.start(data)
        assert (finder.pid, finder.started_here) == (starter.pid, False)
        finder.end(number)
    assert starters.start(data, then="return").process.wait(timeout=60) == 0
    assert find(data) is not None
    starter.end(signal.SIGTERM)
    assert gone(DataFolder.of(data).cluster)


def test_ctrl_c_in_the_terminal_reaches_the_starter_and_not_the_server(data):
    server = start(data)
    leader = next(one for one in postgres_in(server.folder.cluster) if one.leads)
    assert os.getpgid(leader.pid) != os.getpgid(0)
    assert os.getsid(leader.pid) != os.getsid(0)
    server.stop()


def test_a_forked_process_ends_without_ending_its_parents_server(data):
    server = start(data)
    child = os.fork()
    if child == 0:
        atexit._run_exitfuncs()
        os._exit(0)
    os.waitpid(child, 0)
    assert server.is_running()
    with psycopg.connect(server.app_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.stop()


def test_two_starters_at_once_give_one_server(data, starters):
    begun = [starters.begin(data) for _ in range(4)]
    lines = [process.stdout.readline() for process in begun]
    assert len({line.split('"pid": ')[1].split(",")[0] for line in lines}) == 1
    assert sum('"started_here": true' in line for line in lines) == 1
    cluster = DataFolder.of(data).cluster
    assert len([one for one in postgres_in(cluster) if one.leads]) == 1


def test_two_starters_at_once_of_a_new_folder_give_one_server(place, starters):
    begun = [starters.begin(place / "data") for _ in range(2)]
    lines = [process.stdout.readline() for process in begun]
    assert sorted('"started_here": true' in line for line in lines) == [False, True]


def test_a_server_left_running_outlives_its_starter_and_is_taken_over(data):
    server = start(data)
    server.leave_running()
    again = start(data)
    assert (again.pid, again.started_here, again.stops_with_us) == (server.pid, False, True)
    again.stop()


def test_a_server_that_is_shutting_down_is_waited_for(data):
    server = start(data)
    with psycopg.connect(server.app_url) as lingering:
        lingering.execute("SELECT 1")
        # A smart shutdown waits for those connected.
        os.kill(server.pid, signal.SIGTERM)
        while (server.folder.pid_file.read_text().splitlines()[7]).strip() != "stopping":
            time.sleep(0.01)
        server.leave_running()
        said: list[str] = []

        def say(sentence: str) -> None:
            said.append(sentence)
            lingering.close()

        again = start(data, say=say)
    assert again.pid != server.pid
    assert any("shutting down" in sentence for sentence in said)
    again.stop()


def seconds_until(happened, *, within: float = 30) -> float:
    began = time.monotonic()
    while time.monotonic() < began + within:
        if happened():
            return time.monotonic() - began
        time.sleep(0.02)
    raise AssertionError(f"did not happen within {within} seconds")


class TestKeptRunning:
    def test_a_server_that_dies_comes_back_at_the_same_address(self, data):
        server = start(data)
        said: list[str] = []
        keep_running(server, say=said.append, every=0.05)
        for _ in range(4):
            pid = find(data).pid
            os.kill(pid, signal.SIGKILL)
            seconds_until(lambda pid=pid: (found := find(data)) is not None and found.pid != pid)
            with psycopg.connect(server.app_url) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
        seconds_until(lambda: "The database is back." in said)
        server.stop()
        time.sleep(0.3)
        assert find(data) is None

    def test_a_found_server_that_its_starter_stops_comes_back_as_ours(self, data, starters):
        starter = starters.start(data)
        server = start(data)
        keep_running(server, every=0.05)
        starter.end(signal.SIGTERM)
        seconds_until(lambda: (found := find(data)) is not None and found.pid != starter.pid)
        assert start(data).stops_with_us
        server.stop()
        assert gone(DataFolder.of(data).cluster)

    def test_it_ends_with_the_process_that_keeps_it(self, data, starters):
        starter = starters.start(data, then="keep")
        os.kill(starter.pid, signal.SIGKILL)
        seconds_until(lambda: (found := find(data)) is not None and found.pid != starter.pid)
        starter.end(signal.SIGTERM)
        assert gone(DataFolder.of(data).cluster)
