"""The one-time keys of the desk's forms: each belongs to one account and one page, and works once.

A second mark says whose form it is, whatever the page, so that it is known when their session is over.
"""

import hashlib
import hmac
import secrets

from django.conf import settings

from handrail.channels.desk.staff import Staff

FIELD = "form_key"
"""The field that a form's key travels in."""

SEEN = "seen"
"""The field that says at which event the case stood when the form was shown."""

STAGE = "stage"
"""The field that says that what will be seen has been shown."""

CHANGING = "changing"
"""The field that says a page was reached to change one answer, so that what follows is check your answers."""

_BYTES = 16


def make(staff: Staff, page: str, *, before: str = "") -> str:
    """Make the key of a form that is about to be shown. page: which form, with the case it is about.

    before: the key that the form had when it was sent, if it is put back. It stays that one, so that what was
    done already is not done a second time.
    """
    known = read(staff, page, before)
    once = known.hex() if known else secrets.token_hex(_BYTES)
    return once + _mark(once, staff.id, page) + _mark(once, staff.id, "")


def read(staff: Staff, page: str, key: str) -> bytes | None:
    """The key's own bytes when we made it for this account and page; None for a forged or foreign one."""
    once, mark = key[: 2 * _BYTES], key[2 * _BYTES : 4 * _BYTES]
    if len(once) != 2 * _BYTES or not _same(mark, _mark(once, staff.id, page)):
        return None
    return bytes.fromhex(once)


def code_secret(key: str) -> bytes:
    """The secret of the return code that a form makes: the same each time the form is sent.

    So that the second answer to a double click shows the code that the first made. It needs the form's key,
    which only the browser has, and our own, which the database has not. key: one that `read` has read.
    """
    text = f"desk|code|{key[: 2 * _BYTES]}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256)


def readable(key: str) -> bool:
    """Whether a key is as long as ours, so that it may say whose it is: those of before did not."""
    return len(key) == 6 * _BYTES


def belongs(key: str, account: str) -> bool:
    """Whether we made the key for a form of this account, whatever the page."""
    return _same(key[4 * _BYTES :], _mark(key[: 2 * _BYTES], account, ""))


def _same(mark: str, ours: str) -> bool:
    return hmac.compare_digest(mark.encode(), ours.encode())


def _mark(once: str, account: str, page: str) -> str:
    text = f"desk|{once}|{account}|{page}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hex()[:32]
