"""Slows down guessing of passwords, for each account and each address, without locking anybody out for ever.

What is counted is kept in this process's memory: several processes each count for themselves, and a restart
forgets. So the limit is a brake and not a wall; a password still needs its 12 characters.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

FREE = 5
"""Wrong passwords before the first wait."""

LONGEST_WAIT = timedelta(minutes=15)
FADES_AFTER = timedelta(hours=1)
"""With no wrong password for so long, all is forgotten."""

MOST_KEPT = 10_000


@dataclass(slots=True)
class _Tries:
    wrong: int
    last: datetime


class Brake:
    """Counts wrong passwords by name, and says how long a name must wait before the next try is looked at."""

    def __init__(self, *, free: int = FREE) -> None:
        self._free = free
        self._tries: dict[str, _Tries] = {}
        self._lock = Lock()

    def wait(self, name: str, *, at: datetime) -> timedelta:
        """How long is left to wait; zero when a try is looked at now."""
        with self._lock:
            tries = self._tries.get(name)
            if tries is None or at - tries.last > FADES_AFTER or tries.wrong < self._free:
                return timedelta(0)
            length = min(timedelta(seconds=2 ** min(tries.wrong - self._free, 20)), LONGEST_WAIT)
            return max(tries.last + length - at, timedelta(0))

    def wrong(self, name: str, *, at: datetime) -> None:
        """Note a wrong password."""
        with self._lock:
            tries = self._tries.pop(name, None)
            if tries is None or at - tries.last > FADES_AFTER:
                tries = _Tries(0, at)
            self._tries[name] = _Tries(tries.wrong + 1, at)
            while len(self._tries) > MOST_KEPT:
                del self._tries[next(iter(self._tries))]

    def right(self, name: str) -> None:
        """Forget what was counted against a name."""
        with self._lock:
            self._tries.pop(name, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._tries.clear()


ACCOUNTS = Brake()
ADDRESSES = Brake(free=20)
"""An office behind one address has many people who mistype."""


def longest_wait(account: str, address: str, *, at: datetime) -> timedelta:
    """How long someone who names this account from this address must wait."""
    return max(ACCOUNTS.wait(account, at=at), ADDRESSES.wait(address, at=at))


def in_words(wait: timedelta, say: Callable[..., str]) -> str:
    """A wait as people read it, never rounded down."""
    minutes = math.ceil(wait.total_seconds() / 60)
    return say("sign_in.wait.minute") if minutes <= 1 else say("sign_in.wait.minutes", minutes=minutes)
