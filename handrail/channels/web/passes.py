"""The pass a person's browser holds for one case: a signed cookie, kept to that case's addresses.

It says which case, whose side of it, and when it was last used. Nothing personal is in it. It is not an
account: without it, the way back in is the reference and the return code.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "handrail_case"
KEY = "form_key"
"""The field that a form's one-time key travels in."""

_BYTES = 16
_FRESH = timedelta(seconds=30)
"""A pass used this lately is not written anew; nobody's time out comes early for it."""


class NoPass(Exception):
    """This browser holds no pass for the case."""


class TimedOut(Exception):
    """The pass was not used for too long; answers are hidden and kept."""

    def __init__(self, stale: "Pass") -> None:
        """Keep the stale pass: it may still save what was typed, and show nothing."""
        super().__init__()
        self.stale = stale


@dataclass(frozen=True, slots=True)
class Pass:
    """A browser's way into one case.

    party: whose side of the case. nonce: ties one-time form keys to this browser. helper: someone is
    helping, so the pass ends when the application is sent.
    """

    reference: str
    stream: UUID
    holder: UUID
    party: str
    nonce: str
    used_at: datetime
    helper: bool = False


def new(*, reference: str, stream: UUID, holder: UUID, party: str, helper: bool = False) -> Pass:
    """Make a pass for a browser that has just started a case or proved it may return to one."""
    return Pass(reference, stream, holder, party, secrets.token_hex(_BYTES), timezone.now(), helper)


def show(request: HttpRequest, reference: str) -> Pass:
    """Read this browser's pass for a case. Raises NoPass, or TimedOut when it went unused too long."""
    held = _read(request.COOKIES.get(COOKIE, ""))
    if held is None or held.reference != reference:
        raise NoPass
    now = timezone.now()
    if now - held.used_at > timedelta(minutes=settings.IDLE_MINUTES) + _FRESH:
        raise TimedOut(held)
    return held


def hand(response: HttpResponse, held: Pass) -> None:
    """Put the pass on the response, for this case's addresses only."""
    response.set_cookie(
        COOKIE,
        _write(held),
        path=f"/case/{held.reference}",
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def keep_fresh(response: HttpResponse, held: Pass) -> None:
    """Note on the response that the pass was used now, unless the note it carries is as good as new."""
    now = timezone.now()
    if now - held.used_at > _FRESH:
        hand(response, replace(held, used_at=now))


def take_back(response: HttpResponse, reference: str) -> None:
    """Clear the pass from the browser."""
    response.delete_cookie(COOKIE, path=f"/case/{reference}", samesite="Lax")


def form_key(held: Pass, page: str) -> str:
    """Make the one-time key of a form that is about to be shown: it belongs to this pass and this page.

    A second mark says whose form it is and of which page, whatever the pass: a person who has come back in
    another tab since has a new one.
    """
    once = secrets.token_hex(_BYTES)
    return f"{once}{_mark(once, held, page)}{_own_mark(once, held, page)}"


def loose_form_key() -> str:
    """A one-time key for a form that belongs to no case yet."""
    return secrets.token_hex(_BYTES)


def read_form_key(held: Pass, page: str, key: str) -> bytes | None:
    """The key's own bytes when we made it for this pass and page; None for a forged or foreign one."""
    once, mark = key[: 2 * _BYTES], key[2 * _BYTES : 4 * _BYTES]
    if len(once) != 2 * _BYTES or not _same(mark, _mark(once, held, page)):
        return None
    return bytes.fromhex(once)


def belongs(held: Pass, page: str, key: str) -> bool:
    """Whether we made the key for this page and this side of the case, under whichever pass."""
    return _same(key[4 * _BYTES :], _own_mark(key[: 2 * _BYTES], held, page))


def code_secret(key: bytes) -> bytes:
    """The secret of the return code that a form makes: the same each time the form is sent.

    So that the second answer to a double click shows the code that the first made. It needs the form's key,
    which only the browser has, and our own, which the database has not.
    """
    return hmac.digest(_key(), b"code|" + key, hashlib.sha256)


def _mark(once: str, held: Pass, page: str) -> str:
    return _sign(f"form|{once}|{held.nonce}|{held.stream.hex}|{page}")


def _own_mark(once: str, held: Pass, page: str) -> str:
    return _sign(f"own|{once}|{held.stream.hex}|{held.party}|{page}")


def _same(mark: str, ours: str) -> bool:
    return hmac.compare_digest(mark.encode(), ours.encode())


def _sign(text: str) -> str:
    return hmac.digest(_key(), text.encode(), hashlib.sha256).hex()[:32]


def _key() -> bytes:
    return settings.SECRET_KEY.encode()


def _write(held: Pass) -> str:
    body = "|".join(
        (
            held.reference,
            held.stream.hex,
            held.holder.hex,
            held.party,
            held.nonce,
            str(int(held.used_at.timestamp())),
            "h" if held.helper else "",
        )
    )
    return f"{body}|{_sign('pass|' + body)}"


def _read(cookie: str) -> Pass | None:
    body, _, mark = cookie.rpartition("|")
    if not _same(mark, _sign("pass|" + body)):
        return None
    reference, stream, holder, party, nonce, used, helper = body.split("|")
    used_at = datetime.fromtimestamp(int(used), tz=timezone.get_default_timezone())
    return Pass(reference, UUID(hex=stream), UUID(hex=holder), party, nonce, used_at, helper == "h")
