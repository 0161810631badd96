"""Which account of the machine the server runs as, and what that account can reach.

PostgreSQL refuses to run as root, so root hands it to an existing account without privileges.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from handrail.site.postgres.problems import PostgresProblem

# An account of its own is best, so it comes first; the others exist on Debian, Fedora and macOS.
UNPRIVILEGED = ("handrail", "postgres", "_postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of the machine; `dropped` says that we are root and must become it."""

    uid: int
    gid: int
    name: str
    dropped: bool

    @classmethod
    def owner_of(cls, path: Path) -> Self:
        """Return the account that owns a file, whether or not it has a name."""
        return cls.numbered(path.stat().st_uid, dropped=False)

    @classmethod
    def numbered(cls, uid: int, *, dropped: bool) -> Self:
        """Return the account with this number; one without a name is called by its number."""
        try:
            entry = pwd.getpwuid(uid)
        except KeyError:
            return cls(uid=uid, gid=uid, name=str(uid), dropped=dropped)
        return cls(uid=uid, gid=entry.pw_gid, name=entry.pw_name, dropped=dropped)

    def spawn(self) -> dict[str, Any]:
        """Return the arguments that make `subprocess` start a program as this account."""
        if not self.dropped:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Say whether this account can reach a folder by its path; as the kernel judges it."""
        if not self.dropped:
            return os.access(folder, os.X_OK)
        asked = subprocess.run(
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            env={},
            check=False,
            capture_output=True,
            **self.spawn(),
        )
        return asked.returncode == 0


def account_for(*, folder: Path, cluster: Path) -> Account:
    """Return the account for the server of a data folder: the cluster's owner, the folder's, or a spare one.

    Raises PostgresProblem when the cluster belongs to somebody else, or no account will do.
    """
    me = os.geteuid()
    owner = cluster.stat().st_uid if cluster.exists() else None
    if me != 0:
        if owner not in (None, me):
            raise PostgresProblem(
                f"The database in {cluster} belongs to {Account.owner_of(cluster).name} and you are "
                f"{Account.numbered(me, dropped=False).name}. Run as that account or as root, "
                "or choose another data folder with HANDRAIL_DATA."
            )
        return _named(Account.numbered(me, dropped=False))
    if owner == 0:
        raise PostgresProblem(
            f"The database in {cluster} belongs to root, and PostgreSQL refuses to run as root. "
            f"Give the folder to another account, for example: chown -R nobody '{cluster}'"
        )
    if owner is None and folder.exists() and folder.stat().st_uid != 0:
        owner = folder.stat().st_uid
    if owner is not None:
        return _named(Account.numbered(owner, dropped=True))
    for name in UNPRIVILEGED:
        try:
            return Account.numbered(pwd.getpwnam(name).pw_uid, dropped=True)
        except KeyError:
            continue
    raise PostgresProblem(
        "PostgreSQL refuses to run as root, and this machine has none of the accounts "
        f"{', '.join(UNPRIVILEGED)}. Add one, for example: useradd --system handrail"
    )


def _named(account: Account) -> Account:
    """Refuse an account that the machine has no name for: PostgreSQL looks itself up and stops."""
    if account.name == str(account.uid):
        raise PostgresProblem(
            f"The account with number {account.uid} has no name on this machine, and PostgreSQL needs one. "
            "Add it to /etc/passwd, or use a server of your own with DATABASE_URL and DATABASE_OWNER_URL."
        )
    return account
