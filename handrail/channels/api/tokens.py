"""The bearer token that lets a system into one case, for a person: signed, with an end, kept nowhere.

Why signed and not a random one whose hash is kept on the case: the answer to a start that got lost on the
way must be had again by sending the same request again, and a secret that is kept only as a hash cannot be
given twice. A signed token is worked out anew from what the history holds anyway (the case, and when it was
let in), so nobody with the database alone can make or find one. What that costs: a token cannot be taken
back before its end, so it is short, and a case's return code lets the same system or the person in again.
Nothing personal is in it.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast, get_args
from uuid import UUID

from django.conf import settings

from handrail.channels.api.requests import OnBehalf

LASTS = timedelta(hours=24)
"""How long a token lets its holder in."""

_MARK = "hrc1"
_PARTS = 5


class WrongToken(Exception):
    """Not a token of ours, or not a whole one."""


class TokenEnded(Exception):
    """The token was good, and its time is over."""


@dataclass(frozen=True, slots=True)
class Held:
    """A system's way into one case. party: whose side of it. capacity: on what footing it acts.

    issued_at: aware, to the second.
    """

    reference: str
    stream: UUID
    party: str
    capacity: OnBehalf
    issued_at: datetime

    @property
    def ends_at(self) -> datetime:
        """From when on it lets nobody in."""
        return self.issued_at + LASTS


def held(*, reference: str, stream: UUID, party: str, capacity: OnBehalf, at: datetime) -> Held:
    """A way into a case, from now."""
    return Held(reference, stream, party, capacity, at.astimezone(UTC).replace(microsecond=0))


def write(one: Held) -> str:
    """The token: the same way in is always the same text."""
    issued = str(int(one.issued_at.timestamp()))
    body = f"{one.reference}|{one.stream.hex}|{one.party}|{one.capacity}|{issued}".encode()
    return f"{_MARK}.{_text(body)}.{_text(_sign(body))}"


def read(token: str, *, at: datetime) -> Held:
    """Read a token. Raises WrongToken, TokenEnded."""
    mark, _, rest = token.partition(".")
    written, _, signed = rest.partition(".")
    try:
        body, signature = _bytes(written), _bytes(signed)
    except ValueError as wrong:
        raise WrongToken from wrong
    if mark != _MARK or not hmac.compare_digest(signature, _sign(body)):
        raise WrongToken
    parts = body.decode().split("|")
    assert len(parts) == _PARTS
    reference, stream, party, capacity, issued = parts
    assert capacity in get_args(OnBehalf)
    issued_at = datetime.fromtimestamp(int(issued), tz=UTC)
    found = Held(reference, UUID(hex=stream), party, cast("OnBehalf", capacity), issued_at)
    if at >= found.ends_at:
        raise TokenEnded
    return found


def keyed(purpose: str, text: str) -> bytes:
    """A keyed hash for one purpose: nobody without the signing secret can work it out."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"api|{purpose}|{text}".encode(), hashlib.sha256)


def _sign(body: bytes) -> bytes:
    return keyed("token", body.decode("latin-1"))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    if not text.isascii():
        raise ValueError("Found a token with letters that no token has.")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
