"""Take on the case whose turn it is: nobody picks the easy ones."""

from collections.abc import Iterator
from datetime import date

from handrail import history
from handrail.bricks.work.refusals import WorkRefused
from handrail.casefile import CaseFile, open_case
from handrail.casework.queues import Waiting, fair_order
from handrail.casework.step import NotWithStaff
from handrail.casework.taking import claim
from handrail.history.event import Circumstances, Kind
from handrail.terms.legal_day import legal_day

_AT_ONCE = 20


def take_next(
    *, kind: Kind, reader: history.Reader, circumstances: Circumstances, queue: str = ""
) -> CaseFile | None:
    """Take on the first case in the fair order that can be had, and return it; None when none waits.

    A case that somebody takes at the same moment is passed over, and so is one whose decision the same
    person made, which someone else should look at. Inside `holding`.
    """
    organisation = circumstances.actor.organisation
    if organisation is None:
        raise ValueError("Found an actor of no organisation; only staff take cases on.")
    for one in _in_turn(kind=kind, on=legal_day(circumstances.at), queue=queue):
        try:
            with history.holding(organisation):
                file = open_case(stream=one.stream, reader=reader, at=circumstances.at)
                if decided_by(file) != circumstances.actor.id:
                    return claim(file, circumstances=circumstances)
        except (history.Conflict, WorkRefused, NotWithStaff):
            continue
    return None


def _in_turn(*, kind: Kind, on: date, queue: str) -> Iterator[Waiting]:
    """Yield the cases that anyone may take on, a few read at a time: mostly the first can be had."""
    last: Waiting | None = None
    while found := fair_order(kind=kind, on=on, queue=queue, after=last, limit=_AT_ONCE):
        yield from found
        last = found[-1]


def decided_by(file: CaseFile) -> str:
    """The account that made the latest decision, when it has been opened again; "" otherwise."""
    decisions = file.state.decisions
    return decisions[-1].by.id if decisions and decisions[-1].overturned else ""
