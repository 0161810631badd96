"""Send what was told: the application, a correction, or what staff asked for."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import SENT
from handrail.walk.recording import determinations_to_record


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
    if position.gaps and not _as_it_is(file, circumstances):
        raise NotComplete
    if position.here != "ready_to_send":
        raise NothingToSend
    number = len(file.state.sendings) + 1
    found = determinations_to_record(file.service, file.state, position)
    return record(file, [*found, NewEvent(type=SENT, data={"number": number})], circumstances=circumstances)


def _as_it_is(file: CaseFile, circumstances: Circumstances) -> bool:
    """Whether it is sent with what was left open: by those who have the form, or passed the answers on."""
    passed_on = file.state.brought_in is not None and circumstances.actor.role == "integration"
    return circumstances.mode == "staff_entered" or passed_on
