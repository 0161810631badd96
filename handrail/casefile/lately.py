"""Cases that their own people had open a moment ago, so that each page need not open all of them again.

Kept in this process's memory and nowhere else, for a minute, and few. What is kept is never shown on trust:
the database is asked each time, behind the wall, whether the chain and the keys are still the same, and the
chain is a keyed hash over everything. So an erased case, one that another process has moved on, and one that
was rolled back are all read anew. Why: docs/decisions/08-cases-lately-open.md.
"""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from handrail import history
from handrail.history.event import Event
from handrail.walk.fold import CaseState

AT_MOST = 200
KEPT_FOR = timedelta(minutes=1)


class Kept(NamedTuple):
    """A case as its person last saw it, what that folds to, and when."""

    read: history.History
    state: CaseState
    at: datetime


_kept: OrderedDict[UUID, Kept] = OrderedDict()
_lock = Lock()


def known(stream: UUID, *, at: datetime) -> Kept | None:
    """The case as it was a moment before an instant; None when it was not open lately."""
    with _lock:
        _forget(at)
        kept = _kept.get(stream)
    # A clock that was put back says nothing of what came before.
    return kept if kept is not None and timedelta(0) <= at - kept.at <= KEPT_FOR else None


def keep(read: history.History, state: CaseState, *, at: datetime) -> None:
    """Keep a case that was read, with what it folds to."""
    with _lock:
        _forget(at)
        _kept[read.stream] = Kept(read, state, at)
        _kept.move_to_end(read.stream)
        while len(_kept) > AT_MOST:
            _kept.popitem(last=False)


def add(
    before: history.Head, new: Iterable[Event], state: CaseState, *, head: history.Head, at: datetime
) -> None:
    """Keep what was appended too, where the case was known as it stood before."""
    kept = known(before.stream, at=at)
    if kept is not None and kept.read.chain == before.chain:
        keep(history.History((*kept.read.events, *new), head), state, at=at)


def forget_all() -> None:
    """Keep nothing."""
    with _lock:
        _kept.clear()


def _forget(at: datetime) -> None:
    """Drop what is older than a minute: the oldest come first."""
    while _kept and at - next(iter(_kept.values())).at > KEPT_FOR:
        _kept.popitem(last=False)
