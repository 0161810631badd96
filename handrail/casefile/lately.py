"""Cases that were open a moment ago, so that each page need not open all of them again.

Kept in this process's memory and nowhere else, for a minute, and few. What is kept is never shown on trust:
the database is asked each time, behind the wall, whether the chain and the keys are still the same, and the
chain is a keyed hash over everything. So an erased case, one that another process has moved on, and one that
was rolled back are all read anew. Why: docs/decisions/08-cases-lately-open.md.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Literal, NamedTuple, Protocol
from uuid import UUID

from handrail import history
from handrail.definition.service import Service
from handrail.history.event import Event
from handrail.walk.fold import CaseState
from handrail.walk.position import Position

AT_MOST = 200
KEPT_FOR = timedelta(minutes=1)

Sight = Literal["own", "staff"]
"""Whose eyes a case was opened for: its person sees all of it, staff no answer to an equality question."""


class Opened(Protocol):
    """What is kept of a case file."""

    @property
    def service(self) -> Service:
        """The service it is under."""

    @property
    def state(self) -> CaseState:
        """What its events fold to."""

    @property
    def events(self) -> tuple[Event, ...]:
        """What was read."""

    @property
    def head(self) -> history.Head:
        """Where its stream stands."""

    @property
    def at(self) -> datetime:
        """When it was opened."""

    @property
    def walked(self) -> Position | None:
        """Where it stands, if anyone has asked."""

    @property
    def made(self) -> dict[Hashable, tuple[object, Any]]:
        """What was made of it for showing, and rests on."""


class Kept(NamedTuple):
    """A case as it was last opened for somebody, and when."""

    file: Opened
    at: datetime

    @property
    def read(self) -> history.History:
        """The stream as it was read."""
        return history.History(self.file.events, self.file.head)


_kept: OrderedDict[tuple[UUID, Sight], Kept] = OrderedDict()
_lock = Lock()


def known(stream: UUID, *, sight: Sight, at: datetime) -> Kept | None:
    """The case as it was a moment before an instant; None when it was not open lately."""
    with _lock:
        _forget(at)
        kept = _kept.get((stream, sight))
    # A clock that was put back says nothing of what came before.
    return kept if kept is not None and timedelta(0) <= at - kept.at <= KEPT_FOR else None


def keep(file: Opened, *, sight: Sight, since: datetime | None = None) -> None:
    """Keep a case that was opened: what was read, what it folds to and where it stands.

    since: when its events were read, if that was before.
    """
    key, at = (file.head.stream, sight), since or file.at
    with _lock:
        _forget(file.at)
        if since is None:
            _kept.pop(key, None)
        # What was read before keeps its place, so that the oldest come first.
        _kept[key] = Kept(file, at)
        while len(_kept) > AT_MOST:
            _kept.popitem(last=False)


def forget_all() -> None:
    """Keep nothing."""
    with _lock:
        _kept.clear()


def _forget(at: datetime) -> None:
    """Drop what is older than a minute: the oldest come first."""
    while _kept and at - next(iter(_kept.values())).at > KEPT_FOR:
        _kept.popitem(last=False)
