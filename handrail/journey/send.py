"""Send what was told: the application, a correction, or what staff asked for."""

from handrail.bricks.decide.events import determined
from handrail.bricks.decide.facts import to_json
from handrail.bricks.decide.state import DecideState
from handrail.casefile import CaseFile, record
from handrail.definition.brick import Determination
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import SENT


class NothingToSend(Exception):
    """Everything told has been sent already."""


class NotComplete(Exception):
    """There are pages still to answer before it can be sent."""


def send(file: CaseFile, *, circumstances: Circumstances) -> CaseFile:
    """Send. What the rules find is recorded with it: rows, answers and the dated values that were used.

    Returns the file afterwards, whose last event the receipt is for. Raises NothingToSend, NotComplete.
    """
    position = file.position
    if position.here in ("answering", "asked_for_more"):
        raise NotComplete
    if position.here != "ready_to_send":
        raise NothingToSend
    number = len(file.state.sendings) + 1
    found = [determined(file.service, one) for one in position.determinations if not _recorded(file, one)]
    return record(file, [*found, NewEvent(type=SENT, data={"number": number})], circumstances=circumstances)


def _recorded(file: CaseFile, one: Determination) -> bool:
    state = file.state.steps.get(one.step)
    return isinstance(state, DecideState) and (
        state.find(item=one.item, answers=to_json(one.answers)) is not None
    )
