"""One-time form keys: the same form sent again gets the first answer and changes nothing."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connections

from handrail.history.event import Json
from handrail.history.rows import encode
from handrail.history.running import run

_SHORTEST = 16
_INSERT = (
    "INSERT INTO history_form_key (key, holder, stream, at) "
    "VALUES (%s::bytea, %s::uuid, %s::uuid, %s::timestamptz) ON CONFLICT (key) DO NOTHING"
)
_SELECT = "SELECT result FROM history_form_key WHERE key = %s::bytea"
_UPDATE = "UPDATE history_form_key SET result = %s::jsonb WHERE key = %s::bytea"


def once(
    key: bytes,
    stream: UUID | None,
    do: Callable[[], Json],
    *,
    holder: UUID,
    at: datetime,
    anew: Callable[[Json], bool] = lambda _: False,
    using: str = "default",
) -> Json:
    """Do something the first time a form key is seen, and return the first result every time; in `holding`.

    key: at least 16 random bytes that were rendered into the form; only its hash is kept. stream: the case it
    is about, None before there is one. do: runs in the same transaction; its result must be JSON and hold
    identifiers only, nothing personal. A second request with the same key waits for the first to finish; when
    the first was rolled back, the second does the work. None after the case's data was erased.
    anew: whether, with what was the result, it is to be done after all; what comes of it is the result now.
    """
    if len(key) < _SHORTEST:
        raise ValueError(f"Found a form key of {len(key)} bytes; expected at least {_SHORTEST} random ones.")
    kept, about = sha256(key).digest(), None if stream is None else str(stream)
    errors = connections[using].wrap_database_errors
    with errors:
        if not run(using, _INSERT, (kept, str(holder), about, at.isoformat())).many:
            found = run(using, _SELECT, (kept,)).rows
            before = found[0][0] if found else None
            if before is None or not anew(before):
                return before
    result = do()
    with errors:
        run(using, _UPDATE, (encode(result), kept))
    return result
