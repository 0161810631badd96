"""Sealing what is personal, by party, into one column of bytes, and opening it again; no keys are kept here.

A sealed column is a run of frames: length of the party's name (1 byte), the name, length of the box (4
bytes, big-endian), the box. A box is a 12-byte random nonce and AES-256-GCM's output, whose associated data
binds the stream, the sequence, the party and the event type, so that a box moved elsewhere does not open.
What is sealed is canonical JSON: a list of the fields by name and, where the case may be found by them, the
tokens' texts.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from struct import Struct
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.history.event import Json, Token
from handrail.history.head import WrappedKey
from handrail.history.keys import KeyHolder
from handrail.history.rows import encode, parse

_NONCE = 12
_LENGTH = 4
_length = Struct("!I").pack
_NO_CIPHER: tuple[int, None] = (0, None)
_NOBODY: frozenset[str] = frozenset()


class Damaged(ValueError):
    """A sealed column does not open with its own key: it was changed or moved."""


def new_data_key() -> bytes:
    """A fresh data key for one party of one case."""
    return os.urandom(32)


class Sealer(NamedTuple):
    """What sealing needs of one party of one stream, worked out once."""

    encrypt: Callable[[bytes, bytes, bytes], bytes]
    frame: bytes
    stream: bytes
    party: bytes


def sealer(key: bytes, *, stream: UUID, party: str) -> Sealer:
    """Seals what belongs to a party of a stream under its data key."""
    name = party.encode()
    return Sealer(AESGCM(key).encrypt, bytes((len(name),)) + name, stream.bytes, b"\0%b\0" % name)


def nonces(at_once: int) -> Iterator[bytes]:
    """Random nonces without end, so many drawn at once: asking the system for each takes as long as sealing.

    Never shared with a process that is forked later, which would use the same ones again.
    """
    while True:
        drawn = os.urandom(_NONCE * at_once)
        for start in range(0, len(drawn), _NONCE):
            yield drawn[start : start + _NONCE]


def seal(
    by: Sealer,
    nonce: bytes,
    sequence: int,
    type_name: str,
    fields: Mapping[str, Json],
    tokens: Sequence[Token] = (),
) -> bytes:
    """Seal one party's fields of one event into a frame; the nonce is never used again."""
    encrypt, frame, stream, party = by
    plain = encode((fields, [(one.kind, one.text) for one in tokens]) if tokens else (fields,)).encode()
    box = encrypt(nonce, plain, b"%b%d%b%b" % (stream, sequence, party, type_name.encode()))
    return b"".join((frame, _length(_NONCE + len(box)), nonce, box))


def ciphers_of(
    wrapped: Mapping[str, WrappedKey],
    *,
    stream: UUID,
    holder: UUID,
    keys: KeyHolder,
    parties: frozenset[str] | None = None,
) -> dict[str, tuple[int, AESGCM]]:
    """The ciphers of a stream's parties, or of some, each with the first event that it sealed."""
    return {
        party: (
            key.since,
            AESGCM(keys.unwrap(holder=holder, stream=stream, party=party, wrapped=key.wrapped)),
        )
        for party, key in wrapped.items()
        if parties is None or party in parties
    }


def open_sealed(
    sealed: bytes, ciphers: Mapping[str, tuple[int, AESGCM]], *, stream: UUID, sequence: int, type_name: str
) -> tuple[dict[str, dict[str, Json]], frozenset[str], list[Token]]:
    """Open a sealed column: the fields by party, the parties with no cipher for it, and the tokens found by.

    Raises Damaged when a box does not open.
    """
    opened: dict[str, dict[str, Json]] = {}
    hidden = []
    tokens: list[Token] = []
    at, bound = 0, stream.bytes
    while at < len(sealed):
        named = at + 1 + sealed[at]
        party, nonce = sealed[at + 1 : named], named + _LENGTH
        box = nonce + _NONCE
        at = nonce + int.from_bytes(sealed[named:nonce])
        name = party.decode()
        since, cipher = ciphers.get(name, _NO_CIPHER)
        if cipher is None or sequence < since:
            hidden.append(name)
            continue
        try:
            about = b"%b%d\0%b\0%b" % (bound, sequence, party, type_name.encode())
            held = parse(cipher.decrypt(sealed[nonce:box], sealed[box:at], about).decode())
        except InvalidTag:
            raise Damaged(
                f"What is sealed for {name!r} in event {sequence} of stream {stream} does not open "
                "with its key; it was changed or moved. Run `handrail history verify`."
            ) from None
        opened[name] = held[0]
        if len(held) > 1:
            tokens += [Token(party=name, kind=kind, text=text) for kind, text in held[1]]
    return opened, frozenset(hidden) if hidden else _NOBODY, tokens
