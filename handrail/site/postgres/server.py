"""One embedded PostgreSQL a data folder: start it or find it, and stop it."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import OperationalError, connect

from handrail.site.postgres import roles
from handrail.site.postgres.account import Account, account_for
from handrail.site.postgres.address import APP, BOOTSTRAP, DATABASE, OWNER, socket_url
from handrail.site.postgres.cluster import check_version, create_cluster, write_access
from handrail.site.postgres.ending import at_end
from handrail.site.postgres.folder import (
    DataFolder,
    Say,
    make_private_folder,
    quiet,
    socket_folder,
    start_locked,
    take_run_lock,
    take_starter_lock,
)
from handrail.site.postgres.launch import (
    clear_what_is_left,
    launch,
    running,
    wait_until_ready,
)
from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.processes import postgres_in
from handrail.site.postgres.programs import reachable_programs
from handrail.site.postgres.watch import leave_alone, watch, watched

FAST_STOP_WITHIN = 60.0

# The servers whose end is this process's business, by cluster.
_mine: dict[Path, "Server"] = {}
# Kept so that Python does not warn of a child that outlives its handle on purpose.
_left_running: list[subprocess.Popen[bytes]] = []
_ends_in = 0
_guard = threading.RLock()


@dataclass(eq=False)
class Server:
    """A running server; the handle of the process that started or found it."""

    folder: DataFolder
    pid: int
    owner_url: str
    app_url: str
    admin_url: str
    started_here: bool
    sockets: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _starter_lock: int | None = field(default=None, repr=False)

    @property
    def stops_with_us(self) -> bool:
        """Whether this process stops the server when it ends: it started it, or its starter was killed."""
        return self._starter_lock is not None

    def is_running(self) -> bool:
        """Say whether this very server is still at work in its folder."""
        if self._process is not None:
            return self._process.poll() is None
        status = running(self.folder)
        return status is not None and status.pid == self.pid

    def leave_running(self) -> None:
        """Let the server outlive this process; whoever starts or finds it next sees to its end."""
        if _mine.get(self.folder.cluster) is self:
            del _mine[self.folder.cluster]
        if self._process is not None:
            _left_running.append(self._process)
        if self._starter_lock is not None:
            os.close(self._starter_lock)
            self._starter_lock = None

    def stop(self) -> None:
        """Stop the server and wait until it is gone; its open transactions are rolled back."""
        self._end()
        leave_alone(self.folder.cluster, meanwhile=lambda: _end_mine(self.folder.cluster))

    def keep_running(self, *, say: Say = quiet, every: float = 0.5) -> None:
        """From now on, start the server again when it dies unasked, until `stop` or the end of this process.

        `every` is how often to look, in seconds. The addresses stay the same. A server that was only found is
        started again too, and then ends with this process.
        """
        watch(
            self.folder.cluster,
            alive=lambda: running(self.folder) is not None,
            again=lambda: start(self.folder.path, say=say),
            say=say,
            every=every,
        )
        _end_with_us()

    def _end(self) -> None:
        try:
            if self.is_running():
                os.kill(self.pid, signal.SIGINT)
                if not self._gone(within=FAST_STOP_WITHIN):
                    os.kill(self.pid, signal.SIGQUIT)
                    self._gone(within=FAST_STOP_WITHIN)
        except ProcessLookupError:
            pass
        finally:
            self._clear_away()
            self.leave_running()

    def kill(self) -> None:
        """End the server and all its processes with SIGKILL, as a crash would; for drills."""
        left = [one.pid for one in postgres_in(self.folder.cluster)]
        # The leader first, or it would restart what it sees dying.
        for pid in sorted(left, key=lambda one: one != self.pid):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._gone(within=FAST_STOP_WITHIN)
        self._clear_away()
        self.leave_running()

    def _gone(self, *, within: float) -> bool:
        """Wait until no process of the server is left."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            if self._process is not None:
                self._process.poll()
            if not postgres_in(self.folder.cluster):
                lock = take_run_lock(self.folder)
                if lock is not None:
                    os.close(lock)
                    return True
            time.sleep(0.01)
        return False

    def _clear_away(self) -> None:
        """Take note of the process's end, and leave no empty folder below /tmp."""
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
        if self.sockets != self.folder.path / "socket":
            with suppress(OSError):
                self.sockets.rmdir()


@dataclass(frozen=True)
class Addresses:
    """How the two roles reach the server of a data folder."""

    owner_url: str
    app_url: str


def start(folder: Path, *, say: Say = quiet) -> Server:
    """Return the server of a data folder: the one at work there, or one started now.

    A new folder gets a new database with the roles handrail_owner and handrail_app. `say` is told, in
    sentences, about anything that takes time. The process that starts a server stops it when it ends; one
    that finds a server does not, unless the starter was killed.

    Raises PostgresProblem, whose message says how to mend it.
    """
    with _guard:
        data = DataFolder.of(folder)
        mine = _mine.get(data.cluster)
        if mine is not None and mine.is_running() and _answers(mine):
            return mine
        if mine is not None:
            mine.leave_running()
        data.make()
        with start_locked(data, say=say) as lock:
            account = account_for(folder=data.path, cluster=data.cluster)
            return _found(data, account=account, say=say) or _started(
                data, account=account, lock=lock, say=say
            )


def find(folder: Path) -> Server | None:
    """Return the server at work in a data folder, or None; nothing is started, taken over or waited for."""
    data = DataFolder.of(folder)
    status = running(data)
    if status is None or status.state != "ready":
        return None
    owner = Account.owner_of(data.cluster)
    return _handle(data, account=owner, pid=status.pid, sockets=status.socket_folder)


def stop(folder: Path) -> bool:
    """Stop the server of a data folder, whoever started it; say whether there was one."""
    server = _mine.get(DataFolder.of(folder).cluster) or find(folder)
    if server is None:
        return False
    server.stop()
    return True


def addresses(folder: Path) -> Addresses:
    """Return how to reach the server of a data folder, whether or not it runs at the moment."""
    server = find(folder)
    if server is not None:
        return Addresses(owner_url=server.owner_url, app_url=server.app_url)
    data = DataFolder.of(folder)
    account = account_for(folder=data.path, cluster=data.cluster)
    place = str(socket_folder(data, account=account))
    return Addresses(
        owner_url=socket_url(socket_folder=place, role=OWNER, account=account.name),
        app_url=socket_url(socket_folder=place, role=APP, account=account.name),
    )


def _found(data: DataFolder, *, account: Account, say: Say) -> Server | None:
    """Return the server at work in the folder once it answers, or None if there is none."""
    said = False
    while (status := running(data)) is not None:
        if status.state == "stopping":
            if not said:
                say(f"PostgreSQL in {data.cluster} is shutting down. Waiting for it.")
                said = True
        elif (ready := wait_until_ready(data, process=None, log_from=0, say=say)) is not None:
            server = _handle(data, account=account, pid=ready.pid, sockets=ready.socket_folder)
            if _take_over(server):
                # Its starter was killed, perhaps before it was done.
                _prepare(server)
            if _answers(server):
                return server
            server.leave_running()
        time.sleep(0.05)
    return None


def _answers(server: Server) -> bool:
    """Say whether the application can connect; False while the server is on its way down."""
    try:
        with connect(server.app_url, autocommit=True) as connection:
            connection.execute("SELECT 1")
    except OperationalError as error:
        # What was just killed lives for a moment yet.
        time.sleep(0.2)
        if server.is_running() and (status := running(server.folder)) and status.state == "ready":
            raise PostgresProblem(
                f"PostgreSQL runs in {server.folder.cluster} and did not let {APP} in: {error}. "
                "Stop it, as the account that started it, and start again."
            ) from error
        return False
    return True


def _started(data: DataFolder, *, account: Account, lock: int, say: Say) -> Server:
    """Start the server of a folder in which none is at work."""
    programs = reachable_programs(account=account)
    if not data.cluster.exists():
        create_cluster(data, account=account, programs=programs, lock=lock, say=say)
    check_version(data)
    sockets = socket_folder(data, account=account)
    make_private_folder(sockets, account=account)
    run_lock = clear_what_is_left(data, sockets=sockets, say=say)
    try:
        write_access(data, account=account)
        log_from = data.log.stat().st_size if data.log.exists() else 0
        process = launch(data, account=account, programs=programs, sockets=sockets, run_lock=run_lock)
    finally:
        os.close(run_lock)
    server = _handle(data, account=account, pid=process.pid, sockets=str(sockets))
    server.started_here = True
    server._process = process  # noqa: SLF001 - the class's own module
    try:
        # First of all, so that an end of this process in the middle of recovery ends the server too.
        _take_over(server)
        wait_until_ready(data, process=process, log_from=log_from, say=say)
        _prepare(server)
    except BaseException:
        server.stop()
        raise
    return server


def _prepare(server: Server) -> None:
    """Make the two roles and their database where they are missing; the bootstrap role does nothing else."""
    try:
        with connect(server.admin_url, autocommit=True) as connection:
            for role in (OWNER, APP):
                roles.ensure_role(connection, role=role)
            roles.ensure_database(connection, database=DATABASE, owner=OWNER)
        roles.grant(owner_url=server.owner_url, database=DATABASE, app=APP)
    except OperationalError as error:
        raise PostgresProblem(
            f"PostgreSQL in {server.folder.cluster} went away while its roles were made: {error}. "
            f"Start again; if it goes away once more, {server.folder.log} says why."
        ) from error


def _handle(data: DataFolder, *, account: Account, pid: int, sockets: str) -> Server:
    def url(role: str, database: str = DATABASE) -> str:
        return socket_url(socket_folder=sockets, role=role, account=account.name, database=database)

    return Server(
        folder=data,
        pid=pid,
        owner_url=url(OWNER),
        app_url=url(APP),
        admin_url=url(BOOTSTRAP, database="postgres"),
        started_here=False,
        sockets=Path(sockets),
    )


def _take_over(server: Server) -> bool:
    """Become the one who stops the server, unless the process that started it lives; say which."""
    lock = take_starter_lock(server.folder)
    if lock is None:
        return False
    server._starter_lock = lock  # noqa: SLF001 - the class's own module
    _mine[server.folder.cluster] = server
    _end_with_us()
    return True


def _end_with_us() -> None:
    global _ends_in  # noqa: PLW0603 - one exit handler a process, also after a fork
    if _ends_in != os.getpid():
        _ends_in = os.getpid()
        at_end(_stop_all)


def _stop_all() -> None:
    for cluster in {*_mine, *watched()}:
        _end_mine(cluster)
        leave_alone(cluster, meanwhile=lambda cluster=cluster: _end_mine(cluster))  # type: ignore[misc]


def _end_mine(cluster: Path) -> None:
    server = _mine.get(cluster)
    if server is not None:
        server._end()  # noqa: SLF001 - the class's own module


# A forked process ends without ending its parent's servers.
os.register_at_fork(after_in_child=_mine.clear)
