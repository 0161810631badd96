"""Copying a database to a file and back with pg_dump and pg_restore; the caller says what to leave out."""

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from psycopg import connect
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from handrail.site.postgres.problems import PostgresProblem
from handrail.site.postgres.programs import binaries
from handrail.site.postgres.server import Server

# pg_restore writes this for servers from 17 on; an older one refuses the setting.
_NEWER_SETTING = b"SET transaction_timeout = 0;\n"
_TRANSACTION_TIMEOUT_SINCE = 170000
_PREAMBLE_LINES = 60


def dump(
    source: Server | str,
    *,
    to: Path,
    exclude_schemas: Sequence[str] = (),
    exclude_data: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> None:
    """Write a consistent copy of the database to a file that only its owner can read.

    `source` is a server or the owner's URL. The file appears whole or not at all, in place of an older one.
    `exclude_data` names tables, as schema.table, that are copied without their rows.
    `settings` hold for the session that reads, and say that it reads through row-level security: they must be
    what the policies ask for, or rows are missing from the copy.
    """
    url = source.owner_url if isinstance(source, Server) else source
    descriptor, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    command = [
        str(binaries() / "pg_dump"),
        "--format=custom",
        "--no-password",
        f"--dbname={_without_password(url)}",
    ]
    if settings:
        command += ["--enable-row-security"]
    command += [f"--exclude-table-data={table}" for table in exclude_data]
    command += [f'--exclude-schema="{schema.replace(chr(34), chr(34) * 2)}"' for schema in exclude_schemas]
    try:
        with os.fdopen(descriptor, "wb") as file:
            done = subprocess.run(
                command,
                env=_environment(url, settings or {}),
                stdout=file,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            os.fsync(file.fileno())
        if done.returncode != 0:
            raise PostgresProblem(f"pg_dump could not copy the database. It said:\n{done.stderr.strip()}")
        Path(name).replace(to)
    finally:
        Path(name).unlink(missing_ok=True)


def restore(target: Server | str, *, source: Path) -> None:
    """Fill an empty database from a file that `dump` wrote: all of it in one transaction, or nothing.

    `target` is a server or the owner's URL; the roles that the copy grants to must exist there.
    """
    url = target.owner_url if isinstance(target, Server) else target
    with connect(url, autocommit=True) as connection:
        version = connection.info.server_version
        full = connection.execute(
            "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
            "WHERE n.nspname !~ '^(pg_|information_schema$)' AND relkind IN ('r', 'p')"
        ).fetchone()
    if full is not None and full[0]:
        raise PostgresProblem(
            f"The database already has {full[0]} tables. Restore into an empty one: a new data folder, "
            "or a new database of your server."
        )
    reading = [str(binaries() / "pg_restore"), "--file=-", "--no-owner", str(source)]
    writing = [str(binaries() / "psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--no-password"]
    writing += ["--set=ON_ERROR_STOP=1", "--output=/dev/null", f"--dbname={_without_password(url)}"]
    with tempfile.TemporaryFile() as said:
        with (
            subprocess.Popen(reading, stdout=subprocess.PIPE, stderr=said) as reader,
            subprocess.Popen(
                writing, env=_environment(url, {}), stdin=subprocess.PIPE, stderr=said
            ) as writer,
        ):
            assert reader.stdout is not None
            assert writer.stdin is not None
            whole = _pass_on(reader.stdout, writer.stdin, version=version)
            whole = reader.wait() == 0 and whole
            if not whole:
                # psql commits what it was given when its input ends, so a half-read copy must not end it.
                writer.kill()
            else:
                writer.stdin.close()
        if reader.returncode != 0 or writer.returncode != 0:
            said.seek(0)
            message = said.read().decode(errors="replace").strip()
            raise PostgresProblem(
                f"{source} could not be restored, and nothing was changed. It said:\n{message}"
            )


def _pass_on(lines: IO[bytes], to: IO[bytes], *, version: int) -> bool:
    """Hand the script on, leaving out what an older server does not know; say whether all of it was taken."""
    try:
        for _ in range(_PREAMBLE_LINES):
            line = lines.readline()
            if line != _NEWER_SETTING or version >= _TRANSACTION_TIMEOUT_SINCE:
                to.write(line)
        while chunk := lines.read(1 << 20):
            to.write(chunk)
        to.flush()
    except BrokenPipeError:
        return False
    return True


def _without_password(url: str) -> str:
    """Return the connection without its password, which a command line would show to everyone."""
    parts = dict(conninfo_to_dict(url))
    parts.pop("password", None)
    return make_conninfo("", **parts)


def _environment(url: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the caller's environment with only what this connection needs of libpq's variables."""
    password = conninfo_to_dict(url).get("password")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    options = " ".join(f"-c {name}={_escaped(value)}" for name, value in settings.items())
    return {
        **kept,
        "LC_ALL": "C",
        **({"PGPASSWORD": str(password)} if password else {}),
        **({"PGOPTIONS": options} if options else {}),
    }


def _escaped(value: str) -> str:
    """Protect what PGOPTIONS would split at."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")
