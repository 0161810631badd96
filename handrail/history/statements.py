"""The two statements that write: their SQL, made once for each shape, and their parameters."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from handrail.history.draft import Draft
from handrail.history.head import Head, WrappedKey
from handrail.history.rows import encode, instant
from handrail.history.stored_heads import COLUMNS

Param = str | None
"""Every parameter is text or null, so that one prepared statement serves whatever the values are."""

_MOVE = """UPDATE history_head SET version = %s::text, sequence = %s::integer, chain = %s::bytea,
    mac = %s::bytea, last_at = %s::timestamptz, activity = %s, path = %s::bigint, reordered = %s::boolean,
    held = %s::boolean, keep_until = %s::date, listing = coalesce(%s::jsonb, listing)
    WHERE stream = %s::uuid AND sequence = %s::integer AND chain = %s::bytea RETURNING stream, holder"""
_OPEN = f"""INSERT INTO history_head ({COLUMNS}, mac) VALUES (%s::uuid, %s::uuid, %s, %s, %s, %s,
    %s::integer, %s::bytea, %s::timestamptz, %s::timestamptz, %s, %s::bigint, %s::boolean, %s::boolean,
    %s::date, %s::jsonb, %s::bytea) ON CONFLICT (reference) DO NOTHING RETURNING stream, holder"""  # noqa: S608
_OF_REQUEST = "recorded_at, actor, role, organisation, capacity, channel, mode, version, request, cause"
_OF_REQUEST_TYPES = (
    "%s::timestamptz, %s::text, %s::text, %s::uuid, %s::text, %s::text, %s::text, %s::text, %s::uuid, "
    "%s::integer"
)
_OF_EVENT = "sequence, type, schema, activity, previous, gap, at, data, sealed, chain"
_OF_EVENT_TYPES = (
    "(%s::integer, %s::text, %s::smallint, %s::text, %s::text, %s::bigint, %s::timestamptz, %s::jsonb, "
    "%s::bytea, %s::bytea)"
)


def appending(*, rows: int, made: int, tokens: int) -> str:
    """The statement that moves a head and, only if it stood where it was read, adds what belongs to it."""
    return _statement(_MOVE, rows, made, tokens)


def opening(*, rows: int, made: int, tokens: int) -> str:
    """The statement that makes a head and, only if its reference is free, adds what belongs to it."""
    return _statement(_OPEN, rows, made, tokens)


@lru_cache(maxsize=256)
def _statement(moved: str, rows: int, made: int, tokens: int) -> str:
    parts = [f"WITH moved AS ({moved})"]
    if made:
        values = ", ".join(["(%s::text, %s::integer, %s::bytea)"] * made)
        parts.append(
            f", new_keys AS (INSERT INTO keys.data_key (stream, holder, party, since, wrapped) "  # noqa: S608
            f"SELECT moved.stream, moved.holder, new.* FROM moved, (VALUES {values}) new)"
        )
    if tokens:
        values = ", ".join(["(%s::bytea, %s::text)"] * tokens)
        parts.append(
            f", new_tokens AS (INSERT INTO history_token (stream, holder, digest, party) "  # noqa: S608
            f"SELECT moved.stream, moved.holder, new.* FROM moved, (VALUES {values}) new "
            "ON CONFLICT DO NOTHING)"
        )
    values = ", ".join([_OF_EVENT_TYPES] * rows)
    parts.append(
        f" INSERT INTO history_event (stream, holder, {_OF_REQUEST}, {_OF_EVENT}) "  # noqa: S608
        f"SELECT moved.stream, moved.holder, {_OF_REQUEST_TYPES}, new.* FROM moved, (VALUES {values}) new"
    )
    return "".join(parts)


def moving_params(head: Head, mac: bytes, *, before: Head, listing: bool) -> tuple[Param, ...]:
    """What moves a head from where it stood; the listing stays as it is unless one was given."""
    return (
        *(head.version, str(head.sequence), hexed(head.chain), hexed(mac), *_figures(head)),
        encode(head.listing) if listing else None,
        *(str(head.stream), str(before.sequence), hexed(before.chain)),
    )


def head_params(head: Head, mac: bytes) -> tuple[Param, ...]:
    """A head's columns in the order of stored_heads.COLUMNS, with its keyed hash last."""
    return (
        *(str(head.stream), str(head.holder), head.service, head.kind, head.reference, head.version),
        *(str(head.sequence), hexed(head.chain), instant(head.started_at), *_figures(head)),
        encode(head.listing),
        hexed(mac),
    )


def _figures(head: Head) -> tuple[Param, ...]:
    return (
        *(instant(head.last_at), head.activity, str(head.path)),
        *("t" if head.reordered else "f", "t" if head.held else "f"),
        None if head.keep_until is None else head.keep_until.isoformat(),
    )


def added_params(
    made: Mapping[str, WrappedKey], tokens: Iterable[tuple[str, str]], drafted: Draft
) -> list[Param]:
    """The keys, the tokens and the rows that are added when the head has moved."""
    params: list[Param] = []
    for party, key in made.items():
        params += (party, str(key.since), hexed(key.wrapped))
    for token in tokens:
        params += token
    cause = None if drafted.cause is None else str(drafted.cause)
    params += (drafted.recorded_at, *drafted.acting, drafted.request, cause)
    for row in drafted.rows:
        params += (
            *(str(row.sequence), row.type, str(row.schema), row.activity, row.previous),
            None if row.gap is None else str(row.gap),
            *(row.at, row.data, None if row.sealed is None else hexed(row.sealed), hexed(row.chain)),
        )
    return params


def hexed(value: bytes) -> str:
    """Bytes in the form that PostgreSQL reads as bytea."""
    return f"\\x{value.hex()}"
