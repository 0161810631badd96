"""The port to whoever keeps the keys, and the one that was wired in; the keys are in `file_keys`."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

DATA_KEY_BYTES = 32


class KeyHolder(Protocol):
    """Keeps what must never be in the database: holders' keys, the chain key and the token key.

    A data key is made for each party of each case and kept in the database only wrapped, under the key of
    the organisation that holds the case. Destroying the wrapped key destroys the data.
    """

    @property
    def folder(self) -> Path:
        """A folder outside the database for the ledger of erasures and the list of key backups."""

    @property
    def chain_key(self) -> bytes:
        """The secret of the keyed hash chain: 32 bytes. Without it no row can be forged."""

    @property
    def token_key(self) -> bytes:
        """The secret of the blind tokens: 32 bytes. Without it no name can be tried against them."""

    def wrap(self, *, holder: UUID, stream: UUID, party: str, key: bytes) -> bytes:
        """Wrap a data key under a holder's key, bound to its stream and party."""

    def unwrap(self, *, holder: UUID, stream: UUID, party: str, wrapped: bytes) -> bytes:
        """Return a data key; KeyMissing or KeyDamaged when the holder's key is not here or does not fit."""


class KeysNotWired(RuntimeError):
    """The history was used before anyone said who keeps the keys."""


class KeyMissing(LookupError):
    """A key that is needed is not where the keys are kept."""


class KeyDamaged(ValueError):
    """A wrapped key does not open: it was changed, or belongs to another stream, party or holder."""


_wired: list[KeyHolder] = []


def wire(keys: KeyHolder) -> None:
    """Say who keeps the keys in this process, once, at start; calling again replaces it."""
    _wired[:] = [keys]


def keeper() -> KeyHolder:
    """The key holder that was wired in; KeysNotWired when none was."""
    if not _wired:
        raise KeysNotWired(
            "The history has no key holder; expected one to be wired at start. "
            "Call history.wire(FileKeys(folder)) first."
        )
    return _wired[0]
