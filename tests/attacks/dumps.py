"""Copies of a whole database as somebody who stole it has them, and what such a copy has in it."""

import os
import re
import subprocess
from pathlib import Path

from handrail.site.postgres.programs import binaries

HEX = re.compile(rb"\\\\x([0-9a-f]+)")


def whole(admin_url: str) -> bytes:
    """Every schema, table and row as plain SQL: no wall and no grant keeps a superuser from any of it."""
    done = subprocess.run(
        [str(binaries() / "pg_dump"), "--format=plain", "--no-password", f"--dbname={admin_url}"],
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
        capture_output=True,
        check=True,
    )
    return done.stdout


def unpacked(archive: Path) -> bytes:
    """The SQL in a copy that `handrail backup` made."""
    command = [str(binaries() / "pg_restore"), "--file=-", str(archive)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def bytes_in(dump: bytes) -> list[bytes]:
    """Every binary value of a plain dump."""
    return [bytes.fromhex(found.decode()) for found in HEX.findall(dump) if len(found) % 2 == 0]


def files_in(*folders: Path) -> dict[str, bytes]:
    """Every file below some folders, whatever its name."""
    return {
        str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()
    }
