"""What happened, append-only: the only writer and the only reader of events; what events mean is elsewhere.

Everything others call is named here and found on first use, so that `handrail.history.event` stays free of
Django for the rooms that only need its words.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handrail.history.bulk import Entry as Entry
    from handrail.history.bulk import Loaded as Loaded
    from handrail.history.bulk import NewStream as NewStream
    from handrail.history.bulk import load as load
    from handrail.history.checkpoints import BrokenCheckpoints as BrokenCheckpoints
    from handrail.history.checkpoints import Checkpoint as Checkpoint
    from handrail.history.checkpoints import checkpoint as checkpoint
    from handrail.history.erasure import Certificate as Certificate
    from handrail.history.erasure import Erased as Erased
    from handrail.history.erasure import LegalHold as LegalHold
    from handrail.history.erasure import MakeEvent as MakeEvent
    from handrail.history.erasure import erase as erase
    from handrail.history.erasure import retention_run as retention_run
    from handrail.history.erasure import settle_erasures as settle_erasures
    from handrail.history.event import Event as Event
    from handrail.history.file_keys import FileKeys as FileKeys
    from handrail.history.findings import Finding as Finding
    from handrail.history.form_keys import once as once
    from handrail.history.head import Head as Head
    from handrail.history.key_backups import WrongPassphrase as WrongPassphrase
    from handrail.history.key_backups import backup_keys as backup_keys
    from handrail.history.key_backups import forget_backup as forget_backup
    from handrail.history.key_backups import open_holders as open_holders
    from handrail.history.keys import KeyDamaged as KeyDamaged
    from handrail.history.keys import KeyHolder as KeyHolder
    from handrail.history.keys import KeyMissing as KeyMissing
    from handrail.history.keys import KeysNotWired as KeysNotWired
    from handrail.history.keys import wire as wire
    from handrail.history.locating import locate as locate
    from handrail.history.looks import Look as Look
    from handrail.history.purging import purge as purge
    from handrail.history.reader import OWN_ROLES as OWN_ROLES
    from handrail.history.reader import History as History
    from handrail.history.reader import PurposeMissing as PurposeMissing
    from handrail.history.reader import Reader as Reader
    from handrail.history.reader import read as read
    from handrail.history.rebuilding import Rebuilt as Rebuilt
    from handrail.history.rebuilding import rebuild as rebuild
    from handrail.history.receipts import CheckedReceipt as CheckedReceipt
    from handrail.history.receipts import Receipt as Receipt
    from handrail.history.receipts import check_receipt as check_receipt
    from handrail.history.receipts import receipt as receipt
    from handrail.history.restoring import LEFT_OUT as LEFT_OUT
    from handrail.history.restoring import SEE_EVERYTHING as SEE_EVERYTHING
    from handrail.history.restoring import RestoredKeys as RestoredKeys
    from handrail.history.restoring import restore_keys as restore_keys
    from handrail.history.sealing import Damaged as Damaged
    from handrail.history.storable import NotStorable as NotStorable
    from handrail.history.stored_heads import NoSuchStream as NoSuchStream
    from handrail.history.stored_heads import count_heads as count_heads
    from handrail.history.stored_heads import count_kept_until as count_kept_until
    from handrail.history.stored_heads import heads as heads
    from handrail.history.stored_heads import kept_until as kept_until
    from handrail.history.stored_heads import services as services
    from handrail.history.stored_heads import stream_head as stream_head
    from handrail.history.succession import rewrap as rewrap
    from handrail.history.tallying import Tally as Tally
    from handrail.history.tallying import tally as tally
    from handrail.history.tokens import find as find
    from handrail.history.tries import Tried as Tried
    from handrail.history.tries import count_try as count_try
    from handrail.history.tries import forget_tries as forget_tries
    from handrail.history.tries import take_back_try as take_back_try
    from handrail.history.tries import tried as tried
    from handrail.history.verification import Verification as Verification
    from handrail.history.verification import verify as verify
    from handrail.history.wall import holding as holding
    from handrail.history.wall import managing as managing
    from handrail.history.writer import Appended as Appended
    from handrail.history.writer import Conflict as Conflict
    from handrail.history.writer import ReferenceTaken as ReferenceTaken
    from handrail.history.writer import append as append
    from handrail.history.writer import open_stream as open_stream

_WHERE = {
    "bulk": ("Entry", "Loaded", "NewStream", "load"),
    "checkpoints": ("BrokenCheckpoints", "Checkpoint", "checkpoint"),
    "erasure": (
        "Certificate",
        "Erased",
        "LegalHold",
        "MakeEvent",
        "erase",
        "retention_run",
        "settle_erasures",
    ),
    "event": ("Event",),
    "file_keys": ("FileKeys",),
    "findings": ("Finding",),
    "form_keys": ("once",),
    "head": ("Head",),
    "key_backups": ("WrongPassphrase", "backup_keys", "forget_backup", "open_holders"),
    "keys": ("KeyDamaged", "KeyHolder", "KeyMissing", "KeysNotWired", "wire"),
    "locating": ("locate",),
    "looks": ("Look",),
    "purging": ("purge",),
    "reader": ("History", "OWN_ROLES", "PurposeMissing", "Reader", "read"),
    "rebuilding": ("Rebuilt", "rebuild"),
    "receipts": ("CheckedReceipt", "Receipt", "check_receipt", "receipt"),
    "restoring": ("LEFT_OUT", "RestoredKeys", "SEE_EVERYTHING", "restore_keys"),
    "sealing": ("Damaged",),
    "storable": ("NotStorable",),
    "stored_heads": (
        "NoSuchStream",
        "count_heads",
        "count_kept_until",
        "heads",
        "kept_until",
        "services",
        "stream_head",
    ),
    "succession": ("rewrap",),
    "tallying": ("Tally", "tally"),
    "tokens": ("find",),
    "tries": ("Tried", "count_try", "forget_tries", "take_back_try", "tried"),
    "verification": ("Verification", "verify"),
    "wall": ("holding", "managing"),
    "writer": ("Appended", "Conflict", "ReferenceTaken", "append", "open_stream"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}


def __getattr__(name: str) -> Any:
    """Find a public name in its module, once."""
    if name not in _MODULE_OF:
        raise AttributeError(f"handrail.history has no {name}")
    found = getattr(import_module(f"handrail.history.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found
