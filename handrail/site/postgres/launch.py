"""Bringing up the server's process: leftovers are cleared, recovery is waited for, and it is said so."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handrail.site.postgres.account import Account
from handrail.site.postgres.cluster import environment, path_for
from handrail.site.postgres.folder import SOCKET_NAME, DataFolder, Say, take_run_lock
from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.processes import leader_in, postgres_in

LOG_KEPT_BYTES = 4_000_000
ORPHANS_END_WITHIN = 120.0
SPEAK_EVERY = 10.0


@dataclass(frozen=True)
class Status:
    """What a server wrote into postmaster.pid."""

    pid: int
    socket_folder: str
    state: str


def read_status(data: DataFolder) -> Status | None:
    """Return what the pid file says, or None where there is none or it is half written."""
    try:
        lines = data.pid_file.read_text(errors="replace").splitlines()
    except OSError:
        return None
    if len(lines) < 8 or not lines[0].strip().isdigit():  # noqa: PLR2004 - the state is the eighth line
        return None
    return Status(pid=int(lines[0]), socket_folder=lines[4], state=lines[7].strip())


def running(data: DataFolder) -> Status | None:
    """Return the status of the server at work in this folder, or None: the number must be such a server."""
    status = read_status(data)
    if status is None or not leader_in(data.cluster, pid=status.pid):
        return None
    return status


def clear_what_is_left(data: DataFolder, *, sockets: Path, say: Say) -> int:
    """Wait until nothing runs in the folder, remove a dead server's traces, return the run lock.

    The lock is the kernel's word that no process of an earlier server is left, even one that this process
    cannot see, as in another container. Only then is the pid file taken away: PostgreSQL itself would refuse
    to start while the file names any living process.
    """
    began = time.monotonic()
    said = False
    while True:
        left = postgres_in(data.cluster)
        lock = take_run_lock(data)
        if lock is not None and not left:
            break
        if lock is not None:
            os.close(lock)
        if not said:
            say(f"Waiting for an earlier PostgreSQL to leave {data.cluster}.")
            said = True
        waited = time.monotonic() - began
        if waited > ORPHANS_END_WITHIN:
            numbers = ", ".join(str(one.pid) for one in left) or "none that can be seen from here"
            raise PostgresProblem(
                f"An earlier PostgreSQL is still at work in {data.cluster} (processes: {numbers}). "
                "End it, in the other container if there is one, and start again."
            )
        if waited > 1.0 and not any(one.leads for one in left):
            _quit(one.pid for one in left)
        time.sleep(0.02)
    if data.pid_file.exists():
        say(f"PostgreSQL was not shut down the last time. It puts {data.cluster} right before it starts.")
        data.pid_file.unlink()
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (sockets / name).unlink(missing_ok=True)
    return lock


def _quit(pids: Iterable[int]) -> None:
    """End processes whose leader is dead: they cannot finish anything, recovery does."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGQUIT)
        except OSError:
            continue


def launch(
    data: DataFolder, *, account: Account, programs: Path, sockets: Path, run_lock: int
) -> subprocess.Popen[bytes]:
    """Start the server's process, in a session of its own so that Ctrl-C in the terminal passes it by."""
    if data.log.exists() and data.log.stat().st_size > LOG_KEPT_BYTES:
        data.log.replace(data.log.with_suffix(".log.1"))
    quoted = str(sockets).replace('"', '""')
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{quoted}"',
        "unix_socket_permissions": "0700",
        "port": "5432",
        "logging_collector": "off",
        "log_destination": "stderr",
        # The log never holds what people told us: no statements, no values, no DETAIL lines.
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",
        "lc_messages": "C",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    command = [str(programs / "postgres"), "-D", path_for(data.cluster, account=account)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    log = data.open_beside(data.log, os.O_WRONLY | os.O_APPEND)
    try:
        return subprocess.Popen(
            command,
            cwd=data.cluster,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(run_lock,),
            start_new_session=True,
            umask=0o077,
            **account.spawn(),
        )
    except OSError as error:
        raise PostgresProblem(
            f"PostgreSQL could not be started as {account.name}: {error.strerror}. "
            "Root in this container may not be allowed to become another account: run as an ordinary user."
        ) from error
    finally:
        os.close(log)


def wait_until_ready(
    data: DataFolder, *, process: subprocess.Popen[bytes] | None, log_from: int, say: Say
) -> Status | None:
    """Wait for as long as recovery takes; return the status, or None when a found server went away.

    Raises PostgresProblem when the process started here ended, with the end of its log.
    """
    began = time.monotonic()
    next_word = SPEAK_EVERY / 5
    while True:
        if process is not None and process.poll() is not None:
            raise PostgresProblem(
                f"PostgreSQL stopped while starting in {data.cluster}. The end of {data.log}:\n"
                + log_tail(data, start=log_from)
            )
        status = read_status(data)
        ours = status is not None and (process is None or status.pid == process.pid)
        if status is not None and ours and status.state == "ready":
            return status
        if process is None and running(data) is None:
            return None
        waited = time.monotonic() - began
        if waited > next_word:
            next_word = waited + SPEAK_EVERY
            say(
                f"PostgreSQL is recovering what it had not finished in {data.cluster}: "
                f"{waited:.0f} seconds so far. This takes as long as it takes; nothing is lost by waiting."
            )
        time.sleep(0.005 if waited < 1 else 0.1)


def log_tail(data: DataFolder, *, start: int) -> str:
    """Return the last lines that the server logged since a place in its log."""
    try:
        with data.log.open("rb") as file:
            file.seek(start)
            return "\n".join(file.read().decode(errors="replace").splitlines()[-12:])
    except OSError:
        return "(the log could not be read)"
