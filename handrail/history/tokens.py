"""Blind tokens: finding a case in sealed data by keyed hashes of what someone would search for.

Someone with the database but not the token key cannot try names against them. They can see which cases share
a token, and how common it is; that much is the price of finding anything at all.
"""

import hmac
from collections.abc import Iterable
from functools import lru_cache
from uuid import UUID

from django.db import connections

from handrail.history.event import Kind, Token
from handrail.history.keys import KeyHolder, keeper
from handrail.history.wall import cursor

_DIGEST_BYTES = 16
_MOST_JOINED = 6  # planning the join of more takes longer than it saves


def digest(key: bytes, token: Token) -> bytes:
    """The blind form of a token: 16 bytes of HMAC-SHA256 over its kind and its normalised text."""
    return hmac.digest(key, f"token\0{token.kind}\0{token.text}".encode(), "sha256")[:_DIGEST_BYTES]


def find(
    wanted: Iterable[tuple[str, str]],
    *,
    kind: Kind = "live",
    limit: int = 50,
    keys: KeyHolder | None = None,
    using: str = "default",
) -> list[tuple[UUID, str]]:
    """Find the cases in which one party has every token, newest first, as (stream, party); inside `holding`.

    wanted: pairs of a token's kind and normalised text, such as ("name", "ffion"); a name is one pair a word.
    Finding shows nothing personal; opening a case that was found is a reading, and leaves its trace.
    """
    keys = keys or keeper()
    digests = list({digest(keys.token_key, Token(party="", kind=which, text=text)) for which, text in wanted})
    if not digests:
        return []
    run = cursor(using)
    with connections[using].wrap_database_errors:
        joined, others = digests[:_MOST_JOINED], digests[_MOST_JOINED:]
        rest = (others, len(others)) if others else ()
        run.execute(_finding(len(joined), more=bool(others)), (*joined, kind, *rest, limit))
        return run.fetchall()


_MORE = (
    " AND (SELECT count(*) FROM history_token o WHERE o.stream = f.stream AND o.party = f.party "
    "AND o.digest = ANY (%s)) = %s"
)


@lru_cache(maxsize=2 * _MOST_JOINED)
def _finding(many: int, *, more: bool) -> str:
    """The statement that finds by so many tokens, each joined with the next, and then looks for any more.

    PostgreSQL starts at the rarest, and merges two common ones as they lie in the index. It must not start at
    the newest cases and try each, as the limit tempts it to: MATERIALIZED says so.
    """
    tokens = " JOIN ".join(
        f"history_token t{number}" + (" USING (stream, party)" if number else "") for number in range(many)
    )
    each = " AND ".join(f"t{number}.digest = %s" for number in range(many))
    return (
        f"WITH found AS MATERIALIZED (SELECT stream, party FROM {tokens} WHERE {each}) "  # noqa: S608 - numbers only
        "SELECT h.stream, f.party FROM found f JOIN history_head h USING (stream) "
        f"WHERE h.kind = %s{_MORE if more else ''} ORDER BY h.last_at DESC, h.stream, f.party LIMIT %s"
    )
