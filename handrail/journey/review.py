"""Ask for a decision to be looked at again."""

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.walk.lifecycle import REVIEW_ASKED

LONGEST = 10_000


class NothingToReview(Exception):
    """No decision stands, or a review of it has been asked for already."""


class ReasonMissing(Exception):
    """The person has not said what they think is wrong."""


def may_ask(file: CaseFile) -> bool:
    """Whether there is a decision of which no review waits. Changing a fact is not asking for a review."""
    return bool(file.as_sent.results) and not file.as_sent.review_waits and not file.state.withdrawn


def ask_for_review(file: CaseFile, *, reason: str, circumstances: Circumstances) -> CaseFile:
    """Ask for a review, in the person's own words. Raises NothingToReview, ReasonMissing."""
    if not may_ask(file):
        raise NothingToReview
    words = reason.strip()
    if not words:
        raise ReasonMissing
    event = NewEvent(type=REVIEW_ASKED, personal={"applicant": {"reason": words[:LONGEST]}})
    return record(file, [event], circumstances=circumstances)
