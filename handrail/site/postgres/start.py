"""Starting the server of a data folder, or finding the one at work there."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from psycopg import OperationalError, connect

from handrail.site.postgres import roles
from handrail.site.postgres.account import Account, account_for
from handrail.site.postgres.address import APP, BOOTSTRAP, DATABASE, OWNER, socket_url
from handrail.site.postgres.cluster import check_version, create_cluster, write_access
from handrail.site.postgres.folder import (
    DataFolder,
    Say,
    make_private_folder,
    quiet,
    socket_folder,
    start_locked,
)
from handrail.site.postgres.launch import clear_what_is_left, launch, running, wait_until_ready
from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.programs import reachable_programs
from handrail.site.postgres.server import Server, end_with_us, mine, take_over
from handrail.site.postgres.watch import watch

_guard = threading.RLock()


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
        ours = mine(data)
        if ours is not None and ours.is_running() and _answers(ours):
            return ours
        if ours is not None:
            ours.leave_running()
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
    server = mine(DataFolder.of(folder)) or find(folder)
    if server is None:
        return False
    server.stop()
    return True


def keep_running(server: Server, *, say: Say = quiet, every: float = 0.5) -> None:
    """From now on, start the server again when it dies unasked, until `stop` or the end of this process.

    `every` is how often to look, in seconds. The addresses stay the same. A server that was only found is
    started again too, and then ends with this process.
    """
    watch(
        server.folder.cluster,
        alive=lambda: running(server.folder) is not None,
        again=lambda: start(server.folder.path, say=say),
        say=say,
        every=every,
    )
    end_with_us()


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
            if take_over(server):
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
    server = _handle(data, account=account, pid=process.pid, sockets=str(sockets), process=process)
    try:
        # First of all, so that an end of this process in the middle of recovery ends the server too.
        take_over(server)
        wait_until_ready(data, process=process, log_from=log_from, say=say)
        _prepare(server)
    except BaseException:
        # Not `stop`, which would also end a watch that is about to try again.
        server.end()
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


def _handle(
    data: DataFolder,
    *,
    account: Account,
    pid: int,
    sockets: str,
    process: subprocess.Popen[bytes] | None = None,
) -> Server:
    def url(role: str, database: str = DATABASE) -> str:
        return socket_url(socket_folder=sockets, role=role, account=account.name, database=database)

    return Server(
        folder=data,
        pid=pid,
        owner_url=url(OWNER),
        app_url=url(APP),
        admin_url=url(BOOTSTRAP, database="postgres"),
        started_here=process is not None,
        sockets=Path(sockets),
        process=process,
    )
