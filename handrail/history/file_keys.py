"""Keys kept as files in a folder outside the database, readable by their owner only.

The folder is 0700 and each file 0600: the machine's own accounts protect them, nothing else does. Whoever has
this folder and the database has everything; whoever has only one of them has nothing.
"""

import os
import secrets
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.history.keys import DATA_KEY_BYTES, KeyDamaged, KeyMissing

_SECRETS = ("chain.key", "tokens.key")
_NONCE = 12
_KEY_ID = 8


class FileKeys:
    """A key holder over a folder: `chain.key`, `tokens.key` and `holders/<organisation id>.key`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._holders: dict[UUID, tuple[bytes, AESGCM]] = {}

    def create(self) -> "FileKeys":
        """Make the folder, the chain key and the token key where they are missing; returns itself.

        Called at installation and never while serving: making a new chain key in silence because the folder
        was not mounted would leave a history that nobody can verify.
        """
        self._make_folders()
        for name in _SECRETS:
            _keep(self.folder / name, secrets.token_bytes(DATA_KEY_BYTES))
        return self

    def _make_folders(self) -> None:
        for folder in (self.folder, self.folder / "holders"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)

    def files(self) -> dict[str, bytes]:
        """Every key by its file's name below the folder, for a backup."""
        paths = [self.folder / name for name in _SECRETS] + sorted(self.folder.glob("holders/*.key"))
        return {str(path.relative_to(self.folder)): _load(path) for path in paths}

    def take(self, files: Mapping[str, bytes]) -> None:
        """Put keys from a backup in place; raises KeyDamaged when another key is there under a name."""
        self._make_folders()
        for name, key in files.items():
            path = self.folder / name
            _keep(path, key)
            if _load(path) != key:
                raise KeyDamaged(
                    f"{path} is another key than the backup's. Restore into an empty folder of keys."
                )

    @cached_property
    def chain_key(self) -> bytes:
        """The secret of the chain."""
        return _load(self.folder / "chain.key")

    @cached_property
    def token_key(self) -> bytes:
        """The secret of the blind tokens."""
        return _load(self.folder / "tokens.key")

    def wrap(self, *, holder: UUID, stream: UUID, party: str, key: bytes) -> bytes:
        """Wrap a data key; the holder's own key is made when this is the first thing it wraps."""
        name, cipher = self._holder(holder, make=True)
        nonce = os.urandom(_NONCE)
        return name + nonce + cipher.encrypt(nonce, key, _bound(stream, party))

    def unwrap(self, *, holder: UUID, stream: UUID, party: str, wrapped: bytes) -> bytes:
        """Return a data key. Raises KeyMissing or KeyDamaged."""
        name, cipher = self._holder(holder, make=False)
        if wrapped[:_KEY_ID] != name:
            raise KeyMissing(
                f"A data key of stream {stream} is wrapped under key {wrapped[:_KEY_ID].hex()}, but "
                f"{self._path(holder)} is key {name.hex()}. "
                "Restore the right file from the backup of the keys."
            )
        try:
            return cipher.decrypt(
                wrapped[_KEY_ID : _KEY_ID + _NONCE], wrapped[_KEY_ID + _NONCE :], _bound(stream, party)
            )
        except InvalidTag:
            raise KeyDamaged(
                f"The wrapped key of {party!r} in stream {stream} does not open under its holder's key; "
                "it was changed or belongs elsewhere. Run `handrail history verify`."
            ) from None

    def _holder(self, holder: UUID, *, make: bool) -> tuple[bytes, AESGCM]:
        if (known := self._holders.get(holder)) is not None:
            return known
        path = self._path(holder)
        if make:
            _keep(path, secrets.token_bytes(DATA_KEY_BYTES))
        key = _load(path)
        self._holders[holder] = known = (sha256(b"handrail key id" + key).digest()[:_KEY_ID], AESGCM(key))
        return known

    def _path(self, holder: UUID) -> Path:
        return self.folder / "holders" / f"{holder}.key"


def _bound(stream: UUID, party: str) -> bytes:
    return stream.bytes + party.encode()


def _load(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(
            f"There is no key at {path}. Restore it from the backup of the keys; on a new site "
            "`handrail run` makes it."
        ) from None
    if len(key) != DATA_KEY_BYTES:
        raise KeyDamaged(
            f"{path} holds {len(key)} bytes; expected {DATA_KEY_BYTES}. "
            "Restore it from the backup of the keys."
        )
    return key


def _keep(path: Path, key: bytes) -> None:
    """Make a key file, whole or absent and on disk, unless there is one; of several processes one wins."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
