"""Making a new cluster, and the files that say who may come in; no process is started to stay here."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from handrail.site.postgres.account import Account
from handrail.site.postgres.address import BOOTSTRAP
from handrail.site.postgres.folder import DataFolder, Say
from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.programs import major_version

# Modest, for a small site on a shared machine; written once, so the operator may change them.
# Nothing here or elsewhere weakens durability: fsync, full_page_writes and synchronous_commit stay on.
TUNING = {
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "1GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_connections": "100",
}

# Where Linux shows each process its own working directory.
OWN_FOLDER = Path("/proc/self/cwd")


def environment() -> dict[str, str]:
    """Return what PostgreSQL's programs get to know: no PG variables of the caller's and no locale."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def path_for(folder: Path, *, account: Account) -> str:
    """Return how the account's programs, started in this folder, name it.

    Below a closed folder of root's, such as /root, the account cannot walk the path. The kernel takes a
    process to its own working directory by /proc/self/cwd without walking, so no mode need be changed.
    """
    if account.can_enter(folder):
        return str(folder)
    if account.dropped and OWN_FOLDER.exists():
        return str(OWN_FOLDER)
    raise PostgresProblem(
        f"PostgreSQL runs as {account.name}, and that account cannot reach {folder}. "
        "Choose a data folder that it can reach with HANDRAIL_DATA, such as one in /srv or /var/lib."
    )


def create_cluster(data: DataFolder, *, account: Account, programs: Path, lock: int, say: Say) -> None:
    """Run initdb beside the place, then give the result its name: a cluster is whole or not there.

    initdb inherits the start lock, so the lock outlives a starter that is killed meanwhile.
    """
    say(f"Making a new database in {data.cluster}.")
    shutil.rmtree(data.unfinished, ignore_errors=True)
    data.unfinished.mkdir(mode=0o700)
    if account.dropped:
        os.chown(data.unfinished, account.uid, account.gid)
    command = [str(programs / "initdb"), "-D", path_for(data.unfinished, account=account), "-U", BOOTSTRAP]
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--auth=reject", "--no-instructions", "--text-search-config=english"]
    for name, value in TUNING.items():
        command += ["--set", f"{name}={value}"]
    try:
        made = subprocess.run(
            command,
            cwd=data.unfinished,
            env=environment(),
            pass_fds=(lock,),
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            start_new_session=True,
            **account.spawn(),
        )
    except OSError as error:
        raise PostgresProblem(
            f"initdb could not be started as {account.name}: {error.strerror}. "
            "Root in this container may not be allowed to become another account: run as an ordinary user."
        ) from error
    if made.returncode != 0:
        raise PostgresProblem(
            f"initdb could not make a database in {data.cluster}. It said:\n{made.stderr.strip()}"
        )
    data.unfinished.rename(data.cluster)
    _sync(data.path)


def check_version(data: DataFolder) -> None:
    """Refuse a cluster of another major version, which these programs cannot read."""
    found = (data.cluster / "PG_VERSION").read_text().strip()
    if found != major_version():
        raise PostgresProblem(
            f"The database in {data.cluster} was made by PostgreSQL {found} and the installed programs are "
            f"{major_version()}. Install the Handrail that made it, run `handrail backup`, install this one, "
            "and run `handrail restore` into an empty data folder."
        )


def write_access(data: DataFolder, *, account: Account) -> None:
    """Say who may come in: over the socket only, and only the server's own account and root.

    The kernel names the account at the other end, so there is no password to lose.
    """
    root = pwd.getpwuid(0).pw_name
    names = dict.fromkeys((account.name, root))
    _write(
        data.cluster / "pg_hba.conf",
        "# Written at each start. Only the socket, and only whom the kernel names.\n"
        "local all all peer map=handrail\n",
        account=account,
    )
    _write(
        data.cluster / "pg_ident.conf",
        "# Written at each start: which account of the machine may be which role.\n"
        + "".join(f'handrail "{name}" all\n' for name in names),
        account=account,
    )


def _write(path: Path, text: str, *, account: Account) -> None:
    """Replace a small file in one step."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        if account.dropped:
            os.fchown(file.fileno(), account.uid, account.gid)
    Path(name).replace(path)


def _sync(folder: Path) -> None:
    """Have the folder's own entries on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
