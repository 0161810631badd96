"""Slows down guessing of return codes, and never keeps the person themselves out for long.

It is counted in the database, so it is one brake for all web processes: for each reference from one address,
for each reference from anywhere, and for each address. A code has 60 random bits and is hopeless to guess;
the brake keeps guessers from making the server work, and from trying for ever.
"""

import hmac
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from handrail import history
from handrail.channels.web.words import say

AT_ONCE = 3
"""Tries that an address always has at a reference, whatever others have done to it: the person's own."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """free: wrong tries before the first wait, which is a second and doubles. longest: the longest wait."""

    free: int
    longest: timedelta


_OWN = _Limit(5, timedelta(minutes=5))
_REFERENCE = _Limit(20, timedelta(minutes=5))
_ADDRESS = _Limit(50, timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Brake:
    """The brake on tries at one reference from one address."""

    own: str
    reference: str
    address: str

    def wait(self, *, at: datetime) -> timedelta:
        """How long to wait before a try is looked at; zero when it is looked at now."""
        tried = history.tried((self.own, self.reference, self.address), at=at)
        waits = [_left(tried, self.own, _OWN, at), _left(tried, self.address, _ADDRESS, at)]
        if self.own in tried and tried[self.own].wrong >= AT_ONCE:
            waits.append(_left(tried, self.reference, _REFERENCE, at))
        return max(waits)

    def count(self, *, at: datetime) -> None:
        """Count a try, before it is looked at: of many at once, each counts for the next."""
        history.count_try((self.own, self.reference, self.address), at=at)

    def right(self) -> None:
        """Forget what was counted at the reference, and this try at the address: it was right."""
        history.forget_tries((self.own, self.reference))
        history.take_back_try(self.address)


def brake(reference: str, address: str) -> Brake:
    """The brake for a reference as somebody typed it, known to us or not, and the address it came from."""
    return Brake(
        own=_key(f"own|{reference}|{address}"),
        reference=_key(f"reference|{reference}"),
        address=_key(f"address|{address}"),
    )


def in_words(wait: timedelta, language: str) -> str:
    """A wait as people read it, never rounded down."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return say("return.wait.minute" if minutes <= 1 else "return.wait.minutes", language, minutes=minutes)


def _left(tried: Mapping[str, history.Tried], key: str, limit: _Limit, at: datetime) -> timedelta:
    found = tried.get(key)
    if found is None or found.wrong < limit.free:
        return timedelta(0)
    length = min(timedelta(seconds=2 ** min(found.wrong - limit.free, 20)), limit.longest)
    return max(found.last + length - at, timedelta(0))


def _key(text: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"try|{text}".encode(), sha256).hex()
