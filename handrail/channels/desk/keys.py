"""The one-time keys of the desk's forms: each belongs to one account and one page, and works once."""

import hashlib
import hmac
import secrets

from django.conf import settings

from handrail.channels.desk.staff import Staff

FIELD = "form_key"
"""The field that a form's key travels in."""

_BYTES = 16


def make(staff: Staff, page: str) -> str:
    """Make the key of a form that is about to be shown. page: which form, with the case it is about."""
    once = secrets.token_hex(_BYTES)
    return once + _mark(once, staff, page)


def read(staff: Staff, page: str, key: str) -> bytes | None:
    """The key's own bytes when we made it for this account and page; None for a forged or foreign one."""
    once, mark = key[: 2 * _BYTES], key[2 * _BYTES :]
    if len(once) != 2 * _BYTES or not hmac.compare_digest(mark.encode(), _mark(once, staff, page).encode()):
        return None
    return bytes.fromhex(once)


def _mark(once: str, staff: Staff, page: str) -> str:
    text = f"desk|{once}|{staff.id}|{page}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hex()[:32]
