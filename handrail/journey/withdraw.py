"""Withdraw an application."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.journey.reason import kept
from handrail.walk.lifecycle import WITHDRAWN


class AlreadyEnded(Exception):
    """The case has ended, so there is nothing to withdraw."""


def may_withdraw(file: CaseFile) -> bool:
    """Say whether there is something to withdraw: the case has not ended."""
    return file.as_sent.here != "ended"


def withdraw(file: CaseFile, *, reason: str, circumstances: Circumstances) -> CaseFile:
    """End the case because the person wants it ended. reason may be empty.

    Raises AlreadyEnded, ReasonTooLong.
    """
    if not may_withdraw(file):
        raise AlreadyEnded
    event = NewEvent(type=WITHDRAWN, personal={"applicant": {"reason": kept(reason)}})
    return record(file, [event], circumstances=circumstances)
