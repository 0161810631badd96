"""Rows as COPY's binary format has them, which PostgreSQL reads with a third less work than its text.

A row is the number of its columns (2 bytes), then for each its length (4 bytes; -1 for null) and its value as
the type's receive function wants it, all big-endian. Source: PostgreSQL's page of COPY, under Binary Format.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from struct import Struct
from uuid import UUID

from handrail.history.draft import Draft
from handrail.history.head import Head, WrappedKey
from handrail.history.rows import encode, microseconds

HEADS = (
    "history_head (stream, holder, sequence, started_at, last_at, path, reordered, held, keep_until, chain, "
    "mac, service, kind, reference, version, activity, listing)"
)
KEYS = "keys.data_key (stream, holder, since, party, wrapped)"
TOKENS = "history_token (stream, holder, digest, party)"
EVENTS = (
    "history_event (stream, holder, type, schema, activity, previous, actor, role, organisation, capacity, "
    "channel, mode, version, recorded_at, request, cause, sealed, sequence, at, gap, chain, data)"
)
"""Each table with its columns in the order in which they are packed: what many rows share comes together."""

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
_FIRST_DAY = date(2000, 1, 1)  # PostgreSQL's
_NULL = b"\xff\xff\xff\xff"
_JSONB = b"\1"  # the version of jsonb's own format, which is text behind it

_start = Struct("!hi16si16s").pack
_length = Struct("!i").pack
_number = Struct("!ii").pack
_schema = Struct("!ih").pack
_request = Struct("!iqi16s").pack
_figures = Struct("!iiiqiqi32si").pack
_first_figures = Struct("!iiiqii32si").pack
_head_figures = Struct("!iiiqiqiqi?i?").pack


class Packer:
    """Packs the rows of one stream."""

    def __init__(self, stream: UUID, holder: UUID) -> None:
        self._ids = stream.bytes, holder.bytes
        self._event = self._begin(EVENTS)

    def events(self, drafted: Draft, request: UUID) -> list[bytes]:
        """Each event of one append; this runs a hundred thousand times a second."""
        recorded, _, acting, _, cause, rows = drafted
        of_request = _request(8, recorded, 16, request.bytes)
        shared = b"".join((_acting(acting), of_request, _NULL if cause is None else _number(4, cause)))
        packed = []
        for sequence, name, schema, activity, previous, gap, us, _, text, sealed, chain in rows:
            data = text.encode()
            if gap is None:
                figures = _first_figures(4, sequence, 8, us, -1, 32, chain, len(data) + 1)
            else:
                figures = _figures(4, sequence, 8, us, 8, gap, 32, chain, len(data) + 1)
            kind, before = _kind(name, schema, activity), _text(previous)
            length, box = (_NULL, b"") if sealed is None else (_length(len(sealed)), sealed)
            packed.append(b"".join((self._event, kind, before, shared, length, box, figures, _JSONB, data)))
        return packed

    def head(self, head: Head, mac: bytes) -> bytes:
        """The stream's head, with its keyed hash."""
        started, last = microseconds(head.started_at), microseconds(head.last_at)
        figures = _head_figures(
            4, head.sequence, 8, started, 8, last, 8, head.path, 1, head.reordered, 1, head.held
        )
        day = _NULL if head.keep_until is None else _number(4, (head.keep_until - _FIRST_DAY).days)
        texts = map(_packed, (head.service, head.kind, head.reference, head.version, head.activity))
        listing = _bytes(_JSONB + encode(head.listing).encode())
        return b"".join((self._begin(HEADS), figures, day, _bytes(head.chain), _bytes(mac), *texts, listing))

    def keys(self, keys: Mapping[str, WrappedKey]) -> list[bytes]:
        """Each party's wrapped key."""
        start = self._begin(KEYS)
        return [
            b"".join((start, _number(4, key.since), _packed(party), _bytes(key.wrapped)))
            for party, key in keys.items()
        ]

    def tokens(self, blind: Iterable[tuple[bytes, str]]) -> list[bytes]:
        """Each blind token with its party."""
        start = self._begin(TOKENS)
        return [b"".join((start, _bytes(value), _packed(party))) for value, party in blind]

    def _begin(self, table: str) -> bytes:
        stream, holder = self._ids
        return _start(table.count(",") + 1, 16, stream, 16, holder)


def _bytes(value: bytes) -> bytes:
    return _length(len(value)) + value


def _packed(value: str) -> bytes:
    return _bytes(value.encode())


# Most rows have the same few of these, so they are remembered.
@lru_cache(maxsize=8192)
def _text(value: str | None) -> bytes:
    return _NULL if value is None else _packed(value)


@lru_cache(maxsize=8192)
def _kind(name: str, schema: int, activity: str) -> bytes:
    return b"".join((_packed(name), _schema(2, schema), _packed(activity)))


@lru_cache(maxsize=8192)
def _acting(columns: tuple[str, str, str | None, str, str, str, str]) -> bytes:
    actor, role, organisation, *how = columns
    body = _NULL if organisation is None else _bytes(UUID(organisation).bytes)
    return b"".join((_packed(actor), _packed(role), body, *map(_packed, how)))
