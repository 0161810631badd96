"""A form done once for what is typed in it, at the desk and on a person's pages."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from handrail import history


def done_once(
    key: bytes,
    fields: Mapping[str, str],
    stream: UUID | None,
    do: Callable[[], str],
    *,
    holder: UUID,
    at: datetime,
) -> str | None:
    """Do what a form asks the first time it is sent; return where it led every time, None after an erasure.

    What the back button brings is often the form as it was, with its key: with something else typed in it
    than when it was last sent, it is done anew. key, stream, holder: as for `history.once`; in `holding`.
    fields: what somebody typed. do: appends what it must and returns where to go.
    """
    typed = mark(key, fields).hex()
    done = history.once(
        key,
        stream,
        lambda: {"go_on": do(), "mark": typed},
        holder=holder,
        at=at,
        anew=lambda before: before["mark"] != typed,
    )
    return done["go_on"] if done else None


def mark(key: bytes, fields: Mapping[str, str]) -> bytes:
    """What stands for what was typed; it tells nothing to whoever has not the form's key, as we have not."""
    return hmac.digest(key, json.dumps(sorted(fields.items())).encode(), hashlib.sha256)
