"""A stored event as a row: its columns in order, its canonical text, and the keyed chain over it."""

from binascii import b2a_base64
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from json import JSONDecoder
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]
from typing import Any, NamedTuple
from uuid import UUID

from handrail.history.event import Json


def _plain(value: object) -> dict[str, Json]:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"Found a {type(value).__name__}; expected what JSON can hold.")


_pieces = c_make_encoder(None, _plain, encode_basestring, None, ":", ",", True, False, False)  # noqa: FBT003


def encode(value: Json) -> str:
    """The one canonical JSON text of a value: keys sorted, nothing spare, no escape that JSON does not need.

    The encoder in C is made once; going through json.dumps takes three times as long.
    """
    return "".join(_pieces(value, 0))


_scan = JSONDecoder().scan_once  # type: ignore[attr-defined]  # C, without the checks around it


class Row(NamedTuple):
    """A row of history_event in the order of its columns, as the text that PostgreSQL reads.

    Holder and chain are columns too but not of the row that the chain covers. data is canonical JSON. gap is
    in microseconds since the latest moment before it, in order of recording; negative when `at` ran behind.
    """

    stream: str
    sequence: int
    type: str
    schema: int
    activity: str
    previous: str | None
    gap: int | None
    at: str
    recorded_at: str
    actor: str
    role: str
    organisation: str | None
    capacity: str
    channel: str
    mode: str
    version: str
    request: str
    cause: int | None
    data: str
    sealed: bytes | None


COLUMNS = ", ".join(Row._fields)
SELECTED = COLUMNS.replace(" data,", " data::text,") + ", chain"
"""What to select, in binary, for stored_row."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

HALF_MAC = 16
_BLOCK = 64  # bytes that SHA-256 takes at a time


class Keyed:
    """HMAC-SHA256 under one key, with the key's own half of the work done once (RFC 2104, section 2)."""

    def __init__(self, key: bytes) -> None:
        block = key.ljust(_BLOCK, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in block))

    def __call__(self, message: bytes) -> bytes:
        """The keyed hash of a message: what `hmac.digest` gives, in half the time."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


@lru_cache(maxsize=16)
def keyed(key: bytes) -> Keyed:
    """The keyed hash under a key of at most 64 bytes."""
    if len(key) > _BLOCK:
        raise ValueError(f"Found a key of {len(key)} bytes; expected at most {_BLOCK}.")
    return Keyed(key)


def canonical(row: Row) -> bytes:
    """The bytes that the chain covers: format number, the columns of Row as JSON with data at the end."""
    return covered(*row[:8], encode(row[8:18])[1:-1], row.sealed, row.data)


def covered(
    stream: str,
    sequence: int,
    kind: str,
    schema: int,
    activity: str,
    previous: str | None,
    gap: int | None,
    at: str,
    shared: str,
    sealed: bytes | None,
    data: str,
) -> bytes:
    """The same, from the columns in the order of Row, for who has no Row: making one takes longer than this.

    shared: the canonical text of the columns from recorded_at to cause, which one request's events share.
    """
    before = "null" if previous is None else encode_basestring(previous)
    since = "null" if gap is None else gap
    boxes = "null" if sealed is None else f'"{b2a_base64(sealed, newline=False).decode()}"'
    return (
        f'[1,"{stream}",{sequence},{encode_basestring(kind)},{schema},{encode_basestring(activity)},'
        f'{before},{since},"{at}",{shared},{boxes},{data}]'
    ).encode()


def microseconds(at: datetime) -> int:
    """An aware instant as PostgreSQL counts: microseconds since the year 2000 began."""
    return (at - _EPOCH) // _MICROSECOND


def instant(at: datetime) -> str:
    """An instant's one written form: UTC, to the microsecond."""
    return written(microseconds(at))


def written(at: int) -> str:
    """The same from what `microseconds` gave; datetime.isoformat takes twice as long."""
    seconds, rest = divmod(at, 1_000_000)
    day, second = divmod(seconds, 86_400)
    minute, second = divmod(second, 60)
    return f"{_day(day)}{_MINUTES[minute]}{second:02}.{rest:06}+00:00"


@lru_cache(maxsize=8192)
def _day(number: int) -> str:
    return (_EPOCH.date() + timedelta(days=number)).isoformat()


_MINUTES = [f"T{hour:02}:{minute:02}:" for hour in range(24) for minute in range(60)]


def link(key: bytes, previous: bytes, row: Row) -> bytes:
    """The chain's value at a row: HMAC-SHA256 over the value before it and the row."""
    return chained(keyed(key), previous, canonical(row))


def chained(mac: Keyed, previous: bytes, text: bytes) -> bytes:
    """The same, from the bytes that `canonical` or `covered` gave."""
    return mac(b"event\0" + previous + text)


def genesis(key: bytes, *, stream: UUID, service: str, kind: str, reference: str) -> bytes:
    """The chain's value before the first row: it binds what the stream is, so its head cannot be recast."""
    text = encode([1, str(stream), service, kind, reference])
    return keyed(key)(b"genesis\0" + text.encode())


def head_mac(
    key: bytes, *, stream: UUID, sequence: int, chain: bytes, held: bool, keep_until: date | None
) -> bytes:
    """The keyed hash of a head, 32 bytes: half says how long the stream is, half how long it is kept.

    The first shows a shortened stream, the second a lifted hold or a changed day of erasure.
    """
    mac, name = keyed(key), str(stream)
    day = f'"{keep_until}"' if keep_until else "null"
    length = f'head\0[1,"{name}",{sequence},"{chain.hex()}"]'
    keeping = f'keeping\0[1,"{name}",{sequence},{"true" if held else "false"},{day}]'
    return mac(length.encode())[:HALF_MAC] + mac(keeping.encode())[:HALF_MAC]


def stored_row(found: Sequence[Any]) -> tuple[Row, bytes]:
    """A row as it was chained, and its chain value, from the columns of SELECTED."""
    data = encode(parse(found[18]))
    row = Row._make(
        (
            str(found[0]),
            *found[1:7],
            instant(found[7]),
            instant(found[8]),
            *found[9:11],
            None if found[11] is None else str(found[11]),
            *found[12:16],
            str(found[16]),
            found[17],
            data,
            found[19],
        )
    )
    return row, found[20]


def parse(text: str) -> Json:
    """Read JSON text that `encode` or PostgreSQL wrote: nothing before it and nothing after."""
    return _scan(text, 0)[0]
