"""Blind tokens: finding a case in sealed data by keyed hashes of what someone would search for.

Someone with the database but not the token key cannot try names against them. They can see which cases share
a token, and how common it is; that much is the price of finding anything at all.
"""

import hmac
from collections.abc import Iterable
from uuid import UUID

from django.db import connections

from handrail.history.event import Kind, Token
from handrail.history.keys import KeyHolder, keeper
from handrail.history.wall import cursor

_DIGEST_BYTES = 16


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
        run.execute(
            "SELECT h.stream, t.party FROM (SELECT stream, party FROM history_token WHERE digest = ANY (%s) "
            "GROUP BY stream, party HAVING count(*) = %s) t JOIN history_head h USING (stream) "
            "WHERE h.kind = %s ORDER BY h.last_at DESC, h.stream LIMIT %s",
            (digests, len(digests), kind, limit),
        )
        return run.fetchall()
