"""Say how to be contacted and what would help: in force at once, before and after sending."""

from dataclasses import replace

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.adjustments import APPLICANT, Adjustments, sealed
from handrail.walk.lifecycle import ADJUSTMENTS_TOLD


class NotAgreed(Exception):
    """The person has not agreed that this is kept and gone by."""


class Unreachable(Exception):
    """No way would be left to contact the person, and nobody to write to for them."""


class NoLongerHeld(Exception):
    """The person's data in this case was erased, so nothing more is kept about them."""


def tell_adjustments(file: CaseFile, *, adjustments: Adjustments, circumstances: Circumstances) -> CaseFile:
    """Record the whole of what the person asks for; the same again adds nothing.

    They agree once. Whoever takes everything back need not, and agrees anew the next time. Raises NotAgreed,
    Unreachable, NoLongerHeld.
    """
    if APPLICANT in file.state.erased:
        raise NoLongerHeld
    if adjustments.any and not adjustments.agreed:
        raise NotAgreed
    if not adjustments.reachable:
        raise Unreachable
    told = replace(adjustments, agreed=adjustments.any)
    if told == file.state.adjustments:
        return file
    event = NewEvent(type=ADJUSTMENTS_TOLD, personal=sealed(told))
    return record(file, [event], circumstances=circumstances)
