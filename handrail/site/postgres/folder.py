"""Where the files of one embedded server lie, and the locks that keep it to one server a folder."""

import fcntl
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from handrail.site.postgres.account import Account
from handrail.site.postgres.problems import PostgresProblem

Say = Callable[[str], None]

SOCKET_NAME = ".s.PGSQL.5432"
# sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
LONGEST_SOCKET_PATH = 103


def quiet(message: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class DataFolder:
    """The data folder of one site; `path` is absolute and free of symbolic links."""

    path: Path

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the data folder at a path, which need not exist yet."""
        return cls(path=path.expanduser().resolve())

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.path / "postgres"

    @property
    def unfinished(self) -> Path:
        """Where a new cluster is made before it takes its name."""
        return self.path / "postgres.new"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.path / "postgres.log"

    @property
    def pid_file(self) -> Path:
        """Where PostgreSQL writes who it is."""
        return self.cluster / "postmaster.pid"

    @property
    def start_lock(self) -> Path:
        """Held by whoever is starting or stopping the server."""
        return self.path / "postgres.start.lock"

    @property
    def run_lock(self) -> Path:
        """Held by every process of a running server, so that the kernel knows whether one is left."""
        return self.path / "postgres.run.lock"

    @property
    def starter_lock(self) -> Path:
        """Held by the process whose end is the server's end."""
        return self.path / "postgres.starter.lock"

    def short_socket_folder(self, *, uid: int) -> Path:
        """Return the socket folder for a path that is too long to hold a socket.

        It is below /tmp and not below TMPDIR or XDG_RUNTIME_DIR: the first may differ between the process
        that starts the server and one that looks for it, the second goes when its user logs out.
        """
        name = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:20]
        return Path("/tmp") / f"handrail-{uid}-{name}"  # noqa: S108 - made 0700, ownership checked

    def make(self) -> None:
        """Create the data folder if there is none; an existing one keeps its mode and owner."""
        if self.path.is_dir():
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # Root's server runs as another account, which has to pass through to its own folder below.
            with suppress(FileExistsError):
                self.path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700)
        except OSError as error:
            raise PostgresProblem(
                f"The data folder {self.path} could not be made: {error.strerror}. "
                "Choose a folder that you may write to with HANDRAIL_DATA."
            ) from error

    def open_beside(self, path: Path, flags: int = os.O_RDWR) -> int:
        """Open a file of this folder, made 0600 for the folder's owner; return the descriptor."""
        try:
            descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise PostgresProblem(
                f"{path} could not be opened: {error.strerror}. The data folder belongs to "
                f"{Account.owner_of(self.path).name}; run as that account, or choose another "
                "with HANDRAIL_DATA."
            ) from error
        if os.geteuid() == 0:
            owner = self.path.stat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
        return descriptor


@contextmanager
def start_locked(data: DataFolder, *, say: Say) -> Iterator[int]:
    """Hold the start lock, waiting for another starter; yield its descriptor."""
    descriptor = data.open_beside(data.start_lock)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another process is starting or stopping the database in {data.path}. Waiting for it.")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def take_run_lock(data: DataFolder) -> int | None:
    """Take the lock that a server's processes hold; return the descriptor, or None while a server has it."""
    descriptor = data.open_beside(data.run_lock)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def take_starter_lock(data: DataFolder) -> int | None:
    """Become the process whose end stops the server; return the descriptor, or None if that process lives.

    A record lock, not `flock`: it belongs to this process and never to one that it forks.
    """
    descriptor = data.open_beside(data.starter_lock)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        return None
    return descriptor


def make_private_folder(path: Path, *, account: Account) -> None:
    """Create a folder that only the server's account may enter, or check that the one there is just that.

    Raises PostgresProblem when somebody else made it first: below /tmp anyone can.
    """
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        if account.dropped:
            os.chown(path, account.uid, account.gid)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise PostgresProblem(
            f"{path} must be a folder that belongs to {account.name} and that nobody else may enter, "
            "and it is not. Find out who made it, remove it and start again."
        )


def socket_folder(data: DataFolder, *, account: Account) -> Path:
    """Return where the server's socket lies: in the data folder, or below /tmp when that cannot hold one."""
    beside = data.path / "socket"
    # A comma in a host means two hosts to libpq.
    can_hold = len(os.fsencode(beside / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and "," not in str(beside)
    if can_hold and account.can_enter(data.path):
        return beside
    return data.short_socket_folder(uid=account.uid)
