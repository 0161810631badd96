"""A bounded store in memory that drops what was put in first; safe between threads."""

from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """At most `at_most` values by key; the oldest goes when a new one would be too many."""

    def __init__(self, *, at_most: int) -> None:
        self._at_most = at_most
        self._values: dict[Key, Value] = {}
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """The value for a key, or None."""
        return self._values.get(key)

    def put(self, key: Key, value: Value) -> None:
        """Keep a value."""
        with self._lock:
            while len(self._values) >= self._at_most:
                del self._values[next(iter(self._values))]
            self._values[key] = value

    def items(self) -> tuple[tuple[Key, Value], ...]:
        """Everything kept with its key, oldest first."""
        with self._lock:
            return tuple(self._values.items())

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
