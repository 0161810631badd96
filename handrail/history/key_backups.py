"""Backups of the keys: apart from the database, with a shorter life, and rewritten when something is erased.

A backup is a folder of three files. `wrapped.jsonl` has every data key as the database has it, wrapped under
its holder's key. `holders.sealed` has the holders' keys, the chain key and the token key, sealed with a key
made from a passphrase (scrypt, 32 MB, then AES-256-GCM); the passphrase is all that protects it, so keep it
elsewhere. `erased.jsonl` is the ledger of erasures. An erasure takes its wrapped keys out of `wrapped.jsonl`,
for which no passphrase is needed.
"""

import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from handrail.history.file_keys import FileKeys
from handrail.history.ledger import Erasure, Ledger, alone, locked
from handrail.history.wall import managing

WRAPPED, HOLDERS, ERASED = "wrapped.jsonl", "holders.sealed", "erased.jsonl"
_LIST = "backups"
"""In the folder of keys, where its backups are, one a line."""
_SALT, _NONCE = 16, 12
_BATCH = 10_000


class WrongPassphrase(ValueError):
    """A backup of keys does not open with this passphrase."""


class KeysInTheWay(FileExistsError):
    """Restoring would put other keys in place of those that are there."""


def backup_keys(to: Path, *, keys: FileKeys, passphrase: str, using: str = "owner") -> Path:
    """Write a backup of all keys to a new folder, and remember it so that erasures reach it.

    Returns the folder. Raises FileExistsError when there is something at that path already.
    """
    to.mkdir(mode=0o700, parents=True)
    with managing(using=using) as run:
        run.execute(
            "DECLARE saved CURSOR FOR SELECT stream, party, holder, since, wrapped FROM keys.data_key "
            "ORDER BY stream, party"
        )
        fetch = psycopg.Cursor(run.connection)
        with _private(to / WRAPPED) as out:
            while rows := fetch.execute(f"FETCH {_BATCH} FROM saved", binary=True).fetchall():
                out.writelines(
                    json.dumps([str(stream), party, str(holder), since, wrapped.hex()]).encode() + b"\n"
                    for stream, party, holder, since, wrapped in rows
                )
            out.flush()
            os.fsync(out.fileno())
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    plain = json.dumps({name: key.hex() for name, key in keys.files().items()}).encode()
    with _private(to / HOLDERS) as out:
        out.write(salt + nonce + _cipher(passphrase, salt).encrypt(nonce, plain, b"handrail keys"))
        os.fsync(out.fileno())
    copy = Ledger(to)
    copy.learn(Ledger(keys.folder).file)
    # An erasure that ended while the keys were being read is in the ledger by now, or sees this backup.
    remember_backup(to, folder=keys.folder)
    with alone(to):
        copy.learn(Ledger(keys.folder).file)
        _take_out(to, copy.erased())
    return to


def remember_backup(path: Path, *, folder: Path) -> None:
    """Write down a backup of the keys in a folder, so that erasures reach it."""
    with alone(folder), locked(folder / _LIST) as handle:
        os.write(handle, f"{path.absolute()}\n".encode())
        os.fsync(handle)


def known_backups(folder: Path) -> list[Path]:
    """Every backup of keys that was made from a folder of keys and not forgotten."""
    listed = folder / _LIST
    if not listed.exists():
        return []
    return [Path(line) for line in dict.fromkeys(listed.read_text().splitlines())]


def forget_backup(path: Path, *, keys: FileKeys) -> None:
    """Stop naming a backup of keys that was destroyed on purpose."""
    with alone(keys.folder):
        rest = (known for known in known_backups(keys.folder) if known != path.absolute())
        _put(keys.folder / _LIST, (f"{known}\n".encode() for known in rest))


def reach_backups(folder: Path, erasures: Sequence[Erasure]) -> tuple[Path, ...]:
    """Take erased keys out of every backup that can be reached; return those that cannot."""
    unreachable = []
    for backup in known_backups(folder):
        try:
            with alone(backup):
                Ledger(backup).learn(Ledger(folder).file)
                _take_out(backup, erasures)
        except OSError:
            unreachable.append(backup)
    return tuple(unreachable)


def open_holders(source: Path, *, passphrase: str) -> dict[str, bytes]:
    """The holders' keys and the two secrets of a backup, by file name. Raises WrongPassphrase."""
    sealed = (source / HOLDERS).read_bytes()
    salt, nonce, box = sealed[:_SALT], sealed[_SALT : _SALT + _NONCE], sealed[_SALT + _NONCE :]
    try:
        plain = _cipher(passphrase, salt).decrypt(nonce, box, b"handrail keys")
    except InvalidTag:
        raise WrongPassphrase(
            f"{source / HOLDERS} does not open with this passphrase; expected the one it was made with."
        ) from None
    return {name: bytes.fromhex(key) for name, key in json.loads(plain).items()}


def wrapped_keys(source: Path) -> Iterable[tuple[UUID, str, UUID, int, bytes]]:
    """Each wrapped data key of a backup: stream, party, holder, since and the key as it was wrapped."""
    with (source / WRAPPED).open(encoding="utf-8") as lines:
        for line in lines:
            stream, party, holder, since, wrapped = json.loads(line)
            yield UUID(stream), party, UUID(holder), since, bytes.fromhex(wrapped)


def _take_out(backup: Path, erasures: Sequence[Erasure]) -> None:
    """Rewrite a backup's wrapped keys without those that an erasure covers; nobody else may meanwhile."""
    by_stream: dict[UUID, list[Erasure]] = {}
    for erasure in erasures:
        by_stream.setdefault(erasure.stream, []).append(erasure)

    def is_kept(line: bytes) -> bool:
        name, party, _, since, _ = json.loads(line)
        stream = UUID(name)
        covering = by_stream.get(stream, ())
        return not any(one.covers(stream=stream, party=party, since=since) for one in covering)

    with (backup / WRAPPED).open("rb") as lines:
        _put(backup / WRAPPED, filter(is_kept, lines))


def _put(file: Path, lines: Iterable[bytes]) -> None:
    """Put a file in place of another: after a crash it is the old one or the new one, whole."""
    draft = file.with_suffix(".draft")
    with _private(draft) as out:
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(file)


def _private(path: Path) -> BinaryIO:
    """Open a file to write that only its owner can read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    if not passphrase:
        raise WrongPassphrase("The passphrase is empty; expected a long one that is kept elsewhere.")
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode()))
