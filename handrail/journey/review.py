"""Ask for a decision to be looked at again."""

from datetime import date

from handrail.casefile import CaseFile, record
from handrail.history.event import Circumstances, NewEvent
from handrail.journey.reason import kept
from handrail.terms.legal_day import legal_day
from handrail.terms.period import parse_period
from handrail.walk.decisions import standing_decision
from handrail.walk.lifecycle import REVIEW_ASKED


class NothingToReview(Exception):
    """No decision stands, or a review of it has been asked for already."""


class ReasonMissing(Exception):
    """The person has not said what they think is wrong."""


def may_ask(file: CaseFile) -> bool:
    """Whether there is a decision of which no review waits. Changing a fact is not asking for a review."""
    decided = standing_decision(file.service, file.state.decisions) is not None and bool(file.as_sent.results)
    return decided and not file.as_sent.review_waits and not file.state.withdrawn


def ask_by(file: CaseFile) -> date | None:
    """The last legal day to ask on, counted from the day of the decision; None where no time is said.

    Who asks later is heard too: what the law makes of it is for whoever looks.
    """
    decision = standing_decision(file.service, file.state.decisions)
    endpoint = file.as_sent.endpoint
    if decision is None or endpoint is None or endpoint.review is None:
        return None
    within = parse_period(endpoint.review.within)
    return within.end_from(legal_day(decision.at), nation=file.organisation.nation)


def ask_for_review(file: CaseFile, *, reason: str, circumstances: Circumstances) -> CaseFile:
    """Ask for a review, in the person's own words. Raises NothingToReview, ReasonMissing, ReasonTooLong."""
    if not may_ask(file):
        raise NothingToReview
    words = kept(reason)
    if not words:
        raise ReasonMissing
    event = NewEvent(type=REVIEW_ASKED, personal={"applicant": {"reason": words}})
    return record(file, [event], circumstances=circumstances)
