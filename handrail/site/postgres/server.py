"""A running server as one process knows it, and whose business its end is; how it starts is not said here."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from handrail.site.postgres.ending import at_end
from handrail.site.postgres.folder import DataFolder, take_starter_lock
from handrail.site.postgres.launch import running
from handrail.site.postgres.processes import postgres_in
from handrail.site.postgres.watch import leave_alone, watched

STOPS_WITHIN = 60.0

# The servers whose end is this process's business, by cluster.
_mine: dict[Path, "Server"] = {}
# Kept so that Python does not warn of a child that outlives its handle on purpose.
_left_running: list[subprocess.Popen[bytes]] = []
_ends_in = 0


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
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _starter_lock: int | None = field(default=None, repr=False)

    @property
    def stops_with_us(self) -> bool:
        """Whether this process stops the server when it ends: it started it, or its starter was killed."""
        return self._starter_lock is not None

    def is_running(self) -> bool:
        """Say whether this very server is still at work in its folder."""
        if self.process is not None:
            return self.process.poll() is None
        status = running(self.folder)
        return status is not None and status.pid == self.pid

    def leave_running(self) -> None:
        """Let the server outlive this process; whoever starts or finds it next sees to its end."""
        if _mine.get(self.folder.cluster) is self:
            del _mine[self.folder.cluster]
        if self.process is not None:
            _left_running.append(self.process)
        if self._starter_lock is not None:
            os.close(self._starter_lock)
            self._starter_lock = None

    def stop(self) -> None:
        """Stop the server and wait until it is gone; its open transactions are rolled back."""
        self.end()
        leave_alone(self.folder.cluster, meanwhile=lambda: _end_mine(self.folder.cluster))

    def end(self) -> None:
        """Stop the server as `stop` does, and let whoever watches it bring it back."""
        try:
            if self.is_running():
                os.kill(self.pid, signal.SIGINT)
                if not self._gone({self.pid}):
                    os.kill(self.pid, signal.SIGQUIT)
                    self._gone({self.pid})
        except ProcessLookupError:
            pass
        finally:
            self._clear_away()
            self.leave_running()

    def kill(self) -> None:
        """End the server and all its processes with SIGKILL, as a crash would; for drills."""
        left = {one.pid for one in postgres_in(self.folder.cluster)}
        # The leader first, or it would restart what it sees dying.
        for pid in sorted(left, key=lambda one: one != self.pid):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._gone(left)
        self._clear_away()
        self.leave_running()

    def _gone(self, pids: set[int]) -> bool:
        """Wait until these processes are no longer at work in the folder; say whether that came to pass."""
        end = time.monotonic() + STOPS_WITHIN
        while time.monotonic() < end:
            if self.process is not None:
                self.process.poll()
            if not pids & {one.pid for one in postgres_in(self.folder.cluster)}:
                return True
            time.sleep(0.01)
        return False

    def _clear_away(self) -> None:
        """Take note of the process's end, and leave no empty folder below /tmp."""
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=5)
        if self.sockets != self.folder.path / "socket":
            with suppress(OSError):
                self.sockets.rmdir()


def mine(data: DataFolder) -> Server | None:
    """Return the server of a folder whose end is this process's business."""
    return _mine.get(data.cluster)


def take_over(server: Server) -> bool:
    """Become the one who stops the server, unless the process that started it lives; say which."""
    lock = take_starter_lock(server.folder)
    if lock is None:
        return False
    server._starter_lock = lock  # noqa: SLF001 - the class's own module
    _mine[server.folder.cluster] = server
    end_with_us()
    return True


def end_with_us() -> None:
    """See to it, once a process, that its servers end when it does."""
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
        server.end()


# A forked process ends without ending its parent's servers.
os.register_at_fork(after_in_child=_mine.clear)
