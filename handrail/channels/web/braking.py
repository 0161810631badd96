"""Slows down guessing of return codes, and never keeps the person themselves out for long.

It is counted in the database, so it is one brake for all web processes: for each reference from one address,
for each reference from anywhere, and for each address. A code has 60 random bits and is hopeless to guess;
the brake keeps guessers from making the server work, and from trying for ever.

Whoever has tried fewer than three times from their address is looked at at once, however much others guess at
the reference, and however much is tried from the address while nobody makes the reference itself wait. After
that what others tried makes their wait longer, and never begins it anew: it begins with their own last try.
Who guesses at the same reference from the same address is taken for them. An address that tries ever other
references is not slowed: that is for the proxy in front, and tells nobody a code.
"""

import hmac
import ipaddress
import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings

from handrail import history
from handrail.channels.web.words import say

AT_ONCE = 3
"""Tries that an address always has at a reference, whatever others have done to it: the person's own."""

_NETWORK = 64
"""The bits of an IPv6 address that one subscriber has; the others they choose anew whenever they like."""


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
        own, reference = tried.get(self.own), tried.get(self.reference)
        waits = [_left(own, _OWN, at)]
        few, slowed = own is None or own.wrong < AT_ONCE, _left(reference, _REFERENCE, at) > timedelta(0)
        if own is not None and reference is not None and not few:
            waits.append(_left(replace(reference, last=own.last), _REFERENCE, at))
        if slowed or not few:
            waits.append(_left(tried.get(self.address), _ADDRESS, at))
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
    address = _network(address)
    return Brake(
        own=_key(f"own|{reference}|{address}"),
        reference=_key(f"reference|{reference}"),
        address=_key(f"address|{address}"),
    )


def in_words(wait: timedelta, language: str) -> str:
    """A wait as people read it, never rounded down."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return say("return.wait.minute" if minutes <= 1 else "return.wait.minutes", language, minutes=minutes)


def _network(address: str) -> str:
    """The address, of IPv6 as far as it says whose it is; what is no address stays as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), _NETWORK), strict=False))


def _left(found: history.Tried | None, limit: _Limit, at: datetime) -> timedelta:
    if found is None or found.wrong < limit.free:
        return timedelta(0)
    length = min(timedelta(seconds=2 ** min(found.wrong - limit.free, 20)), limit.longest)
    return max(found.last + length - at, timedelta(0))


def _key(text: str) -> str:
    return hmac.digest(settings.SECRET_KEY.encode(), f"try|{text}".encode(), sha256).hex()
